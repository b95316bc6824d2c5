"""A page with a box around everything that was seen on it."""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw

from cwc.model.paper import Line, Seal

_LINE_COLOUR, _SEAL_COLOUR, _DOUBT_COLOUR = (30, 90, 220), (0, 150, 60), (230, 140, 0)
_PIXELS = 3


def boxed(page: Image.Image, lines: Iterable[Line], seals: Iterable[Seal]) -> Image.Image:
    """The page with its lines of writing blue, seals green, what may be a seal orange."""
    drawn = page.copy()
    pen = ImageDraw.Draw(drawn)
    width, height = page.size
    for line in lines:
        box = (line.left * width, line.top * height, line.right * width, line.bottom * height)
        pen.rectangle(box, outline=_LINE_COLOUR, width=_PIXELS)
    for seal in seals:
        left, top = seal.x * width, seal.y * height
        box = (left, top, left + seal.w * width, top + seal.h * height)
        colour = _SEAL_COLOUR if seal.certain else _DOUBT_COLOUR
        pen.rectangle(box, outline=colour, width=_PIXELS)
    return drawn


def as_png(page: Image.Image) -> bytes:
    """The bytes of a PNG file."""
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
