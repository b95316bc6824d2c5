"""Everything that was seen of one file, for whoever wants to know; None where nothing was."""

from datetime import date
from typing import Literal

from cwc.model.base import Frozen
from cwc.model.paper import Seal, Sure


class LookedNumber(Frozen):
    """The 文号; not `certain` when a person has to look."""

    value: str
    certain: bool


class LookedMark(Frozen):
    """A 密级 or what looks like one, on which page, in which part of the document."""

    text: str
    page: int | None
    role: str


class LookedPage(Frozen):
    """One page: where its text is from, how it was turned, its red header and seals."""

    page: int
    text_from: Literal["layer", "ocr", "none"]
    turned: int | None
    red_header: Sure | None
    seals: tuple[Seal, ...] | None


class Looked(Frozen):
    """One file; `issuer` and `date` are those on its first and last page, as far as they are read.

    `unread` are the reasons and places of what was not read; `grey` that no page has anything red.
    """

    path: str
    sha256: str
    form: str
    words: int | None
    number: LookedNumber | None
    issuer: str | None
    date: date | None
    grey: bool | None
    marks: tuple[LookedMark, ...]
    unread: tuple[str, ...]
    pages: tuple[LookedPage, ...]
