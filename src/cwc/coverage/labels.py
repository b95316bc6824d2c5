"""The names that an artefact is counted by on one axis: categories, reports' names, places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cwc.model.artefact import Artefact
from cwc.model.asked import Axis, Listed
from cwc.model.grid import Misfit

# A kind that is asked for and of which nothing is there yet; the list does not say which it is.
NAMELESS = "第{number}{measure}"


@dataclass(frozen=True)
class LabelAxis:
    """Where the names on an axis come from, and what a file is told for that has none of them."""

    listed: Callable[[Artefact], Listed]
    misfit: Misfit


# Every axis that is no period. A further one is one row here.
LABEL_AXES = {
    Axis.CATEGORY: LabelAxis(lambda artefact: artefact.listed or Listed(), Misfit.NO_CATEGORY),
    # No list names places: those that files name are all there are.
    Axis.VENUE: LabelAxis(lambda _: Listed(open=True), Misfit.NO_VENUE),
}


@dataclass(frozen=True)
class Label:
    """One of the names; `owed` when it must be filled, not only may."""

    name: str
    owed: bool = True


def labels(listed: Listed, given: Iterable[str]) -> list[Label]:
    """The names on one axis: those the list has, those handed in, those still nameless."""
    found = set(given)
    others = sorted(found - set(listed.names)) if listed.open or not listed.names else []
    if listed.at_least:
        # So many are enough: the ones handed in, whichever they are.
        made = [name for name in listed.names if name in found] + others
        return [*map(Label, made), *_nameless(len(made), listed.at_least, "种")]
    if not listed.names:
        return [*map(Label, others), *_nameless(len(others), listed.count or 0, "项")]
    # Beside the names of the list, further ones are welcome and nobody owes them.
    owed = [*map(Label, listed.names)]
    extra = [Label(name, owed=False) for name in others]
    missing = _nameless(len(owed) + len(extra), listed.count or 0, "项")
    return [*owed, *extra, *missing]


def merged(listed: Listed, given: Iterable[str]) -> dict[str, str]:
    """For names that the list does not have: the shorter one that they hold, which means the same.

    电信诈骗 and 电信诈骗案件 are one item, however many files speak of it.
    """
    # By length, and equally long ones by name, so that every run draws together alike.
    others = sorted({*given} - set(listed.names), key=lambda name: (len(name), name))
    return {name: next(short for short in others if short in name) for name in others}


def _nameless(have: int, need: int, measure: str) -> list[Label]:
    return [
        Label(NAMELESS.format(number=number, measure=measure))
        for number in range(have + 1, need + 1)
    ]
