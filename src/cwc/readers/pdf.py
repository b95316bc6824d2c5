"""PDF documents: the text layer page by page, and what has no text layer."""

import ctypes
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from cwc.errors import BROKEN_FILE
from cwc.model.aspects import Aspect, Hidden, Marking, Package, RedHeader, Seals, Text
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Ink
from cwc.model.place import Gap, Layer, Part, Role, Where
from cwc.readers.blocks import blocks
from cwc.readers.colour import is_red
from cwc.readers.ink import HEADER_ABOVE, LINE_MIN_WIDTH
from cwc.readers.obstacle import Blocked
from cwc.readers.paper_ink import header_of, ink_of, seals_of
from cwc.readers.pdf_blocks import runs
from cwc.readers.pdf_looks import Looks
from cwc.readers.pdf_marks import is_marked
from cwc.readers.pdf_notes import Notes, pdf_notes
from cwc.readers.pdf_sheet import pdf_sheet
from cwc.readers.pdf_weight import BROKEN_PDF, weigh, weigh_tables
from cwc.readers.scan import SCAN_MAX_CHARACTERS, SCAN_MIN_AREA
from cwc.readers.search import is_pdf
from cwc.text.words import count_words

MAX_PAGES = 2_000
# Each page is rendered to be looked at for seals, some 0.3 s.
_MAX_STAMPED = 20
# One sign in many places is a bullet of a font of pictures.
_SIGNS_OF_A_GRADE = 2
# A Chinese sign that is drawn takes some forty curves; of 117 real pages with fewer characters than
# a scan may have the most curved has 357.
_DRAWN_CURVES = 1_000

_BROKEN = Gap(where=Where.shown(Role.BESIDE), obstacle=Obstacle.BROKEN_PART)


sniff = is_pdf


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a PDF; Blocked when it is locked, does not open or unfolds to too much."""
    notes = _weighed(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        password = "password" in str(error).lower()
        raise Blocked(Obstacle.ENCRYPTED if password else Obstacle.DAMAGED) from error
    seen: dict[type[Aspect], Aspect | Hidden] = {}
    try:
        if len(document) > MAX_PAGES:
            raise Blocked(Obstacle.TOO_LARGE)
        if RedHeader in wanted:
            seen[RedHeader] = _red_header(document)
        if wanted & {Seals, Ink}:
            ink = _ink(document)
            seen[Ink], seen[Seals] = ink, seals_of(ink) if isinstance(ink, Ink) else ink
        if Marking in wanted:
            seen[Marking] = _marking(document, notes)
        if Text in wanted or Package in wanted:
            seen[Text] = _text(document, notes)
            seen[Package] = _package(notes)
    finally:
        document.close()
    return seen


def _weighed(data: bytes) -> Notes | None:
    """What stands beside the pages, if that can be read; Blocked when it all is too much."""
    weigh_tables(data)
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as document:
            weigh(document)
            return pdf_notes(document)
    except (*BROKEN_PDF, *BROKEN_FILE):
        return None


class _Looks(Looks):
    """What pdfium is asked of a page's text."""

    def blocks(self, layer: pdfium.PdfTextPage) -> list[str]:
        """A page's text as the eye sees it; Blocked when that is too much."""
        self.spend(layer.count_rects() * layer.count_chars())
        return blocks(runs(layer))

    def is_unmapped(self, layer: pdfium.PdfTextPage) -> bool:
        """Whether a page shows signs of which only the shapes are told: as many as a grade has."""
        count, raw, fails = layer.count_chars(), layer.raw, pdfium_c.FPDFText_HasUnicodeMapError
        self.spend(count)
        shapes = {pdfium_c.FPDFText_GetUnicode(raw, n) for n in range(count) if fails(raw, n) == 1}
        return len(shapes) >= _SIGNS_OF_A_GRADE

    def is_drawn(self, page: pdfium.PdfPage) -> bool:
        """Whether a page has so many curves as letters have that were drawn, not set."""
        curves = 0
        for item in self.objects(page, pdfium_c.FPDF_PAGEOBJ_PATH):
            count = pdfium_c.FPDFPath_CountSegments(item.raw)
            self.spend(count)
            segments = (pdfium_c.FPDFPath_GetPathSegment(item.raw, n) for n in range(count))
            kinds = map(pdfium_c.FPDFPathSegment_GetType, segments)
            curves += sum(kind == pdfium_c.FPDF_SEGMENT_BEZIERTO for kind in kinds)
            if curves >= _DRAWN_CURVES:
                return True
        return False


def _text(document: pdfium.PdfDocument, notes: Notes | None) -> Text:
    looks = _Looks()
    pages = [_page(document, number, looks) for number in range(len(document))]
    parts = [part for page in pages for part in page.parts]
    unread = [page.unread for page in pages if page.unread]
    unread += [] if notes else [_BROKEN]
    if not parts and not unread:
        unread = [Gap(where=Where.shown(Role.WHOLE), obstacle=Obstacle.NO_TEXT)]
    return Text(
        parts=(*parts, *(notes.parts if notes else ())),
        words=sum(page.words for page in pages),
        unread=tuple(unread),
    )


def _package(notes: Notes | None) -> Package | Hidden:
    if notes is None:
        return Hidden(obstacle=Obstacle.BROKEN_PART)
    return Package(macros=notes.scripts, embedded=notes.attached)


