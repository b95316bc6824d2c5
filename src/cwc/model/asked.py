"""The words in which a pack's YAML reads the list's sentences."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field as Spec
from pydantic import StringConstraints, ValidationInfo, field_validator, model_validator
from pydantic.json_schema import SkipJsonSchema

from cwc.model.base import Frozen

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


class Scope(StrEnum):
    """Who must fill every cell: each unit, or the district as a whole."""

    UNIT = "unit"
    DISTRICT = "district"


# A cell names its labels in this order, whatever the order in a pack.
class Axis(StrEnum):
    """What photos, or reports, are counted by."""

    CATEGORY = "category"
    VENUE = "place"
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
    # The names that the list has and one unit leaves to others: cwc.yaml says so, never a list.
    others: SkipJsonSchema[tuple[Line, ...]] = ()

    @property
    def is_free(self) -> bool:
        """Whether names are taken that it does not give."""
        return self.open or not self.names

    def narrowed(self, names: tuple[str, ...]) -> Self:
        """With only these names, each of them owed; the others are left to other units."""
        left = tuple(name for name in self.names if name not in names)
        changes = {"names": names, "count": None, "at_least": None, "others": left}
        return self.model_copy(update=changes)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.names or self.open or self.count or self.at_least)

    @field_validator("others")
    @classmethod
    def _not_in_a_list(cls, others: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if others and info.context:
            raise ValueError("others 由 cwc.yaml 的 categories 定，清单里不写。请删去这一项")
        return others

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
