"""Dates as clerks write them in names, cells and captions."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cwc.text.names import NAMES

_SEPARATED = (
    r"(?P<y>20\d\d|19\d\d)\s*[-./_年、，]\s*(?P<m>\d{1,2})(?!\d|周?年|[人场次名个项届])"
    r"(?:\s*[-./_月、，]\s*(?P<d>\d{1,2})(?!\d)日?|月)?"
)
_PACKED = r"(?P<py>20\d\d|19\d\d)(?P<pm>0[1-9]|1[0-2])(?P<pd>0[1-9]|[12]\d|3[01])?(?!\d)"
# A bare year behind letters is a camera's counter, IMG_2019; before a word it counts something,
# 2000人; and 1990年代 is no year.
_YEAR = r"(?<![A-Za-z_-])(?P<only>20\d\d|19\d\d)(?:年(?!代)|(?=[\s_.()（）-]|$))"
_RANGE = re.compile(r"\s{0,9}日?\s{0,9}[-–—~～至到、]\s{0,9}\d")
_DATE = re.compile(rf"(?<!\d)(?:{_SEPARATED}|{_PACKED}|{_YEAR})")


@dataclass(frozen=True, order=True)
class DateSpan:
    """The days that a written date may mean: one day, a month or a year, both ends included."""

    start: date
    end: date

    @property
    def is_year(self) -> bool:
        """Whether only the year is said."""
        return self.start.month != self.end.month

    def __str__(self) -> str:
        """The date as a caption prints it: 2018年3月15日, 2018年3月, 2018年."""
        if self.start == self.end:
            return f"{self.start.year}年{self.start.month}月{self.start.day}日"
        if (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return f"{self.start.year}年{self.start.month}月"
        return f"{self.start.year}年"


def month_span(year: int, month: int) -> DateSpan:
    """All days of one month; ValueError when there is no such month."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_span(year: int) -> DateSpan:
    """All days of one year."""
    return DateSpan(date(year, 1, 1), date(year, 12, 31))


@lru_cache(maxsize=NAMES)
def find_date(text: str) -> DateSpan | None:
    """The first date in `text` that exists in the calendar, or None."""
    for match in _DATE.finditer(unicodedata.normalize("NFKC", text)):
        try:
            return _span(match)
        except ValueError:
            continue
    return None


@lru_cache(maxsize=NAMES)
def leading_date(text: str) -> tuple[DateSpan, str] | None:
    """A date that `text` begins with and what follows it, or None."""
    normal = unicodedata.normalize("NFKC", text).lstrip()
    match = _DATE.match(normal)
    if match is None:
        return None
    try:
        return _span(match), normal[match.end() :]
    except ValueError:
        return None


def is_range(text: str) -> bool:
    """Whether a date at the beginning of `text` is the first of two: 2018.5.15-5.17."""
    dated = leading_date(text)
    return bool(dated and _RANGE.match(dated[1]))


def tidy_date(text: str) -> str:
    """`text` in the way captions print dates, if it is a date and nothing else."""
    dated = leading_date(text)
    return str(dated[0]) if dated and not dated[1].strip() else text


def _span(match: re.Match[str]) -> DateSpan:
    if match["only"]:
        return year_span(int(match["only"]))
    year, month = int(match["y"] or match["py"]), int(match["m"] or match["pm"])
    day = match["d"] or match["pd"]
    if day is None:
        return month_span(year, month)
    return DateSpan(date(year, month, int(day)), date(year, month, int(day)))
