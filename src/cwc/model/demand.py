"""What one may ask of an artefact of whatever kind."""

from collections.abc import Set
from datetime import date
from enum import StrEnum
from typing import Self

from cwc.model.asked import PERIODS, Axis, Counts, Line, Listed, Scope, Threshold, Words
from cwc.model.base import Frozen
from cwc.model.period import Period, Window, YearMonth, last_full_month


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


class Demand(Frozen):
    """What every artefact answers; here the answers of a list that asks nothing of the sort."""

    kind: Kind
    supplied_by: Line | None = None
    scope: Scope | None = None
    note: Line | None = None

    @property
    def owner(self) -> Scope:
        """Who must fill it: as the pack says, or else each unit."""
        return self.scope or Scope.UNIT

    @property
    def is_album(self) -> bool:
        """Whether it is single pictures, each with its own caption and day, bound into one."""
        return False

    @property
    def axes(self) -> tuple[Axis, ...]:
        """What its files are counted by, as the list has it."""
        return ()

    @property
    def label_axes(self) -> tuple[Axis, ...]:
        """The axes that are no periods, in the order of all axes."""
        return tuple(axis for axis in Axis if axis in self.axes and axis not in PERIODS)

    @property
    def is_by_period(self) -> bool:
        """Whether its files are counted by time."""
        return any(axis in PERIODS for axis in self.axes)

    @property
    def listed(self) -> Listed | None:
        """What it counts one by one beside places and periods: categories, or reports' names."""
        return None

    @property
    def counted_years(self) -> tuple[int, ...]:
        """The single years that the list names."""
        return ()

    @property
    def festivals(self) -> tuple[str, ...]:
        """The festivals that it is asked for."""
        return ()

    @property
    def first(self) -> YearMonth | None:
        """The first month that counts, if the list names one."""
        return None

    @property
    def last(self) -> YearMonth | None:
        """The last month that counts, if the list names one."""
        return None

    @property
    def last_months(self) -> int | None:
        """How many months before the day of the check count, where the list says it so."""
        return None

    @property
    def least(self) -> int | None:
        """How many files the list asks for in each cell, if it says."""
        return None

    @property
    def need(self) -> int:
        """How many files fill a cell."""
        return self.least or 1

    @property
    def most(self) -> int | None:
        """How many files a cell may have."""
        return None

    @property
    def most_in_all(self) -> int | None:
        """How many files all cells together may have."""
        return None

    @property
    def depiction(self) -> str | None:
        """The sort of picture that alone is taken: 现场照片."""
        return None

    @property
    def caption_labels(self) -> tuple[str, ...]:
        """What each picture must be noted with, in the list's wordings."""
        return ()

    @property
    def length(self) -> Words | None:
        """How long the text is asked to be."""
        return None

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The standards that its figures are reported against; any one will do."""
        return ()

    @property
    def stand_in(self) -> Kind | None:
        """What is handed in for it when it is secret."""
        return None

    def form_for(self, called: Set[Kind]) -> Kind | None:
        """The kind whose form a file called by these kinds must have; None when it cannot serve."""
        return self.kind

    def window(self, until: YearMonth, as_of: date) -> Window:
        """The days that count in a round that ends with the month `until`."""
        return Window(None, None)

    def is_due(self, period: Period, as_of: date) -> bool:
        """Whether the period must be filled by `as_of`: when its last month is over."""
        return period.span.end <= last_full_month(as_of).span.end

    def dated(self, since: YearMonth | None, until: YearMonth | None) -> Self:
        """With these months where it counts by days and names none of its own."""
        return self

    def narrowed(self, names: tuple[str, ...]) -> Self:
        """With only these of the things that it lists, each of them owed."""
        return self

    def recounted(self, counts: Counts) -> Self:
        """With the portal's counts in place of its own; ValueError where they contradict it."""
        return self
