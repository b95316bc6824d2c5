"""PDF: every object's strings and every stream, of this revision and of those before it."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from cwc.errors import BROKEN_FILE
from cwc.model.obstacle import Obstacle
from cwc.model.place import Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.pdf_weight import (
    BROKEN_PDF,
    MAX_OBJECTS,
    PIXELS,
    filters,
    unpacked_size,
    weigh,
    weigh_tables,
)
from cwc.readers.search.hunt import Hunt
from cwc.readers.search.signs import from_hex, passages
from cwc.zips import MAX_UNPACKED_BYTES

_HEAD_BYTES = 1_024
_STREAM, _STREAM_ENDS = re.compile(rb"\bstream\r?\n"), b"endstream"
_EOF = re.compile(rb"%%EOF")
# A file that was saved more often than that is looked at by its last revisions.
_MAX_REVISIONS = 40
_MAX_OLD_PAGES = 200
# Forms and patterns that show text; a book of figures has some dozens.
_MAX_APART = 200
_PAGE_SIZE = (2_000, 2_000)
# Strings as qpdf writes them: hexadecimal, or in parentheses with escapes.
_HEX = re.compile(rb"<([0-9a-fA-F\s]{4,})>")
_LITERAL = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_NAME = re.compile(rb"/([^\s/<>()\[\]{}%]*#[0-9a-fA-F]{2}[^\s/<>()\[\]{}%]*)")
_NAME_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OCTAL = b"01234567"
# What makes a stream a font's: its strings are no text.
_OF_FONTS = ("/Length1", "/Length2", "/Length3")
_FONTS = {"/Type1C", "/CIDFontType0C", "/OpenType"}
_SHOWS_TEXT = re.compile(rb"[)>\]]\s*T[jJ]\s|\bBDC\s")
_SAID_OF_TEXT_ENDS = re.compile(rb">>\s{0,99}(?:BDC|DP)\b")


def search_pdf(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search what is in the file now, what was in it before, and what lies between."""
    place = where.model_copy(update={"role": Role.OTHER})
    # Streams are searched as they unpack; here what lies between objects and behind the end.
    hunt.find(passages(_without_streams(data)), place)
    weigh_tables(data)
    ends = [match.end() for match in _EOF.finditer(data)]
    linear = b"/Linearized" in data[:_HEAD_BYTES]
    # A linearised file ends twice; only from its second end on was it saved again.
    revisions = ends[1:-1] if linear else ends[:-1]
    if len(revisions) > _MAX_REVISIONS:
        hunt.lose(place, Obstacle.TOO_LARGE)
    search = _Search(hunt, place)
    try:
        search.revision(data)
    except BROKEN_PDF:
        hunt.lose(place, Obstacle.BROKEN_PART)
    if hunt.is_nested:
        # Nobody else reads the pages of a file within a file.
        search.pages(data)
    for end in revisions[-_MAX_REVISIONS:]:
        try:
            if search.revision(data[:end]):
                hunt.find(_page_texts(data[:end]), place)
        except Blocked:
            raise
        except (*BROKEN_PDF, pdfium.PdfiumError, *BROKEN_FILE):
            # What an older revision was cannot be told any more; its bytes were searched.
            continue


def _without_streams(data: bytes) -> bytes:
    pieces, at = [], 0
    while begin := _STREAM.search(data, at):
        # A search for a word is some thirty times as fast as a pattern that goes sign by sign.
        end = data.find(_STREAM_ENDS, begin.end())
        if end < 0:
            break
        pieces.append(data[at : begin.start()])
        at = end + len(_STREAM_ENDS)
    return b"".join([*pieces, data[at:]])


