"""Months, and the periods that a grid counts by."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from cwc.text.dates import DateSpan, month_span

_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True)
class YearMonth:
    """One month of one year, `2018-03`."""

    year: int
    month: int

    def __str__(self) -> str:
        """The month as YAML and JSON write it."""
        return f"{self.year}-{self.month:02}"

    @property
    def span(self) -> DateSpan:
        """Its days."""
        return month_span(self.year, self.month)

    def plus(self, months: int) -> "YearMonth":
        """The month so many months later, or earlier."""
        count = self.year * 12 + self.month - 1 + months
        return YearMonth(count // 12, count % 12 + 1)


@dataclass(frozen=True, order=True)
class Period:
    """The days that one slot of a grid spans: a month, two months, a quarter, a year, a festival.

    `part` is which of its year: `03`, `01至02`, `Q1`, `春节`, or "" for the whole year; `day` the
    festival's own day.
    """

    year: int
    span: DateSpan
    part: str = ""
    day: date | None = None

    def __str__(self) -> str:
        """As people read it: 2018-03, 2018-01至02, 2018-Q1, 2018, 2018春节."""
        return f"{self.year}{'' if self.day or not self.part else '-'}{self.part}"

    @property
    def first(self) -> str:
        """Its first month, or the year itself."""
        start = self.span.start
        return str(YearMonth(start.year, start.month)) if self.part else str(self.year)

    @property
    def last(self) -> str:
        """Its last month, or the year itself."""
        end = self.span.end
        return str(YearMonth(end.year, end.month)) if self.part else str(self.year)

    def holds(self, when: DateSpan) -> bool:
        """Whether all the days that `when` may mean lie in this period."""
        return self.span.start <= when.start and when.end <= self.span.end

    def meets(self, when: DateSpan) -> bool:
        """Whether some of the days that `when` may mean lie in this period."""
        return when.start <= self.span.end and self.span.start <= when.end

    def follows(self, other: "Period") -> bool:
        """Whether this period begins on the day after `other` ends; a festival follows none."""
        return not self.day and (self.span.start - other.span.end).days == 1


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


def parse_month(value: Any) -> YearMonth:
    """`2018-03` as a month; ValueError otherwise."""
    if isinstance(value, YearMonth):
        return value
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[2]) <= 12 or not _is_year(int(match[1])):
        raise ValueError(f"“{value}”要写成“2018-01”这样的年月")
    return YearMonth(int(match[1]), int(match[2]))


def _is_year(year: int) -> bool:
    """Whether a list can speak of it; beyond, calendars end and grids never do."""
    return 1949 <= year <= 2199


def last_full_month(as_of: date) -> YearMonth:
    """The month before the one that `as_of` lies in."""
    return YearMonth(as_of.year, as_of.month).plus(-1)


def parse_day(value: Any) -> date:
    """`2018-03-15` as a date; ValueError otherwise."""
    if isinstance(value, date):
        return value
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = date.min
    if not _is_year(day.year):
        raise ValueError(f"“{value}”要写成“2018-03-15”这样的日期，年份在1949到2199之间")
    return day


Month = Annotated[
    YearMonth,
    BeforeValidator(parse_month),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}),
]
Day = Annotated[date, BeforeValidator(parse_day)]