def _marking(document: pdfium.PdfDocument, notes: Notes | None) -> Marking | Hidden:
    if notes is None:
        return Hidden(obstacle=Obstacle.BROKEN_PART)
    try:
        return Marking(marked=notes.marked or is_marked(document, Looks()))
    except pdfium.PdfiumError:
        return Hidden(obstacle=Obstacle.BROKEN_PART)
    except Blocked as blocked:
        return Hidden(obstacle=blocked.obstacle)


@dataclass(frozen=True)
class _Page:
    parts: tuple[Part, ...]
    words: int
    unread: Gap | None


def _page(document: pdfium.PdfDocument, number: int, looks: _Looks) -> _Page:
    where = Where.shown(Role.BODY, number + 1)
    try:
        page = document[number]
        layer = page.get_textpage()
        texts, drawn = looks.blocks(layer), layer.get_text_range()
        unmapped = looks.is_unmapped(layer)
        scan = _is_scan(page, len("".join(drawn.split())), looks)
        # As drawn, too: a slanted watermark, sign by sign, falls into blocks of one sign each.
        more = [drawn]
        if pdfium_c.FPDFPage_GetAnnotCount(page):
            # Stamps and filled-in fields become part of the page in this copy in memory.
            pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
            layer = document[number].get_textpage()
            more += looks.blocks(layer)
            unmapped = unmapped or looks.is_unmapped(layer)
    except pdfium.PdfiumError:
        return _Page((), 0, Gap(where=where, obstacle=Obstacle.BROKEN_PART))
    except Blocked as blocked:
        return _Page((), 0, Gap(where=where, obstacle=blocked.obstacle))
    shown = dict.fromkeys(text for text in texts if text.strip())
    again = where.model_copy(update={"layer": Layer.AGAIN})
    parts = [Part(where=where, text=text) for text in shown]
    parts += [
        Part(where=again, text=t) for t in dict.fromkeys(more) if t.strip() and t not in shown
    ]
    obstacle = Obstacle.PICTURE_OF_TEXT if scan else Obstacle.UNMAPPED if unmapped else None
    unread = Gap(where=where, obstacle=obstacle) if obstacle else None
    return _Page(tuple(parts), count_words(drawn), unread)


def _red_header(document: pdfium.PdfDocument) -> RedHeader | Hidden:
    if len(document) == 0:
        return RedHeader(found=False)
    looks = _Looks()
    try:
        page = document[0]
        if _has_red(page, looks):
            return RedHeader(found=True)
        if _may_hold_header(page, looks):
            return _scanned_header(document)
        return RedHeader(found=False)
    except pdfium.PdfiumError:
        return Hidden(obstacle=Obstacle.BROKEN_PART)
    except Blocked as blocked:
        return Hidden(obstacle=blocked.obstacle)


def _scanned_header(document: pdfium.PdfDocument) -> RedHeader | Hidden:
    """Whether the first page, which is a picture, has a red header."""
    sheet = pdf_sheet(document, 1)
    if isinstance(sheet, Obstacle):
        return Hidden(obstacle=sheet)
    return header_of(ink_of([sheet]).pages[0])


def _ink(document: pdfium.PdfDocument) -> Ink | Hidden:
    """What its pages show, drawn or scanned; hidden when they are more than anyone stamps."""
    if len(document) > _MAX_STAMPED:
        return Hidden(obstacle=Obstacle.TOO_LARGE)
    pages = []
    for number in range(1, len(document) + 1):
        page = pdf_sheet(document, number)
        if isinstance(page, Obstacle):
            return Hidden(obstacle=page)
        pages.append(page)
    return ink_of(pages)


def _may_hold_header(page: pdfium.PdfPage, looks: _Looks) -> bool:
    """Whether a picture stands where a red header does, and as wide: its colours are not read."""
    width, height = page.get_size()
    for item in looks.objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE):
        left, _, right, top = item.get_bounds()
        if right - left >= LINE_MIN_WIDTH * width and top >= (1 - HEADER_ABOVE) * height:
            return True
    return False


def _has_red(page: pdfium.PdfPage, looks: _Looks) -> bool:
    """Whether text or a line of the page has the colour of a red header."""
    channels = [ctypes.c_uint() for _ in range(4)]
    for item in looks.objects(page):
        for colour in (pdfium_c.FPDFPageObj_GetFillColor, pdfium_c.FPDFPageObj_GetStrokeColor):
            if colour(item.raw, *map(ctypes.byref, channels)) and is_red(
                *(channel.value for channel in channels[:3])
            ):
                return True
    return False


def _is_scan(page: pdfium.PdfPage, characters: int, looks: _Looks) -> bool:
    """Whether the page shows things that its text layer does not say."""
    if characters >= SCAN_MAX_CHARACTERS:
        return False
    if characters == 0:
        return any(item.type != pdfium_c.FPDF_PAGEOBJ_TEXT for item in looks.objects(page))
    width, height = page.get_size()
    images = [i.get_bounds() for i in looks.objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE)]
    covered = sum(abs((right - left) * (top - bottom)) for left, bottom, right, top in images)
    return bool(covered >= SCAN_MIN_AREA * width * height) or looks.is_drawn(page)
