"""How characters and paragraphs are set: the exceptions kept in pages of 512 bytes."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cwc.errors import TooMuchError
from cwc.model.obstacle import Obstacle
from cwc.readers.colour import is_red
from cwc.readers.obstacle import Blocked

_PAGE_BYTES = 512
# A book of a thousand pages has fewer.
MAX_RUNS = 200_000
# [MS-DOC] 2.2.5.1: how many bytes follow a property's code, by its upper three bits; 6 tells it in
# its first byte.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_VARIABLE = 6
# Two whose size does not fit into a byte.
_WIDE = {0xD608: 2, 0xC615: 1}

# [MS-DOC] 2.6.1 and 2.6.2.
_DELETED, _INSERTED, _VANISHES = 0x0800, 0x0801, 0x083C
_HALF_POINTS, _COLOUR_NUMBER, _COLOUR = 0x4A43, 0x2A42, 0x6870
_HIGHLIGHT, _UNDERLINE, _SHADE, _SHADE_NUMBERS = 0x2A0C, 0x2A3E, 0xCA71, 0x4866
_SYMBOL = 0x6A09
_IN_TABLE, _ROW_ENDS, _PARAGRAPH_SHADES = 0x2416, 0x2417, (0xC64D, 0x442D)
_RED_NUMBERS, _WHITE_NUMBER = (6, 13), 8
# Red, green, blue, and whether the program chooses.
_WHITE = b"\xff\xff\xff\x00"
# Foreground, background, pattern.
_SHADE_BYTES = 10
# Two points nobody reads.
_LEAST_HALF_POINTS = 4


@dataclass(frozen=True)
class Look:
    """How a run of characters is set."""

    deleted: bool = False
    inserted: bool = False
    vanishes: bool = False
    white: bool = False
    marked: bool = False
    shaded: bool = False
    red: bool = False
    symbol: bool = False


@dataclass(frozen=True)
class Setting:
    """How a paragraph is set."""

    in_table: bool = False
    row_ends: bool = False
    shaded: bool = False


class Pages:
    """Exceptions of one sort by where in the stream they begin; Blocked when they lead nowhere."""

    def __init__(self, stream: bytes, directory: bytes, paragraphs: bool) -> None:
        self._starts: list[int] = []
        self._exceptions: list[bytes] = []
        count = (len(directory) - 4) // 8
        for number in range(max(0, count)):
            (page,) = struct.unpack_from("<I", directory, (count + 1) * 4 + number * 4)
            at = (page & 0x3FFFFF) * _PAGE_BYTES
            if at + _PAGE_BYTES > len(stream):
                raise Blocked(Obstacle.DAMAGED)
            self._add(stream[at : at + _PAGE_BYTES], paragraphs)
            if len(self._starts) > MAX_RUNS:
                raise TooMuchError

    def _add(self, page: bytes, paragraphs: bool) -> None:
        count = page[-1]
        width = 13 if paragraphs else 1
        if (count + 1) * 4 + count * width > _PAGE_BYTES - 1:
            raise Blocked(Obstacle.DAMAGED)
        for number in range(count):
            (start,) = struct.unpack_from("<I", page, number * 4)
            offset = page[(count + 1) * 4 + number * width] * 2
            self._starts.append(start)
            self._exceptions.append(_exception(page, offset, paragraphs) if offset else b"")

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The stretches of the stream from `start` to `end`, each with its exception."""
        number = max(0, bisect_right(self._starts, start) - 1)
        at = start
        while at < end:
            following = self._starts[number + 1] if number + 1 < len(self._starts) else end
            to = min(end, following) if following > at else end
            yield at, to, self._exceptions[number] if number < len(self._exceptions) else b""
            at = to
            number += 1


def _exception(page: bytes, offset: int, paragraphs: bool) -> bytes:
    """The properties that stand at an offset of a page."""
    size = page[offset]
    if not paragraphs:
        return page[offset + 1 : offset + 1 + size]
    # A paragraph's are counted in words, and begin with the number of its style.
    start, size = (offset + 1, 2 * size - 1) if size else (offset + 2, 2 * page[offset + 1])
    return page[start + 2 : start + size]


@lru_cache(4_096)
def look_of(exception: bytes) -> Look:
    """A run's look, from the properties that differ from its style's."""
    found = dict(_properties(exception))
    size, colour = found.get(_HALF_POINTS, b""), found.get(_COLOUR, b"")
    number = found.get(_COLOUR_NUMBER, b"\0")[0]
    tiny = len(size) == 2 and 0 < int.from_bytes(size, "little") <= _LEAST_HALF_POINTS
    red = is_red(*colour[:3]) if len(colour) == 4 and not colour[3] else number in _RED_NUMBERS
    shaded = _is_shaded(found.get(_SHADE, b""), found.get(_SHADE_NUMBERS, b"\0\0"))
    return Look(
        deleted=_is_on(found, _DELETED),
        inserted=_is_on(found, _INSERTED),
        vanishes=tiny or _is_on(found, _VANISHES),
        white=colour == _WHITE or number == _WHITE_NUMBER,
        marked=_is_on(found, _HIGHLIGHT) or _is_on(found, _UNDERLINE) or shaded,
        shaded=_is_on(found, _HIGHLIGHT) or shaded,
        red=red,
        symbol=_SYMBOL in found,
    )


@lru_cache(4_096)
def setting_of(exception: bytes) -> Setting:
    """A paragraph's setting, likewise."""
    found = dict(_properties(exception))
    return Setting(
        in_table=_is_on(found, _IN_TABLE),
        row_ends=_is_on(found, _ROW_ENDS),
        shaded=any(code in found for code in _PARAGRAPH_SHADES),
    )


def _is_shaded(shade: bytes, numbers: bytes) -> bool:
    if len(shade) == _SHADE_BYTES:
        return shade[7] == 0 and shade[4:8] != _WHITE
    return (int.from_bytes(numbers, "little") >> 5) & 0x1F not in {0, _WHITE_NUMBER}


def _is_on(found: dict[int, bytes], code: int) -> bool:
    # 0x80 is as the style has it.
    return found.get(code, b"\0")[0] not in {0, 0x80}


def _properties(exception: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property's code with its operand, at least one byte; what is cut off is left out."""
    at = 0
    while at + 3 <= len(exception):
        (code,) = struct.unpack_from("<H", exception, at)
        at += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            wide = _WIDE.get(code, 1)
            size = int.from_bytes(exception[at : at + wide], "little")
            at += wide
        if size and at + size <= len(exception):
            yield code, exception[at : at + size]
        at += size
