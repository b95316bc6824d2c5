"""How much a PDF unfolds to, told before pdfium unfolds it: it has no bounds of its own."""

import re
import zlib
from base64 import a85decode
from collections import Counter
from collections.abc import Iterator

import pikepdf

from cwc.errors import BROKEN_FILE
from cwc.model.obstacle import Obstacle
from cwc.readers.obstacle import Blocked
from cwc.zips import MAX_UNPACKED_BYTES

# A page of a report draws some 10 kB, a plan of a building some 2 MB; pdfium takes a second and 200
# MB for so many bytes of paths.
MAX_PAGE_BYTES = 10_000_000
# All pages together, a form counted each time that it is drawn.
MAX_DRAWN_BYTES = 50_000_000
# What a document says of itself: a tree of it takes fifty times as much.
MAX_PROPERTIES_BYTES = 3_000_000
# All streams but pictures, which are not unpacked for their text: contents, fonts, properties.
MAX_STREAM_BYTES = MAX_UNPACKED_BYTES
# Objects, pages and notes among them; a book of 2,000 pages has some 50,000.
MAX_OBJECTS = 500_000
# One object but a stream, which is read whole: the list of 100,000 pages takes a megabyte.
MAX_OBJECT_BYTES = 3_000_000
# Notes and bookmarks, each.
MAX_NOTES = 20_000
# Forms within forms; an office program nests two or three.
MAX_DEPTH = 12

# As much as one byte may become where it cannot be measured: LZW's longest word is of 4096 bytes
# and takes 12 bits.
_MOST = {"/LZWDecode": 2_730, "/RunLengthDecode": 128}
PIXELS = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
_PIECE_BYTES = 1 << 20
# What pikepdf raises on a file that is broken, or encrypted in a way that it does not know: the
# last it calls a run-time error.
BROKEN_PDF = (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError)
# What must be unpacked before any object is known.
_FIRST = re.compile(rb"/(?:ObjStm|XRef)\b")
_STREAM = re.compile(rb"stream\r?\n")
_DRAWN = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")


def weigh(document: pikepdf.Pdf) -> None:
    """Blocked when the file unfolds to more than a document does; one that is broken is let by."""
    try:
        if len(document.objects) > MAX_OBJECTS:
            raise Blocked(Obstacle.TOO_LARGE)
        _weigh_objects(document)
        _weigh_bookmarks(document)
        _Drawing().weigh(document)
    except (*BROKEN_PDF, *BROKEN_FILE):
        return


def weigh_tables(data: bytes) -> None:
    """Blocked when streams that hold objects, which qpdf unpacks without bounds, are large."""
    left = MAX_STREAM_BYTES
    begun = -1
    for name in _FIRST.finditer(data):
        begin = _STREAM.search(data, name.end())
        if begin is not None and begin.end() != begun:
            begun = begin.end()
            left -= _inflated_size(memoryview(data)[begun:], left)


def _weigh_objects(document: pikepdf.Pdf) -> None:
    left = MAX_STREAM_BYTES
    for item in document.objects:
        if isinstance(item, pikepdf.Stream):
            left -= unpacked_size(item, left) if item.get("/Subtype") != "/Image" else 0
        elif isinstance(item, pikepdf.Object) and len(item.unparse()) > MAX_OBJECT_BYTES:
            raise Blocked(Obstacle.TOO_LARGE)
    properties = document.Root.get("/Metadata")
    if isinstance(properties, pikepdf.Stream):
        unpacked_size(properties, MAX_PROPERTIES_BYTES)


def _weigh_bookmarks(document: pikepdf.Pdf) -> None:
    following, count = [document.Root.get("/Outlines")], 0
    while following:
        item = following.pop()
        if isinstance(item, pikepdf.Dictionary):
            count += 1
            following += [item.get("/First"), item.get("/Next")]
        if count > MAX_NOTES:
            # As many, or they run in a ring.
            raise Blocked(Obstacle.TOO_LARGE)


