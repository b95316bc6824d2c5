"""What a PDF says beside its pages: notes, form fields, bookmarks, properties, attachments."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject

from cwc.errors import BROKEN_FILE
from cwc.model.facts import Passage, UnreadPart

_NOTE_KEYS = ("/Contents", "/RC", "/V", "/DV", "/Subj")


# Actions that run something when the file is opened.
_RUNNING = {"/JavaScript", "/Launch"}
# How readers and editors mark a passage.
_MARKS = {"/Highlight", "/Underline", "/Squiggly", "/Square", "/Circle", "/Ink", "/FreeText"}


@dataclass(frozen=True)
class Notes:
    """Text beside the pages, attached files by name, marked passages, scripts; what is broken."""

    passages: tuple[Passage, ...] = ()
    attached: tuple[str, ...] = ()
    marked: bool = False
    scripts: bool = False
    unread: tuple[UnreadPart, ...] = ()


def pdf_notes(data: bytes) -> Notes:
    """What stands beside the pages; attached files are named and not looked into."""
    marked = False
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        notes = [*_properties(reader), *_bookmarks(reader.outline)]
        attached = {f"附件 {name}" for name in reader.attachments}
        for number, page in enumerate(reader.pages, start=1):
            for reference in page.annotations or ():
                note = reference.get_object()
                if not isinstance(note, DictionaryObject):
                    continue
                notes += _note(f"第{number}页的批注", note)
                marked |= note.get("/Subtype") in _MARKS
                if note.get("/Subtype") == "/FileAttachment":
                    attached.add(f"第{number}页的附件")
        scripts = _has_scripts(reader)
    except (PyPdfError, DependencyError, *BROKEN_FILE):
        return Notes(unread=(UnreadPart(place="批注和附件", obstacle="broken-part"),))
    unread = [UnreadPart(place=place, obstacle="embedded-file") for place in sorted(attached)]
    return Notes(tuple(notes), tuple(sorted(attached)), marked, scripts, tuple(unread))


def _has_scripts(reader: pypdf.PdfReader) -> bool:
    """Whether opening the file runs a script or a program."""
    root = reader.root_object
    action = root.get("/OpenAction", DictionaryObject()).get_object()
    names = root.get("/Names", DictionaryObject()).get_object()
    runs = isinstance(action, DictionaryObject) and action.get("/S") in _RUNNING
    return runs or (isinstance(names, DictionaryObject) and "/JavaScript" in names)


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
