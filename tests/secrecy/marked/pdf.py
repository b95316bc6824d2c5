"""PDF files, each with one mark at a place of its own."""

import zlib
from base64 import a85encode
from collections.abc import Sequence

from secrecy.marked.kit import CALM

Stream = tuple[str, bytes]
Thing = str | Stream


def wide(text: str) -> str:
    """A text string in UTF-16BE as hex."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def octal(text: str) -> str:
    """A text string in UTF-16BE as a literal of octal escapes."""
    return "(" + "".join(f"\\{byte:03o}" for byte in b"\xfe\xff" + text.encode("utf-16-be")) + ")"


def utf8(text: str) -> str:
    """A text string in UTF-8 with its byte order mark, escaped."""
    return "(" + "".join(f"\\{byte:03o}" for byte in b"\xef\xbb\xbf" + text.encode()) + ")"


def pdf_name(text: str) -> str:
    """A name object with # escapes of UTF-8."""
    return "/" + "".join(f"#{byte:02X}" for byte in text.encode())


def glyphs(text: str) -> str:
    """A string of UCS-2 codes for the Song font."""
    return f"<{text.encode('utf-16-be').hex()}>"


def show(text: str, font: str = "F1", at: str = "72 700 Td", size: int = 16) -> str:
    """Shows a text in one piece."""
    return f"BT /{font} {size} Tf {at} {glyphs(text)} Tj ET\n"


def each(text: str, step: str) -> str:
    """Shows each sign in a piece of its own."""
    return "BT /F1 16 Tf 72 700 Td " + " ".join(f"{glyphs(s)} Tj {step}" for s in text) + " ET\n"


FONT = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{}/DescendantFonts[{} 0 R]>>"
FIXED: list[Thing] = [
    FONT.format("UniGB-UCS2-H", 6),
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R/DW 1000>>",
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    FONT.format("UniGB-UCS2-V", 6),
    FONT.format("GBK-EUC-H", 6),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
]
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def encoded(number: int, thing: Thing) -> bytes:
    """One indirect object."""
    if isinstance(thing, str):
        body = thing.encode()
    else:
        head, data = thing
        body = f"<<{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"
    return f"{number} 0 obj\n".encode() + body + b"\nendobj\n"


def pdf(
    content: str = "",
    extra: Sequence[Thing] = (),
    *,
    page: str = "",
    root: str = "",
    info: str = "",
    look: str = "",
) -> bytes:
    """A PDF of one page; the extra objects are numbered from 20 on."""
    calm = "".join(show(t, at=f"72 {600 - 30 * n} Td", size=12) for n, t in enumerate(CALM))
    fonts = "/Font<</F1 5 0 R/F2 8 0 R/F3 9 0 R/F4 10 0 R/F5 20 0 R>>"
    if "F5" not in content:
        fonts = fonts.replace("/F5 20 0 R", "")
    shown = "" if "/Contents" in page else "/Contents 4 0 R"
    things: dict[int, Thing] = {
        1: f"<</Type/Catalog/Pages 2 0 R{root}>>",
        2: "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{shown}"
        f"/Resources<<{fonts}{look}>>{page}>>",
        4: ("/Filter/FlateDecode", zlib.compress((calm + content).encode())),
    }
    things |= dict(enumerate(FIXED, 5))
    if info:
        things[19] = f"<<{info}>>"
    things |= dict(enumerate(extra, 20))
    return assembled(things, "/Info 19 0 R" if info else "")


def assembled(things: dict[int, Thing], trailer: str = "") -> bytes:
    """Header, objects, cross-reference table and trailer."""
    out, places = HEADER, dict[int, int]()
    for number, thing in things.items():
        places[number] = len(out)
        out += encoded(number, thing)
    size = max(places) + 1
    rows = [
        f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n"
        for n in range(size)
    ]
    table = f"xref\n0 {size}\n{''.join(rows)}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n"
    return out + f"{table}startxref\n{len(out)}\n%%EOF\n".encode()


