"""密级标志: what in a text is one for certain, and what may be one, as the eye reads it.

The form is GB/T 9704's (机密★5年) and what people make of it. What is no mark for certain but has
the shape of one is doubtful; prose, slogans and laws are neither. No list of innocent words: the
shape alone decides.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

# Every grade has the one sign. U+5BBB is its older form; no other character is NFKC-equal to it.
SIGNS = "密宻"

_VARIANTS = str.maketrans("祕機絕絶宻級長啓啟為屬", "秘机绝绝密级长启启为属")
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")
# Letters that show as nothing: Hangul fillers, an empty Braille cell.
_BLANK_LETTERS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\u2800"), None)
# What these signs begin and end is shown from right to left.
_TURNED = "\u202e\u202c"
_TURNED_RUN = re.compile(f"{_TURNED[0]}([^{_TURNED}]*){_TURNED[1]}?")
_UNSEEN = {"Cf", "Mn", "Me", "Cc"}

# In a block of so many signs nothing can be told from what stands around it.
_SHORT, _SHORTEST = 12, 6
# In a table of the grades another stands a few cells on.
_LISTED = 4
# A line of code is no longer.
_CODE = 300
# A pause between two words is of the text.
_ASCII = re.compile(r"(?![,.;:!?](?![!-/:-~]))[!-/:-~]+")
# A piece set sign by sign: in each line, cell or text box no more.
SINGLE = 2
_HAN = r"\u4e00-\u9fff"
_GAP = r"[ \t\n]{0,8}"
_SPACE = r" {0,8}"
_GRADE = rf"(?:[绝机秘]{_SPACE}密)"
_JOINED = rf"(?:[绝机秘]{_GAP}[·.\-]?{_GAP}密)"
_LEVEL = r"[级件]?"
_QUOTES = r"“‘「『《〈\"'"
# Not the end of a longer word, and not spoken of as a word.
_FREE = rf"(?<![{_HAN}{_QUOTES}、/])"
_STAR = r"★☆✩✭✮✯✰⭐⭑✡✪✫✬❇*\ufffc\ue000-\uf8ff"
# Any sign between grade and term that is no pause.
_BETWEEN = r"[^\w\s，、。；：,.;:!?！？()\[\]【】《》〈〉“”‘’\"'|□☐]"
_NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十百半廿卅]{1,4})"
_TERM = (
    rf"(?:(?:至|到|截至|截止)?{_GAP}{_NUMBER}{_GAP}(?:个?半?年半?|个?月|[周天日])(?:以?内|止)?"
    rf"|(?:至|到|截至|截止)?{_GAP}\d{{4}}[-./]\d{{1,2}}"
    rf"|长{_GAP}期|永{_GAP}久|永远|无限期|[{_HAN}]{{1,8}}[前后止])"
)
_URGENCY = r"(?:特急|加急|平急|急件|特提)"
_ENDS = rf"(?![{_HAN}])"
_MARKS = (
    # 机密★5年, 秘密·长期, 绝密★启用前, 机密（5年）
    re.compile(
        rf"{_FREE}{_JOINED}{_LEVEL}{_GAP}(?:{_BETWEEN}{{1,3}}{_GAP}{_TERM}|[(\[【]{_TERM}[)\]】])"
        rf"(?:{_ENDS}|(?={_URGENCY}))"
    ),
    # 机密★ without a term.
    re.compile(
        rf"{_FREE}{_JOINED}{_LEVEL}{_SPACE}[{_STAR}](?!{_GAP}[\"”’」』》])"
        rf"(?!{_SPACE}(?!{_URGENCY})[{_HAN}])"
    ),
)
# 密级：机密, 密级和保密期限 秘密, 保密等级：秘密
_LABELLED = re.compile(
    rf"密{_SPACE}(?:级别?|等级?)(?:{_SPACE}[和及与]{_SPACE}保密期限)?"
    rf"{_SPACE}[:：=\n\t ]{_GAP}[\[【(]?({_GRADE}){_LEVEL}(?![{_HAN}、,/])"
)
_BRACKETED = re.compile(rf"^{_SPACE}[\[【〔]{_SPACE}({_GRADE}){_LEVEL}{_SPACE}[\]】〕]")
_FRAME = r"[ \[\]()【】〔〕<>{}|]{0,8}"
_COPY = r"(?:(?:№|No\.?)? ?\d{3,8}|第? ?\d{1,4} ?[份号])"
# 机密, 【秘密】, 绝密 10年, 机密级 with nothing but the copy's number and the urgency beside it.
_LONE = re.compile(
    rf"(?:{_COPY} )?(?:{_URGENCY}{_SPACE})?{_FRAME}({_JOINED}){_LEVEL}"
    rf"(?:{_FRAME}{_BETWEEN}{{0,3}}{_FRAME}{_TERM})?{_FRAME}[★☆*]?{_SPACE}{_URGENCY}?"
)
_CELLS = re.compile(r"\t+| {2,}")
_ANY = re.compile(rf"{_GRADE}{_LEVEL}")
# Where no prose is expected: the word by itself, however long the text around it.
_APART = re.compile(rf"(?<![{_HAN}{_QUOTES}、]){_GRADE}{_LEVEL}(?![{_HAN}、])")
_ENDING = re.compile(rf"[绝机]{_SPACE}密$")
_LED = re.compile(rf"(?<![{_HAN}]){_GRADE}")
# 定为秘密, 密级为机密: said to be one.
_SAID = re.compile(rf"(?:[为是属系]|属于){_SPACE}{_GRADE}")
# With a sign or a number of years beside it; but not 保守秘密★廉洁行医.
_BESIDE = (
    re.compile(rf"{_JOINED}{_LEVEL}{_GAP}{_BETWEEN}{{1,3}}{_GAP}{_TERM}"),
    re.compile(rf"{_JOINED}{_LEVEL}{_SPACE}[{_STAR}](?!{_SPACE}[{_HAN}])"),
    re.compile(rf"(?<![{_HAN}]){_JOINED}{_LEVEL}{_SPACE}[{_STAR}]"),
    re.compile(rf"[{_STAR}]{_SPACE}{_GRADE}(?![{_HAN}])"),
    # Ticked in a list of the grades.
    re.compile(rf"[☑☒✓✔√■]{_SPACE}{_GRADE}"),
    re.compile(
        rf"(?<![{_HAN}]){_GRADE}{_LEVEL}{_SPACE}[(\[【:]?{_SPACE}{_NUMBER}{_SPACE}(?:年|个月)"
    ),
    re.compile(rf"[\[【〔(]{_SPACE}{_GRADE}{_LEVEL}{_SPACE}[\]】〕)]"),
    # At the beginning or the end of a line, with a space before what stands beside it.
    re.compile(rf"(?m)^{_GRADE}{_LEVEL} | {_GRADE}{_LEVEL}$"),
)


@dataclass(frozen=True)
class Mark:
    """A mark's own words, as they read; `certain`, or of the shape of one."""

    words: str
    certain: bool


