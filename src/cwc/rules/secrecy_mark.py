"""SEC001 secrecy-mark：文件里有密级标志

检查什么：Word 文件的每一部分（正文、表格、页眉页脚、文本框、水印、脚注、批注、已删除的修订、隐藏
文字、文档属性、内嵌的 Word 和 Excel）、Excel 的每一部分（单元格、批注、页眉、提示、公式、数字格式、
工作表的名字）、PDF 和 OFD 的文字层、批注、书签和属性、文件名和照片说明里，有没有“机密★5年”“秘密★”
“密级：机密”一类的标志，或单独成行的密级。

为什么：涉密文件不得通过网上申报系统上传。传出去的后果由人承担，比丢分重得多。

例子：页眉里有“机密★5年”；正文第一行只有“秘密”两个字。

怎么改：立即停止上传，把文件移出这个文件夹，按保密规定处理，并报告本单位保密员。要反映这项工作，另
写一份不涉密的情况说明。确认标志有误的，由定密单位处理后重新提供，不要自行删除标志。

依据：清单“涉密文件不得通过‘网上申报系统’上传，可以WORD、WPS或永中格式将有关工作情况说明上报”；
标志的写法见 GB/T 9704 党政机关公文格式“密级和保密期限”。谈保密工作的句子、并列的几个密级（如表
格、填表选项）不算标志。这一条不能豁免、降级或强行放过：有它就不打包。
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from posixpath import splitext

from cwc.model.aspects import Role, Text, Where
from cwc.model.context import Context
from cwc.model.finding import SECRECY, Severity
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule
from cwc.wording.places import place_name

MESSAGE = "{place}里有密级标志“{mark}”"
MEND = "不要上传。移出本文件夹，按保密规定处理并报告保密员；需要时另写一份不涉密的情况说明。"

_HAN = r"\u4e00-\u9fff"
_GAP = r"[^\S\n]*"
_GRADE = rf"(?:[绝絕絶]{_GAP}密|[机機]{_GAP}密|秘{_GAP}密)"
_TERM = rf"(?:(?:\d+|[一二三四五六七八九十]+){_GAP}(?:年|个月|月|天|日)|[长長]期|启用前)"
_URGENCY = r"(?:特急|加急|平急|急件|特提)"
_SECRET = "密"
_QUOTE = "“‘「『"
# Typists use other stars; a star of a symbol font is read as a private or an object character.
_STAR = r"★☆✩✭✮✯✰⭐⭑\ufffc\ue000-\uf8ff"
_MARKS = (
    # 机密★5年, 秘密·长期, 绝密★启用前: a grade, any sign that is no punctuation, a term.
    re.compile(
        rf"(?<![{_QUOTE}]){_GRADE}[级件]?\s*"
        rf"[^\w\s，、。；：,.;:!?()（）\[\]【】《》〈〉“”‘’\"'/|□☐-]{_GAP}{_TERM}"
    ),
    # 机密★ without a term, but not 保守秘密★廉洁行医.
    re.compile(
        rf"(?<![{_HAN}{_QUOTE}]){_GRADE}[级件]?{_GAP}[{_STAR}](?!{_GAP}(?!{_URGENCY})[{_HAN}])"
    ),
)
# 密级：机密, 密级和保密期限 秘密; but not 密级：绝密、机密、秘密三种.
_LABELLED = re.compile(
    rf"密{_GAP}级(?:{_GAP}和保密期限)?(?:{_GAP}:|[^\S\n]){_GAP}({_GRADE})级?(?![{_HAN}、,/])"
)
# 机密, 【秘密】, 绝密 10年, 机密级 with nothing else but what stands beside it at a page's head:
# the copy's number and the urgency.
_BRACKETS = r"[\s\[\]()【】〔〕]*"
_NUMBER = r"(?:№|No\.?)?\s*\d{3,8}"
_LONE = re.compile(
    rf"(?:{_NUMBER}\s)?{_BRACKETS}({_GRADE})[级件]?{_BRACKETS}{_TERM}?{_BRACKETS}{_URGENCY}?"
)
_HEAD = re.compile(rf"{_LONE.pattern}|{_NUMBER}|{_URGENCY}")
_CELLS = re.compile(r"[\n\t]+|[^\S\n]{2,}")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufe0f\ufeff]")


def find_mark(text: str, first: bool = False) -> str | None:
    """The first secrecy mark in a block of text as it stands there, or None.

    `first` says that the block begins a page, where a mark may touch the text below it.
    """
    plain = _plain(text)
    for pattern in _MARKS:
        if match := pattern.search(plain):
            return " ".join(match[0].split())
    for match in _LABELLED.finditer(plain):
        line = plain[plain.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
        if len(_grades(line)) == 1:
            return " ".join(match[0].split())
    head = plain.strip().split("\n", 1)[0] if first else ""
    return _lone(plain) or _lone(head)


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\r", "\n")


def _grades(text: str) -> set[str]:
    return {"".join(grade.split()) for grade in re.findall(_GRADE, text)}


def _lone(text: str) -> str | None:
    """The grade in a text that holds nothing but the head of a page, and no other grade."""
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if all(_HEAD.fullmatch(cell) for cell in cells) and len(_grades(text)) == 1:
        return next(" ".join(cell.split()) for cell in cells if _LONE.fullmatch(cell))
    return None


def marks(texts: Iterable[str]) -> list[str]:
    """The marks in one place's blocks; grades that stand in a row one by one are a list of them."""
    blocks = list(texts)
    # Every mark holds the one sign; most places of most files do not.
    if _SECRET not in _plain("".join(blocks)):
        return []
    lone = [_grades(block) if _lone(_plain(block)) else set() for block in blocks]
    found = []
    for n, block in enumerate(blocks):
        around = [lone[k] for k in (n - 1, n + 1) if 0 <= k < len(lone)]
        listed = lone[n] and any(other and other != lone[n] for other in around)
        mark = None if listed else find_mark(block, first=n == 0)
        found += [mark] if mark else []
    return found


@rule(SECRECY, "secrecy-mark")
def secrecy_mark(view: FileView, text: AsSeen[Text] | None, context: Context) -> Iterator[Verdict]:
    """One verdict for each place of a file that carries a mark, its name and captions included."""
    for place, texts in _places(view, text).items():
        found = marks(texts)
        if found:
            yield Verdict(
                severity=Severity.ERROR,
                place=place,
                message=MESSAGE.format(place=place, mark=found[0]),
                sentence=context.header.secrecy,
                mend=MEND,
            )


def _places(view: FileView, text: Text | None) -> dict[str, list[str]]:
    """What stands in each place, by the place's name, in order."""
    *folders, name = view.path.split("/")
    captions = [said for use in view.placements for said in use.caption.values.values()]
    places = {
        place_name(Where.shown(Role.NAME)): [*folders, splitext(name)[0]],
        place_name(Where.shown(Role.CAPTION)): captions,
    }
    for part in text.parts if text else ():
        places.setdefault(place_name(part.where), []).append(part.text)
    return places
