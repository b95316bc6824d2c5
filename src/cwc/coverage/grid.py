"""One artefact's grid: labels × period, filled with the files placed for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import product

from cwc.coverage.labels import LABEL_AXES, labels, merged
from cwc.coverage.periods import chosen, periods
from cwc.model.artefact import Artefact
from cwc.model.asked import Axis
from cwc.model.context import Context
from cwc.model.grid import Cell, Grid, Misfit, Status, Stray
from cwc.model.period import Period, Window
from cwc.text.dates import DateSpan


@dataclass(frozen=True)
class Item:
    """One placed file as the grid sees it.

    `labels` is what is said of it on each axis that is no period. `checked` is false for what
    could not be read and nobody vouches for; `whole` marks a ready PDF of photos, which may fill
    every cell of its labels and dates and does not show which.
    """

    path: str
    labels: Mapping[Axis, str | None] = field(default_factory=dict)
    occasion: str | None = None
    when: DateSpan | None = None
    checked: bool = True
    whole: bool = False


# The label on each axis in turn, and the period.
_Key = tuple[tuple[str, ...], Period | None]


@dataclass(frozen=True)
class _Axes:
    """What an artefact is counted by; one that is not counted by time has the one period None."""

    labels: dict[Axis, dict[str, bool]]  # and whether they are owed
    periods: tuple[Period | None, ...]
    days: Window

    def slots(self) -> Iterator[_Key]:
        """Every cell that there may be, label by label, then in time."""
        for names in product(*self.labels.values()):
            for period in self.periods:
                yield names, period

    def owes(self, key: _Key) -> bool:
        """Whether the cell must be filled."""
        return all(known[name] for name, known in zip(key[0], self.labels.values(), strict=True))

    def key(self, item: Item) -> _Key | Misfit:
        """The cell that an item counts in, or why it counts in none."""
        names = []
        for axis, known in self.labels.items():
            name = item.labels.get(axis)
            if name is None or name not in known:
                return LABEL_AXES[axis].misfit
            names.append(name)
        if item.when and not self.days.holds(item.when):
            return Misfit.OUTSIDE_PERIOD
        if None in self.periods:
            return (*names,), None
        period = self._chosen(item.when, item.occasion)
        return ((*names,), period) if period else _timeless(item, self._asked)

    def may_hold(self, item: Item, key: _Key) -> bool:
        """Whether a ready PDF may hold photos of a cell, as far as it is said what it holds."""
        names, period = key
        said = (item.labels.get(axis) for axis in self.labels)
        of_cell = all(own in {None, name} for own, name in zip(said, names, strict=True))
        return of_cell and not (period and item.when and not period.meets(item.when))

    @cached_property
    def _asked(self) -> list[Period]:
        return [period for period in self.periods if period]

    @cached_property
    def _chosen(self) -> Callable[[DateSpan | None, str | None], Period | None]:
        """`chosen` among these periods: most photos share their date with others."""
        return cache(partial(chosen, self._asked))


def grid(artefact: Artefact, index: int, items: Sequence[Item], context: Context) -> Grid:
    """The cells of the artefact at `index`, with the items that count in none of them."""
    if not artefact.is_album:  # titles of documents name one thing in many ways
        items = _merged(artefact, items)
    axes = _axes(artefact, items, context)
    filed: dict[_Key, list[Item]] = {key: [] for key in axes.slots()}
    strays: list[Stray] = []
    for item in items:
        if item.whole:
            continue
        key = axes.key(item)
        if isinstance(key, Misfit):
            strays.append(
                Stray(path=item.path, misfit=key, about=_about(key, item, artefact, context))
            )
        else:
            filed[key].append(item)
    whole = [item for item in items if item.whole]
    cells = {
        key: Cell(
            artefact=index,
            labels=dict(zip(axes.labels, key[0], strict=True)),
            period=key[1],
            need=artefact.need,
            most=artefact.most,
            have=sum(1 for item in group if item.checked),
            status=_status(
                artefact, key[1], (group, [w for w in whole if axes.may_hold(w, key)]), context
            ),
        )
        for key, group in filed.items()
        if group or axes.owes(key)
    }
    return Grid(
        cells=tuple(cells.values()),
        strays=tuple(strays),
        counted=len({item.path for group in filed.values() for item in group if item.checked}),
        total_at_most=artefact.most_in_all,
        occasions={
            item.path: period.part
            for (_, period), group in filed.items()
            for item in group
            if period and period.day
        },
        crowded={
            cells[key].name: tuple(item.path for item in group)
            for key, group in filed.items()
            if len(group) > artefact.need and not artefact.is_album
        },
    )


def _merged(artefact: Artefact, items: Sequence[Item]) -> Sequence[Item]:
    """The items with names that mean the same drawn together."""
    for axis in artefact.label_axes:
        same = merged(LABEL_AXES[axis].listed(artefact), _named(axis, items))
        items = [_renamed(item, axis, same) for item in items]
    return items


def _renamed(item: Item, axis: Axis, same: Mapping[str, str]) -> Item:
    name = item.labels.get(axis)
    return replace(item, labels={**item.labels, axis: same.get(name, name) if name else None})


def _named(axis: Axis, items: Sequence[Item]) -> set[str]:
    return {name for item in items if (name := item.labels.get(axis))}


def _axes(artefact: Artefact, items: Sequence[Item], context: Context) -> _Axes:
    header = context.header
    days = artefact.window(header.assessment.until, context.as_of)
    known = {}
    for axis in artefact.label_axes:
        made = labels(LABEL_AXES[axis].listed(artefact), _named(axis, items))
        known[axis] = {label.name: label.owed for label in made}
    dates = [item.when for item in items if item.when]
    asked = (*periods(artefact, header, days, dates),) if artefact.is_by_period else (None,)
    return _Axes(labels=known, periods=asked, days=days)


def _timeless(item: Item, asked: Sequence[Period]) -> Misfit:
    """Why a file whose days count stands in no period."""
    if item.when and any(period.day for period in asked):
        vague = item.occasion is None and item.when.start != item.when.end
        return Misfit.NO_PERIOD if vague else Misfit.NO_OCCASION
    meets = item.when is None or any(period.meets(item.when) for period in asked)
    return Misfit.NO_PERIOD if meets or not asked else Misfit.OUTSIDE_PERIOD


def _about(misfit: Misfit, item: Item, artefact: Artefact, context: Context) -> str:
    """What a clerk must know to mend it: its date, the names there are, days around a festival."""
    if misfit is Misfit.OUTSIDE_PERIOD:
        return str(item.when)
    if misfit is Misfit.NO_OCCASION:
        days = context.header.festival_days
        return f"{item.occasion or '清单列的节日'}前{days.before}天到后{days.after}天"
    axis = next((axis for axis in LABEL_AXES.values() if axis.misfit is misfit), None)
    return "、".join(axis.listed(artefact).names) if axis else ""


def _status(
    artefact: Artefact,
    period: Period | None,
    items: tuple[Sequence[Item], Sequence[Item]],
    context: Context,
) -> Status:
    """The state of the cell in which the first of the `items` are; the others fill any cell."""
    filed, whole = items
    have = sum(1 for item in filed if item.checked)
    if artefact.most and have > artefact.most:
        return Status.FAILING if context.owes(artefact) else Status.READY
    if have >= artefact.need or any(item.checked for item in whole):
        return Status.READY
    if len(filed) >= artefact.need or whole:
        return Status.UNCHECKED
    if period and not artefact.is_due(period, context.as_of):
        return Status.NOT_DUE
    return _empty_status(artefact, context)


def _empty_status(artefact: Artefact, context: Context) -> Status:
    """The state of a due cell with too few files."""
    if artefact.supplied_by:
        return Status.AWAITING
    return Status.FAILING if context.owes(artefact) else Status.NOT_APPLICABLE
