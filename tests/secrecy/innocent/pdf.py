"""PDF files, written by hand, that carry one innocent text at a chosen place."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from secrecy.innocent.frames import filler
from secrecy.innocent.texts import paragraphs, parts, plain, rows

GRADES: Final = ("绝密", "机密", "秘密")
_WIDTHS: Final = (32, 31, 30, 29, 28, 27, 26, 25, 24)
_ENCODINGS: Final = (
    ("UniGB-UCS2-H", "utf-16-be"),
    ("UniGB-UCS2-H", "utf-16-be"),
    ("UniGB-UTF16-H", "utf-16-be"),
    ("GBK-EUC-H", "gbk"),
)
_TO_UNICODE: Final = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
    b"/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
)


@dataclass
class Page:
    """What one page and its document will hold."""

    number: int
    lines: list[tuple[float, float, str]] = field(default_factory=list)
    y: float = 740.0
    info: dict[str, str] = field(default_factory=dict)
    extra: list[tuple[str, str]] = field(default_factory=list)
    pieces: bool = False

    def line(self, text: str, x: float = 70.0, step: float = 22.0) -> None:
        """Add one line of text and move down."""
        self.lines.append((x, self.y, text))
        self.y -= step

    def paragraph(self, text: str) -> None:
        """Add a wrapped paragraph."""
        for line in wrapped(text):
            self.line(line)
        self.y -= 8


Placer = Callable[[Page, str], None]


def _short_grade(line: str) -> bool:
    """Tell whether a line is short and holds one of the grade words."""
    return len(line) <= 12 and any(word in line for word in GRADES)


def wrapped(text: str) -> list[str]:
    """Break a paragraph at the first width that leaves no short line with a grade word."""
    if len(text) <= _WIDTHS[0]:
        return [text]
    found = [[text[i : i + width] for i in range(0, len(text), width)] for width in _WIDTHS]
    return next((lines for lines in found if not any(map(_short_grade, lines))), found[0])


def _body(page: Page, text: str) -> None:
    """Put the text into the body."""
    for line in paragraphs(text):
        page.paragraph(line)


def _top(page: Page, text: str) -> None:
    """Put the text at the top edge, where a running head stands."""
    page.lines.append((70, 806, plain(text)))


def _bottom(page: Page, text: str) -> None:
    """Put the text at the bottom edge, where a running foot stands."""
    page.lines.append((70, 32, plain(text)))


def _indented(page: Page, text: str) -> None:
    """Put the text into the body with an indent and a wide line step."""
    for number, line in enumerate(wrapped(plain(text))):
        page.line(line, 98 if number == 0 else 70, 34)


def _letters(page: Page, text: str) -> None:
    """Put the text into the body, each sign placed alone."""
    page.pieces = True
    page.paragraph(plain(text))


def _info(name: str) -> Placer:
    """Return a placer for one entry of the document information."""

    def place(page: Page, text: str) -> None:
        """Set the entry."""
        page.info[name] = plain(text)

    return place


def _extra(kind: str) -> Placer:
    """Return a placer for an extra object: outline, note, field, layer, XMP, alternative text."""

    def place(page: Page, text: str) -> None:
        """Ask for the object."""
        page.extra.append((kind, plain(text)))

    return place


def _two_lines(page: Page, text: str) -> None:
    """Begin a new line where the text has a border."""
    for part in parts(text):
        for line in wrapped(part):
            page.line(line)


def _two_columns(page: Page, text: str) -> None:
    """Put the two sides into two columns at one height."""
    left, right = parts(text)
    page.y -= 20 * (len(left) // 14)
    height = page.y
    for line in [left[i : i + 14] for i in range(0, len(left), 14)][::-1]:
        page.line(line, 60, -20)
    page.y = height
    for line in [right[i : i + 14] for i in range(0, len(right), 14)]:
        page.line(line, 320)


def _two_strings(page: Page, text: str) -> None:
    """Write the two sides as two strings that touch on one line."""
    left, right = parts(text)
    if left[:-14]:
        page.line(left[:-14])
    page.line(left[-14:], 70, 0)
    page.line(right[:14], 70 + 14 * len(left[-14:]))
    if right[14:]:
        page.paragraph(right[14:])


def _table(page: Page, text: str) -> None:
    """Lay the text out as a grid."""
    for row in rows(text):
        for column, value in enumerate(row):
            page.line(value, (60, 360, 430, 510)[column], 0)
        page.y -= 26


PLACES: Final[dict[str, dict[str, tuple[int, Placer]]]] = {
    "plain": {
        "body": (9999, _body),
        "outline": (90, _extra("outline")),
        "top": (32, _top),
        "letters": (9999, _letters),
        "title": (120, _info("Title")),
        "note": (300, _extra("note")),
        "indented": (9999, _indented),
        "bottom": (32, _bottom),
        "keywords": (120, _info("Keywords")),
        "xmp": (300, _extra("xmp")),
        "field": (200, _extra("field")),
        "subject": (200, _info("Subject")),
        "layer": (80, _extra("layer")),
        "alt": (300, _extra("alt")),
    },
    "multi": {"body": (9999, _body)},
    "table": {"table": (9999, _table)},
    "border": {
        "two-lines": (9999, _two_lines),
        "two-strings": (9999, _two_strings),
        "two-columns": (9999, _two_columns),
    },
}


def _string(text: str) -> bytes:
    """Return a text string object."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def _stream(data: bytes, attributes: bytes = b"", packed: bool = True) -> bytes:
    """Return a stream object."""
    if packed:
        data, attributes = zlib.compress(data), attributes + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (attributes, len(data), data)