@dataclass
class _Search:
    """The search of all revisions of one file: what is alike in several is searched once."""

    hunt: Hunt
    place: Where
    _known: set[bytes] = field(default_factory=set)

    def revision(self, data: bytes) -> bool:
        """Search one state of the file; whether it shows what others do not."""
        shown: list[pikepdf.Stream] = []
        with _opened(data) as document:
            if len(document.objects) > MAX_OBJECTS:
                raise Blocked(Obstacle.TOO_LARGE)
            self._strings(document.trailer)
            for item in document.objects:
                if isinstance(item, pikepdf.Stream):
                    self._strings(item.stream_dict)
                    try:
                        shown += [item] if self._shows_text(item) else []
                    except BROKEN_PDF:
                        self.hunt.lose(self.place, Obstacle.BROKEN_PART)
                elif isinstance(item, pikepdf.Object):
                    self._strings(item)
            if apart := list(filter(_is_apart, shown)):
                self._shown_apart(document, apart)
        return bool(shown)

    def pages(self, data: bytes) -> None:
        """Search the text that a file's pages show; that they cannot be read is told."""
        try:
            self.hunt.find(_page_texts(data), self.place)
        except pdfium.PdfiumError:
            self.hunt.lose(self.place, Obstacle.BROKEN_PART)

    def _shown_apart(self, document: pikepdf.Pdf, streams: Sequence[pikepdf.Stream]) -> None:
        if len(streams) > _MAX_APART:
            self.hunt.lose(self.place, Obstacle.TOO_LARGE)
        try:
            self.pages(_as_pages(document, streams[:_MAX_APART]))
        except BROKEN_PDF:
            self.hunt.lose(self.place, Obstacle.BROKEN_PART)

    def _strings(self, item: pikepdf.Object) -> None:
        self.hunt.find(strings(item.unparse(resolved=True)), self.place)

    def _shows_text(self, stream: pikepdf.Stream) -> bool:
        """Whether a stream that was not searched before shows text; others are searched whole."""
        raw = stream.read_raw_bytes()
        if raw in self._known:
            return False
        self._known.add(raw)
        packed = filters(stream)
        if stream.get("/Subtype") == "/Image" and "/DCTDecode" not in packed:
            return False
        if PIXELS.intersection(packed):
            self.hunt.into(raw, self.place)
            return False
        if stream.get("/Subtype") in _FONTS or any(key in stream for key in _OF_FONTS):
            return False
        content = _decoded(stream, raw, packed)
        if not _SHOWS_TEXT.search(content):
            self.hunt.into(content, self.place)
            return False
        # Text is read as it is shown; what is said about it is not shown.
        said = content if _is_apart(stream) else b"".join(_said_of_text(content))
        self.hunt.find(strings(said), self.place)
        return True


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Blocked(Obstacle.ENCRYPTED) from error
    except BROKEN_PDF as error:
        raise Blocked(Obstacle.BROKEN_PART) from error


def _is_apart(stream: pikepdf.Stream) -> bool:
    """Whether it is a pattern or a form: drawn on pages, on some condition, or nowhere."""
    return "/PatternType" in stream or stream.get("/Subtype") == "/Form"


def _as_pages(document: pikepdf.Pdf, streams: Sequence[pikepdf.Stream]) -> bytes:
    """A file that shows each of the streams on a page of its own."""
    made = BytesIO()
    with pikepdf.new() as copy:
        for stream in streams:
            form = copy.copy_foreign(stream)
            form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            page = copy.add_blank_page(page_size=_PAGE_SIZE)
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            page.Contents = copy.make_stream(b"/F Do")
        weigh(copy)
        copy.save(made)
    return made.getvalue()


def _page_texts(data: bytes) -> Iterator[str]:
    """The lines of the pages."""
    document = pdfium.PdfDocument(data)
    try:
        for number in range(min(len(document), _MAX_OLD_PAGES)):
            yield from document[number].get_textpage().get_text_range().splitlines()
    finally:
        document.close()


def _said_of_text(content: bytes) -> Iterator[bytes]:
    """The dictionaries before text: what it stands for, in which language."""
    at = 0
    for match in _SAID_OF_TEXT_ENDS.finditer(content):
        begin = content.find(b"<<", at, match.start())
        if begin >= 0:
            yield content[begin : match.start()]
        at = match.end()


def _decoded(stream: pikepdf.Stream, raw: bytes, packed: list[str]) -> bytes:
    """The stream unpacked, within bounds."""
    if not packed:
        return raw
    if packed == ["/FlateDecode"] and stream.get("/DecodeParms") is None:
        inflate = zlib.decompressobj()
        try:
            content = inflate.decompress(raw, MAX_UNPACKED_BYTES)
        except zlib.error:
            return bytes(stream.read_bytes())
        if inflate.unconsumed_tail:
            raise Blocked(Obstacle.TOO_LARGE)
        return content
    unpacked_size(stream, MAX_UNPACKED_BYTES)
    return bytes(stream.read_bytes())


def strings(code: bytes) -> Iterator[str]:
    """The strings and names in a PDF's code that are not plain ASCII."""
    for match in _HEX.finditer(code):
        yield from _texts(from_hex(match[1]))
    for match in _NAME.finditer(code):
        yield from _texts(_NAME_ESCAPE.sub(_named, match[1]))
    for match in _LITERAL.finditer(code):
        text = match[0][1:-1]
        if b"\\" in text or not text.isascii():
            yield from _texts(_ESCAPE.sub(_unescaped, text))


def _named(match: "re.Match[bytes]") -> bytes:
    return bytes([int(match[1], 16)])


def _unescaped(match: "re.Match[bytes]") -> bytes:
    sign = match[1]
    if sign[0] in _OCTAL:
        return bytes([int(sign, 8) & 0xFF])
    return b"" if sign in b"\r\n" else _CONTROLS.get(sign, sign)


def _texts(text: bytes) -> Iterator[str]:
    """What the bytes of a string may say."""
    if text.startswith(b"\xfe\xff"):
        yield text[2:].decode("utf-16-be", "replace")
    elif text.startswith(b"\xff\xfe"):
        yield text[2:].decode("utf-16-le", "replace")
    elif not text.isascii():
        for encoding in ("utf-8", "gb18030", "utf-16-be", "utf-16-le"):
            decoded = text.decode(encoding, "replace")
            if "\ufffd" not in decoded:
                yield decoded
