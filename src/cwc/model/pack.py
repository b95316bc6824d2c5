"""A pack: what one authority's list requires, in the list's own words and as we read it."""

import difflib
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field as Spec
from pydantic import StringConstraints, ValidationInfo, field_validator, model_validator

from cwc.model.base import Frozen
from cwc.model.caption import Field
from cwc.model.period import Day, Month

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Count = Annotated[int, Spec(ge=1)]
Percent = Annotated[int, Spec(ge=0, le=100)]


class Kind(StrEnum):
    """What sort of material an artefact is."""

    REPORT = "report"
    PHOTOS = "photos"
    OFFICIAL_DOCUMENT = "official_document"
    DEPARTMENT_EVALUATION = "department_evaluation"


class Scope(StrEnum):
    """Who must fill every cell: each unit, or the district as a whole."""

    UNIT = "unit"
    DISTRICT = "district"


class Words(Frozen):
    """How long a report is asked to be, in 字数."""

    about: Count


class Categories(Frozen):
    """The 类 of 每类: the names in the list; open when it ends them with 等 or gives none."""

    open: bool = False
    names: tuple[Line, ...] = ()


class Each(Frozen):
    """分别说明: one report for each of these."""

    years: Annotated[tuple[int, ...], Spec(min_length=1)]


class _Artefact(Frozen):
    supplied_by: Line | None = None

    @property
    def scope(self) -> Scope:
        """Photos asked for by period are the district's to complete, the rest each unit's."""
        return Scope.UNIT


class ReportArtefact(_Artefact):
    """说明报告."""

    kind: Literal[Kind.REPORT]
    words: Words | None = None
    each: Each | None = None


class PhotosArtefact(_Artefact):
    """图片资料."""

    kind: Literal[Kind.PHOTOS]
    at_least: Count = 1
    per: tuple[Literal["category", "month"], ...] = ()
    categories: Categories | None = None
    since: Month | None = None
    until: Month | None = None
    caption: tuple[Line, ...] = ()

    @property
    def scope(self) -> Scope:
        """Photos asked for by period are the district's to complete, the rest each unit's."""
        return Scope.DISTRICT if "month" in self.per else Scope.UNIT

    @field_validator("caption")
    @classmethod
    def _known_labels(cls, labels: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        known = (info.context or {}).get("labels")
        for label in labels:
            if known is not None and label not in known:
                near = difflib.get_close_matches(label, known, n=1, cutoff=0.4)
                hint = f"，是不是想写“{near[0]}”？" if near else ""
                raise ValueError(f"pack.yaml 的 fields 里没有“{label}”{hint}")
        return labels

    @model_validator(mode="after")
    def _whole(self) -> "PhotosArtefact":
        if ("category" in self.per) != (self.categories is not None):
            raise ValueError("per 里的 category 和 categories（名称，或 open: true）要同时写")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"since {self.since} 晚于 until {self.until}")
        return self


class OfficialDocumentArtefact(_Artefact):
    """正式发文: red-header page with 文号, and the text."""

    kind: Literal[Kind.OFFICIAL_DOCUMENT]


class DepartmentEvaluationArtefact(_Artefact):
    """部门评价: an opinion of the provincial department, red-header page and seal page."""

    kind: Literal[Kind.DEPARTMENT_EVALUATION]


Artefact = Annotated[
    ReportArtefact | PhotosArtefact | OfficialDocumentArtefact | DepartmentEvaluationArtefact,
    Spec(discriminator="kind"),
]


class RequirementSource(Frozen):
    """One ① of the list as a pack's YAML writes it."""

    item: Line | None = None
    text: Line
    since: Month | None = None
    artefacts: Annotated[tuple[Artefact, ...], Spec(min_length=1)]


class Standard(Frozen):
    """One 测评标准 with the people who answer for it."""

    number: Count | None = None
    text: Line
    leader: Annotated[tuple[Line, ...], Spec(min_length=1)]
    lead: Annotated[tuple[Line, ...], Spec(min_length=1)]
    responsible: tuple[Line, ...] = ()
    requirements: Annotated[tuple[RequirementSource, ...], Spec(min_length=1)]


class Group(Frozen):
    """A Ⅱ heading of the list."""

    code: Line
    name: Line


class Indicator(Frozen):
    """One Ⅲ indicator: a YAML file of a pack."""

    indicator: Annotated[str, StringConstraints(pattern=r"^Ⅲ-\d+$")]
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
    artefacts: tuple[Artefact, ...]

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


class PhotoLimit(Frozen):
    """Largest photo the portal takes; above `safe_bytes` a second reading of 2M would refuse it."""

    max_bytes: Count
    safe_bytes: Count
    text: Line


class Form(Frozen):
    """The file endings one artefact kind is taken in, and the list's sentence that says so."""

    endings: Annotated[tuple[Line, ...], Spec(min_length=1)]
    mendable: tuple[Line, ...] = ()
    text: Line


class Header(Frozen):
    """pack.yaml: what holds for the whole list."""

    id: Line
    title: Line
    issued: Issued
    assessment: Assessment
    word_band: WordBand
    photo_limit: PhotoLimit
    forms: dict[Kind, Form]
    secrecy: Line
    fields: dict[Field, tuple[Line, ...]]

    def field_of(self, label: str) -> Field | None:
        """The caption field that one of the list's wordings means."""
        return next((f for f, labels in self.fields.items() if label in (f, *labels)), None)


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


KIND_NAMES = {
    Kind.REPORT: "说明报告",
    Kind.PHOTOS: "图片资料",
    Kind.OFFICIAL_DOCUMENT: "正式发文",
    Kind.DEPARTMENT_EVALUATION: "部门评价",
}
