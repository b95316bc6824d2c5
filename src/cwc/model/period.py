"""Months, and the periods that a grid counts by."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from cwc.text.dates import DateSpan, month_span, year_span

_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, order=True)
class Period:
    """A year (`2018`, month 0) or a month (`2018-03`); the year sorts before its months."""

    year: int
    month: int = 0

    def __str__(self) -> str:
        """The period as JSON and names write it."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    @property
    def span(self) -> DateSpan:
        """Its days."""
        return month_span(self.year, self.month) if self.month else year_span(self.year)

    def holds(self, when: DateSpan) -> bool:
        """Whether all the days that `when` may mean lie in this period."""
        return self.span.start <= when.start and when.end <= self.span.end

    def months_until(self, last: "Period") -> "list[Period]":
        """Every month from this one to `last`, both included; none when `last` is earlier."""
        count = (last.year - self.year) * 12 + last.month - self.month + 1
        steps = (self.month - 1 + n for n in range(count))
        return [Period(self.year + step // 12, step % 12 + 1) for step in steps]


def parse_month(value: Any) -> Period:
    """`2018-03` as a Period; ValueError otherwise."""
    if isinstance(value, Period):
        return value
    match = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if match is None or not 1 <= int(match[2]) <= 12:
        raise ValueError(f"“{value}”要写成“2018-01”这样的年月")
    return Period(int(match[1]), int(match[2]))


def last_full_month(as_of: date) -> Period:
    """The month before the one that `as_of` lies in."""
    return Period(as_of.year - (as_of.month == 1), (as_of.month - 2) % 12 + 1)


def parse_day(value: Any) -> date:
    """`2018-03-15` as a date; ValueError otherwise."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"“{value}”要写成“2018-03-15”这样的日期") from None


Month = Annotated[
    Period,
    BeforeValidator(parse_month),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}),
]
Day = Annotated[date, BeforeValidator(parse_day)]
