"""Where the photos of an album stand on its A4 pages, each between its heading and its caption."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from cwc.makers.font import FontCut
from cwc.makers.wrap import wrap

# ISO 216 A4 in points; margins of 15 mm, and 8 mm between what shares a page.
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
_MARGIN, _GUTTER = 42.52, 22.68
HEADING_EM, LINE = 9.0, 1.5
_CAPTION_EM = 12.0
# Two landscape photos share a page where each stays this large of what it would be alone: 4:3 with
# six lines below it is 11 cm wide.
_LARGE_ENOUGH = 0.6
# A caption of very many lines is set smaller rather than leave its photo less than this.
_PICTURE_SHARE = 0.4
# Columns and rows of a page for so many photos.
_GRIDS = {1: (1, 1), 2: (1, 2), 4: (2, 2)}


@dataclass(frozen=True)
class Figure:
    """A photo of so many pixels as shown, with what is written above and below it."""

    width_px: int
    height_px: int
    heading: str
    caption: tuple[str, ...]


FigureT = TypeVar("FigureT", bound=Figure)


@dataclass(frozen=True)
class Box:
    """A part of the page, in points from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.height


@dataclass(frozen=True)
class Place:
    """Where a figure stands: its part of the page, its picture, the rows of text around that."""

    box: Box
    picture: Box
    heads: tuple[str, ...]
    rows: tuple[str, ...]
    em: float


def sheets(
    figures: Iterable[FigureT], per_page: int | None, font: FontCut
) -> Iterator[list[tuple[FigureT, Place]]]:
    """The figures of each page with their places, in order, as soon as a page is full.

    `per_page` is 1, 2 or 4; None: two landscape ones where they stay large, else one.
    """
    most = per_page or 2
    page: list[FigureT] = []
    for figure in figures:
        joins = len(page) < most and (per_page or all(_stays(f, font) for f in (*page, figure)))
        if page and not joins:
            yield _places(page, per_page, font)
            page = []
        page.append(figure)
    if page:
        yield _places(page, per_page, font)


def _stays(figure: Figure, font: FontCut) -> bool:
    """Whether it is a landscape one that half a page shows nearly as large as a whole one."""
    if figure.width_px <= figure.height_px:
        return False
    whole, half = _boxes(1)[0], _boxes(2)[0]
    alone = _place(figure, whole, font).picture
    return _place(figure, half, font).picture.width >= alone.width * _LARGE_ENOUGH


def _places(
    page: Sequence[FigureT], per_page: int | None, font: FontCut
) -> list[tuple[FigureT, Place]]:
    boxes = _boxes(per_page or len(page))
    return [(figure, _place(figure, box, font)) for figure, box in zip(page, boxes, strict=False)]


def _boxes(count: int) -> list[Box]:
    """The page within its margins in `count` equal parts, as one reads."""
    columns, rows = _GRIDS[count]
    width = (PAGE_WIDTH - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns
    height = (PAGE_HEIGHT - 2 * _MARGIN - (rows - 1) * _GUTTER) / rows
    return [
        Box(
            left=_MARGIN + column * (width + _GUTTER),
            bottom=_MARGIN + (rows - 1 - row) * (height + _GUTTER),
            width=width,
            height=height,
        )
        for row in range(rows)
        for column in range(columns)
    ]


def _place(figure: Figure, box: Box, font: FontCut) -> Place:
    """The figure in its box: heading at the top, the picture as large as fits, caption below."""
    heads = _wrapped([figure.heading], HEADING_EM, box, font)
    top = box.top - len(heads) * HEADING_EM * LINE - HEADING_EM
    em = _CAPTION_EM
    rows = _wrapped(figure.caption, em, box, font)
    while top - len(rows) * em * LINE < box.bottom + box.height * _PICTURE_SHARE:
        em *= 0.9
        rows = _wrapped(figure.caption, em, box, font)
    room = top - box.bottom - len(rows) * em * LINE
    scale = min(box.width / figure.width_px, room / figure.height_px)
    width, height = figure.width_px * scale, figure.height_px * scale
    picture = Box(box.left, top - height, width, height)
    return Place(box, picture, heads, rows, em)


def _wrapped(lines: Sequence[str], em: float, box: Box, font: FontCut) -> tuple[str, ...]:
    def measure(text: str) -> float:
        return font.width(text) / 1000 * em

    return tuple(row for line in lines for row in wrap(line, box.width, measure))
