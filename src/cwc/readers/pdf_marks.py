"""Passages of a PDF that were marked before it was printed: a coloured ground, a line below."""

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from cwc.readers.pdf_looks import Looks

# A ground has a colour, not a shade of gray, and is no background of the page.
_COLOURED, _GROUND_MAX_AREA = 40, 0.5
# A line below words, in points: so thin, so near, wider than a sign; not the header's or footer's.
_THIN, _NEAR, _SIGN, _INSET = 2, 3, 12, 1
_MARGIN = 0.12


def is_marked(document: pdfium.PdfDocument, looks: Looks) -> bool:
    """Whether words of a page stand on a coloured ground or above a line.

    A rule of a table that is as near to its words counts, too. Blocked when there is too much.
    """
    return any(_is_page_marked(document[number], looks) for number in range(len(document)))


def _is_page_marked(page: pdfium.PdfPage, looks: Looks) -> bool:
    layer = page.get_textpage()
    width, height = page.get_size()
    for item in looks.objects(page, pdfium_c.FPDF_PAGEOBJ_PATH):
        left, bottom, right, top = item.get_bounds()
        # Text of forms that are drawn elsewhere is looked for where the path says it is.
        if _is_line(left, bottom, right, top) and _MARGIN < bottom / height < 1 - _MARGIN:
            where = (left + _INSET, bottom, right - _INSET, top + _NEAR)
        elif _is_ground(item, (right - left) * (top - bottom) / (width * height)):
            where = (left, bottom, right, top)
        else:
            continue
        looks.spend(layer.count_chars())
        if layer.get_text_bounded(*where).strip():
            return True
    return False


def _is_line(left: float, bottom: float, right: float, top: float) -> bool:
    return top - bottom <= _THIN and right - left > _SIGN


def _is_ground(item: pdfium.PdfObject, area: float) -> bool:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    drawn = pdfium_c.FPDFPath_GetDrawMode(item.raw, ctypes.byref(mode), ctypes.byref(stroked))
    channels = [ctypes.c_uint() for _ in range(4)]
    filled = pdfium_c.FPDFPageObj_GetFillColor(item.raw, *map(ctypes.byref, channels))
    if not drawn or not mode.value or not filled or area > _GROUND_MAX_AREA:
        return False
    colour = [channel.value for channel in channels[:3]]
    return max(colour) - min(colour) >= _COLOURED
