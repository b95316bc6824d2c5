"""One text object of an OFD page: its characters, where each stands, and runs in their boxes."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from cwc.readers.blocks import Run
from cwc.readers.ofd.parts import number

# x' = a·x + c·y + e and y' = b·x + d·y + f, downwards from the page's top left corner, in mm.
Matrix = tuple[float, float, float, float, float, float]
# How far a character reaches above and below its line, as shares of its size.
_ASCENT, _DESCENT = 0.85, 0.15
# A step down of this share of the size begins another line.
_STEP = 0.3
_TURNS = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}


@dataclass(frozen=True)
class Placed:
    """One text object: all it says, runs to be read in lines, or one text that stands aslant."""

    text: str
    size: float
    start: tuple[float, float]
    end: tuple[float, float]
    runs: tuple[Run, ...]
    aslant: str


@dataclass(frozen=True)
class _Character:
    sign: str
    x: float
    y: float
    width: float


def combined(outer: Matrix, inner: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to stand."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def placed(item: etree._Element, matrix: Matrix) -> Placed | None:
    """A text object as it stands on the page, None when it has no characters."""
    size = abs(number(item.get("Size"), 0)) or 1.0
    characters = list(_characters(item, size))
    if not characters:
        return None
    last = characters[-1]
    scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    pieces = list(_pieces(characters, size))
    upright = matrix[0] > 0 and matrix[3] > 0 and abs(matrix[1]) + abs(matrix[2]) < 0.1 * scale
    spread = len(pieces) == len(characters) > 1
    column = spread and abs(last.y - characters[0].y) > size
    if spread and not column:
        # Signs set wide apart are one text still: 通 知.
        pieces = [characters]
    text = "".join(character.sign for character in characters)
    runs = [_run(piece, size, matrix) for piece in pieces] if upright and not column else []
    return Placed(
        text=text,
        size=size * scale,
        start=moved(matrix, characters[0].x, characters[0].y),
        end=moved(matrix, last.x + last.width, last.y),
        runs=tuple(run for run in runs if run),
        aslant="" if runs else " ".join(text.split()),
    )


def _characters(item: etree._Element, size: float) -> Iterator[_Character]:
    """Each character of each TextCode; where X or Y is missing, that of the one before holds."""
    full = size * number(item.get("HScale"), 1.0)
    turn = _TURNS.get(int(number(item.get("ReadDirection"), 0)), (1, 0))
    x = y = 0.0
    for code in item.iterfind("{*}TextCode"):
        text = "".join(map(str, code.itertext()))
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        across = _deltas(code.get("DeltaX"), len(text))
        down = _deltas(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for place, sign in enumerate(text):
            width = full if unicodedata.east_asian_width(sign) in "WFA" else full / 2
            yield _Character(sign, at_x, at_y, width)
            if across or down:
                at_x += across[place] if across else 0.0
                at_y += down[place] if down else 0.0
            else:
                at_x, at_y = at_x + turn[0] * width, at_y + turn[1] * width


def _deltas(text: str | None, count: int) -> list[float]:
    """`count` steps, where “g n d” stands for n times d; the last holds for those that lack one."""
    words = iter((text or "").split())
    steps: list[float] = []
    for word in words:
        if word.lower() == "g":
            times, step = int(number(next(words, ""), 0)), number(next(words, ""), 0.0)
            steps += [step] * max(0, min(times, count - len(steps)))
        else:
            steps.append(number(word, 0.0))
        if len(steps) >= count:
            break
    return (steps + steps[-1:] * (count - len(steps)))[:count]


def _pieces(characters: Sequence[_Character], size: float) -> Iterator[list[_Character]]:
    """Characters that stand side by side on one line; what stands apart is another piece."""
    piece: list[_Character] = []
    for character in characters:
        if piece:
            before = piece[-1]
            gap = character.x - before.x
            apart = gap < -_STEP * size or gap - before.width > size
            if apart or abs(character.y - before.y) > _STEP * size:
                yield piece
                piece = []
        piece.append(character)
    yield piece


def _run(piece: Sequence[_Character], size: float, matrix: Matrix) -> Run | None:
    seen = [character for character in piece if not character.sign.isspace()]
    if not seen:
        return None
    text = " ".join("".join(character.sign for character in piece).split())
    left, top = moved(matrix, seen[0].x, seen[0].y - _ASCENT * size)
    right, bottom = moved(matrix, seen[-1].x + seen[-1].width, seen[-1].y + _DESCENT * size)
    return Run(left=left, bottom=-bottom, right=right, top=-top, text=text)
