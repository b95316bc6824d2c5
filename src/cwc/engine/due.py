"""examine → the cells that fall due in one month and lack something."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from cwc.engine.examine import examine
from cwc.engine.means import Means
from cwc.model.context import Context
from cwc.model.due import Due, DueArtefact
from cwc.model.grid import Cell
from cwc.model.period import YearMonth
from cwc.model.settings import Stage
from cwc.model.view import RequirementView


def due(folder: Path, month: YearMonth | None, means: Means) -> Due:
    """What this folder's photos and reports still lack of what ends in `month`.

    Without a month that of cwc.yaml's as-of day, or of today.
    """
    as_of = None
    if month:
        # As the month is over, so that periods without a start reach into it.
        as_of = month.plus(1).span.start
    view = examine(folder, Stage.COLLECTING, as_of, means).view
    chosen = month or _month_of(view.context.as_of)
    artefacts = tuple(a for r in view.requirements for a in _artefacts(r, chosen, view.context))
    return Due(unit=view.context.unit, month=chosen, artefacts=artefacts)


def _month_of(day: date) -> YearMonth:
    return YearMonth(day.year, day.month)


def _artefacts(view: RequirementView, month: YearMonth, context: Context) -> Iterator[DueArtefact]:
    requirement = context.requirement(view.code)
    for artefact in view.artefacts:
        cells = tuple(c for c in artefact.grid.cells if _ends_in(c, month) and c.have < c.need)
        if cells:
            yield DueArtefact(
                code=view.code,
                name=requirement.indicator.name,
                text=requirement.text,
                label=artefact.label,
                caption=requirement.artefacts[artefact.index].caption_labels,
                cells=cells,
            )


def _ends_in(cell: Cell, month: YearMonth) -> bool:
    """Whether the cell's last chance lies in the month: its end, or for a festival its day."""
    if cell.period is None:
        return False
    last = cell.period.day or cell.period.span.end
    return month.span.start <= last < month.span.end + timedelta(days=1)