def as_read(text: str) -> str:
    """The text as the eye reads it: one form of each sign, no unseen signs; breaks stay."""
    if _TURNED[0] in text:
        text = _TURNED_RUN.sub(lambda match: match[1][::-1], text)
    plain = unicodedata.normalize("NFKC", text.translate(_BREAKS)).translate(_VARIANTS)
    return "".join(
        sign
        for sign in plain.translate(_BLANK_LETTERS)
        if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN
    )


def speaks_of_one(text: str) -> bool:
    """Whether a text holds the sign that every mark has."""
    return any(map(text.__contains__, SIGNS))


def find_marks(blocks: Iterable[str], aside: bool = False) -> list[Mark]:
    """The marks in one place's blocks of text, in order; `aside` when it is no running text."""
    every = list(blocks)
    # Most places of most files have none.
    if not any(map(speaks_of_one, every)):
        return []
    texts = [as_read(block).strip("\n ") for block in every]
    found = []
    rows = [line.split("\t") for text in texts for line in text.split("\n")]
    for number, text in enumerate([*texts, *set_singly(texts), *set_in_columns(rows)]):
        if not speaks_of_one(text):
            continue
        before = texts[max(number - _LISTED, 0) : number]
        behind = texts[number + 1 : number + 1 + _LISTED]
        if mark := _mark(text, before + behind, aside, first=number == 0):
            found.append(mark)
    for text in _bare(texts):
        # What stands alone only when code is taken away may be a word of the code's.
        if mark := _in_form(text) or _doubtful(text, aside):
            found.append(mark)
        elif _lone(text):
            found.append(_said(text, certain=False))
    return list(dict.fromkeys(found))


