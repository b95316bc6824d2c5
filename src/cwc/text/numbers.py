"""文号 as official documents carry them: 示政发〔2018〕12号."""

import re
import unicodedata
from dataclasses import dataclass

_OPEN, _CLOSE = r"〔\[\(（【［﹝〈<", r"〕\]\)）】］﹞〉>"
# Any brackets, because the wrong ones are what is looked for; the reader of a PDF may part signs.
_NUMBER = re.compile(
    rf"([\u4e00-\u9fff]{{2,12}})[^\S\n]*([{_OPEN}])\s*(\d{{2,4}})\s*年?\s*([{_CLOSE}])"
    r"\s*(第?)\s*(\d{1,5})\s*号"
)


@dataclass(frozen=True)
class DocumentNumber:
    """A 文号 and its parts as written; `brackets` are the two signs around the year."""

    text: str
    brackets: str
    year: str
    ordinal: str
    serial: str


def find_number(text: str) -> DocumentNumber | None:
    """The first 文号 in a text, or None."""
    match = _NUMBER.search(unicodedata.normalize("NFC", text))
    if match is None:
        return None
    return DocumentNumber(
        text="".join(match[0].split()),
        brackets=match[2] + match[4],
        year=match[3],
        ordinal=match[5],
        serial=match[6],
    )
