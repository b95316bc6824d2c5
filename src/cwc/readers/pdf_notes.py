"""What a PDF says beside its pages: notes, form fields, bookmarks, properties, attachments."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from cwc.errors import BROKEN_FILE
from cwc.model.facts import Passage, UnreadPart

_NOTE_KEYS = ("/Contents", "/RC", "/V", "/DV", "/Subj")


def pdf_notes(data: bytes) -> tuple[list[Passage], list[UnreadPart]]:
    """Text beside the pages, and attached files, which are not looked into."""
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        notes = [*_properties(reader), *_bookmarks(reader.outline)]
        attached = {f"附件 {name}" for name in reader.attachments}
        for number, page in enumerate(reader.pages, start=1):
            for reference in page.annotations or ():
                note = reference.get_object()
                notes += _note(f"第{number}页的批注", note)
                if note.get("/Subtype") == "/FileAttachment":
                    attached.add(f"第{number}页的附件")
    except (PyPdfError, DependencyError, *BROKEN_FILE):
        return [], [UnreadPart(place="批注和附件", obstacle="broken-part")]
    return notes, [UnreadPart(place=place, obstacle="embedded-file") for place in sorted(attached)]


def _note(place: str, note: Any) -> Iterator[Passage]:
    """A note's own text; a field's value may stand with its parent."""
    for key in _NOTE_KEYS:
        value = note.get(key) or note.get("/Parent", {}).get(key, "")
        if text := str(value).strip():
            yield Passage(place=place, text=text)


def _properties(reader: pypdf.PdfReader) -> Iterator[Passage]:
    values = [str(value) for value in (reader.metadata or {}).values()]
    xmp = reader.xmp_metadata
    if xmp:
        values += [*(xmp.dc_title or {}).values(), *(xmp.dc_description or {}).values()]
        values += xmp.dc_subject or []
    for text in values:
        if text.strip():
            yield Passage(place="文档属性", text=text)


def _bookmarks(outline: Any) -> Iterator[Passage]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(entry)
        elif entry.title:
            yield Passage(place="书签", text=str(entry.title))
