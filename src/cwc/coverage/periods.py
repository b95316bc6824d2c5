"""The periods that an artefact is counted by, and which of them are due."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cwc.model.artefact import Artefact, Axis, PhotosArtefact, ReportArtefact
from cwc.model.pack import FestivalDays, Header
from cwc.model.period import Period, YearMonth, last_full_month
from cwc.text.dates import DateSpan, year_span
from cwc.text.festivals import festival

# How many months one window spans; the first begins in January.
_MONTHS = {Axis.MONTH: 1, Axis.TWO_MONTHS: 2, Axis.QUARTER: 3}


@dataclass(frozen=True)
class Window:
    """The days that count for an artefact, as far as the list bounds them."""

    since: date | None
    until: date | None

    def holds(self, when: DateSpan) -> bool:
        """Whether some of the days that `when` may mean count."""
        return not (
            (self.since and when.end < self.since) or (self.until and when.start > self.until)
        )


def window(artefact: Artefact, header: Header, as_of: date) -> Window:
    """Where the artefact names a start: from there to its own end or the round's.

    Without a start none is invented, and no end either: what was handed in counts.
    """
    if not isinstance(artefact, PhotosArtefact):
        return Window(None, None)
    if artefact.rolling_months:
        last = last_full_month(as_of)
        return Window(last.plus(1 - artefact.rolling_months).span.start, last.span.end)
    if artefact.first is None:
        return Window(None, artefact.last.span.end if artefact.last else None)
    last = min(artefact.last or header.assessment.until, header.assessment.until)
    return Window(artefact.first.span.start, last.span.end)


def periods(
    artefact: Artefact, header: Header, days: Window, dates: Iterable[DateSpan]
) -> list[Period]:
    """The periods asked for, in order; none when the artefact is not counted by time.

    Where the list names no start, the periods of `dates` are all there are.
    """
    if isinstance(artefact, ReportArtefact):
        years = artefact.each.years if artefact.each else ()
        return [Period(year, year_span(year)) for year in years]
    if not isinstance(artefact, PhotosArtefact) or not by_period(artefact):
        return []
    known = [when for when in dates if not when.is_year and days.holds(when)]
    first = days.since or min((when.start for when in known), default=None)
    last = days.until or max((when.end for when in known), default=None)
    if first is None or last is None:
        return []
    years = artefact.years or tuple(range(first.year, last.year + 1))
    made = [p for year in years for p in _of_year(artefact, year, header.festival_days)]
    asked = [p for p in made if p.meets(DateSpan(first, last))]
    return asked if days.since else [p for p in asked if any(p.meets(when) for when in known)]


def by_period(artefact: PhotosArtefact) -> bool:
    """Whether the photos are counted by time."""
    return bool({*artefact.per} - {Axis.CATEGORY, Axis.PLACE})


def is_due(artefact: Artefact, period: Period, as_of: date) -> bool:
    """Whether the period must be filled by `as_of`.

    Photos when its last month is over; a year's report from the year's beginning, because the
    assessment of a year takes place within it.
    """
    if isinstance(artefact, ReportArtefact):
        return period.year <= as_of.year
    return period.span.end <= last_full_month(as_of).span.end


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


def _of_year(artefact: PhotosArtefact, year: int, days: FestivalDays) -> Iterator[Period]:
    if artefact.occasions:
        around = (timedelta(days.before), timedelta(days.after))
        found = [(festival(name, year), name) for name in artefact.occasions]
        for day, name in sorted(found):
            yield Period(year, DateSpan(day - around[0], day + around[1]), name, day)
        return
    step = next((_MONTHS[axis] for axis in artefact.per if axis in _MONTHS), None)
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