def update(old: bytes, number: int, thing: Thing) -> bytes:
    """An incremental update that replaces one object."""
    start = old[old.rindex(b"startxref") + 10 :].split()[0].decode()
    size = old[old.rindex(b"/Size") + 6 :].split(b"/")[0].decode()
    piece = encoded(number, thing)
    at = len(old) + len(piece)
    table = f"xref\n{number} 1\n{len(old):010} 00000 n \n"
    table += f"trailer\n<</Size {size}/Root 1 0 R/Prev {start}>>\nstartxref\n{at}\n%%EOF\n"
    return old + piece + table.encode()


def earlier(mark: str) -> bytes:
    """A first revision's page text, replaced by an update."""
    return update(pdf(show(mark)), 4, ("", show(CALM[0]).encode()))


def object_stream(text: str) -> bytes:
    """An outline entry inside an object stream."""
    outline = "<</Type/Outlines/First 21 0 R/Last 21 0 R/Count 1>>"
    item = f"<</Title {wide(text)}/Parent 20 0 R/Dest[3 0 R/Fit]>>"
    base = {
        1: "<</Type/Catalog/Pages 2 0 R/Outlines 20 0 R>>",
        2: "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    }
    held = f"{outline} {item}".encode()
    index = f"20 0 21 {len(outline) + 1} ".encode()
    data = zlib.compress(index + held)
    out, places = HEADER, dict[int, int]()
    for number, body in base.items():
        places[number] = len(out)
        out += encoded(number, body)
    places[22] = len(out)
    out += encoded(22, (f"/Type/ObjStm/N 2/First {len(index)}/Filter/FlateDecode", data))
    at = places[23] = len(out)
    rows = b""
    for number in range(24):
        kind = 2 if number in {20, 21} else int(number in places)
        field = 22 if kind == 2 else places.get(number, 0)
        rows += bytes([kind]) + field.to_bytes(4, "big") + bytes([number - 20 if kind == 2 else 0])
    head = "/Type/XRef/Size 24/W[1 4 1]/Root 1 0 R"
    return out + encoded(23, (head, rows)) + f"startxref\n{at}\n%%EOF\n".encode()


def mapped(text: str, whole: bool = False) -> list[Thing]:
    """A Type3 font whose codes stand for the text only through ToUnicode."""
    signs = [text] if whole else list(text)
    rows = "".join(f"<{n:02x}> <{s.encode('utf-16-be').hex()}>\n" for n, s in enumerate(signs, 65))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def\n"
        "/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n{rows}endbfchar\nendcmap end end"
    )
    last = 64 + len(signs)
    marks = "".join(f"/g{n}" for n in range(65, last + 1))
    procs = "".join(f"/g{n} 21 0 R" for n in range(65, last + 1))
    font = (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        f"/Encoding<</Type/Encoding/Differences[65{marks}]>>/CharProcs<<{procs}>>/FirstChar 65"
        f"/LastChar {last}/Widths[{' '.join(['1000'] * len(signs))}]/ToUnicode 22 0 R"
        "/Resources<<>>>>"
    )
    return [font, ("", b"1000 0 0 0 900 900 d1 100 100 700 700 re f"), ("", cmap.encode())]


def layer(text: str, whole: bool = False, mode: int = 3) -> bytes:
    """A recognised text layer under a scan: unseen glyphs with ToUnicode."""
    count = 1 if whole else len(text)
    codes = "".join(f"{n:02x}" for n in range(65, 65 + count))
    return pdf(f"BT /F5 16 Tf {mode} Tr 72 700 Td <{codes}> Tj ET", mapped(text, whole))


def annot(body: str, extra: Sequence[Thing] = ()) -> bytes:
    """One annotation on the page."""
    base = f"<</Type/Annot/Rect[72 650 300 690]{body}>>"
    return pdf("", [base, *extra], page="/Annots[20 0 R]")


