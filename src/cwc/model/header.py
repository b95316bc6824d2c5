"""pack.yaml: what holds for a whole list, whoever wrote it."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field as Spec
from pydantic import StringConstraints, model_validator

from cwc.model.artefact import Kind
from cwc.model.asked import Count, Line
from cwc.model.base import Frozen
from cwc.model.caption import Field
from cwc.model.finding import Severity
from cwc.model.grammar import CodeGrammar
from cwc.model.period import Day, Month

Percent = Annotated[int, Spec(ge=0, le=100)]
Names = Annotated[tuple[Line, ...], Spec(min_length=1)]
# A rule's code or its name: REP005, report-signed.
RuleName = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}\d{3}|[a-z]+(-[a-z]+)*)$")]


class Issued(Frozen):
    """The document that a pack was read from."""

    by: Line
    number: Line
    date: Day


class Assessment(Frozen):
    """The months that the round of assessment looks at."""

    since: Month
    until: Month

    @model_validator(mode="after")
    def _ordered(self) -> "Assessment":
        if self.until < self.since:
            raise ValueError(f"since {self.since} 晚于 until {self.until}")
        return self


class WordBand(Frozen):
    """How far 左右 reaches, in percent of the asked 字数: silent, then a warning, then an error."""

    silent: Percent
    warning: Percent
    text: Line

    @model_validator(mode="after")
    def _ordered(self) -> "WordBand":
        if self.warning < self.silent:
            raise ValueError(f"warning {self.warning} 小于 silent {self.silent}")
        return self

    def silent_range(self, about: int) -> tuple[int, int]:
        """The least and most 字数 that pass in silence for about so many."""
        return -(-about * (100 - self.silent) // 100), about * (100 + self.silent) // 100


class FestivalDays(Frozen):
    """How many days before and after a festival still belong to it."""

    before: Annotated[int, Spec(ge=0, le=60)]
    after: Annotated[int, Spec(ge=0, le=60)]
    text: Line


class PhotoLimit(Frozen):
    """Largest photo the portal takes; above `safe_bytes` a second reading of 2M would refuse it."""

    max_bytes: Count
    safe_bytes: Count
    text: Line


class PhotoPdfLimit(Frozen):
    """Largest PDF of photos that the portal takes; more photos than fit make several."""

    max_bytes: Count
    text: Line


class PhotoFloor(Frozen):
    """The longer side below which a photo cannot be read, and the list's word on it, if any."""

    long_side_px: Count
    text: Line | None = None


class PhotoCounts(Frozen):
    """Whether the list's numbers of photos hold only until the portal says its own."""

    provisional: bool
    text: Line


class FormPart(StrEnum):
    """Which part of the asked form one file is."""

    WHOLE = "whole"
    HEADER_PAGE = "header_page"
    BODY = "body"


class Mark(Frozen):
    """Whether the passage about the work must be marked in a document."""

    marked: Literal["expected"]
    text: Line


class Form(Frozen):
    """How one artefact kind is handed in, and the list's sentence that says so.

    `endings` are the file endings taken (none named: any), `mendable` those that cwc makes legal;
    `header_page` and `body` the two parts that together serve instead of one whole file. `depicts`
    are the sorts of picture that the list tells apart, each with the words that names say it in.
    """

    endings: tuple[Line, ...] = ()
    mendable: tuple[Line, ...] = ()
    header_page: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    seal: Literal["required", "not_needed", "forbidden"] | None = None
    number: Literal["required", "not_needed"] | None = None
    depicts: dict[Line, Names] = Spec(default_factory=dict)
    marking: Mark | None = None
    text: Line | None = None

    @property
    def taken(self) -> tuple[str, ...]:
        """Every ending that a file of this kind may have; none means any."""
        return tuple(dict.fromkeys((*self.endings, *self.header_page, *self.body, *self.mendable)))

    def part(self, ending: str) -> FormPart:
        """Which part of the form a file of this ending is."""
        if ending in self.header_page:
            return FormPart.HEADER_PAGE
        return FormPart.BODY if ending in self.body else FormPart.WHOLE


class NameWords(Frozen):
    """The words of one list and its sector that file names and texts are read by.

    `empty` are what names say and nothing is told by (a * stands for anything), `units` how the
    names of other units end.
    """

    empty: tuple[Line, ...] = ()
    units: tuple[Line, ...] = ()


_NO_FORM = Form()
# What a PDF of one photo needs beside it, with a caption of any length.
_TEXT_BYTES = 500_000


class Header(Frozen):
    """pack.yaml: what holds for the whole list.

    `severities` re-grade rules, by code or name, where they find something; no more than that.
    """

    id: Line
    title: Line
    issued: Issued
    codes: CodeGrammar
    names: NameWords
    assessment: Assessment
    word_band: WordBand
    festival_days: FestivalDays
    photo_limit: PhotoLimit
    photo_pdf_limit: PhotoPdfLimit | None = None
    photo_floor: PhotoFloor
    photo_counts: PhotoCounts
    forms: dict[Kind, Form]
    secrecy: Line
    fields: dict[Field, tuple[Line, ...]]
    severities: dict[RuleName, Severity] = Spec(default_factory=dict)

    @model_validator(mode="after")
    def _one_photo_fits(self) -> "Header":
        needed = self.photo_limit.safe_bytes + _TEXT_BYTES
        if self.photo_pdf_limit and self.photo_pdf_limit.max_bytes < needed:
            raise ValueError(f"photo_pdf_limit 装不下一张照片：max_bytes 至少{needed}")
        return self

    def fields_of(self, label: str) -> tuple[Field, ...]:
        """The caption fields that one of the list's wordings means; of several any one will do."""
        return self._fields.get(label, ())

    @cached_property
    def _fields(self) -> dict[str, tuple[Field, ...]]:
        wordings = [(w, f) for f, labels in self.fields.items() for w in (f.value, *labels)]
        return {word: tuple(f for w, f in wordings if w == word) for word, _ in wordings}

    def form(self, kind: Kind) -> Form:
        """How this kind is handed in; a form that says nothing where the list does not."""
        return self.forms.get(kind) or _NO_FORM
