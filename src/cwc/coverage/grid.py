"""One artefact's grid: category × place × period, filled with the files placed for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cwc.coverage.labels import labels, merged
from cwc.coverage.periods import Window, by_period, chosen, is_due, periods, window
from cwc.model.artefact import Artefact, Axis, PhotosArtefact, ReportArtefact, listed
from cwc.model.grid import Cell, Grid, Misfit, Status, Stray
from cwc.model.period import Period
from cwc.model.settings import Context
from cwc.text.dates import DateSpan


@dataclass(frozen=True)
class Item:
    """One placed file as the grid sees it.

    `checked` is false for what could not be read and nobody vouches for; `whole` marks a ready
    PDF of photos, which fills the artefact but does not show which cells.
    """

    path: str
    category: str | None = None
    place: str | None = None
    occasion: str | None = None
    when: DateSpan | None = None
    checked: bool = True
    whole: bool = False


_Key = tuple[str | None, str | None, Period | None]


@dataclass(frozen=True)
class _Axes:
    """What an artefact is counted by; an axis that it does not have is the one value None."""

    categories: dict[str | None, bool]  # and whether they are owed
    places: tuple[str | None, ...]
    periods: tuple[Period | None, ...]
    days: Window

    def key(self, item: Item) -> _Key | Misfit:
        """The cell that an item counts in, or why it counts in none."""
        category = None if None in self.categories else item.category
        if category not in self.categories:
            return Misfit.NO_CATEGORY
        place = None if None in self.places else item.place
        if place not in self.places:
            return Misfit.NO_PLACE
        if item.when and not self.days.holds(item.when):
            return Misfit.OUTSIDE_PERIOD
        if None in self.periods:
            return category, place, None
        asked = [period for period in self.periods if period]
        period = chosen(asked, item.when, item.occasion)
        return (category, place, period) if period else _timeless(item, asked)


def grid(artefact: Artefact, index: int, items: Sequence[Item], context: Context) -> Grid:
    """The cells of the artefact at `index`, with the items that count in none of them."""
    if isinstance(artefact, ReportArtefact):
        items = _merged(artefact, items)
    axes = _axes(artefact, items, context)
    filed: dict[_Key, list[Item]] = {
        (category, place, period): []
        for category, owed in axes.categories.items()
        if owed
        for place in axes.places
        for period in axes.periods
    }
    strays: list[Stray] = []
    for item in items:
        if item.whole:
            continue
        key = axes.key(item)
        if isinstance(key, Misfit):
            strays.append(Stray(path=item.path, misfit=key, about=_about(key, artefact, context)))
        else:
            filed.setdefault(key, []).append(item)
    whole = [item for item in items if item.whole]
    order = {name: number for number, name in enumerate(axes.categories)}
    cells = [
        _cell(artefact, index, key, (filed[key], whole), context)
        for key in sorted(filed, key=lambda k: (order[k[0]], k[1] or "", axes.periods.index(k[2])))
    ]
    counted = {item.path for group in filed.values() for item in group if item.checked}
    ceiling = artefact.total_at_most if isinstance(artefact, PhotosArtefact) else None
    return Grid(
        cells=tuple(cells),
        strays=tuple(strays),
        counted=len(counted),
        total_at_most=ceiling,
        occasions={
            item.path: period.part
            for (_, _, period), group in filed.items()
            for item in group
            if period and period.day
        },
    )


def _merged(artefact: ReportArtefact, items: Sequence[Item]) -> list[Item]:
    """The items with names that mean the same drawn together."""
    same = merged(listed(artefact), (item.category for item in items if item.category))
    return [replace(item, category=same.get(item.category or "", item.category)) for item in items]


def _axes(artefact: Artefact, items: Sequence[Item], context: Context) -> _Axes:
    days = window(artefact, context.header, context.as_of)
    made = labels(listed(artefact), {item.category for item in items if item.category})
    dates = [item.when for item in items if item.when]
    has_places = isinstance(artefact, PhotosArtefact) and Axis.PLACE in artefact.per
    has_periods = (isinstance(artefact, PhotosArtefact) and by_period(artefact)) or (
        isinstance(artefact, ReportArtefact) and artefact.each and artefact.each.years
    )
    return _Axes(
        categories={label.name: label.owed for label in made},
        places=_sorted(item.place for item in items) if has_places else (None,),
        periods=(*periods(artefact, context.header, days, dates),) if has_periods else (None,),
        days=days,
    )


def _sorted(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))


def _timeless(item: Item, asked: Sequence[Period]) -> Misfit:
    """Why a file whose days count stands in no period."""
    if item.when and any(period.day for period in asked):
        vague = item.occasion is None and item.when.start != item.when.end
        return Misfit.NO_PERIOD if vague else Misfit.NO_OCCASION
    meets = item.when is None or any(period.meets(item.when) for period in asked)
    return Misfit.NO_PERIOD if meets or not asked else Misfit.OUTSIDE_PERIOD


def _about(misfit: Misfit, artefact: Artefact, context: Context) -> str:
    """What a clerk must know to mend it: the categories there are, the days around a festival."""
    if misfit is Misfit.NO_OCCASION:
        days = context.header.festival_days
        return f"前{days.before}天到后{days.after}天"
    given = listed(artefact)
    return "、".join(given.names) if misfit is Misfit.NO_CATEGORY and given else ""


def _cell(
    artefact: Artefact,
    index: int,
    key: _Key,
    items: tuple[Sequence[Item], Sequence[Item]],
    context: Context,
) -> Cell:
    category, place, period = key
    filed, whole = items
    need, most = 1, None
    if isinstance(artefact, PhotosArtefact):
        need, most = artefact.at_least or 1, artefact.at_most
    have = sum(1 for item in filed if item.checked)
    if most and have > most:
        status = Status.FAILING if context.owes(artefact) else Status.READY
    elif have >= need or any(item.checked for item in whole):
        status = Status.READY
    elif len(filed) >= need or whole:
        status = Status.UNCHECKED
    elif period and not is_due(artefact, period, context.as_of):
        status = Status.NOT_DUE
    else:
        status = _empty_status(artefact, context)
    return Cell(
        artefact=index,
        category=category,
        place=place,
        period=period,
        need=need,
        most=most,
        have=have,
        status=status,
    )


def _empty_status(artefact: Artefact, context: Context) -> Status:
    """The state of a due cell with too few files."""
    if artefact.supplied_by:
        return Status.AWAITING
    return Status.FAILING if context.owes(artefact) else Status.NOT_APPLICABLE
