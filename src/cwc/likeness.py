"""Photos that show the same shot, told by fingerprints: recompressed, resized, mirrored, cropped.

A fingerprint is base64 of SIDE × SIDE signed bytes, row by row: how much of each of the lowest
cosine waves the picture's light holds, row v and column u counting half waves down and across. The
first byte, which would be its brightness, says whether the picture is nearly square. Turning a
picture over changes nothing but the signs of odd waves, and cropping it is one small matrix a side,
so that one fingerprint serves for all of these. `readers.likeness` makes them.
"""

from base64 import b64decode
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

SIDE = 12
# What the waves along one side are multiplied by: the finer, the more they tell.
WEIGHTS = np.sqrt(np.maximum(1, np.arange(SIDE)))

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
_SIGNED = np.array(_LOWEST[: _BANDS * _BITS])

# So many pairs at a time: a burst of photos makes more of them than there is memory for.
_SIGN_PAIRS, _WAVE_PAIRS = 1 << 18, 1 << 11

_Photos = npt.NDArray[np.int8]
# Of each photo SIDE × SIDE whole numbers, which double precision multiplies and adds exactly.
_Waves = npt.NDArray[np.float64]
_Signs = npt.NDArray[np.uint64]
_Numbers = npt.NDArray[np.int64]

# As it is, mirrored, upside down, and both: the sign that each wave then has.
_SIDES = (np.ones(SIDE), (-1.0) ** np.arange(SIDE))
_TURNS = np.array([np.outer(down, across) for down in _SIDES for across in _SIDES])


