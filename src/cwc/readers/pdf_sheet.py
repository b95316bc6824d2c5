"""A page of a PDF as a picture, as it is printed."""

import pypdfium2 as pdfium
from PIL import Image

from cwc.errors import BROKEN_FILE
from cwc.model.obstacle import Obstacle
from cwc.readers.sheet import PAGE_PX

# 150 dots an inch: 文号 are read no better with more.
_PIXELS_A_POINT = 150 / 72


def pdf_sheet(document: pdfium.PdfDocument, number: int) -> Image.Image | Obstacle:
    """The page of this number, from 1, in RGB; or why not."""
    try:
        page = document[number - 1]
        scale = min(_PIXELS_A_POINT, PAGE_PX / max(1.0, *page.get_size()))
        image: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
    except (pdfium.PdfiumError, *BROKEN_FILE):
        return Obstacle.BROKEN_PART
    return image.convert("RGB")