def appearance(text: str) -> Stream:
    """The appearance stream of an annotation or a form XObject."""
    head = "/Type/XObject/Subtype/Form/BBox[0 0 228 40]/Resources<</Font<</F1 5 0 R>>>>"
    return head, show(text, at="5 10 Td").encode()


def field(body: str, extra: Sequence[Thing] = ()) -> bytes:
    """One form field on the page."""
    base = f"<</Type/Annot/Subtype/Widget/Rect[72 650 300 690]{body}>>"
    root = "/AcroForm<</Fields[20 0 R]/DA(/F4 12 Tf)/DR<</Font<</F4 10 0 R>>>>>>"
    return pdf("", [base, *extra], page="/Annots[20 0 R]", root=root)


def form(text: str) -> bytes:
    """A form XObject within a form XObject."""
    outer = "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</X2 21 0 R>>>>"
    extra: list[Thing] = [(outer, b"/X2 Do"), appearance(text)]
    return pdf("q 1 0 0 1 72 700 cm /X1 Do Q", extra, look="/XObject<</X1 20 0 R>>")


def pattern(text: str) -> bytes:
    """A tiling pattern that fills a part of the page."""
    head = (
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 120 40]/XStep 120/YStep 40"
    )
    cell: Stream = (f"{head}/Resources<</Font<</F1 5 0 R>>>>", show(text, at="5 10 Td").encode())
    draw = "/Pattern cs /P1 scn 72 650 240 80 re f"
    return pdf(draw, [cell], look="/Pattern<</P1 20 0 R>>")


def attachment(data: bytes, name: str = "(a.txt)", more: str = "") -> bytes:
    """An attached file."""
    spec = f"<</Type/Filespec/F(a.txt)/UF {name}{more}/EF<</F 21 0 R>>>>"
    held: Stream = ("/Type/EmbeddedFile/Filter/FlateDecode", zlib.compress(data))
    return pdf("", [spec, held], root="/Names<</EmbeddedFiles<</Names[(a) 20 0 R]>>>>")


def structure(props: str) -> bytes:
    """A structure element."""
    top = "<</Type/StructTreeRoot/K 21 0 R>>"
    leaf = f"<</Type/StructElem/S/Figure/P 20 0 R/Pg 3 0 R{props}>>"
    return pdf("", [top, leaf], root="/StructTreeRoot 20 0 R/MarkInfo<</Marked true>>")


def xmp(inner: str, charset: str = "utf-8") -> bytes:
    """An XMP packet of the document."""
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:z="urn:example:archive#"'
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {rdf}><rdf:Description rdf:about="" {spaces}>{inner}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    )
    held: Stream = ("/Type/Metadata/Subtype/XML", text.encode(charset))
    return pdf("", [held], root="/Metadata 20 0 R")


def script(text: str) -> bytes:
    """A script of the document, its text in a compressed stream."""
    code: Stream = ("/Filter/FlateDecode", zlib.compress(f'var level = "{text}";'.encode("utf-16")))
    names = "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS 20 0 R>>]>>>>"
    return pdf("", [code], root=names)


def xfa(text: str) -> bytes:
    """XFA data of a form."""
    space = "http://www.xfa.org/schema/xfa-data/1.0/"
    data = f'<xfa:datasets xmlns:xfa="{space}"><xfa:data><l>{text}</l></xfa:data></xfa:datasets>'
    held: Stream = ("", data.encode())
    return pdf("", [held], root="/AcroForm<</Fields[]/XFA[(datasets) 20 0 R]>>")


def layers(props: str, order: str = "") -> bytes:
    """An optional content group."""
    group = f"<</Type/OCG{props}>>"
    return pdf("", [group], root=f"/OCProperties<</OCGs[20 0 R]/D<</Order[{order} 20 0 R]>>>>")


def filtered(text: str) -> bytes:
    """The mark's content in a second stream behind two filters."""
    data = a85encode(zlib.compress(show(text).encode())) + b"~>"
    held: Stream = ("/Filter[/ASCII85Decode/FlateDecode]", data)
    return pdf("", [held], page="/Contents[4 0 R 20 0 R]")
