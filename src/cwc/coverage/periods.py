"""The periods that an artefact is counted by."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from cwc.model.artefact import Artefact
from cwc.model.asked import Axis
from cwc.model.pack import FestivalDays, Header
from cwc.model.period import Period, Window, YearMonth
from cwc.text.dates import DateSpan, year_span
from cwc.text.festivals import festival

# How many months one window spans; the first begins in January.
_MONTHS = {Axis.MONTH: 1, Axis.TWO_MONTHS: 2, Axis.QUARTER: 3}


def periods(
    artefact: Artefact, header: Header, days: Window, dates: Iterable[DateSpan]
) -> list[Period]:
    """The periods asked for, in order; none when the artefact is not counted by time.

    Where the list names no start, the periods of `dates` are all there are.
    """
    if not artefact.is_by_period:
        return []
    known = [when for when in dates if not when.lacks_month and days.holds(when)]
    first = days.since or min((when.start for when in known), default=None)
    last = days.until or max((when.end for when in known), default=None)
    if first is None or last is None:
        return []
    years = artefact.counted_years or tuple(range(first.year, last.year + 1))
    made = [p for year in years for p in _of_year(artefact, year, header.festival_days)]
    asked = [p for p in made if p.meets(DateSpan(first, last))]
    return asked if days.since else [p for p in asked if any(p.meets(when) for when in known)]


def chosen(
    periods_: Sequence[Period], when: DateSpan | None, occasion: str | None
) -> Period | None:
    """The one period that a file of this date counts in.

    A named festival is taken at its word as far as the date allows; otherwise the date must lie
    within the period, and between two festivals the nearer one is meant.
    """
    if when is None:
        return None
    if occasion:
        named = [p for p in periods_ if p.part == occasion and p.meets(when)]
        return named[0] if len(named) == 1 else None
    held = [p for p in periods_ if p.holds(when)]
    return min(held, key=lambda p: abs((p.day or when.start) - when.start), default=None)


def _of_year(artefact: Artefact, year: int, days: FestivalDays) -> Iterator[Period]:
    if artefact.festivals:
        around = (timedelta(days.before), timedelta(days.after))
        found = [(festival(name, year), name) for name in artefact.festivals]
        for day, name in sorted(found):
            yield Period(year, DateSpan(day - around[0], day + around[1]), name, day)
        return
    step = next((_MONTHS[axis] for axis in artefact.axes if axis in _MONTHS), None)
    if step is None:
        yield Period(year, year_span(year))
        return
    for month in range(1, 13, step):
        span = DateSpan(
            YearMonth(year, month).span.start, YearMonth(year, month + step - 1).span.end
        )
        yield Period(year, span, _part(month, step))


def _part(month: int, step: int) -> str:
    if step == 1:
        return f"{month:02}"
    return f"Q{month // step + 1}" if step == 3 else f"{month:02}至{month + step - 1:02}"
