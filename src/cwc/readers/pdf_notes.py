"""What a PDF says beside its pages: notes, form fields, bookmarks, properties, attachments."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from cwc.errors import BROKEN_FILE
from cwc.model.aspects import Part, Role, Where

# Its remarks on broken files are for programmers; what they mean is told as a finding.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_NOTE_KEYS = ("/Contents", "/RC", "/V", "/DV", "/Subj")


# Actions that run something when the file is opened.
_RUNNING = {"/JavaScript", "/Launch"}
# How readers and editors mark a passage.
_MARKS = {"/Highlight", "/Underline", "/Squiggly", "/Square", "/Circle", "/Ink", "/FreeText"}


@dataclass(frozen=True)
class Notes:
    """Text beside the pages, attached files, marked passages, scripts."""

    parts: tuple[Part, ...]
    attached: tuple[Where, ...]
    marked: bool
    scripts: bool


def pdf_notes(data: bytes) -> Notes | None:
    """What stands beside the pages; None when that cannot be read."""
    marked = False
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        notes = [*_properties(reader), *_bookmarks(reader.outline)]
        attached = [Where.shown(Role.ATTACHMENT, name=name) for name in reader.attachments]
        for number, page in enumerate(reader.pages, start=1):
            for reference in page.annotations or ():
                note = reference.get_object()
                if not isinstance(note, DictionaryObject):
                    continue
                notes += _note(Where.shown(Role.ANNOTATION, number), note)
                marked |= note.get("/Subtype") in _MARKS
                if note.get("/Subtype") == "/FileAttachment":
                    attached.append(Where.shown(Role.ATTACHMENT, number))
        scripts = _has_scripts(reader)
    except (PyPdfError, DependencyError, *BROKEN_FILE):
        return None
    return Notes(tuple(notes), tuple(dict.fromkeys(attached)), marked, scripts)


def _has_scripts(reader: pypdf.PdfReader) -> bool:
    """Whether opening the file runs a script or a program."""
    root = reader.root_object
    action = root.get("/OpenAction", DictionaryObject()).get_object()
    names = root.get("/Names", DictionaryObject()).get_object()
    runs = isinstance(action, DictionaryObject) and action.get("/S") in _RUNNING
    return runs or (isinstance(names, DictionaryObject) and "/JavaScript" in names)


def _note(where: Where, note: Any) -> Iterator[Part]:
    """A note's own text; a field's value may stand with its parent."""
    for key in _NOTE_KEYS:
        value = note.get(key) or note.get("/Parent", {}).get(key, "")
        if text := str(value).strip():
            yield Part(where=where, text=text)


def _properties(reader: pypdf.PdfReader) -> Iterator[Part]:
    values = [str(value) for value in (reader.metadata or {}).values()]
    xmp = reader.xmp_metadata
    if xmp:
        values += [*(xmp.dc_title or {}).values(), *(xmp.dc_description or {}).values()]
        values += xmp.dc_subject or []
    for text in values:
        if text.strip():
            yield Part(where=Where.shown(Role.PROPERTY), text=text)


def _bookmarks(outline: Any) -> Iterator[Part]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(entry)
        elif entry.title:
            yield Part(where=Where.shown(Role.BOOKMARK), text=str(entry.title))
