"""文号 as official documents carry them: 示政发〔2018〕12号."""

import re
import unicodedata
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


def is_numbered(text: str) -> bool:
    """Whether a document carries a number of its own, be it written in another way."""
    return find_number(text) is not None or any(_OTHER.search(line) for line in _lines(text))


def _lines(text: str) -> list[str]:
    whole = _APART.sub("", unicodedata.normalize("NFC", text).replace("\r", "\n"))
    lines = [line.strip() for line in whole.split("\n")]
    return [ln for ln in lines if len(ln) <= _LINE_CHARACTERS and not _QUOTING.search(ln)]