def set_singly(texts: Iterable[str]) -> Iterator[str]:
    """Neighbouring blocks of one sign or two, as one text."""
    run: list[str] = []
    for text in (*texts, "." * (SINGLE + 1)):
        if 0 < len(text) <= SINGLE:
            run.append(text)
        elif text:
            if len(run) > 1:
                yield "".join(run)
            run = []


def set_in_columns(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Cells of one sign or two that stand one below the other, as one text."""
    columns: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for index, cell in enumerate(row if len(row) > 1 else ()):
            if 0 < len(sign := cell.strip()) <= SINGLE:
                columns[index].append((number, sign))
    for cells in columns.values():
        for _, run in groupby(enumerate(cells), key=lambda at: at[1][0] - at[0]):
            signs = [sign for _, (_, sign) in run]
            if len(signs) > 1:
                yield "".join(signs)


def _bare(texts: Iterable[str]) -> Iterator[str]:
    """Short texts without what code, a tag or a transcription puts between their signs."""
    for text in texts:
        if len(text) <= _CODE and speaks_of_one(text):
            bare = _ASCII.sub("", text)
            if bare != text:
                yield bare


def _mark(text: str, around: Sequence[str], aside: bool, first: bool) -> Mark | None:
    """The first certain mark of a block, or else the first doubtful one."""
    if mark := _certain(text, around, first):
        return mark
    return _doubtful(text, aside)


def _in_form(text: str) -> Mark | None:
    """With a star, or with any sign and a term: a mark wherever it stands."""
    for pattern in _MARKS:
        if match := pattern.search(text):
            return _said(match[0], certain=True)
    return None


def _certain(text: str, around: Sequence[str], first: bool) -> Mark | None:
    if mark := _in_form(text):
        return mark
    if label := _LABELLED.search(text):
        return _said(label[0], certain=len(_grades(_line_of(text, label.start()))) == 1)
    lines = text.split("\n")
    if framed := _BRACKETED.match(text):
        return _said(framed[0], certain=len(_grades(text)) == 1)
    listed = {grade for other in around for grade in _lone_grades(other)}
    if _lone(text):
        return _said(text, certain=not listed - _grades(text))
    for number, line in enumerate(lines):
        for cell in _cells(line):
            if _lone(cell):
                # A line in the midst of a paragraph may be the rest of the one before.
                whole = len(lines) == 1 or (first and number == 0) or _ended(lines[:number])
                return _said(cell, certain=whole and len(_grades(text) | listed) == 1)
    return None


def _cells(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, _CELLS.split(text)))


def _lone_grades(text: str) -> set[str]:
    """The grades that stand alone, or alone in a cell."""
    cells = (cell for line in text.split("\n") for cell in _cells(line))
    return {grade for cell in (text, *cells) if _lone(cell) for grade in _grades(cell)}


def _ended(lines: Sequence[str]) -> bool:
    return bool(lines) and lines[-1].rstrip()[-1:] in set("。！？；：.!?;:")


def _doubtful(text: str, aside: bool) -> Mark | None:
    for pattern in (*_BESIDE, *([_APART] if aside else [])):
        if match := pattern.search(text):
            return _said(match[0], certain=False)
    # A page's first line may stand so close to the prose below that they are read as one block.
    for piece in (text, text.partition("\n")[0], *_CELLS.split(text)):
        size = len("".join(piece.split()))
        if size > _SHORT:
            continue
        match = _ANY.search(piece) if aside else _LED.search(piece) or _SAID.search(piece)
        if match is None and size <= _SHORTEST:
            match = _ENDING.search(piece.strip())
        if match:
            return _said(match[0], certain=False)
    return None


def _lone(text: str) -> bool:
    """Whether a text is a mark and nothing else, however it is broken."""
    if len(_grades(text)) != 1:
        return False
    plain = text.strip()
    if len(plain) > _CODE:
        return False
    return bool(_LONE.fullmatch(plain) or _LONE.fullmatch("".join(plain.split())))


def _grades(text: str) -> set[str]:
    return {re.sub(r"[\s·.\-]", "", grade) for grade in re.findall(_JOINED, text)}


def _line_of(text: str, start: int) -> str:
    return text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]


def _said(words: str, certain: bool) -> Mark:
    return Mark(
        "".join(words.split()) if len(words) <= _SHORT else " ".join(words.split()), certain
    )
