"""The country's provinces, cities, counties and districts in a text (GB/T 2260)."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

# Names that are ordinary words as well: 改造老城区 speaks of no district of 洛阳.
_WORDS = frozenset(
    f"{stem}区"
    for stem in ("新城", "老城", "古城", "城中", "城东", "城西", "城北", "新市", "市中", "港口")
)
_BEGINNING = 2
_KIND = re.compile(r"(?:壮族|回族|维吾尔)?(?:自治区|特别行政区|省|市)$")
# 北京路, 上海新村 are everywhere.
_STREET = re.compile(r"..{0,4}?(?:路|街|巷|里|村|社区|小区|广场|大道|新城|花园|桥)")


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """The codes of each name; several places may be called alike."""
    found: dict[str, list[str]] = defaultdict(list)
    table = files("cwc.text").joinpath("divisions.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        code, _, name = line.partition(" ")
        if code.isdigit() and name not in _WORDS:
            found[name].append(code)
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def _by_beginning() -> dict[str, list[str]]:
    """The names by their first two signs, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(_codes(), key=len, reverse=True):
        found[name[:_BEGINNING]].append(name)
    return found


def divisions_in(text: str) -> list[str]:
    """The names of divisions in `text`, in order, as often as they stand there.

    Names of two signs (和县, 矿区) are not looked for: they are parts of too many other words.
    """
    found: list[str] = []
    known, at = _by_beginning(), 0
    while at < len(text):
        begin = text[at : at + _BEGINNING]
        name = next((n for n in known.get(begin, ()) if text.startswith(n, at)), "")
        if name:
            found.append(name)
        at += len(name) or 1
    return found


def lies_in(one: str, other: str) -> bool:
    """Whether a division may lie in the other, or be the same under another name."""
    codes = _codes()
    return any(a.startswith(b) for a in codes.get(one, ()) for b in codes.get(other, ()))


def home_of(*texts: str) -> tuple[str, ...]:
    """The divisions that are named, without those that others of them lie in.

    连云港市赣榆区 is the district: its neighbours in the city are others.
    """
    said = dict.fromkeys(division for text in texts for division in divisions_in(text))
    return tuple(d for d in said if not any(lies_in(e, d) for e in said if e != d))


def is_foreign(division: str, home: Sequence[str]) -> bool:
    """Whether a division is neither home, nor above it, nor in it; never where home is unknown."""
    kin = (lies_in(division, own) or lies_in(own, division) for own in home)
    return bool(home) and not any(kin)


def foreign_beginning(name: str, home: Sequence[str]) -> str:
    """The foreign division that a unit's name begins with; a province may be called for short."""
    known = _by_beginning().get(name[:_BEGINNING], ())
    division = next((d for d in known if name.startswith(d)), "")
    if not division and not _STREET.match(name):
        division = next((p for short, p in _provinces().items() if name.startswith(short)), "")
    return division if division and is_foreign(division, home) else ""


@cache
def _provinces() -> dict[str, str]:
    """The provinces as they are called for short: 北京, 广西."""
    names = (name for name, codes in _codes().items() if any(len(c) == _BEGINNING for c in codes))
    return {_KIND.sub("", name): name for name in names}


def short_name(division: str) -> str:
    """How it is called among neighbours: 东海 for 东海县."""
    return division[:-1]