def same_shots(fingerprints: Sequence[str], same: float = SAME) -> list[tuple[int, int]]:
    """The positions, lower first, of each two that show one shot; "" is like no other."""
    at = [at for at, text in enumerate(fingerprints) if text]
    if len(at) <= 1:
        return []
    photos = np.frombuffer(b64decode("".join(fingerprints)), np.int8).reshape(-1, SIDE, SIDE)
    near = _candidates(photos)
    found = [part[_alike(photos, part, same)] // (2 * len(_TURNS)) for part in _parts(near)]
    one, other = np.divmod(np.concatenate([near[:0], *found]), len(photos))
    pairs = _distinct(np.minimum(one, other) * len(photos) + np.maximum(one, other))
    each = (pair for part in _parts(pairs) for pair in part.tolist())
    return [(at[pair // len(at)], at[pair % len(at)]) for pair in each]


def _parts(pairs: _Numbers) -> Iterator[_Numbers]:
    for first in range(0, len(pairs), _WAVE_PAIRS):
        yield pairs[first : first + _WAVE_PAIRS]


def _distinct(numbers: _Numbers) -> _Numbers:
    """The numbers, sorted where they are; `np.unique` hashes them, ten times as slow."""
    numbers.sort()
    distinct: _Numbers = numbers[np.diff(numbers, prepend=-1) != 0]
    return distinct


def _candidates(photos: _Photos) -> _Numbers:
    """Two photos and a way to turn the one, for all whose signs are then much the same.

    Each is one number, in rising order: (one · count of photos + other) · count of turns + turn.
    """
    signs = _signs(photos)
    turned, one, turn = _all_turned(photos, signs)
    near = np.empty(0, np.int64)
    for band in range(_BANDS):
        hits = [near]
        for query, other in _met(turned, signs, _shelf(photos, signs, band), band):
            this, way = one[query], turn[query]
            # A mirrored photo is like another as the other, mirrored, is like it.
            swap = (other < this) & (way < len(_TURNS))
            first, second = np.where(swap, other, this), np.where(swap, this, other)
            key = (first * len(photos) + second) * (2 * len(_TURNS)) + way
            hits.append(key[this != other])
        near = _distinct(np.concatenate(hits))
    return near


def _signs(photos: _Photos) -> _Signs:
    negative = photos.reshape(-1, SIDE * SIDE)[:, _SIGNED] < 0
    packed = np.packbits(negative, axis=1, bitorder="little")
    return np.ascontiguousarray(packed).view("<u8")[:, 0]


def _band(signs: _Signs, band: int) -> npt.NDArray[np.uint16]:
    return (signs >> np.uint64(band * _BITS)).astype(np.uint16)


def _all_turned(photos: _Photos, signs: _Signs) -> tuple[_Signs, _Numbers, _Numbers]:
    """The signs of photos turned over, if nearly square also on their side; the photo; the turn."""
    square = np.flatnonzero(photos[:, 0, 0])
    lying, turns = photos[square].transpose(0, 2, 1), _TURNS.astype(np.int8)
    turned = [signs ^ flips for flips in _signs(turns)] + [_signs(lying * turn) for turn in turns]
    one = [np.arange(len(photos))] * len(turns) + [square] * len(turns)
    turn = np.repeat(np.arange(2 * len(turns)), [len(each) for each in one])
    return np.concatenate(turned), np.concatenate(one), turn


def _shelf(photos: _Photos, signs: _Signs, band: int) -> npt.NDArray[np.uint16]:
    """Photo by photo the signs in the band, and what they would be if its weakest waves changed."""
    waves = photos.reshape(-1, SIDE * SIDE)[:, _SIGNED[band * _BITS : (band + 1) * _BITS]]
    weakest = np.argsort(np.abs(waves.astype(np.int16)), axis=1, kind="stable")[:, :_WEAK]
    values = _band(signs, band)[:, None]
    for bit in (1 << weakest.T).astype(np.uint16):
        values = np.concatenate([values, values ^ bit[:, None]], axis=1)
    return values


def _met(
    turned: _Signs, signs: _Signs, shelf: npt.NDArray[np.uint16], band: int
) -> Iterator[tuple[_Numbers, _Numbers]]:
    """Which of the turned meet which photos on the shelf, their other signs being much the same."""
    owner = np.argsort(shelf, axis=None, kind="stable") // shelf.shape[1]
    shelved = signs[owner]
    counts = np.bincount(shelf.ravel(), minlength=1 << _BITS)
    starts = np.cumsum(counts) - counts
    values = _band(turned, band)
    # One after the other those that look in the same place, so that it stays in the cache.
    queries = np.argsort(values, kind="stable")
    sizes, froms = counts[values[queries]], starts[values[queries]]
    ends = np.cumsum(sizes)
    for some in _blocks(ends):
        size = sizes[some]
        query = np.repeat(queries[some], size)
        # From a pair's place among all pairs to that of its photo on the shelf.
        place = np.repeat(froms[some] - ends[some] + size, size)
        place += np.arange(ends[some][0] - size[0], ends[some][-1])
        unlike = np.bitwise_count(turned[query] ^ shelved[place])
        hit = np.flatnonzero(unlike <= _MAX_UNLIKE_SIGNS)
        yield query[hit], owner[place[hit]]


def _blocks(ends: _Numbers) -> Iterator[slice]:
    """Queries that have few enough pairs together; one alone may have more."""
    first = 0
    while first < len(ends):
        before = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + _SIGN_PAIRS, "right")))
        yield slice(first, last)
        first = last


def _alike(photos: _Photos, near: _Numbers, same: float) -> npt.NDArray[np.bool_]:
    """Whether two are so much alike, as they are or when either is cropped."""
    pairs, turn = np.divmod(near, 2 * len(_TURNS))
    lying, turn = np.divmod(turn, len(_TURNS))
    one, other = (photos[at].astype(np.float64) for at in np.divmod(pairs, len(photos)))
    one = np.where(lying[:, None, None], one.transpose(0, 2, 1), one) * _TURNS[turn]
    one[:, 0, 0] = other[:, 0, 0] = 0
    plain = _cosine(one, other)
    alike = plain >= same
    perhaps = np.flatnonzero((plain >= _NEAR) & ~alike)
    one, other = one[perhaps], other[perhaps]
    alike[perhaps] = np.maximum(_cropped(one, other), _cropped(other, one)) >= same
    return alike


def _cropped(whole: _Waves, part: _Waves) -> _Waves:
    """How alike they are when the whole is cropped as fits the part best: width first, then height.

    The likeness is the sum over down · whole · acrossᵀ · partᵀ, down and across being the crops:
    with either given, each choice of the other costs a product of two rows of numbers.
    """
    across = _best((_MIDDLE.T @ part).transpose(0, 2, 1) @ whole)
    narrowed = whole @ across.transpose(0, 2, 1)
    down = _best(part @ narrowed.transpose(0, 2, 1))
    cropped = down @ narrowed
    cropped[:, 0, 0] = 0
    return _cosine(cropped, part)


def _best(wanted: _Waves) -> _Waves:
    """The crops that are most like what is wanted."""
    # One product for each pair, as everywhere here: a large one would wake threads that only wait.
    likeness = wanted.reshape(-1, 1, SIDE * SIDE) @ _CROPS.reshape(-1, SIDE * SIDE).T
    chosen: _Waves = _CROPS[np.argmax(likeness[:, 0], axis=1)]
    return chosen


def _cosine(one: _Waves, other: _Waves) -> _Waves:
    return _dot(one, other) / np.sqrt(_dot(one, one) * _dot(other, other))


def _dot(one: _Waves, other: _Waves) -> _Waves:
    products: _Waves = np.einsum("pvu,pvu->p", one, other)
    return products


def _crop(left: float, right: float) -> _Waves:
    """The matrix from the waves along a side to those along its part between two cuts."""
    points = (np.arange(_POINTS) + 0.5) / _POINTS
    kept = left + points * (1 - left - right)
    waves = np.pi * np.arange(SIDE)
    # The wave that is no wave, brightness, counts half as often as the others.
    often = np.sqrt(np.where(waves, 1, 0.5))
    before = (often / WEIGHTS)[:, None] * np.cos(np.outer(waves, kept))
    after = (often * WEIGHTS)[:, None] * np.cos(np.outer(waves, points))
    matrix: _Waves = after @ before.T
    return matrix


_CUTS = [(left, right) for left in range(_STEPS + 1) for right in range(_STEPS + 1 - left)]
_CROPS = np.array([_crop(*(cut * _CROP / _STEPS for cut in cuts)) for cuts in _CUTS])
# From which the search sets out: half of the most, as much on either side.
_MIDDLE = _crop(_CROP / 4, _CROP / 4)
