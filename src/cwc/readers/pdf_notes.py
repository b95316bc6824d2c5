"""What a PDF says beside its pages: notes, form fields, bookmarks, properties, attachments."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from cwc.model.place import Part, Role, Where

_NOTE_KEYS = ("/Contents", "/RC", "/V", "/DV", "/Subj")
# Actions that run something when the file is opened.
_RUNNING = {"/JavaScript", "/Launch"}
# How readers and editors mark a passage.
_MARKS = {"/Highlight", "/Underline", "/Squiggly", "/Square", "/Circle", "/Ink", "/FreeText"}
# How a printer's program was set, which it attaches without being asked; searched as all else is.
_PRESETS = ".joboptions"
# Bookmarks may lead in a circle.
_MAX_BOOKMARKS = 20_000


@dataclass(frozen=True)
class Notes:
    """Text beside the pages, attached files, marked passages, scripts."""

    parts: tuple[Part, ...]
    attached: tuple[Where, ...]
    marked: bool
    scripts: bool


def pdf_notes(document: pikepdf.Pdf) -> Notes:
    """What stands beside the pages; what pikepdf raises when that cannot be read."""
    parts = [*_properties(document), *_bookmarks(document)]
    names = (name for name in document.attachments if not name.lower().endswith(_PRESETS))
    attached = [Where.shown(Role.ATTACHMENT, name=name) for name in names]
    marked = False
    for number, page in enumerate(document.pages, start=1):
        for note in _dictionaries(page.obj.get("/Annots")):
            parts += _note(Where.shown(Role.ANNOTATION, number), note)
            marked |= str(note.get("/Subtype")) in _MARKS
            if note.get("/Subtype") == "/FileAttachment":
                attached.append(Where.shown(Role.ATTACHMENT, number))
    return Notes(tuple(parts), tuple(dict.fromkeys(attached)), marked, _has_scripts(document))


def _has_scripts(document: pikepdf.Pdf) -> bool:
    """Whether opening the file runs a script or a program."""
    action, names = document.Root.get("/OpenAction"), document.Root.get("/Names")
    runs = isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in _RUNNING
    return runs or (isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names)


def _note(where: Where, note: pikepdf.Dictionary) -> Iterator[Part]:
    """A note's own text; a field's value may stand with its parent."""
    parent = note.get("/Parent")
    for key in _NOTE_KEYS:
        value = note.get(key)
        if value is None and isinstance(parent, pikepdf.Dictionary):
            value = parent.get(key)
        if text := _text(value):
            yield Part(where=where, text=text)


def _properties(document: pikepdf.Pdf) -> Iterator[Part]:
    info = document.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for value in info.as_dict().values():
            if text := _text(value):
                yield Part(where=Where.shown(Role.PROPERTY), text=text)


def _bookmarks(document: pikepdf.Pdf) -> Iterator[Part]:
    outline = document.Root.get("/Outlines")
    ahead = [outline.get("/First")] if isinstance(outline, pikepdf.Dictionary) else []
    for _ in range(_MAX_BOOKMARKS):
        entry = ahead.pop() if ahead else None
        if not isinstance(entry, pikepdf.Dictionary):
            if not ahead:
                return
            continue
        if text := _text(entry.get("/Title")):
            yield Part(where=Where.shown(Role.BOOKMARK), text=text)
        ahead += [entry.get("/Next"), entry.get("/First")]


def _dictionaries(value: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(value, pikepdf.Array):
        yield from (item for item in value if isinstance(item, pikepdf.Dictionary))


def _text(value: object) -> str:
    """A string as text, a stream as the text that it holds; "" for anything else."""
    if isinstance(value, pikepdf.Stream):
        return bytes(value.read_bytes()).decode("utf-8", "replace").strip()
    return str(value).strip() if isinstance(value, pikepdf.String | pikepdf.Name) else ""
