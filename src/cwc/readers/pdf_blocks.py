"""The text layer of a PDF page as runs in their boxes."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from cwc.readers.blocks import Run


def runs(page: pdfium.PdfTextPage) -> Iterator[Run]:
    """Each run of text that says something, in points."""
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        text = " ".join(page.get_text_bounded(left, bottom, right, top).split())
        if text:
            yield Run(left, bottom, right, top, text)
