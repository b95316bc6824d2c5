"""REP001 word-count-off：说明报告字数偏离要求

检查什么：说明报告的字数与清单要求的“N字左右”相差多少。相差10%以内不提示，25%以内是警告，再多是错误。

为什么：系统和评审按字数要求看报告，过短说不清，过长可能被截断。

例子：要求300字左右，写了175字。

怎么改：按要求补写或压缩。字数按 Word、WPS 的“字数”算：每个汉字和全角标点算1，连着的字母或数字算1；
正文和表格计入，文本框、页眉页脚、脚注、批注、已删除的修订和隐藏文字不计。

依据：清单“说明报告要按照字数要求写出文字说明”。“左右”是多少清单没有说，10%和25%是本工具的理解，写在清单包的
word_band 里，可以改。
"""

from collections.abc import Iterator

from cwc.model.facts import DocumentFacts
from cwc.model.finding import Severity
from cwc.model.pack import ReportArtefact
from cwc.model.view import FileView, Placement
from cwc.rules.registry import Verdict, rule

MESSAGE = "{words}字，要求{about}字左右，{more}{percent}%"
MEND = "改到{low}至{high}字之间（按 WPS“字数”计）。"


@rule("REP001", "word-count-off")
def word_count_off(view: FileView[DocumentFacts]) -> Iterator[Verdict]:
    """One verdict for each report whose 字数 leaves the silent band."""
    for placement in view.placements:
        artefact = placement.artefact
        if isinstance(artefact, ReportArtefact) and artefact.words:
            yield from _judge(view, placement, artefact.words.about)


def _judge(view: FileView[DocumentFacts], placement: Placement, about: int) -> Iterator[Verdict]:
    band = view.context.header.word_band
    # Whole numbers: |words - about| against band percent of about.
    off = abs(view.facts.words - about) * 100
    if off <= band.silent * about:
        return
    low, high = band.silent_range(about)
    yield Verdict(
        severity=Severity.ERROR if off > band.warning * about else Severity.WARNING,
        path=view.path,
        requirement=placement.requirement.code,
        message=MESSAGE.format(
            words=view.facts.words,
            about=about,
            more="多" if view.facts.words > about else "少",
            percent=round(off / about),
        ),
        sentence=placement.requirement.text,
        mend=MEND.format(low=low, high=high),
    )
