"""文号 as official documents carry them: 示政发〔2018〕12号."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_OPEN, _CLOSE = r"〔\[\(（【［﹝〈<", r"〕\]\)）】］﹞〉>"
_HAN = r"\u4e00-\u9fff"
# Any brackets, because the wrong ones are what is looked for.
_NUMBER = re.compile(
    rf"([{_HAN}]{{2,12}})([{_OPEN}])\s*(\d{{2,4}})\s*年?\s*([{_CLOSE}])\s*(第?)\s*(\d{{1,5}})\s*号"
)
# Other ways to number a document: 〔2018〕12号 of minutes, 令第12号, 公告2018年第3号, in words.
_OTHER = re.compile(
    rf"[{_OPEN}]\s*[\d〇○零一二三四五六七八九]{{2,4}}\s*[{_CLOSE}]\s*第?\s*[\d一二三四五六七八九十百]+\s*号|"
    r"(?:令|公告|通告)\s*(?:\d{4}年)?\s*第\s*[\d一二三四五六七八九十百]+\s*号"
)
# Typed or set with signs apart, or with the number on a line below the office.
_APART = re.compile(
    rf"(?<=[{_HAN}])[^\S\n]+(?=[{_HAN}{_OPEN}])|(?<!\s)\s+(?=[{_OPEN}]\s*\d{{2,4}}\s*[{_CLOSE}])"
)
# As a machine reads it in a picture: brackets are lost, doubled or of another sort.
_READ = re.compile(
    rf"([{_HAN}]{{2,12}})[{_OPEN}{_CLOSE}|]{{0,2}}((?:19|20)\d\d)[{_OPEN}{_CLOSE}|]{{0,2}}第?(\d{{1,5}})号"
    rf"(?:[^{_HAN}]*|.*签发.*)"
)
# Dots and lines before it are dirt; what is in a title is another's.
_FIRST = re.compile(rf"[{_HAN}《]")
# The name of an office, or nothing.
_TITLE, _DECREES = re.compile(rf"[{_HAN}]{{0,20}}"), ("令", "公告", "通告")
# Signs that two machines took for each other on 276 pages: alike in every reading, so that two that
# agree prove nothing.
_LOOK_ALIKE = frozenset("已己巳干千于末未木戊戌戍戎成冶治洽士土")
# A document's own number stands on a short line; another's is quoted within a sentence.
_LINE_CHARACTERS = 40
_QUOTING = re.compile(r"根据|按照|依据|精神|贯彻|《|转发|印发")
# Nothing is said before it and nothing but who signed after it: 批复（示发改复〔2018〕5号） quotes.
_BEFORE = re.compile(rf"[^{_HAN}（(〈》]*(?:(?:发文字号|文号)[:：]\s*)?")
_AFTER = re.compile(r"[\W\d_]*(?:签发.*)?")


@dataclass(frozen=True)
class DocumentNumber:
    """A 文号 and its parts as written; `brackets` are the two signs around the year."""

    text: str
    brackets: str
    year: str
    ordinal: str
    serial: str


def find_number(text: str) -> DocumentNumber | None:
    """The first 文号 that stands by itself in a text, or None."""
    match = next((own for line in _lines(text) if (own := _own(line))), None)
    return _parts(match) if match else None


def number_in_name(name: str) -> DocumentNumber | None:
    """The 文号 that a file's name gives the document, or None; one that it passes on is another's.

    What stands before the brackets may be more than the office.
    """
    match = next((found for line in _lines(name) if (found := _NUMBER.search(line))), None)
    return _parts(match) if match else None


def _parts(match: re.Match[str]) -> DocumentNumber:
    return DocumentNumber(
        text="".join(match[0].split()),
        brackets=match[2] + match[4],
        year=match[3],
        ordinal=match[5],
        serial=match[6],
    )


def _own(line: str) -> re.Match[str] | None:
    """The number that a line consists of."""
    found = _NUMBER.search(line)
    stands_alone = (
        found and _BEFORE.fullmatch(line[: found.start()]) and _AFTER.fullmatch(line[found.end() :])
    )
    return found if stands_alone else None


@dataclass(frozen=True)
class NumberRead:
    """A 文号 as machines read it in a picture, its brackets set right.

    `certain` when all readings are the same, and none may be wrong in all of them.
    """

    text: str
    year: int
    serial: int
    certain: bool


def read_number(readings: Sequence[str]) -> NumberRead | None:
    """The number that readings of one line agree upon, or the likeliest; None when none has one."""
    found = [match.groups() if (match := _read(line)) else None for line in readings]
    likeliest = next(filter(None, found), None)
    if likeliest is None:
        return None
    office, year, serial = likeliest
    agreed = len(found) > 1 and all(other == likeliest for other in found)
    return NumberRead(
        text=f"{office}〔{year}〕{serial}号",
        year=int(year),
        serial=int(serial),
        certain=agreed and _LOOK_ALIKE.isdisjoint(office) and not serial.startswith("0"),
    )


def _read(line: str) -> re.Match[str] | None:
    """The number that a line consists of; another's stands within a sentence."""
    text = "".join(unicodedata.normalize("NFKC", line).split())
    first = _FIRST.search(text)
    return _READ.fullmatch(text, first.start()) if first else None


def may_be_number(line: str) -> bool:
    """Whether a line that was read in a picture holds a 文号."""
    return _read(line) is not None


def is_numbered(text: str) -> bool:
    """Whether a document carries a number of its own, be it written in another way."""
    return find_number(text) is not None or any(_OTHER.search(line) for line in _lines(text))


def is_numbered_in_picture(text: str) -> bool:
    """Whether a line of a page that a machine read is a number of another sort: 令第12号.

    Where lines end, a machine tears the numbers of others out of their sentences.
    """
    lines = ("".join(line.split()) for line in text.split("\n"))
    return any(_is_title(line) for line in lines)


def _is_title(line: str) -> bool:
    found = _OTHER.search(line)
    if found is None or found.end() != len(line):
        return False
    # Behind the name of an office stands a decree; brackets with a year begin the line.
    is_decree = found[0].startswith(_DECREES) and _TITLE.fullmatch(line[: found.start()])
    return found.start() == 0 or bool(is_decree)


def _lines(text: str) -> list[str]:
    whole = _APART.sub("", unicodedata.normalize("NFC", text).replace("\r", "\n"))
    lines = [line.strip() for line in whole.split("\n")]
    return [ln for ln in lines if len(ln) <= _LINE_CHARACTERS and not _QUOTING.search(ln)]
