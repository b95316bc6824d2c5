"""One artefact's grid: category × period, filled with the files placed for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cwc.model.grid import Cell, Grid, Misfit, Status, Stray
from cwc.model.pack import Artefact, Assessment, PhotosArtefact, ReportArtefact
from cwc.model.period import Period, last_full_month
from cwc.model.settings import Context
from cwc.text.dates import DateSpan


@dataclass(frozen=True)
class Item:
    """One placed file as the grid sees it.

    `checked` is false for what could not be read and nobody vouches for; `whole` marks a ready
    PDF of photos, which fills the artefact but does not show which cells.
    """

    path: str
    category: str | None
    when: DateSpan | None
    checked: bool = True
    whole: bool = False


@dataclass(frozen=True)
class _Slot:
    """A cell to fill; without a period, `since` and `until` still bound the days that count."""

    category: str | None
    period: Period | None
    due: bool
    since: Period | None = None
    until: Period | None = None


def grid(artefact: Artefact, index: int, items: Sequence[Item], context: Context) -> Grid:
    """The cells of the artefact at `index`, with the items that count in none of them."""
    slots = _slots(artefact, items, context.header.assessment, context.as_of)
    by_slot: dict[_Slot, list[Item]] = {slot: [] for slot in slots}
    strays: list[Stray] = []
    for item in items:
        if item.whole:
            continue
        slot = next((s for s in slots if _fits(item, s)), None)
        if slot is None:
            strays.append(Stray(path=item.path, misfit=_misfit(item, slots)))
        else:
            by_slot[slot].append(item)
    whole = [item for item in items if item.whole]
    empty = _empty_status(artefact, context)
    need = artefact.at_least if isinstance(artefact, PhotosArtefact) else 1
    cells = tuple(
        Cell(
            artefact=index,
            category=slot.category,
            period=str(slot.period) if slot.period else None,
            need=need,
            have=sum(1 for item in filed if item.checked),
            status=_status(need, filed, whole) or (empty if slot.due else Status.NOT_DUE),
        )
        for slot, filed in by_slot.items()
    )
    return Grid(cells=cells, strays=tuple(strays))


def _slots(
    artefact: Artefact, items: Sequence[Item], round_: Assessment, as_of: date
) -> list[_Slot]:
    periods = _periods(artefact, round_, as_of)
    listed = artefact.categories if isinstance(artefact, PhotosArtefact) else None
    since = artefact.since if isinstance(artefact, PhotosArtefact) else None
    bounds = (since, round_.until if since else None)
    if listed is None:
        return [_Slot(None, period, due, *bounds) for period, due in periods]
    given = sorted({i.category for i in items if i.category} - set(listed.names))
    categories = [*listed.names, *(given if listed.open else [])]
    slots = [_Slot(c, period, due, *bounds) for c in categories for period, due in periods]
    if not listed.names:
        return slots
    # Beside the names of the list, further categories are welcome and nobody owes them.
    return [s for s in slots if s.category in listed.names or any(_fits(i, s) for i in items)]


def _periods(
    artefact: Artefact, round_: Assessment, as_of: date
) -> list[tuple[Period | None, bool]]:
    """The periods asked for, each with whether it is due on `as_of`.

    A month is due when it is over; a year's report from the year's beginning, because the
    assessment of a year takes place within it.
    """
    if isinstance(artefact, ReportArtefact) and artefact.each:
        return [(Period(year), year <= as_of.year) for year in artefact.each.years]
    if isinstance(artefact, PhotosArtefact) and "month" in artefact.per and artefact.since:
        last = min(artefact.until or round_.until, round_.until)
        full = last_full_month(as_of)
        return [(month, month <= full) for month in artefact.since.months_until(last)]
    return [(None, True)]


def _fits(item: Item, slot: _Slot) -> bool:
    if slot.category is not None and item.category != slot.category:
        return False
    if slot.period is None:
        return item.when is None or not _outside(item.when, slot)
    return item.when is not None and slot.period.holds(item.when)


def _outside(when: DateSpan, slot: _Slot) -> bool:
    return bool(
        (slot.since and when.end < slot.since.span.start)
        or (slot.until and when.start > slot.until.span.end)
    )


def _misfit(item: Item, slots: Sequence[_Slot]) -> Misfit:
    if all(slot.category not in {None, item.category} for slot in slots):
        return Misfit.NO_CATEGORY
    if item.when is None or any(
        slot.period
        and item.when.start <= slot.period.span.end
        and slot.period.span.start <= item.when.end
        for slot in slots
    ):
        return Misfit.NO_PERIOD
    return Misfit.OUTSIDE_PERIOD


def _status(need: int, filed: Sequence[Item], whole: Sequence[Item]) -> Status | None:
    """What the files make of a cell; None when they are too few."""
    if sum(1 for item in filed if item.checked) >= need or any(item.checked for item in whole):
        return Status.READY
    return Status.UNCHECKED if len(filed) >= need or whole else None


def _empty_status(artefact: Artefact, context: Context) -> Status:
    """The state of a due cell with too few files."""
    if artefact.supplied_by:
        return Status.AWAITING
    return Status.FAILING if context.owes(artefact) else Status.NOT_APPLICABLE
