"""PDF documents: the text layer page by page, notes on the pages, and what has no text layer."""

from collections.abc import Iterator
from io import BytesIO

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.errors import PyPdfError

from cwc.model.facts import DocumentFacts, Obstacle, Passage, UnreadPart
from cwc.readers.obstacle import Blocked
from cwc.text.words import count_words

# A page that is a picture over at least half its area, with fewer characters than this, is taken
# for a scan: scanner apps print a line of some 25 characters, a typed page holds hundreds.
SCAN_MAX_CHARACTERS = 50
SCAN_MIN_AREA = 0.5

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
        if len(document) == 0:
            raise Blocked(Obstacle.DAMAGED)
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    notes, unread = _notes(data)
    passages = [p for p, _ in pages if p.text.strip()]
    return DocumentFacts(
        format="pdf",
        size_bytes=len(data),
        words=sum(count_words(p.text) for p in passages),
        passages=(*passages, *notes),
        unread=(*(u for _, u in pages if u), *unread),
    )


def _page(document: pdfium.PdfDocument, number: int) -> tuple[Passage, UnreadPart | None]:
    place = f"第{number + 1}页"
    try:
        page = document[number]
        text = page.get_textpage().get_text_range()
    except pdfium.PdfiumError:
        return Passage(place=place, text=""), UnreadPart(place=place, obstacle="broken-part")
    passage = Passage(place=place, text=text)
    if _is_scan(page, len("".join(text.split()))):
        return passage, UnreadPart(place=place, obstacle="picture-of-text")
    return passage, None


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


def _notes(data: bytes) -> tuple[list[Passage], list[UnreadPart]]:
    """Text of notes and form fields, which pdfium's page text leaves out, and attachments."""
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        notes = list(_annotations(reader))
        attached = [
            UnreadPart(place=f"附件 {n}", obstacle="embedded-file") for n in reader.attachments
        ]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [], [UnreadPart(place="批注和附件", obstacle="broken-part")]
    return notes, attached


def _annotations(reader: pypdf.PdfReader) -> Iterator[Passage]:
    for number, page in enumerate(reader.pages, start=1):
        for annotation in page.annotations or ():
            entry = annotation.get_object()
            for key in ("/Contents", "/V"):
                if text := str(entry.get(key, "")).strip():
                    yield Passage(place=f"第{number}页的批注", text=text)
