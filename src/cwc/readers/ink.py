"""What red ink shows on a page: a red header, seals, or none at all.

Shapes are told from connected red ink. Everything is measured on a page at most `PAGE_PX` long.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from cwc.model.paper import Seal, SealShape, Sure
from cwc.readers.colour import red_ink

PAGE_PX = 1_000
Mask = npt.NDArray[np.bool_]

# A red header's line: so wide, of the page, and no thicker; in the upper part; measured on
# photographed documents. What may be one is shorter, or has no wide red signs above it.
LINE_MIN_WIDTH, HEADER_ABOVE = 0.42, 0.62
_LINE_MAX_HEIGHT, _LINE_MAY_WIDTH = 0.012, 0.3
# A stamp and a star interrupt it so far. The signs stand so far above, and reach so wide.
_LINE_GAP, _MARGIN = 0.03, 0.05
# A page stands upright; what lies is a part of one, or something else.
_UPRIGHT = 1.05
_LINE_MAX_SLOPE, _WAVER, _LINE_MIN_INK = 0.07, 3, 0.75
_SIGNS_ABOVE, _SIGNS_MIN_WIDTH = 0.02, 0.25
# A page has so much white paper; a photograph of people has less.
_PAPER_LIGHT, _PAPER_MIN_SHARE = 150, 0.5
# Paper is never taken to be darker; shade changes over so many pixels.
_DARK, _SHADE_PX = 90, 60
_PAPER_MAX_COLOUR = 60
# Red ink that is noise of a scanner, of the page.
_LEAST_RED = 0.00004
# A seal is 3 to 6 cm on a page of 21 cm; on a cropped picture more. Its ring covers the angles, has
# white within, and is about as wide as high.
_SEAL_SIDES = (0.07, 1.0)
_RING_ANGLES = 36
_RING_SURE, _RING_MAY = 0.78, 0.6
_SQUARE_SURE, _SQUARE_MAY = 0.95, 0.8
_FILL = (0.06, 0.7)
# Around a seal is paper: of a frame a fifth as wide as it, so much may be red.
_FRAME, _FRAME_MAX_RED = 0.2, 0.05
_SEAL_RATIO = 1.9
# Pieces of a ring that is broken lie so near to each other, of the page.
_JOIN = 0.006


@dataclass(frozen=True)
class PageInk:
    """One page's red ink; positions are shares of the page, 0 to 1, from its upper left corner."""

    is_paper: bool
    has_red: bool
    red_header: Sure
    red_line: float | None
    seals: tuple[Seal, ...]


@dataclass(frozen=True)
class _Blob:
    """Connected ink in its box, in pixels."""

    left: int
    top: int
    right: int
    bottom: int
    size: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def page_ink(page: Image.Image) -> PageInk:
    """What the red ink of an upright page shows."""
    small = page.convert("RGB")
    small.thumbnail((PAGE_PX, PAGE_PX), Image.Resampling.BOX)
    pixels = _lit(np.asarray(small))
    red = red_ink(pixels)
    if red.mean() < _LEAST_RED:
        return PageInk(is_paper=True, has_red=False, red_header=Sure.NO, red_line=None, seals=())
    is_paper = _is_paper(pixels)
    header, line = _header(red) if is_paper else (Sure.NO, None)
    # The large signs of a header are no seals.
    below = red.copy()
    if line is not None:
        below[: line + 2] = False
    seals = tuple(_seals(below)) if is_paper else ()
    height = red.shape[0]
    return PageInk(
        is_paper=is_paper,
        has_red=True,
        red_header=header,
        red_line=None if line is None else line / height,
        seals=seals,
    )


