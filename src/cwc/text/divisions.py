"""The country's provinces, cities, counties and districts in a text (GB/T 2260)."""

from collections import defaultdict
from functools import cache
from importlib.resources import files

# Names that are ordinary words as well: 改造老城区 speaks of no district of 洛阳.
_WORDS = frozenset(
    f"{stem}区"
    for stem in ("新城", "老城", "古城", "城中", "城东", "城西", "城北", "新市", "市中", "港口")
)
_BEGINNING = 2


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


def short_name(division: str) -> str:
    """How it is called among neighbours: 东海 for 东海县."""
    return division[:-1]
