"""What one requirement asks for: the words in which a pack's YAML reads the list's sentences."""

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field as Spec
from pydantic import (
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from cwc.model.base import Frozen
from cwc.model.period import Month, YearMonth
from cwc.text.festivals import FESTIVALS

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Number = int | float
Count = Annotated[int, Spec(ge=1)]
# No list names more; a typing error must not fill the memory with empty cells.
Few = Annotated[int, Spec(ge=1, le=500)]
Year = Annotated[int, Spec(ge=1949, le=2199)]


def each_name_once(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names one by one: none twice, none that is several in one; ValueError."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"“{name}”写了两次，请删去一处")
        if any(sign in name for sign in "，、；,;"):
            raise ValueError(f"“{name}”里有逗号或顿号：每项分开写，用半角逗号隔开")
    return names


class Kind(StrEnum):
    """What sort of material an artefact is."""

    REPORT = "report"
    PHOTOS = "photos"
    OFFICIAL_DOCUMENT = "official_document"
    DEPARTMENT_EVALUATION = "department_evaluation"
    DATA_TABLE = "data_table"
    NORMATIVE_DOCUMENT = "normative_document"


KIND_NAMES = {
    Kind.REPORT: "说明报告",
    Kind.PHOTOS: "图片资料",
    Kind.OFFICIAL_DOCUMENT: "正式发文",
    Kind.DEPARTMENT_EVALUATION: "部门评价",
    Kind.DATA_TABLE: "数据表格",
    Kind.NORMATIVE_DOCUMENT: "规范文件",
}


class Scope(StrEnum):
    """Who must fill every cell: each unit, or the district as a whole."""

    UNIT = "unit"
    DISTRICT = "district"


class Axis(StrEnum):
    """What photos are counted by."""

    CATEGORY = "category"
    PLACE = "place"
    MONTH = "month"
    TWO_MONTHS = "two_months"
    QUARTER = "quarter"
    YEAR = "year"
    OCCASION = "occasion"


PERIODS = (Axis.MONTH, Axis.TWO_MONTHS, Axis.QUARTER, Axis.YEAR, Axis.OCCASION)


class Words(Frozen):
    """How long a report is asked to be, in 字数: 左右, 以上, 以内, or a bare number."""

    about: Count | None = None
    min: Count | None = None
    max: Count | None = None
    exact: Count | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Words":
        ways = [self.about, self.exact, self.min or self.max]
        if sum(way is not None for way in ways) != 1:
            raise ValueError("words 要写 about、exact，或 min、max，只写一种")
        if self.min and self.max and self.max < self.min:
            raise ValueError(f"min {self.min} 大于 max {self.max}")
        return self


class Listed(Frozen):
    """Things that the list counts one by one.

    Its names; `open` when it ends them with 等 or gives none; `count` of them when it says how
    many there are, `at_least` when so many of them are enough.
    """

    names: tuple[Line, ...] = ()
    open: bool = False
    count: Few | None = None
    at_least: Few | None = None
    _others: tuple[str, ...] = PrivateAttr(default=())

    @property
    def others(self) -> tuple[str, ...]:
        """The names that the list has and one unit leaves to others."""
        return self._others

    @property
    def is_free(self) -> bool:
        """Whether names are taken that it does not give."""
        return self.open or not self.names

    def narrowed(self, names: tuple[str, ...]) -> Self:
        """With only these names, each of them owed; the others are left to other units."""
        made = self.model_copy(update={"names": names, "count": None, "at_least": None})
        made._others = tuple(name for name in self.names if name not in names)
        return made

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.names or self.open or self.count or self.at_least)

    @field_validator("names")
    @classmethod
    def _each_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return each_name_once(names)

    @model_validator(mode="after")
    def _countable(self) -> "Listed":
        if self.count and self.at_least:
            raise ValueError("count（一共几项）和 at_least（至少几种）只写一种")
        if self.count and len(self.names) > self.count:
            raise ValueError(f"names 有{len(self.names)}项，多于 count {self.count}")
        if self.at_least and not self.open and 0 < len(self.names) < self.at_least:
            raise ValueError(f"names 只有{len(self.names)}项，不够 at_least {self.at_least}")
        return self


class Categories(Listed):
    """The 类 of 每类."""

    @model_validator(mode="after")
    def _says_something(self) -> "Categories":
        if self.is_empty:
            raise ValueError("categories 里要写 names（名称）、open: true、count 或 at_least")
        return self


class Each(Listed):
    """分别说明: one report for each of these; with years and names one for each pair."""

    years: tuple[Year, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Each":
        if self.is_empty and not self.years:
            raise ValueError("each 里要写 years、names、open: true、count 或 at_least")
        return self


class Threshold(Frozen):
    """A figure of the table and the 测评标准 it is reported against, never failed for."""

    figure: Line
    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    unit: str = ""

    @model_validator(mode="after")
    def _one_bound(self) -> "Threshold":
        if sum(b is not None for b in (self.at_least, self.above, self.at_most, self.below)) != 1:
            raise ValueError("threshold 要写 at_least、above、at_most、below 中的一种")
        return self

    @property
    def bound(self) -> str:
        """The standard in signs: ≥100."""
        bounds = {"≥": self.at_least, "＞": self.above, "≤": self.at_most, "＜": self.below}
        return next(f"{sign}{value:g}" for sign, value in bounds.items() if value is not None)

    def is_met(self, value: float) -> bool:
        """Whether the figure reaches the standard."""
        return (
            (self.at_least is not None and value >= self.at_least)
            or (self.above is not None and value > self.above)
            or (self.at_most is not None and value <= self.at_most)
            or (self.below is not None and value < self.below)
        )


class _Artefact(Frozen):
    kind: Kind
    supplied_by: Line | None = None
    scope: Scope | None = None
    note: Line | None = None

    @property
    def owner(self) -> Scope:
        """Who must fill it: as the pack says, or else each unit."""
        return self.scope or Scope.UNIT


class ReportArtefact(_Artefact):
    """说明报告."""

    kind: Literal[Kind.REPORT]
    words: Words | None = None
    each: Each | None = None


class PhotosArtefact(_Artefact):
    """图片资料; absent keys are what the list does not say."""

    kind: Literal[Kind.PHOTOS]
    depicts: Line | None = None
    at_least: Count | None = None
    at_most: Count | None = None
    total_at_most: Count | None = None
    per: tuple[Axis, ...] = ()
    categories: Categories | None = None
    occasions: Annotated[tuple[Line, ...], Spec(min_length=1)] | None = None
    since: Month | None = None
    until: Month | None = None
    years: Annotated[tuple[Year, ...], Spec(min_length=1)] | None = None
    rolling_months: Few | None = None
    caption: tuple[Line, ...] = ()

    @property
    def owner(self) -> Scope:
        """Photos asked for by period are the district's to complete, unless the pack says."""
        by_period = any(axis in PERIODS for axis in self.per)
        return self.scope or (Scope.DISTRICT if by_period else Scope.UNIT)

    @property
    def first(self) -> YearMonth | None:
        """The first month that counts, if the list names one."""
        return YearMonth(min(self.years), 1) if self.years else self.since

    @property
    def last(self) -> YearMonth | None:
        """The last month that counts, if the list names one."""
        return YearMonth(max(self.years), 12) if self.years else self.until

    @field_validator("caption")
    @classmethod
    def _known_labels(cls, labels: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return _known(labels, (info.context or {}).get("labels"), "pack.yaml 的 fields ")

    @field_validator("depicts")
    @classmethod
    def _known_depiction(cls, word: str | None, info: ValidationInfo) -> str | None:
        known = (info.context or {}).get("depicts")
        return _known((word,), known, "pack.yaml 的 forms.photos.depicts ")[0] if word else None

    @field_validator("occasions")
    @classmethod
    def _known_festivals(cls, names: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return _known(names, FESTIVALS, "cwc 推算得出日期的节日") if names else None

    @model_validator(mode="after")
    def _whole(self) -> "PhotosArtefact":
        if (Axis.CATEGORY in self.per) != (self.categories is not None):
            raise ValueError("per 里的 category 和 categories（名称，或 open: true）要同时写")
        if (Axis.OCCASION in self.per) != (self.occasions is not None):
            raise ValueError("per 里的 occasion 和 occasions（节日的名称）要同时写")
        periods = {axis for axis in self.per if axis in PERIODS}
        if len(periods) > 1 and periods != {Axis.YEAR, Axis.OCCASION}:
            raise ValueError("per 里的期间只能写一种（year 可以和 occasion 同写）")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"since {self.since} 晚于 until {self.until}")
        if self.years and (self.since or self.until):
            raise ValueError("years 和 since、until 只写一种")
        if self.at_least and self.at_most and self.at_most < self.at_least:
            raise ValueError(f"at_least {self.at_least} 大于 at_most {self.at_most}")
        if self.at_least and self.total_at_most and self.total_at_most < self.at_least:
            raise ValueError(f"at_least {self.at_least} 大于 total_at_most {self.total_at_most}")
        return self


class OfficialDocumentArtefact(_Artefact):
    """正式发文: red-header page with 文号, and the text; a secret one is replaced by a report."""

    kind: Literal[Kind.OFFICIAL_DOCUMENT]
    substitute: Literal[Kind.REPORT] | None = None


class DepartmentEvaluationArtefact(_Artefact):
    """部门评价: an opinion of the provincial department, red-header page and seal page."""

    kind: Literal[Kind.DEPARTMENT_EVALUATION]


class DataTableArtefact(_Artefact):
    """数据表格; of several thresholds any one will do."""

    kind: Literal[Kind.DATA_TABLE]
    threshold: tuple[Threshold, ...] = ()


class NormativeDocumentArtefact(_Artefact):
    """规范文件: a notice or a plan that arranges the work."""

    kind: Literal[Kind.NORMATIVE_DOCUMENT]


Artefact = Annotated[
    ReportArtefact
    | PhotosArtefact
    | OfficialDocumentArtefact
    | DepartmentEvaluationArtefact
    | DataTableArtefact
    | NormativeDocumentArtefact,
    Spec(discriminator="kind"),
]


def listed(artefact: Artefact) -> Listed | None:
    """What the artefact counts one by one beside periods: its categories, or its reports' names."""
    if isinstance(artefact, PhotosArtefact):
        return artefact.categories
    if isinstance(artefact, ReportArtefact) and artefact.each and not artefact.each.is_empty:
        return artefact.each
    return None


def _known(words: tuple[str, ...], known: Iterable[str] | None, place: str) -> tuple[str, ...]:
    """The words, if all of them are known at that place."""
    for word in words:
        if known is not None and word not in known:
            near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.4)
            hint = f"，是不是想写“{near[0]}”？" if near else ""
            raise ValueError(f"{place}里没有“{word}”{hint}")
    return words
