"""What an OFD document says beside its pages: properties, bookmarks, notes, other parts."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from cwc.model.aspects import Text
from cwc.model.obstacle import Obstacle
from cwc.model.place import Part, Role, Where
from cwc.readers.ofd.parts import Loaded, Parts, local, text_of
from cwc.readers.table import reader_of

# Elements that hold paths, sums and numbers of other things, and no text of the document.
_TEXTLESS_ELEMENTS = {
    "DocID", "DocRoot", "Cover", "BaseLoc", "FileLoc", "MediaFile", "FontFile", "SchemaLoc",
    "PublicRes", "DocumentRes", "PageRes", "Annotations", "Attachments", "CustomTags",
    "Extensions", "Signatures", "SignedValue", "SignatureMethod", "CheckValue", "MaxUnitID",
    "MaxSignId", "AbbreviatedData", "PhysicalBox", "ApplicationBox", "ContentBox", "BleedBox",
    "CropBox", "Glyphs",
}  # fmt: skip
_TEXT_ATTRIBUTES = ("Title", "Name", "URI", "ProviderName", "Company")

# How readers and editors mark a passage: by the sort of a note, or by what they call it.
_MARKING_TYPES = {"highlight", "path"}
_MARKING_SUBTYPES = {"highlight", "underline", "squiggly"}
_NO_MARKING_SUBTYPES = {"strikeout", "strikethrough"}


def properties(body: etree._Element) -> Iterator[Part]:
    """What a document says of itself, its own fields with their names."""
    for info in body.iterfind("{*}DocInfo"):
        yield from (Part(where=Where.shown(Role.PROPERTY), text=text) for text in _said(info))


def bookmarks(document: etree._Element) -> Iterator[Part]:
    """The outline, the bookmarks and where links lead."""
    for element in document.iter("{*}OutlineElem", "{*}Bookmark", "{*}URI"):
        if text := element.get("Title") or element.get("Name") or element.get("URI"):
            yield Part(where=Where.shown(Role.BOOKMARK), text=text)


def note_parts(note: etree._Element, where: Where) -> Iterator[Part]:
    """What a note on a page says beside its appearance."""
    texts = [text_of(element) for element in note.iterfind("{*}Remark")]
    texts += [text_of(element) for element in note.iterfind("{*}Parameters/{*}Parameter")]
    texts += [uri.get("URI", "") for uri in note.iterfind(".//{*}URI")]
    yield from (Part(where=where, text=text) for text in [*texts, note.get("Creator", "")] if text)


def is_hidden(item: etree._Element) -> bool:
    """Whether a note, a layer or an object is there and not shown."""
    return item.get("Visible", "true").lower() in {"false", "0"}


def is_marking(note: etree._Element) -> bool:
    """Whether a note highlights, underlines or frames a passage."""
    sort, name = note.get("Type", "").lower(), note.get("Subtype", "").lower()
    marks = sort in _MARKING_TYPES or name in _MARKING_SUBTYPES
    return marks and name not in _NO_MARKING_SUBTYPES and not is_hidden(note)


def attachments(parts: Parts, listed: Loaded) -> Iterator[Where]:
    """The attachments; those that are no XML, which is read elsewhere, are unread."""
    base, root = listed
    for element in root.iterfind(".//{*}Attachment"):
        location = text_of(element.find("{*}FileLoc"))
        name = element.get("Name") or PurePosixPath(location).name
        where = Where.shown(Role.ATTACHMENT, name=name)
        yield where
        part = parts.find(location, base)
        if part is None or not part.lower().endswith(".xml"):
            parts.used.add(part or "")
            parts.miss(where, Obstacle.EMBEDDED_FILE)


def other_parts(parts: Parts) -> Iterator[Part]:
    """The text of every part that no page asked for: tags, extensions, older versions."""
    for name, times in Counter(parts.package.namelist()).items():
        path = PurePosixPath(name)
        where = Where.shown(Role.PART, name=path.name)
        if times > 1:
            # Readers of zips do not agree which of two parts of one name they show.
            parts.miss(where, Obstacle.BROKEN_PART)
        if name in parts.used or name.endswith("/") or Text in reader_of(name).foreign:
            continue
        if path.suffix.lower() != ".xml":
            parts.miss(where, Obstacle.EMBEDDED_FILE)
        elif loaded := parts.load("/" + name, "", where):
            root = loaded[1]
            # The text objects of a page follow one another; a field of a form stands alone.
            glue = "" if local(root) == "Page" else "\n"
            if text := glue.join(_said(root)):
                yield Part(where=where, text=text)


def _said(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name, text = local(element), (element.text or "")
        reference = name == "ObjectRef" and text.strip().isdigit()
        if text.strip() and name not in _TEXTLESS_ELEMENTS and not reference:
            yield text.strip()
        if tail := (element.tail or "").strip():
            yield tail
        yield from filter(None, (element.get(key, "").strip() for key in _TEXT_ATTRIBUTES))