def _codes(text: str, codec: str) -> bytes:
    """Return the signs as one hexadecimal string."""
    return b"<" + text.encode(codec).hex().encode() + b">"


def _content(page: Page, codec: str) -> bytes:
    """Return the drawing orders of the page."""
    out = [b"BT /F1 14 Tf"]
    for number, (x, y, text) in enumerate(page.lines):
        signs = list(text) if page.pieces else [text]
        for place, sign in enumerate(signs):
            out.append(b"1 0 0 1 %g %g Tm" % (x + 14 * place, y))
            if number % 2 and len(sign) > 3 and not page.pieces:
                halves = _codes(sign[:3], codec) + b" -40 " + _codes(sign[3:], codec)
                out.append(b"[" + halves + b"] TJ")
            else:
                out.append(_codes(sign, codec) + b" Tj")
    return b"\n".join([*out, b"ET"])


def _extras(page: Page, first: int) -> tuple[list[bytes], dict[str, bytes]]:
    """Return extra objects, numbered from first, and entries for catalog and page."""
    objects: list[bytes] = []
    entries = {"catalog": b"", "page": b""}
    for kind, text in page.extra:
        ref, raw = first + len(objects), _string(text)
        if kind == "outline":
            child = ref + 1
            objects.append(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count 1>>" % (child, child))
            objects.append(b"<</Title %s/Parent %d 0 R/Dest[3 0 R/Fit]>>" % (raw, ref))
            entries["catalog"] += b"/Outlines %d 0 R" % ref
        elif kind == "note":
            frame = b"/Type/Annot/Subtype/Text/Rect[400 700 420 720]"
            objects.append(b"<<%s/Contents %s>>" % (frame, raw))
            entries["page"] += b"/Annots[%d 0 R]" % ref
        elif kind == "field":
            frame = b"/Type/Annot/Subtype/Widget/FT/Tx/T(remark)/Rect[70 90 400 110]"
            objects.append(b"<<%s/V %s/TU %s>>" % (frame, raw, raw))
            entries["page"] += b"/Annots[%d 0 R]" % ref
            entries["catalog"] += b"/AcroForm<</Fields[%d 0 R]/DA(/F1 12 Tf)>>" % ref
        elif kind == "layer":
            objects.append(b"<</Type/OCG/Name %s>>" % raw)
            config = b"/OCProperties<</OCGs[%d 0 R]/D<</Order[%d 0 R]>>>>" % (ref, ref)
            entries["catalog"] += config
        elif kind == "xmp":
            objects.append(_stream(_packet(text), b"/Type/Metadata/Subtype/XML", packed=False))
            entries["catalog"] += b"/Metadata %d 0 R" % ref
        else:
            objects.append(b"<</Type/StructTreeRoot/K %d 0 R>>" % (ref + 1))
            tag = b"/Type/StructElem/S/Figure/P %d 0 R/Pg 3 0 R" % ref
            objects.append(b"<<%s/Alt %s>>" % (tag, raw))
            entries["catalog"] += b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % ref
    return objects, entries


def _packet(text: str) -> bytes:
    """Return an XMP packet with a title."""
    rdf, dc = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about="" xmlns:dc="{dc}"><dc:title>'
        f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></dc:title>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _assemble(objects: list[bytes]) -> bytes:
    """Return the whole file for numbered objects; the last one is the information."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (size, size - 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _encoding(page: Page) -> tuple[str, str]:
    """Return the font encoding; GBK only where it knows every sign."""
    name, codec = _ENCODINGS[page.number % 4]
    try:
        "".join(text for _, _, text in page.lines).encode(codec)
    except UnicodeEncodeError:
        return _ENCODINGS[0]
    return name, codec


def _objects(page: Page) -> list[bytes]:
    """Return the numbered objects of the document."""
    name, codec = _encoding(page)
    to_unicode = b"/ToUnicode 7 0 R" if page.number % 4 == 1 and codec != "gbk" else b""
    font = b"/Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 8 0 R"
    extras, entries = _extras(page, 9)
    info = {"Producer": "office", "Title": "材料", **page.info}
    return [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % entries["catalog"],
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>%s>>" % entries["page"],
        _stream(_content(page, codec), packed=page.number % 3 != 0),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s"
        b"/DescendantFonts[6 0 R]%s>>" % (name.encode(), to_unicode),
        b"<<%s/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>" % font,
        _stream(_TO_UNICODE),
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 737/StemV 93>>",
        *extras,
        b"<<%s>>" % b"".join(b"/%s %s" % (k.encode(), _string(v)) for k, v in info.items()),
    ]


def build(shape: str, place: str, text: str, number: int) -> bytes:
    """Return a PDF file with the text at the place and neutral lines around it."""
    page = Page(number)
    page.paragraph(filler(number))
    PLACES[shape][place][1](page, text)
    for step in range(1 + number % 2):
        page.paragraph(filler(number + 3 + step))
    return _assemble(_objects(page))
