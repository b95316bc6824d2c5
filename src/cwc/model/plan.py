"""What a bundle will hold, before anything is made."""

from enum import StrEnum

from cwc.model.base import Frozen
from cwc.model.finding import Finding, Severity
from cwc.model.outcome import Levers, Vouching, Waived


class PhotoForm(StrEnum):
    """How photos are handed in: one PDF for each 图片资料, or single JPGs."""

    PDF = "pdf"
    JPG = "jpg"


class PerPage(StrEnum):
    """How many photos each page of a PDF shows."""

    ONE = "1"
    TWO = "2"
    FOUR = "4"


class Source(Frozen):
    """A file of the submission as it was when it was judged."""

    path: str
    sha256: str


class PlannedDocument(Frozen):
    """A document that is taken over byte by byte; `number` is its place in its folder."""

    number: int
    source: Source
    label: str
    target: str


class PlannedPhoto(Frozen):
    """A photo with its caption; `target` is its name in the folder of single JPGs.

    `number` counts from 1 over the whole 图片资料. In a PDF its JPEG takes at most `most_bytes`;
    `is_anew` says that it cannot stand there as it came: it is too large or no JPEG.
    """

    number: int
    source: Source
    most_bytes: int
    is_anew: bool
    category: str | None
    when: str
    caption: tuple[str, ...]
    target: str


class PlannedAlbum(Frozen):
    """One 图片资料, or a part of it: its photos in order.

    `target` is the PDF, or the folder of JPGs, `number` its place in the requirement's folder,
    `total` how many photos the whole 图片资料 has.
    """

    number: int
    label: str
    target: str
    heading: str
    total: int
    photos: tuple[PlannedPhoto, ...]


class PlannedRequirement(Frozen):
    """One requirement's folder."""

    code: str
    name: str
    text: str
    folder: str
    documents: tuple[PlannedDocument, ...]
    albums: tuple[PlannedAlbum, ...]

    @property
    def entries(self) -> list[PlannedDocument | PlannedAlbum]:
        """Documents and albums in upload order."""
        return sorted((*self.documents, *self.albums), key=lambda entry: entry.number)


class Plan(Frozen):
    """A whole bundle: what goes in, what stays out and why, what is still wrong."""

    pack: str
    unit: str
    photos: PhotoForm
    per_page: PerPage | None
    photo_limit_bytes: int
    requirements: tuple[PlannedRequirement, ...]
    left_out: tuple[str, ...]
    unprintable: tuple[str, ...]
    unresolved: tuple[Finding, ...]
    vouched: tuple[Vouching, ...]
    waived: tuple[Waived, ...]
    levers: Levers

    @property
    def excused(self) -> tuple[Waived, ...]:
        """The errors that stand because somebody answers for them."""
        return tuple(w for w in self.waived if w.finding.severity is Severity.ERROR)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is wrong, be it answered for, and nothing was left out."""
        return not (self.unresolved or self.excused or self.left_out)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to pack."""
        return not any(r.documents or r.albums for r in self.requirements)
