"""What a reader saw in one file, without opinion."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field as Spec

from cwc.model.base import Frozen


class Obstacle(StrEnum):
    """Why a file, or a part of it, could not be read."""

    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NOT_WHAT_IT_SAYS = "not-what-it-says"
    TOO_LARGE = "too-large"
    VANISHED = "vanished"
    DENIED = "denied"
    LINK = "link"
    NO_READER = "no-reader"
    BAD_NAME = "bad-name"


class PhotoFacts(Frozen):
    """A picture that decodes to its last row, and what its EXIF says of it.

    `orientation` is EXIF's, 1 upright; `taken` the day and time the camera noted, None if it did
    not.
    """

    kind: Literal["photo"] = "photo"
    format: Literal["JPEG", "PNG", "BMP", "WEBP", "TIFF"]
    size_bytes: int
    width_px: int
    height_px: int
    orientation: int = 1
    taken: datetime | None = None


class Passage(Frozen):
    """A piece of a document's text and where it stands: 正文, 页眉, 文本框, 第2页 …

    A row of a table is one piece, its cells parted by tabs.
    """

    place: str
    text: str


class UnreadPart(Frozen):
    """A part of a document that may hold text which was not read."""

    place: str
    obstacle: Literal["picture-of-text", "no-text", "embedded-file", "broken-part"]


class DocumentFacts(Frozen):
    """The text of a Word, PDF or Excel document; `words` is 字数 of body and tables.

    `pictures` are those set into it, `photos` those of them large enough for one, `seals` those
    that look like a red seal; `revisions` and `comments` what was left open in Word; `marked`
    whether any passage is highlighted or underlined; `red` whether there is anything red where a
    red header stands; `formulas` the cells that a spreadsheet would run as a command.
    """

    kind: Literal["document"] = "document"
    format: Literal["docx", "pdf", "xlsx"]
    size_bytes: int
    words: int
    passages: tuple[Passage, ...]
    unread: tuple[UnreadPart, ...] = ()
    pictures: int = 0
    photos: int = 0
    seals: int = 0
    revisions: int = 0
    comments: int = 0
    marked: bool = False
    red: bool = False
    macros: bool = False
    embedded: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()


class Unreadable(Frozen):
    """A file that could not be read, and why."""

    kind: Literal["unreadable"] = "unreadable"
    size_bytes: int
    obstacle: Obstacle


Facts = Annotated[PhotoFacts | DocumentFacts | Unreadable, Spec(discriminator="kind")]


class Reading(Frozen):
    """One file read: its facts and the sha256 of the bytes they were read from ("" if none)."""

    sha256: str
    facts: Facts
