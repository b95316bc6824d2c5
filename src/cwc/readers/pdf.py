"""PDF documents: the text layer page by page, and what has no text layer."""

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from cwc.model.facts import DocumentFacts, Obstacle, Passage, UnreadPart
from cwc.readers.colour import is_red
from cwc.readers.obstacle import Blocked
from cwc.readers.pdf_blocks import blocks
from cwc.readers.pdf_notes import pdf_notes
from cwc.text.words import count_words

# A page that is a picture over at least this share of it, with fewer characters than this, is taken
# for a scan: scanner apps print lines of up to some 60 characters, a typed page holds hundreds.
SCAN_MAX_CHARACTERS = 100
SCAN_MIN_AREA = 0.3

MAX_PAGES = 2_000


def read_pdf(data: bytes) -> DocumentFacts:
    """Facts of a PDF; Blocked when it asks for a password or does not open."""
    if b"%PDF-" not in data[:1024]:
        raise Blocked(Obstacle.NOT_WHAT_IT_SAYS)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        password = "password" in str(error).lower()
        raise Blocked(Obstacle.ENCRYPTED if password else Obstacle.DAMAGED) from error
    try:
        if len(document) > MAX_PAGES:
            raise Blocked(Obstacle.TOO_LARGE)
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    notes = pdf_notes(data)
    passages = [passage for page in pages for passage in page.passages]
    unread = [*(page.unread for page in pages if page.unread), *notes.unread]
    if not passages and not unread:
        unread = [UnreadPart(place="全文", obstacle="no-text")]
    return DocumentFacts(
        format="pdf",
        size_bytes=len(data),
        words=sum(page.words for page in pages),
        passages=(*passages, *notes.passages),
        unread=tuple(unread),
        marked=notes.marked,
        red=bool(pages) and pages[0].red,
        macros=notes.scripts,
        embedded=notes.attached,
    )


@dataclass(frozen=True)
class _Page:
    passages: tuple[Passage, ...] = ()
    words: int = 0
    unread: UnreadPart | None = None
    red: bool = False


def _page(document: pdfium.PdfDocument, number: int) -> _Page:
    place = f"第{number + 1}页"
    try:
        page = document[number]
        layer = page.get_textpage()
        texts, drawn = blocks(layer), layer.get_text_range()
        scan = _is_scan(page, len("".join(drawn.split())))
        red = number == 0 and _has_red(page)
        # As drawn, too: a slanted watermark, sign by sign, falls into blocks of one sign each.
        more = [drawn]
        if pdfium_c.FPDFPage_GetAnnotCount(page):
            # Stamps and filled-in fields become part of the page in this copy in memory.
            pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
            more += blocks(document[number].get_textpage())
    except pdfium.PdfiumError:
        return _Page(unread=UnreadPart(place=place, obstacle="broken-part"))
    every = dict.fromkeys(text for text in (*texts, *more) if text.strip())
    return _Page(
        passages=tuple(Passage(place=place, text=text) for text in every),
        words=count_words(drawn),
        unread=UnreadPart(place=place, obstacle="picture-of-text") if scan else None,
        red=red,
    )


def _has_red(page: pdfium.PdfPage) -> bool:
    """Whether text or a line of the page has the colour of a red header."""
    channels = [ctypes.c_uint() for _ in range(4)]
    for item in page.get_objects(max_depth=4):
        for colour in (pdfium_c.FPDFPageObj_GetFillColor, pdfium_c.FPDFPageObj_GetStrokeColor):
            if colour(item.raw, *map(ctypes.byref, channels)) and is_red(
                *(channel.value for channel in channels[:3])
            ):
                return True
    return False


def _is_scan(page: pdfium.PdfPage, characters: int) -> bool:
    """Whether the page shows things that its text layer does not say."""
    if characters >= SCAN_MAX_CHARACTERS:
        return False
    kinds = [(o.type, o.get_bounds()) for o in page.get_objects(max_depth=4)]
    if characters == 0:
        return any(kind != pdfium_c.FPDF_PAGEOBJ_TEXT for kind, _ in kinds)
    width, height = page.get_size()
    images = [b for kind, b in kinds if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE]
    covered = sum(abs((right - left) * (top - bottom)) for left, bottom, right, top in images)
    return bool(covered >= SCAN_MIN_AREA * width * height)
