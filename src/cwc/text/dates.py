"""Dates as clerks write them in names, cells and captions."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from cwc.text.names import NAMES
from cwc.text.numerals import NUMERALS, from_chinese

_SEPARATED = (
    r"(?P<y>20\d\d|19\d\d)\s*(?:(?P<n>年)|[-./_、，])\s*(?P<m>\d{1,2})(?!\d|周?年|[人场次名个项届])"
    # Months after 年 alone: 2018-09-08月饼 is a day.
    r"(?:(?(n)\s*月?\s*[-–—~至到、]\s*(?P<to>\d{1,2})月|(?!))|"
    r"\s*[-./_月、，]\s*(?P<d>\d{1,2})(?!\d)日?|月)?"
)
_PACKED = r"(?P<py>20\d\d|19\d\d)(?P<pm>0[1-9]|1[0-2])(?P<pd>0[1-9]|[12]\d|3[01])?(?!\d)"
# A bare year behind letters is a camera's counter, IMG_2019; before a word it counts something,
# 2000人; and 1990年代 is no year.
_YEAR = r"(?<![A-Za-z_-])(?P<only>20\d\d|19\d\d)(?:年(?!代)|(?=[\s_.()（）-]|$))"
_RANGE = re.compile(r"\s{0,9}日?\s{0,9}[-–—~～至到、]\s{0,9}\d")
# As speeches and posters write a year, a month and a day.
_WRITTEN = re.compile(
    rf"(?P<y>[〇○零一二三四五六七八九]{{4}})年(?:(?P<m>[{NUMERALS}]{{1,2}})月"
    rf"(?:(?P<d>[{NUMERALS}]{{1,3}})[日号])?)?"
)
_SHORT_YEAR = re.compile(r"(?<!\d)(?=[012]\d年\s*\d{1,2}月)")
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# Excel counts days from here; a five-digit number in a cell for a date is one that lost its format.
_SERIAL, _SERIAL_BEGIN = re.compile(r"[34]\d{4}"), date(1899, 12, 30)
_MONTHS, _LONGEST_MONTH = 12, 31
_DATE = re.compile(rf"(?<!\d)(?:{_SEPARATED}|{_PACKED}|{_YEAR})")


@dataclass(frozen=True, order=True)
class DateSpan:
    """The days that a written date may mean: a day, a month, some months, a year; ends included."""

    start: date
    end: date

    @property
    def lacks_month(self) -> bool:
        """Whether no single month is said."""
        return self.start.month != self.end.month

    @property
    def spans_months(self) -> bool:
        """Whether some months are said, neither one nor a year."""
        return self.lacks_month and (self.start.month, self.end.month) != (1, 12)

    def __str__(self) -> str:
        """The date as a caption prints it: 2018年3月15日, 2018年3月, 2018年3月至5月, 2018年."""
        if self.start == self.end:
            return f"{self.start.year}年{self.start.month}月{self.start.day}日"
        if (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return f"{self.start.year}年{self.start.month}月"
        if self.spans_months:
            return f"{self.start.year}年{self.start.month}月至{self.end.month}月"
        return f"{self.start.year}年"


def month_span(year: int, month: int) -> DateSpan:
    """All days of one month; ValueError when there is no such month."""
    if not 1 <= month <= _MONTHS:
        raise ValueError(month)
    return DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_span(year: int) -> DateSpan:
    """All days of one year."""
    return DateSpan(date(year, 1, 1), date(year, 12, 31))


@lru_cache(maxsize=NAMES)
def find_date(text: str) -> DateSpan | None:
    """The first date in `text` that exists in the calendar, or None."""
    for match in _DATE.finditer(_plain(text)):
        try:
            return _span(match)
        except ValueError:
            continue
    return None


@lru_cache(maxsize=NAMES)
def leading_date(text: str) -> tuple[DateSpan, str] | None:
    """A date that `text` begins with and what follows it, or None."""
    normal = _plain(text).lstrip()
    match = _DATE.match(normal)
    if match is None:
        return None
    try:
        return _span(match), normal[match.end() :]
    except ValueError:
        return None


def leading_no_day(text: str) -> tuple[str, str] | None:
    """What `text` begins with that is written as a day and is none, 2018-02-30, and what follows.

    Digits alone may count something else.
    """
    normal = _plain(text).lstrip()
    match = _DATE.match(normal)
    if not match or not match["d"] or leading_date(text):
        return None
    is_day = 1 <= int(match["m"]) <= _MONTHS and 1 <= int(match["d"]) <= _LONGEST_MONTH
    return (match[0], normal[match.end() :]) if is_day else None


def impossible_day(text: str) -> tuple[int, int] | None:
    """The month and day of the first date in `text`, when the calendar has no such day."""
    match = _DATE.search(_plain(text))
    month, day = (match["m"] or match["pm"], match["d"] or match["pd"]) if match else (None, None)
    if not month or not day or find_date(text):
        return None
    return int(month), int(day)


def from_serial(text: str) -> str:
    """The date that a number means which Excel shows for one, as captions print it; else `text`."""
    if not _SERIAL.fullmatch(text):
        return text
    day = _SERIAL_BEGIN + timedelta(days=int(text))
    return str(DateSpan(day, day))


def is_range(text: str) -> bool:
    """Whether `text` begins with several days or months: 2018.5.15-5.17, 2018年3-5月."""
    dated = leading_date(text)
    return bool(dated and (dated[0].spans_months or _RANGE.match(dated[1])))


def tidy_date(text: str) -> str:
    """`text` in the way captions print dates, if it is a date and nothing else."""
    dated = leading_date(text)
    return str(dated[0]) if dated and not dated[1].strip() else text


@lru_cache(maxsize=NAMES)
def _plain(text: str) -> str:
    """`text` in half width, its dates in digits: 二〇一八年三月, 18年3月, 2018年元月."""
    normal = unicodedata.normalize("NFKC", text).replace("年元月", "年1月")
    return _SHORT_YEAR.sub("20", _WRITTEN.sub(_in_digits, normal))


def _in_digits(match: re.Match[str]) -> str:
    said = match["y"].translate(_YEAR_DIGITS) + "年"
    for numerals, unit in ((match["m"], "月"), (match["d"], "日")):
        number = from_chinese(numerals) if numerals else None
        said += f"{number}{unit}" if number else ""
    return said


def _span(match: re.Match[str]) -> DateSpan:
    if match["only"]:
        return year_span(int(match["only"]))
    year, month = int(match["y"] or match["py"]), int(match["m"] or match["pm"])
    day = match["d"] or match["pd"]
    if day is None:
        first, last = month_span(year, month), month_span(year, int(match["to"] or month))
        if last < first:
            raise ValueError(match["to"])
        return DateSpan(first.start, last.end)
    return DateSpan(date(year, month, int(day)), date(year, month, int(day)))
