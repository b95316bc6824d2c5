"""The writing on pictures of pages: turned upright, line by line, the 文号 read twice."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from cwc.model.obstacle import Obstacle
from cwc.model.paper import Line, Script, Sheet, on_page
from cwc.model.place import Gap
from cwc.readers.blocks import Run, blocks
from cwc.readers.ink import HEADER_ABOVE, page_ink
from cwc.readers.obstacle import Blocked
from cwc.readers.ocr import CAREFUL, QUICK, lines, turn
from cwc.readers.pdf_sheet import pdf_sheet
from cwc.readers.search import is_pdf
from cwc.readers.sheet import picture_sheet
from cwc.text.numbers import may_be_number

# A page that is read with less trust, weighed by its lines' lengths, is not legible.
_LEAST_TRUST = 0.75
# So much of a page without a line of writing may be dark: dust, the shadow of a fold.
_BLANK_DARK, _BLANK_MAX_SHARE = 128, 0.002
# GB/T 9704: the number stands above the red line, within 25 mm of it on a page of 210 mm; below it
# by no more than a page lies aslant.
_PAGE_MM, _BAND_ABOVE_MM, _BAND_BELOW_MM = 210, 25, 2


def script(data: bytes, pages: Iterable[int]) -> Script:
    """What these pages say, by their numbers from 1; Blocked when no machine is installed."""
    read: list[Sheet] = []
    unread: list[Gap] = []
    for number, page in page_pictures(data, pages):
        found = page if isinstance(page, Obstacle) else _sheet(page, number)
        if isinstance(found, Sheet):
            read.append(found)
        else:
            unread.append(Gap(where=on_page(number), obstacle=found))
    return Script(sheets=tuple(read), unread=tuple(unread))


def page_pictures(
    data: bytes, numbers: Iterable[int]
) -> Iterator[tuple[int, Image.Image | Obstacle]]:
    """The pages of these numbers, from 1, as pictures; of a picture itself; or why not."""
    if not is_pdf(data):
        yield 1, picture_sheet(data)
        return
    document = pdfium.PdfDocument(data)
    try:
        for number in numbers:
            yield number, pdf_sheet(document, number)
    finally:
        document.close()


def _sheet(page: Image.Image, number: int) -> Sheet | Obstacle:
    turned = turn(page)
    upright = page.rotate(-turned, expand=True) if turned else page
    try:
        found = lines(upright)
    except Blocked as blocked:
        if blocked.obstacle is Obstacle.NO_OCR:
            raise
        return blocked.obstacle
    if not _is_legible(found, upright):
        return Obstacle.ILLEGIBLE
    return Sheet(
        page=number,
        turned=turned,
        lines=tuple(found),
        blocks=tuple(blocks(_runs(found))),
        numbers=tuple(_numbers(upright, found)) if number == 1 else (),
    )


def _is_legible(found: Sequence[Line], page: Image.Image) -> bool:
    signs = sum(len(line.text) for line in found)
    if signs:
        return sum(line.score * len(line.text) for line in found) / signs >= _LEAST_TRUST
    dark = np.asarray(page.convert("L")) < _BLANK_DARK
    return bool(dark.mean() <= _BLANK_MAX_SHARE)


def _runs(found: Iterable[Line]) -> Iterator[Run]:
    for line in found:
        yield Run(line.left, -line.bottom, line.right, -line.top, line.text)


def _numbers(page: Image.Image, found: Sequence[Line]) -> Iterator[str]:
    """The line with the 文号 as two machines read it, red ink aside; nothing when there is none.

    One reading alone where a stamp has torn the line to pieces, or where it reads like no number.
    """
    band = _band(page, found)
    if band is None:
        return
    # Of the red channel alone: a seal upon the number fades.
    strip = page.crop(band).getchannel("R").convert("RGB")
    every = [lines(strip, model) for model in (QUICK, CAREFUL)]
    readings = [next((n.text for n in read if may_be_number(n.text)), None) for read in every]
    if all(readings):
        yield from filter(None, readings)
        return
    rows = [row for read in every for block in blocks(_runs(read)) for row in block.split("\n")]
    likely = [*filter(None, readings), *filter(may_be_number, rows), *filter(_has_digit, rows)]
    yield from likely[:1]


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _band(page: Image.Image, found: Sequence[Line]) -> tuple[int, int, int, int] | None:
    """Where the number stands, in pixels."""
    width, height = page.size
    red_line = page_ink(page).red_line
    if red_line is not None:
        a_mm = width / _PAGE_MM
        top = red_line * height - _BAND_ABOVE_MM * a_mm
        return 0, max(0, round(top)), width, round(red_line * height + _BAND_BELOW_MM * a_mm)
    # Without a red line it stands in the upper part, in a line that reads like one.
    for line in found:
        if line.top < HEADER_ABOVE and may_be_number(line.text):
            reach = (line.bottom - line.top) / 2
            top, bottom = (line.top - reach) * height, (line.bottom + reach) * height
            return 0, max(0, round(top)), width, min(height, round(bottom))
    return None
