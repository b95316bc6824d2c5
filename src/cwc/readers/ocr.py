"""Writing in pictures of pages, read by the machine that comes with `cwc[ocr]`, offline."""

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from PIL import Image

from cwc.model.obstacle import Obstacle
from cwc.model.paper import Line
from cwc.readers.obstacle import Blocked

# The small model finds and reads all lines of a page in 0.8 s, the larger one a single line better.
QUICK, CAREFUL = "tiny", "small"
# How a page lies is told from so many pixels, by its longest lines: measured on 80 worn pages, each
# turned four times. Lines that lie are longer than high; upside down they are read with less trust.
_TURNING_PX, _LONG, _FEW, _TRUST, _LONGEST = 800, 3, 3, 0.75, 5


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("faster_paddle") is not None


@cache
def _engine(model: str) -> Any:
    try:
        import faster_paddle  # noqa: PLC0415
    except ImportError as error:
        raise Blocked(Obstacle.NO_OCR) from error
    # One thread: pages are read beside each other.
    return faster_paddle.OcrEngine(model, threads=1, det_min_side=0)


def lines(page: Image.Image, model: str = QUICK) -> list[Line]:
    """The lines of writing on a page, in the machine's order; Blocked when it is not installed."""
    width, height = page.size
    return [
        Line(
            text=found["text"],
            score=found["confidence"],
            left=found["topLeftCoord"][0] / width,
            top=found["topLeftCoord"][1] / height,
            right=found["bottomRightCoord"][0] / width,
            bottom=found["bottomRightCoord"][1] / height,
        )
        for found in _found(page, model)
    ]


def _found(page: Image.Image, model: str) -> list[dict[str, Any]]:
    picture = BytesIO()
    page.save(picture, "BMP")
    try:
        return list(_engine(model).ocr(picture.getvalue())["bounds"].values())
    except RuntimeError as error:
        raise Blocked(Obstacle.ILLEGIBLE) from error


def turn(page: Image.Image) -> int:
    """By how many degrees clockwise the page must be turned to be upright: 0, 90, 180 or 270.

    0 also when it has too little writing to tell.
    """
    small = page.copy()
    small.thumbnail((_TURNING_PX, _TURNING_PX))
    sides = []
    for found in _found(small, QUICK):
        (left, top), (right, bottom) = found["topLeftCoord"], found["bottomRightCoord"]
        sides.append((right - left, bottom - top, found["confidence"]))
    lying = [(w, trust) for w, h, trust in sides if w >= _LONG * h]
    standing = [(h, trust) for w, h, trust in sides if h >= _LONG * w]
    lies = sum(length for length, _ in lying) >= sum(length for length, _ in standing)
    longest = sorted(lying if lies else standing, reverse=True)[:_LONGEST]
    if len(longest) < _FEW:
        return 0
    is_trusted = sum(trust for _, trust in longest) / len(longest) >= _TRUST
    if lies:
        return 0 if is_trusted else 180
    # The machine turns standing lines to the left before it reads them.
    return 270 if is_trusted else 90
