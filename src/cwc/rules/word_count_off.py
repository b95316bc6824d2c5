"""REP001 word-count-off：说明报告字数偏离要求

检查什么：说明报告的字数与清单要求的“N字左右”相差多少。相差10%以内不提示，25%以内是警告，再多是
错误。写“以上”“以内”的，少一字、多一字都是错误；只写一个数、没有“左右”的，相差10%以上只作提
示。

为什么：系统和评审按字数要求看报告，过短说不清，过长可能被截断。

例子：要求300字左右，写了175字。

怎么改：按要求补写或压缩。字数按 Word、WPS 的“字数”算：每个汉字和全角标点算1，连着的字母或数字算
1；正文和表格计入，文本框、页眉页脚、脚注、批注、已删除的修订和隐藏文字不计。

依据：清单“说明报告要按照字数要求写出文字说明”。“左右”是多少清单没有说，10%和25%是本工具的理解，
写在清单包的word_band 里，可以改。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind, Words
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.pack import WordBand
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

ABOUT = "{words}字，要求{about}字左右，{more}{percent}%"
EXACT = "{words}字，清单写的是{exact}字"
LESS = "{words}字，要求至少{min}字，少{off}字"
MORE = "{words}字，要求至多{max}字，多{off}字"
MEND = "改到{low}至{high}字之间（按 WPS“字数”计）。"
MEND_EXACT = "清单只写了字数，没有写左右、以上或以内：接近即可，不必一字不差。"
MEND_LESS = "补写到{min}字以上（按 WPS“字数”计）。"
MEND_MORE = "压缩到{max}字以内（按 WPS“字数”计）。"

Fault = tuple[Severity, str, str]


@rule("REP001", "word-count-off", kinds=(Kind.REPORT,), yields_to=("REP002",))
def word_count_off(view: FileView, text: Text, context: Context) -> Iterator[Verdict]:
    """One verdict for each use of a report whose 字数 is not as asked."""
    for use in view.uses(Kind.REPORT):
        asked = context.artefact(use.requirement, use.artefact).length
        fault = _fault(text.words, asked, context.header.word_band) if asked else None
        if fault:
            severity, message, mend = fault
            yield Verdict(
                severity=severity,
                requirement=use.requirement,
                artefact=use.artefact,
                message=message,
                sentence=context.sentence(use.requirement),
                mend=mend,
            )


def _fault(words: int, asked: Words, band: WordBand) -> Fault | None:
    """How much it weighs, what is wrong and how to mend it; None when it is as asked."""
    if asked.about:
        return _about(words, asked.about, band)
    if asked.exact:
        low, high = band.silent_range(asked.exact)
        if low <= words <= high:
            return None
        return Severity.NOTE, EXACT.format(words=words, exact=asked.exact), MEND_EXACT
    if asked.min and words < asked.min:
        message = LESS.format(words=words, min=asked.min, off=asked.min - words)
        return Severity.ERROR, message, MEND_LESS.format(min=asked.min)
    if asked.max and words > asked.max:
        message = MORE.format(words=words, max=asked.max, off=words - asked.max)
        return Severity.ERROR, message, MEND_MORE.format(max=asked.max)
    return None


def _about(words: int, about: int, band: WordBand) -> Fault | None:
    # Whole numbers: |words - about| against band percent of about.
    off = abs(words - about) * 100
    if off <= band.silent * about:
        return None
    low, high = band.silent_range(about)
    message = ABOUT.format(
        words=words,
        about=about,
        more="多" if words > about else "少",
        percent=round(off / about),
    )
    severity = Severity.ERROR if off > band.warning * about else Severity.WARNING
    return severity, message, MEND.format(low=low, high=high)
