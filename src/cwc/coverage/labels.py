"""The categories, or the reports' names, that an artefact is counted by."""

from collections.abc import Iterable
from dataclasses import dataclass

from cwc.model.artefact import Listed

# A kind that is asked for and of which nothing is there yet; the list does not say which it is.
NAMELESS = "第{number}{measure}"


@dataclass(frozen=True)
class Label:
    """One category; `owed` when it must be filled, not only may."""

    name: str | None
    owed: bool = True


def labels(listed: Listed | None, given: Iterable[str]) -> list[Label]:
    """The categories of a grid: those the list names, those handed in, those still nameless."""
    if listed is None:
        return [Label(None)]
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


def merged(listed: Listed | None, given: Iterable[str]) -> dict[str, str]:
    """For names that the list does not have: the shorter one that they hold, which means the same.

    电信诈骗 and 电信诈骗案件 are one item, however many files speak of it.
    """
    others = sorted({*given} - set(listed.names if listed else ()), key=len)
    return {name: next(short for short in others if short in name) for name in others}


def _nameless(have: int, need: int, measure: str) -> list[Label]:
    return [
        Label(NAMELESS.format(number=number, measure=measure))
        for number in range(have + 1, need + 1)
    ]
