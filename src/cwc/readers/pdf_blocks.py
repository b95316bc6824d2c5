"""The text layer of a PDF page as runs in their boxes."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from cwc.readers.blocks import Run

# UTF-16 units of one run: a line has some fifty.
_ROOM = 1_024


def runs(page: pdfium.PdfTextPage) -> Iterator[Run]:
    """Each run of text that says something, in points."""
    room = (ctypes.c_ushort * _ROOM)()
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        # pypdfium2 asks for the length first, and pdfium goes through the whole page each time.
        units = pdfium_c.FPDFText_GetBoundedText(page, left, top, right, bottom, room, _ROOM)
        if units < _ROOM:
            text = ctypes.string_at(room, 2 * units).decode("utf-16-le", "ignore")
            # Where there is room, its end is written as well.
            text = text.removesuffix("\0")
        else:
            text = page.get_text_bounded(left, bottom, right, top)
        if text := " ".join(text.split()):
            yield Run(left, bottom, right, top, text)
