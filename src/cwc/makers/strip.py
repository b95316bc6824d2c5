"""A caption set below the picture on an extended canvas; the picture itself stays untouched."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from cwc.makers.font import printable, sized
from cwc.makers.wrap import wrap

# An em of a 40th of the width reads well on a screen and when the page is printed on A4.
_EM_PER_WIDTH = 1 / 40
_SMALLEST_EM_PX = 14
_LINE = 1.5
_MARGIN = 0.8


def add_strip(image: Image.Image, lines: Sequence[str]) -> Image.Image:
    """`image` (mode RGB or L) with the caption's lines below it, black on white."""
    em_px = max(_SMALLEST_EM_PX, round(min(image.width, image.height * 2) * _EM_PER_WIDTH))
    font = sized(em_px)
    margin = round(em_px * _MARGIN)
    room = image.width - 2 * margin
    rows = [row for line in lines for row in wrap(printable(line), room, font.getlength)]
    height = round(len(rows) * em_px * _LINE) + 2 * margin
    canvas = Image.new(image.mode, (image.width, image.height + height), "white")
    canvas.paste(image, (0, 0))
    draw = ImageDraw.Draw(canvas)
    for number, row in enumerate(rows):
        top = image.height + margin + number * em_px * _LINE
        draw.text((margin, top), row, font=font, fill="black")
    return canvas
