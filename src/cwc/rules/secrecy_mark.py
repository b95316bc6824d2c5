"""SEC001 secrecy-mark：文件里有密级标志

检查什么：Word 文件的每一部分（正文、表格、页眉页脚、文本框、脚注、批注、已删除的修订、
隐藏文字、文档属性、内嵌的 Word 和 Excel）和 PDF 的文字层与批注里，有没有“机密★5年”“秘密★”
“密级：机密”一类的标志，或单独成行的密级。

为什么：涉密文件不得通过网上申报系统上传。传出去的后果由人承担，比丢分重得多。

例子：页眉里有“机密★5年”；正文第一行只有“秘密”两个字。

怎么改：立即停止上传，把文件移出这个文件夹，按保密规定处理，并报告本单位保密员。要反映这项工作，另写一份不涉密的
情况说明。确认标志有误的，由定密单位处理后重新提供，不要自行删除标志。

依据：清单“涉密文件不得通过‘网上申报系统’上传，可以WORD、WPS或永中格式将有关工作情况说明上报”；标志的写法见
GB/T 9704 党政机关公文格式“密级和保密期限”。这一条不能豁免、降级或强行放过：有它就不打包。
"""

import re
import unicodedata
from collections.abc import Iterator

from cwc.model.facts import DocumentFacts
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "{place}里有密级标志“{mark}”"
MEND = "不要上传。移出本文件夹，按保密规定处理并报告保密员；需要时另写一份不涉密的情况说明。"

CODE = "SEC001"
_GRADE = r"(?:[绝絕]\s*密|[机機]\s*密|秘\s*密)"
_TERM = r"(?:(?:\d+|[一二三四五六七八九十]+)\s*(?:年|个月|月|天|日)|长期|启用前)"
_MARKS = (
    # 机密★5年, 秘 密 ★ 长期, 绝密★启用前. Typists use other stars, and a star from a symbol font
    # is read as a private or an object character.
    re.compile(rf"{_GRADE}\s*[★☆✩✭✮✯⭐\ufffc\ue000-\uf8ff]\s*{_TERM}?"),
    re.compile(rf"{_GRADE}\s*\*\s*{_TERM}"),
    # 密级：机密, 密级和保密期限: 秘密; but not 密级：绝密、机密、秘密三种.
    re.compile(rf"密\s*级\s*(?:和保密期限)?\s*[:：]\s*{_GRADE}(?![\u4e00-\u9fff、,，])"),
)
# A line of its own: 机密, 【秘密】, 绝密 10年, 机密级. Only where marks stand, at the head of a
# page or paragraph: further down, a typeset line may happen to hold the end of a sentence.
_LONE = re.compile(
    rf"[\s\[\]()【】〔〕《》]*{_GRADE}级?[\s\[\]()【】〔〕《》]*{_TERM}?[\s\])】〕》]*"
)
_HEAD_LINES = 5
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufe0f\ufeff]")


def find_mark(text: str) -> str | None:
    """The first secrecy mark in `text` as it stands there, or None."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\r", "\n")
    found = [match for pattern in _MARKS if (match := pattern.search(plain))]
    head = [line for line in plain.split("\n") if line.strip()][:_HEAD_LINES]
    found += [match for line in head if (match := _LONE.fullmatch(line))]
    return " ".join(found[0][0].split()) if found else None


@rule(CODE, "secrecy-mark")
def secrecy_mark(view: FileView[DocumentFacts]) -> Iterator[Verdict]:
    """One verdict for each place of a document that carries a mark."""
    told = set()
    for passage in view.facts.passages:
        mark = find_mark(passage.text)
        if mark and passage.place not in told:
            told.add(passage.place)
            yield Verdict(
                severity=Severity.ERROR,
                path=view.path,
                place=passage.place,
                message=MESSAGE.format(place=passage.place, mark=mark),
                sentence=view.context.header.secrecy,
                mend=MEND,
            )
