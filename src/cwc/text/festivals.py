"""The days of the traditional festivals, by the lunar calendar and the solar terms."""

from datetime import date
from functools import cache

from lunar_python import Lunar

# Month and day of the lunar calendar; 清明 is a solar term and moves between 4 and 6 April.
_LUNAR = {
    "春节": (1, 1),
    "元宵节": (1, 15),
    "端午节": (5, 5),
    "七夕节": (7, 7),
    "中秋节": (8, 15),
    "重阳节": (9, 9),
}
_TERMS = {"清明节": "清明"}

FESTIVALS = (*_LUNAR, *_TERMS)


@cache
def festival(name: str, year: int) -> date:
    """The day of one of `FESTIVALS` in a year; KeyError for another name."""
    if name in _TERMS:
        day = Lunar.fromYmd(year, 1, 1).getJieQiTable()[_TERMS[name]]
    else:
        day = Lunar.fromYmd(year, *_LUNAR[name]).getSolar()
    return date(day.getYear(), day.getMonth(), day.getDay())