def _lit(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The page as if in full and even light: photographs are taken in the shade."""
    light = Image.fromarray(pixels.max(axis=2)).filter(ImageFilter.BoxBlur(_SHADE_PX))
    white = np.maximum(np.asarray(light, dtype=np.float32), _DARK)
    lit = np.minimum(pixels * (255 / white)[..., None], 255)
    return lit.astype(np.uint8)


def _is_paper(pixels: npt.NDArray[np.uint8]) -> bool:
    """Whether much of the picture is as light and as colourless as paper."""
    most, least = pixels.max(axis=2).astype(int), pixels.min(axis=2).astype(int)
    paper = (least >= _PAPER_LIGHT) & (most - least <= _PAPER_MAX_COLOUR)
    return bool(paper.mean() >= _PAPER_MIN_SHARE)


def _header(red: Mask) -> tuple[Sure, int | None]:
    """Whether there is a red line with wide red signs above it, and in which row it lies."""
    height, width = red.shape
    upper = red[: int(height * HEADER_ABOVE)]
    thin = upper & (_thickness(upper) <= _LINE_MAX_HEIGHT * height)
    # At the edge of the page that lies on a table.
    thin[: round(_MARGIN * height)] = False
    length, row = _longest_line(thin)
    if length < _LINE_MAY_WIDTH * width:
        return Sure.NO, None
    above = _signs_width(red[: max(0, row - round(_SIGNS_ABOVE * height))])
    is_wide = length >= LINE_MIN_WIDTH * width and above >= _SIGNS_MIN_WIDTH * width
    sure = is_wide and width <= _UPRIGHT * height
    return (Sure.YES if sure else Sure.UNSURE), row


def _thickness(red: Mask) -> npt.NDArray[np.int32]:
    """For each pixel of ink how many lie in one piece above and below it, itself among them."""
    return _piled(red) + _piled(red[::-1])[::-1] - 1


def _piled(red: Mask) -> npt.NDArray[np.int32]:
    """For each pixel of ink how many lie in one piece above it, itself among them."""
    count = np.cumsum(red, axis=0, dtype=np.int32)
    piled: npt.NDArray[np.int32] = count - np.maximum.accumulate(np.where(red, 0, count), axis=0)
    return piled


def _longest_line(thin: Mask) -> tuple[int, int]:
    """How many pixels wide the longest line is that leaps over small gaps, and where it ends.

    Column by column it goes on straight, or one pixel up or down: a page may lie aslant. Strokes of
    handwriting that follow each other have more gaps, and turn.
    """
    height, width = thin.shape
    leap = round(_LINE_GAP * width)
    rows = np.arange(1, height + 1)
    steps = np.array([0, -1, 1])
    length, gap, inked, begun = (np.zeros(height + 2, dtype=np.int32) for _ in range(4))
    best, row = 0, 0
    for column in thin.T:
        # The best of the three neighbours, the straight one before the others.
        before = np.stack([length[1:-1], length[:-2], length[2:]])
        source = rows + steps[before.argmax(axis=0)]
        went, inks, begins = length[source] + 1, inked[source] + column, begun[source]
        lost = np.where(column, 0, gap[source] + 1)
        goes_on = (
            (went > 1)
            & (lost <= leap)
            & (abs(rows - begins) <= _LINE_MAX_SLOPE * went + _WAVER)
            & (inks >= _LINE_MIN_INK * went - leap)
        )
        length[1:-1] = np.where(goes_on, went, column)
        inked[1:-1] = np.where(goes_on, inks, column)
        begun[1:-1] = np.where(goes_on, begins, rows)
        gap[1:-1] = np.where(goes_on, lost, 0)
        ended = np.where(column, length[1:-1], 0)
        at = int(ended.argmax())
        if ended[at] > best:
            best, row = int(ended[at]), at
    return best, row


def _signs_width(above: Mask) -> int:
    """How far red signs reach from left to right."""
    columns = np.flatnonzero(above.sum(axis=0) >= 2)
    return int(columns[-1] - columns[0] + 1) if len(columns) else 0


def _seals(red: Mask) -> Iterator[Seal]:
    height, width = red.shape
    side = min(height, width)
    for blob in _blobs(_joined(red)):
        larger, smaller = max(blob.width, blob.height), min(blob.width, blob.height)
        if not _SEAL_SIDES[0] * side <= smaller or larger > _SEAL_SIDES[1] * side:
            continue
        if larger > _SEAL_RATIO * smaller:
            continue
        inside = red[blob.top : blob.bottom, blob.left : blob.right]
        if not _FILL[0] <= inside.mean() <= _FILL[1]:
            continue
        shape, ring = _ring(inside)
        is_square = shape is SealShape.SQUARE
        may, sure = (_SQUARE_MAY, _SQUARE_SURE) if is_square else (_RING_MAY, _RING_SURE)
        # A table around the page is a frame.
        is_frame = is_square and (blob.left == 0 or blob.right == width or blob.bottom == height)
        if ring >= may and not is_frame and _stands_alone(red, blob):
            yield Seal(
                x=blob.left / width,
                y=blob.top / height,
                w=blob.width / width,
                h=blob.height / height,
                shape=shape,
                certain=ring >= sure,
                text=None,
            )


def _stands_alone(red: Mask, blob: _Blob) -> bool:
    """Whether hardly anything red is just outside of a blob's box."""
    across, down = round(_FRAME * blob.width), round(_FRAME * blob.height)
    around = red[
        max(0, blob.top - down) : blob.bottom + down,
        max(0, blob.left - across) : blob.right + across,
    ]
    inside = red[blob.top : blob.bottom, blob.left : blob.right]
    outside = around.size - inside.size
    return not outside or bool((int(around.sum()) - int(inside.sum())) <= _FRAME_MAX_RED * outside)


def _ring(inside: Mask) -> tuple[SealShape, float]:
    """The shape whose outline the ink follows best, and at what share of the angles."""
    height, width = inside.shape
    rows, columns = np.nonzero(inside)
    # To a square of side 2 around the middle: an ellipse becomes a circle.
    x, y = (columns + 0.5) * 2 / width - 1, (rows + 0.5) * 2 / height - 1
    angles = ((np.arctan2(y, x) / (2 * np.pi) + 0.5) * _RING_ANGLES).astype(int) % _RING_ANGLES
    shares = {}
    for is_round, distance in ((True, np.hypot(x, y)), (False, np.maximum(abs(x), abs(y)))):
        outer = np.zeros(_RING_ANGLES)
        np.maximum.at(outer, angles, distance)
        shares[is_round] = float(((outer >= 0.84) & (outer <= 1.12)).mean())
    if shares[True] >= shares[False]:
        is_oval = max(width, height) > 1.18 * min(width, height)
        return (SealShape.OVAL if is_oval else SealShape.ROUND), shares[True]
    return SealShape.SQUARE, shares[False]


def _joined(red: Mask) -> Mask:
    """The ink with small gaps closed, as a worn stamp leaves them."""
    reach = max(1, round(_JOIN * max(red.shape)))
    picture = Image.fromarray(red.astype(np.uint8) * 255)
    # One pixel of ink still counts: 255 by the 15 × 15 pixels of the largest reach.
    return np.asarray(picture.filter(ImageFilter.BoxBlur(min(reach, 7)))) > 0


def _blobs(mask: Mask) -> list[_Blob]:
    """Connected ink: runs of each row, joined with those that they touch in the row above."""
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    edges = np.diff(padded, axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    parents = list(range(len(starts)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    rows = starts[:, 0]
    first = np.searchsorted(rows, np.arange(mask.shape[0] + 1))
    for row in range(1, mask.shape[0]):
        above, here = first[row - 1], first[row]
        stop = first[row + 1]
        while above < first[row] and here < stop:
            if starts[above, 1] <= ends[here, 1] and starts[here, 1] <= ends[above, 1]:
                parents[root(here)] = root(above)
            if ends[above, 1] < ends[here, 1]:
                above += 1
            else:
                here += 1
    boxes: dict[int, _Blob] = {}
    for number in range(len(starts)):
        row, left = map(int, starts[number])
        right, key = int(ends[number, 1]), root(number)
        known = boxes.get(key)
        boxes[key] = _Blob(
            left=min(left, known.left) if known else left,
            top=known.top if known else row,
            right=max(right, known.right) if known else right,
            bottom=row + 1,
            size=(known.size if known else 0) + right - left,
        )
    return list(boxes.values())
