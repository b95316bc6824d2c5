"""Photos that show the same shot, told by fingerprints: recompressed, resized, mirrored, cropped.

A fingerprint is base64 of SIDE × SIDE signed bytes, row by row: how much of each of the lowest
cosine waves the picture's light holds, row v and column u counting half waves down and across. The
first byte, which would be its brightness, says whether the picture is nearly square. Turning a
picture over changes nothing but the signs of odd waves, and cropping it is one small matrix a side,
so that one fingerprint serves for all of these. `readers.likeness` makes them.
"""

import math
from array import array
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import mul

SIDE = 12
# What the waves along one side are multiplied by: the finer, the more they tell.
WEIGHTS = [math.sqrt(max(1, wave)) for wave in range(SIDE)]

# How alike two photos must be, 1 being the very same, when one is cropped to what the other shows.
SAME = 0.93
# Before that crop is looked for: what nearly every copy reaches, and few other pairs do.
_NEAR = 0.55
_MAX_UNLIKE_SIGNS = 16
# The largest share of a side that a crop may have taken, and in how many steps it is looked for.
_CROP, _STEPS = 0.05, 4
_POINTS = 8 * SIDE

# The signs of the 64 lowest waves stand in four bands. Two photos are compared when one band is
# equal, but for the waves in it that are the weakest of one photo: those are the first to change.
_BANDS, _BITS, _WEAK = 4, 16, 5
_LOWEST = sorted(range(1, SIDE * SIDE), key=lambda at: (sum(divmod(at, SIDE)), at))
_SIGNS = [(1 << bit, at) for bit, at in enumerate(_LOWEST[: _BANDS * _BITS])]
_BAND = (1 << _BITS) - 1

Waves = tuple[int, ...]
_Numbers = Sequence[float]
# A photo, how it is turned, and its signs then.
_Turned = tuple[int, int, int]

