"""What one requirement asks for: six kinds of artefact."""

from collections.abc import Set
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field as Spec

from cwc.model.asked import Axis, Each, Listed, Threshold, Words
from cwc.model.demand import KIND_NAMES, Demand, Kind
from cwc.model.period import Period, Window, YearMonth
from cwc.model.photos import PhotosArtefact
from cwc.text.dates import year_span

__all__ = [
    "KIND_NAMES",
    "Artefact",
    "DataTableArtefact",
    "DepartmentEvaluationArtefact",
    "Kind",
    "NormativeDocumentArtefact",
    "OfficialDocumentArtefact",
    "PhotosArtefact",
    "ReportArtefact",
    "Threshold",
    "Words",
]


class ReportArtefact(Demand):
    """说明报告."""

    kind: Literal[Kind.REPORT]
    words: Words | None = None
    each: Each | None = None

    @property
    def axes(self) -> tuple[Axis, ...]:
        """分别说明: by names, by years, or both."""
        by = ((Axis.CATEGORY, self.listed), (Axis.YEAR, self.counted_years))
        return tuple(axis for axis, things in by if things)

    @property
    def listed(self) -> Listed | None:
        """The names of 分别说明."""
        return self.each if self.each and not self.each.is_empty else None

    @property
    def counted_years(self) -> tuple[int, ...]:
        """The years of 分别说明."""
        return self.each.years if self.each else ()

    @property
    def length(self) -> Words | None:
        """400字左右."""
        return self.words

    def window(self, until: YearMonth, as_of: date) -> Window:
        """The years of 分别说明, if there are any, whatever the round."""
        if not self.counted_years:
            return Window(None, None)
        first, last = min(self.counted_years), max(self.counted_years)
        return Window(year_span(first).start, year_span(last).end)

    def is_due(self, period: Period, as_of: date) -> bool:
        """From the year's beginning, because the assessment of a year takes place within it."""
        return period.year <= as_of.year

    def narrowed(self, names: tuple[str, ...]) -> Self:
        """With a report for only these names, each of them owed."""
        if self.each is None or self.listed is None:
            return self
        return self.model_copy(update={"each": self.each.narrowed(names)})


class OfficialDocumentArtefact(Demand):
    """正式发文: red-header page with 文号, and the text; a secret one is replaced by a report."""

    kind: Literal[Kind.OFFICIAL_DOCUMENT]
    substitute: Literal[Kind.REPORT] | None = None

    @property
    def stand_in(self) -> Kind | None:
        """The report for a secret one, where the list allows it."""
        return self.substitute

    def form_for(self, called: Set[Kind]) -> Kind | None:
        """A file called a report is no document: it serves as the substitute or not at all."""
        return self.substitute if Kind.REPORT in called else self.kind


class DepartmentEvaluationArtefact(Demand):
    """部门评价: an opinion of the provincial department, red-header page and seal page."""

    kind: Literal[Kind.DEPARTMENT_EVALUATION]


class DataTableArtefact(Demand):
    """数据表格; of several thresholds any one will do."""

    kind: Literal[Kind.DATA_TABLE]
    threshold: tuple[Threshold, ...] = ()

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """测评标准 as the list notes them."""
        return self.threshold


class NormativeDocumentArtefact(Demand):
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