def unpacked_size(stream: pikepdf.Stream, most: int) -> int:
    """How many bytes a stream unpacks to; Blocked beyond `most`, and where it may be more."""
    raw = stream.read_raw_bytes()
    size = len(raw)
    names = filters(stream)
    for place, name in enumerate(names):
        if name == "/FlateDecode":
            size = _inflated_size(memoryview(raw), most)
            if place + 1 < len(names):
                raw = _inflated(raw, size)
        elif name == "/ASCIIHexDecode":
            raw = bytes.fromhex(raw.partition(b">")[0].decode("ascii", "replace"))
        elif name == "/ASCII85Decode":
            raw = a85decode(raw.partition(b"~>")[0].removeprefix(b"<~"))
        elif name not in PIXELS:
            raw, size = b"", size * _MOST.get(name, 1)
        if size > most:
            raise Blocked(Obstacle.TOO_LARGE)
    return size


def filters(stream: pikepdf.Stream) -> list[str]:
    """How a stream is packed, in the order of unpacking."""
    value: object = stream.get("/Filter")
    if value is None:
        return []
    return [str(name) for name in value] if isinstance(value, pikepdf.Array) else [str(value)]


def _inflated_size(data: memoryview, most: int) -> int:
    """How long the bytes inflate, piece by piece, as far as whole; Blocked beyond `most`."""
    packed, size = zlib.decompressobj(), 0
    for start in range(0, len(data), _PIECE_BYTES):
        rest: bytes | memoryview = data[start : start + _PIECE_BYTES]
        while rest and not packed.eof:
            try:
                size += len(packed.decompress(rest, _PIECE_BYTES))
            except zlib.error:
                return size
            rest = packed.unconsumed_tail
            if size > most:
                raise Blocked(Obstacle.TOO_LARGE)
        if packed.eof:
            break
    return size


def _inflated(data: bytes, size: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, size + 1)
    except zlib.error:
        return b""


class _Drawing:
    """What is drawn, forms by their number in the file."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[int, int], int] = {}
        self._notes = 0

    def weigh(self, document: pikepdf.Pdf) -> None:
        """Blocked when a page, or all of them, draw too much."""
        drawn = 0
        for page in document.pages:
            size = self._page(page.obj)
            drawn += size
            if size > MAX_PAGE_BYTES or drawn > MAX_DRAWN_BYTES:
                raise Blocked(Obstacle.TOO_LARGE)

    def _page(self, page: pikepdf.Dictionary) -> int:
        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        code = b"\n".join(s.read_bytes() for s in streams if isinstance(s, pikepdf.Stream))
        resources = pikepdf.Page(page).resources
        size = len(code) + sum(self._forms(code, resources, 0))
        notes = page.get("/Annots") or ()
        self._notes += len(notes)
        if self._notes > MAX_NOTES:
            raise Blocked(Obstacle.TOO_LARGE)
        for note in notes:
            # What a note looks like becomes part of the page.
            looks = note.get("/AP") if isinstance(note, pikepdf.Dictionary) else None
            normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
            if isinstance(normal, pikepdf.Stream):
                size += self._form(normal, 1)
        return size

    def _forms(self, code: bytes, resources: object, depth: int) -> Iterator[int]:
        """The size of each form that code draws, times the times that it does."""
        named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if named is None or b"Do" not in code:
            return
        for name, times in Counter(_DRAWN.findall(code)).items():
            form = named.get("/" + name.decode("latin-1"))
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
                yield times * self._form(form, depth + 1)

    def _form(self, form: pikepdf.Stream, depth: int) -> int:
        """How much a form draws; one that comes back to itself, or is too deep, has no end."""
        if depth > MAX_DEPTH:
            raise Blocked(Obstacle.TOO_LARGE)
        if (known := self._drawn.get(form.objgen)) is not None:
            return known
        code = form.read_bytes()
        size = len(code) + sum(self._forms(code, form.get("/Resources"), depth))
        if size > MAX_PAGE_BYTES:
            raise Blocked(Obstacle.TOO_LARGE)
        self._drawn[form.objgen] = size
        return size
