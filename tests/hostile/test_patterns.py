"""Every pattern that text of others meets takes time in proportion to the text."""

import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import chain
from typing import Any

import pytest
from conftest import ROOT
from hostile.growth import MOMENT_SECONDS, seconds, takes_at_most

import cwc
from cwc.packs import find_pack, load_pack

SHORT, LONG = 10_000, 100_000
# A pattern may take as much of the long text as of so many short ones. One that is not linear
# takes a hundred times as long and more.
TIMES = 30
# What takes less for the short text takes no more than a moment for the long one, were it to take
# a hundred times as long.
_QUICK_SECONDS = MOMENT_SECONDS / (LONG / SHORT) ** 2

# A text of a length is one of these, repeated; each before and after something else.
PIECES = (
    *("x", "(", "（", "★", " ", "\t", "\n", "0", "一", "机", "密", "秘 ", "a b", "A.", "-", "/"),
    *("2018年", "2018年3月", "3月", "2018-", "年", "12", "1.", "〔2018〕", "第1", "、", "，", "："),
    *("“", "机密(", "密★", "《", "=", "=A", "@", "[a.", "|", "某某局", "某某街道", "省市县", "某"),
    *("13800000000", "320721", "X", "x x", "待补", "_", "\u200b", "\\", "\\u5bc6", "&#", "%u"),
    *("<f ", "a1年", ".x"),
)


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(cwc.__path__, "cwc."):
        if found.name != "cwc.__main__":
            yield import_module(found.name)


def _inside(value: Any) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value: itself, or in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_inside, (*value, *value.values())))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from chain.from_iterable(map(_inside, value))


def _patterns() -> dict[str, re.Pattern[Any]]:
    found: dict[re.Pattern[Any], str] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(_inside(value)):
                found.setdefault(pattern, f"{module.__name__}.{name}[{number}]")
    # Those that a list of requirements is made into.
    pack = load_pack(find_pack("ganyu-2020", ROOT))
    for name, value in vars(pack.header.codes.reader).items():
        for number, pattern in enumerate(_inside(value)):
            found.setdefault(pattern, f"codes.{name}[{number}]")
    return {name: pattern for pattern, name in found.items()}


PATTERNS = _patterns()


def _texts(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    """Texts of about this length, of the pattern's own signs too."""
    source = pattern.pattern
    source = source.decode("latin-1") if isinstance(source, bytes) else source
    literal = re.sub(r"\\.|[\^$*+?{}\[\]|]|\(\?:?", "", source)
    own = {*re.findall(r"[^\W\d_]{1,8}", literal), *literal} - {"", "\\"}
    for piece in (*PIECES, *sorted(own), literal[:60] or "x"):
        text = piece * (length // len(piece) + 1)
        yield text[:length]
        yield f"机密{text[:length]}。"


def _searched(pattern: re.Pattern[Any], text: str) -> Callable[[], object]:
    read = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
    return lambda: (pattern.fullmatch(read), sum(1 for _ in pattern.finditer(read)))


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_in_proportion(name: str) -> None:
    pattern = PATTERNS[name]
    for short, long in zip(_texts(pattern, SHORT), _texts(pattern, LONG), strict=True):
        brief, lasting = _searched(pattern, short), _searched(pattern, long)
        if seconds(brief) < _QUICK_SECONDS:
            continue
        # What would take too long is told by the short text.
        assert takes_at_most(0, brief, brief), short[:20]
        assert takes_at_most(TIMES, brief, lasting), short[:20]


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 60