# As it is, mirrored, upside down, and both: the sign that each wave then has.
_TURNS = [
    [down ** (at // SIDE) * across ** (at % SIDE) for at in range(SIDE * SIDE)]
    for down in (1, -1)
    for across in (1, -1)
]
_FLIPS = [sum(bit for bit, at in _SIGNS if turn[at] < 0) for turn in _TURNS]


def same_shots(fingerprints: Sequence[str], same: float = SAME) -> list[tuple[int, int]]:
    """The positions, lower first, of each two that show one shot; "" is like no other."""
    photos = {at: _waves(text) for at, text in enumerate(fingerprints) if text}
    found = set()
    for one, other, turn in _candidates(photos):
        pair = (min(one, other), max(one, other))
        if pair not in found and _same(_turned(photos[one], turn), photos[other], same):
            found.add(pair)
    return sorted(found)


def _waves(fingerprint: str) -> Waves:
    return tuple(array("b", b64decode(fingerprint)))


def _signs(photo: Waves) -> int:
    return sum([bit for bit, at in _SIGNS if photo[at] < 0])


def _candidates(photos: dict[int, Waves]) -> set[tuple[int, int, int]]:
    """Two photos and a way to turn the one, for all whose signs are then much the same."""
    signs = {at: _signs(photo) for at, photo in photos.items()}
    turned = [each for at in photos for each in _all_turned(at, photos[at], signs[at])]
    near = set()
    for band in range(_BANDS):
        shift = band * _BITS
        shelf = _shelf(photos, signs, band)
        for one, turn, sign in turned:
            for other in shelf.get(sign >> shift & _BAND, ()):
                if other != one and (sign ^ signs[other]).bit_count() <= _MAX_UNLIKE_SIGNS:
                    # A mirrored photo is like another as the other, mirrored, is like it.
                    swap = other < one and turn < len(_TURNS)
                    near.add((other, one, turn) if swap else (one, other, turn))
    return near


def _all_turned(at: int, photo: Waves, signs: int) -> Iterator[_Turned]:
    """The photo turned over; one that is nearly square lying on its side, too."""
    for turn, flips in enumerate(_FLIPS):
        yield at, turn, signs ^ flips
    if photo[0]:
        for turn in range(len(_TURNS), 2 * len(_TURNS)):
            yield at, turn, _signs(_turned(photo, turn))


def _turned(photo: Waves, turn: int) -> Waves:
    lying, turn = divmod(turn, len(_TURNS))
    if lying:
        photo = tuple(photo[at % SIDE * SIDE + at // SIDE] for at in range(SIDE * SIDE))
    return tuple(map(mul, photo, _TURNS[turn]))


def _shelf(photos: dict[int, Waves], signs: dict[int, int], band: int) -> dict[int, list[int]]:
    """Which photos have which signs in the band, or would if their weakest waves there changed."""
    waves = _SIGNS[band * _BITS : (band + 1) * _BITS]
    shelf: dict[int, list[int]] = defaultdict(list)
    for at, photo in photos.items():
        strengths = sorted([(abs(photo[wave]), bit) for bit, wave in waves])
        values = [signs[at]]
        for _, bit in strengths[:_WEAK]:
            values += [value ^ bit for value in values]
        for value in values:
            shelf[value >> band * _BITS & _BAND].append(at)
    return shelf


def _same(one: Waves, other: Waves, same: float) -> bool:
    """Whether the two are so much alike, as they are or when either is cropped."""
    one, other = (0, *one[1:]), (0, *other[1:])
    plain = _cosine(one, other)
    if not _NEAR <= plain < same:
        return plain >= same
    return _cropped(one, other) >= same or _cropped(other, one) >= same


def _cropped(whole: Waves, part: Waves) -> float:
    """How alike they are when the whole is cropped as fits the part best: width first, then height.

    The likeness is the sum over down · whole · acrossᵀ · partᵀ, down and across being the crops:
    with either given, each choice of the other costs a product of two rows of numbers.
    """
    rows, wanted = _rows(whole), _columns(part)
    heights = _product(_columns(_MIDDLE), wanted)
    across = _best(_product(_columns(heights), _columns(whole)))
    narrowed = _product(rows, _rows(across))
    down = _best(_product(_rows(part), _rows(narrowed)))
    cropped = _product(_rows(down), _columns(narrowed))
    return _cosine([0.0, *cropped[1:]], part)


def _best(wanted: _Numbers) -> _Numbers:
    """The crop that is most like what is wanted."""
    return max(_CROPS, key=lambda crop: _dot(crop, wanted))


def _rows(numbers: _Numbers) -> list[_Numbers]:
    return [numbers[at : at + SIDE] for at in range(0, SIDE * SIDE, SIDE)]


def _columns(numbers: _Numbers) -> list[_Numbers]:
    return [numbers[at::SIDE] for at in range(SIDE)]


def _product(rows: Iterable[_Numbers], columns: Sequence[_Numbers]) -> list[float]:
    return [sum(map(mul, row, column)) for row in rows for column in columns]


def _dot(one: _Numbers, other: _Numbers) -> float:
    return sum(map(mul, one, other), 0.0)


def _cosine(one: _Numbers, other: _Numbers) -> float:
    return _dot(one, other) / math.sqrt(_dot(one, one) * _dot(other, other))


def _crop(left: float, right: float) -> list[float]:
    """The matrix from the waves along a side to those along its part between two cuts."""
    points = [(at + 0.5) / _POINTS for at in range(_POINTS)]
    kept = [left + point * (1 - left - right) for point in points]
    # The wave that is no wave, brightness, counts half as often as the others.
    sizes = [math.sqrt(1 if wave else 0.5) / weight for wave, weight in enumerate(WEIGHTS)]
    before = [[size * math.cos(math.pi * at * x) for x in kept] for at, size in enumerate(sizes)]
    sizes = [math.sqrt(1 if wave else 0.5) * weight for wave, weight in enumerate(WEIGHTS)]
    after = [[size * math.cos(math.pi * at * x) for x in points] for at, size in enumerate(sizes)]
    return _product(after, before)


_CROPS = [
    _crop(left * _CROP / _STEPS, right * _CROP / _STEPS)
    for left in range(_STEPS + 1)
    for right in range(_STEPS + 1 - left)
]
# From which the search sets out: half of the most, as much on either side.
_MIDDLE = _crop(_CROP / 4, _CROP / 4)
