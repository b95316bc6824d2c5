"""A pack: what one authority's list requires, in the list's own words and as we read it."""

from typing import Annotated, Literal

from pydantic import Field as Spec
from pydantic import StringConstraints, field_validator, model_validator

from cwc.model.artefact import (
    KIND_NAMES,
    Artefact,
    Count,
    Kind,
    Line,
    listed,
)
from cwc.model.base import Frozen
from cwc.model.caption import Field
from cwc.model.period import Day, Month

Percent = Annotated[int, Spec(ge=0, le=100)]
Names = Annotated[tuple[Line, ...], Spec(min_length=1)]


class Choice(Frozen):
    """One way to read a sentence; without artefacts the way that the requirement is written in."""

    answer: Line
    artefacts: tuple[Artefact, ...] = ()


class Ask(Frozen):
    """What the list leaves open, and how cwc.yaml answers it.

    By one of `answers` (the first holds until then), or with `categories` or `since` named there.
    """

    question: Line
    answers: tuple[Choice, ...] = ()
    answer_with: Literal["categories", "since"] | None = None

    @model_validator(mode="after")
    def _answerable(self) -> "Ask":
        if bool(self.answers) == bool(self.answer_with):
            raise ValueError("ask 要写 answers 或 answer_with，只写一种")
        if self.answers and (len(self.answers) == 1 or self.answers[0].artefacts):
            raise ValueError("answers 至少两种；第一种就是上面的写法，不写 artefacts")
        if any(not choice.artefacts for choice in self.answers[1:]):
            raise ValueError("answers 从第二种起都要写 artefacts")
        return self


class RequirementSource(Frozen):
    """One ① of the list as a pack's YAML writes it; its own people prevail over the standard's."""

    item: Line | None = None
    text: Line
    leader: Names | None = None
    lead: Names | None = None
    responsible: Names | None = None
    since: Month | None = None
    until: Month | None = None
    artefacts: Annotated[tuple[Artefact, ...], Spec(min_length=1)]
    ask: tuple[Ask, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "RequirementSource":
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"since {self.since} 晚于 until {self.until}")
        if sum(bool(ask.answers) for ask in self.ask) > 1:
            raise ValueError("一项要求里带 answers 的 ask 只能有一个")
        names = any(listed(a) for a in self.artefacts)
        if any(ask.answer_with == "categories" for ask in self.ask) and not names:
            raise ValueError("answer_with: categories 要有可分的类别（categories，或 each 的名称）")
        return self


class Standard(Frozen):
    """One 测评标准 with the people who answer for it."""

    number: Count | None = None
    text: Line
    leader: Names
    lead: Names
    responsible: tuple[Line, ...] = ()
    requirements: Annotated[tuple[RequirementSource, ...], Spec(min_length=1)]


class Group(Frozen):
    """A Ⅱ heading of the list, or a Ⅲ: its code and name."""

    code: Line
    name: Line


class Indicator(Frozen):
    """One Ⅲ indicator, or one 测评项目 of the list for minors: a YAML file of a pack."""

    indicator: Annotated[str, StringConstraints(pattern=r"^(Ⅲ-|未)\d+$")]
    name: Line
    group: Group
    standards: Annotated[tuple[Standard, ...], Spec(min_length=1)]

    @field_validator("standards")
    @classmethod
    def _each_item_once(cls, standards: tuple[Standard, ...]) -> tuple[Standard, ...]:
        items = [(s.number, r.item) for s in standards for r in s.requirements]
        for number, item in items:
            if items.count((number, item)) > 1:
                raise ValueError(f"{number or '-'}/{item or '-'} 写了两次，请删去一处或改正编号")
        return standards


class Requirement(Frozen):
    """One ① of the list with all that stands above it; what the rest of cwc works with."""

    code: str
    group: Group
    indicator: Group
    standard: int | None = None
    standard_text: str = ""
    item: str | None = None
    text: str
    leader: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    since: Month | None = None
    until: Month | None = None
    artefacts: tuple[Artefact, ...]
    ask: tuple[Ask, ...] = ()

    def artefact_label(self, index: int) -> str:
        """The artefact's kind in Chinese, numbered when the requirement asks for it twice."""
        kinds = [artefact.kind for artefact in self.artefacts]
        label = KIND_NAMES[kinds[index]]
        return (
            label
            if kinds.count(kinds[index]) == 1
            else f"{label}{kinds[: index + 1].count(kinds[index])}"
        )


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


class PhotoFloor(Frozen):
    """The longer side below which a photo cannot be read, and why."""

    long_side_px: Count
    text: Line


class PhotoCounts(Frozen):
    """Whether the list's numbers of photos hold only until the portal says its own."""

    provisional: bool
    text: Line


class Mark(Frozen):
    """Whether the passage about the work must be marked in a document."""

    marked: Literal["expected"]
    text: Line


class Form(Frozen):
    """How one artefact kind is handed in, and the list's sentence that says so.

    `endings` are the file endings taken (none named: any), `mendable` those that cwc makes legal;
    `header_page` and `body` the two parts that together serve instead of one whole file.
    """

    endings: tuple[Line, ...] = ()
    mendable: tuple[Line, ...] = ()
    header_page: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    seal: Literal["required", "not_needed", "forbidden"] | None = None
    number: Literal["required", "not_needed"] | None = None
    depicts: tuple[Line, ...] = ()
    marking: Mark | None = None
    text: Line | None = None

    @property
    def taken(self) -> tuple[str, ...]:
        """Every ending that a file of this kind may have; none means any."""
        return tuple(dict.fromkeys((*self.endings, *self.header_page, *self.body, *self.mendable)))


class Header(Frozen):
    """pack.yaml: what holds for the whole list."""

    id: Line
    title: Line
    issued: Issued
    assessment: Assessment
    word_band: WordBand
    festival_days: FestivalDays
    photo_limit: PhotoLimit
    photo_floor: PhotoFloor
    photo_counts: PhotoCounts
    forms: dict[Kind, Form]
    secrecy: Line
    fields: dict[Field, tuple[Line, ...]]

    def fields_of(self, label: str) -> tuple[Field, ...]:
        """The caption fields that one of the list's wordings means; of several any one will do."""
        return tuple(f for f, labels in self.fields.items() if label in (f, *labels))

    def form(self, kind: Kind) -> Form:
        """How this kind is handed in; a form that says nothing where the list does not."""
        return self.forms.get(kind, Form())


class Extension(Frozen):
    """pack.yaml of a list that adds to another: what it does not say holds as there.

    An indicator that both have is replaced as a whole.
    """

    id: Line
    title: Line
    issued: Issued
    extends: Line


class Pack(Frozen):
    """One authority's list for one round."""

    header: Header
    requirements: tuple[Requirement, ...]

    def only(self, codes: frozenset[str]) -> list[Requirement]:
        """The requirements of these codes, in the list's order."""
        return [requirement for requirement in self.requirements if requirement.code in codes]

    def find(self, code: str) -> Requirement | None:
        """The requirement of this code."""
        return next((r for r in self.requirements if r.code == code), None)


class Counts(Frozen):
    """How many photos the portal asks for, in place of the list's numbers."""

    at_least: Count | None = None
    at_most: Count | None = None
    total_at_most: Count | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Counts":
        if not (self.at_least or self.at_most or self.total_at_most):
            raise ValueError("要写 at_least、at_most 或 total_at_most")
        return self


class Overrides(Frozen):
    """overrides.yaml beside a pack or in a submission: counts by requirement code."""

    source: Line
    counts: Annotated[dict[Line, Counts], Spec(min_length=1)]
