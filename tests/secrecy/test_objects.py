"""Nothing in a PDF and nothing in a picture but its pixels escapes the search."""

import struct
import textwrap
import zlib
from base64 import a85encode
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from conftest import EXAMPLES, SAMPLES
from pdf_maker import text_pdf
from PIL import Image

from cwc.model.obstacle import Obstacle
from cwc.readers.search import mentions
from secrecy.marked.kit import photo, zipped
from secrecy.marked.pdf import encoded
from secrecy.marked.picture import itxt, jpeg_exif, png, segment, tiff, webp, xmp
from secrecy.searched import MARK, YEARS, found

ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
REFERENCES = f"<a>{''.join(f'&#x{ord(sign):x};' for sign in MARK)}</a>"
Changed = Callable[[pikepdf.Pdf], None]


def _is_open(path: Path) -> bool:
    """Whether it is a PDF that asks for no password."""
    try:
        pikepdf.open(path).close()
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False
    return True


PDFS = sorted(filter(_is_open, [*SAMPLES.glob("*.pdf"), *EXAMPLES.rglob("*.pdf")]))


def _held(thing: Callable[[pikepdf.Pdf], pikepdf.Object]) -> Changed:
    """An object that hangs on the catalogue."""

    def change(document: pikepdf.Pdf) -> None:
        document.Root["/Mark"] = document.make_indirect(thing(document))

    return change


def _string(data: bytes | str) -> Changed:
    return _held(lambda _: pikepdf.Array([pikepdf.String(data)]))


def _stream(data: bytes) -> Changed:
    return _held(lambda document: pikepdf.Stream(document, data))


def _packed(*names: str) -> Changed:
    """A stream that is unpacked by these filters, one after the other."""
    data = MARK.encode()
    for name in reversed(names):
        data = a85encode(data) + b"~>" if name == "/ASCII85Decode" else zlib.compress(data)
    filters = [pikepdf.Name(name) for name in names]
    return _held(lambda d: pikepdf.Stream(d, data, {"/Filter": pikepdf.Array(filters)}))


def _shown(**entries: object) -> Changed:
    """A stream that shows the mark in glyphs of a font, on no page."""

    def change(document: pikepdf.Pdf) -> None:
        with TemporaryDirectory() as folder:
            target = Path(folder) / "a.pdf"
            text_pdf(target, [MARK])
            with pikepdf.open(target) as other:
                page = other.pages[0]
                content = page.Contents.read_bytes()
                resources = document.copy_foreign(other.make_indirect(page.Resources))
        box = pikepdf.Array([0, 0, 595, 842])
        stream = pikepdf.Stream(document, content, BBox=box, Resources=resources, **entries)
        document.Root["/Mark"] = stream

    return change


def _attached(name: str, data: bytes) -> Changed:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)

    return change


def _info(document: pikepdf.Pdf) -> None:
    document.docinfo["/Subject"] = MARK


def _outlined(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(MARK, 0))


def _noted(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text)
    note.Rect, note.Contents = pikepdf.Array([0, 0, 9, 9]), pikepdf.String(MARK)
    page = document.pages[-1].obj
    page["/Annots"] = pikepdf.Array([*page.get("/Annots", []), document.make_indirect(note)])


CHANGES: dict[str, Changed] = {
    "a string": _string(MARK),
    **{f"a string in {coding}": _string(MARK.encode(coding)) for coding in ENCODINGS},
    "a name": _held(lambda _: pikepdf.Array([pikepdf.Name(f"/{MARK}")])),
    "a key": _held(lambda _: pikepdf.Dictionary({f"/{MARK}": 1})),
    **{f"a stream in {coding}": _stream(MARK.encode(coding)) for coding in ENCODINGS},
    "a stream that is XML": _stream(f"<a b='{MARK}'/>".encode()),
    "a stream that is a picture": _stream(segment(0xFE, MARK.encode())),
    "a stream's dictionary": _held(lambda d: pikepdf.Stream(d, b"1", {"/Said": MARK})),
    "a stream packed twice": _packed("/FlateDecode", "/FlateDecode"),
    "a stream packed in letters": _packed("/ASCII85Decode", "/FlateDecode"),
    "a stream of references in UTF-16": _stream(REFERENCES.encode("utf-16")),
    "a stream of references in UTF-32": _stream(REFERENCES.encode("utf-32-be")),
    "a pattern": _shown(PatternType=1, PaintType=1, TilingType=1, XStep=500, YStep=500),
    "a form": _shown(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form),
    "an attachment": _attached("a.txt", MARK.encode()),
    "an attachment's name": _attached(f"{MARK}.txt", b"1"),
    "the properties": _info,
    "a bookmark": _outlined,
    "a note": _noted,
}
MODES: dict[str, dict[str, object]] = {
    "objects": {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
    "object streams": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "linear": {"linearize": True},
    "owner's password": {"encryption": pikepdf.Encryption(owner="sample-2020", user="")},
}


def _saved(path: Path, change: Changed, mode: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(path) as document:
        change(document)
        document.save(out, compress_streams=True, **MODES[mode])  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sort", CHANGES)
def test_no_object_of_a_pdf_escapes(sort: str, mode: str) -> None:
    escaped = [p.name for p in PDFS if YEARS not in found(_saved(p, CHANGES[sort], mode))]
    assert escaped == []


@pytest.mark.parametrize("sort", CHANGES)
def test_no_object_of_an_earlier_revision_escapes(sort: str) -> None:
    every = [(path.name, _emptied(_saved(path, CHANGES[sort], "objects"))) for path in PDFS]
    assert [name for name, data in every if YEARS not in found(data)] == []


def _emptied(first: bytes) -> bytes:
    """An incremental update that leaves nothing but blank pages."""
    with pikepdf.open(BytesIO(first)) as document:
        root, size = document.Root.objgen[0], len(document.objects) + 1
        pages = document.Root.Pages.objgen[0]
        sheets = [int(page.objgen[0]) for page in document.pages]
        rest = {int(item.objgen[0]) for item in document.objects} - {0}
    kids = " ".join(f"{number} 0 R" for number in sheets)
    bodies = dict.fromkeys(sorted(rest), "null")
    bodies[root] = f"<</Type/Catalog/Pages {pages} 0 R>>"
    bodies[pages] = f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>"
    sheet = f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]>>"
    bodies |= dict.fromkeys(sheets, sheet)
    out, table = first, "xref\n"
    for number, body in bodies.items():
        table += f"{number} 1\n{len(out):010} 00000 n \n"
        out += encoded(number, body)
    start = first[first.rindex(b"startxref") + 10 :].split()[0].decode()
    table += f"trailer\n<</Size {size}/Root {root} 0 R/Prev {start}>>\n"
    return out + f"{table}startxref\n{len(out)}\n%%EOF\n".encode()


@pytest.mark.parametrize("coding", ENCODINGS)
@pytest.mark.parametrize("place", ["before", "between", "behind"])
def test_nothing_between_objects_of_a_pdf_and_behind_its_end_escapes(
    coding: str, place: str
) -> None:
    added = b"\n% " + MARK.encode(coding) + b"\n"
    escaped = []
    for path in PDFS:
        data = path.read_bytes()
        start = data.rindex(b"startxref")
        changed = {
            "before": added[1:] + data,
            "between": data[:start] + added + data[start:],
            "behind": data + added,
        }
        if YEARS not in found(changed[place]):
            escaped.append(path.name)
    assert escaped == []


def test_a_file_within_a_file_whose_pages_do_not_open_is_told_of() -> None:
    out = BytesIO()
    with pikepdf.new() as document:
        kids = pikepdf.Array([1, 2])
        document.Root.Pages = pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=kids, Count=2)
        document.save(out)
    inner = mentions(zipped([("a.pdf", out.getvalue())]))
    assert [gap.obstacle for gap in inner.unread] == [Obstacle.BROKEN_PART]


def _riff(kind: bytes, content: bytes) -> bytes:
    """A WebP with one more chunk at its end."""
    data = photo("WEBP") + kind + struct.pack("<L", len(content)) + content
    data += b"\0" * (len(content) % 2)
    return data[:4] + struct.pack("<L", len(data) - 8) + data[8:]


def _gap(text: bytes) -> bytes:
    """A BMP with a text between its header and its pixels."""
    data = photo("BMP")
    (start,) = struct.unpack_from("<I", data, 10)
    moved = struct.pack("<I", start + len(text))
    return data[:10] + moved + data[14:start] + text + data[start:]


def _saved_exif(form: str) -> bytes:
    """A picture with a title and a comment as Pillow writes its EXIF."""
    exif = Image.Exif()
    exif[0x010E] = MARK.encode()
    out = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, form, exif=exif)
    return out.getvalue()


def _profile(content: bytes) -> bytes:
    """EXIF or the like as ImageMagick keeps it in a PNG's text."""
    digits = "\n".join(textwrap.wrap(content.hex(), 72))
    return f"\nexif\n{len(content):8}\n{digits}\n".encode()


FORMS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
_UTF_8 = MARK.encode()
PICTURES: dict[str, Callable[[], bytes]] = {
    **{f"{form} EXIF": partial(_saved_exif, form) for form in FORMS if form not in {"BMP", "GIF"}},
    **{
        f"JPEG segment {marker:x}": partial(segment, marker, _UTF_8)
        for marker in (*range(0xE0, 0xF0), 0xFE)
    },
    "JPEG, a private tag": lambda: jpeg_exif([(0xC4A5, 7, MARK.encode("utf-16-le"))]),
    "JPEG XMP": lambda: segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(MARK)),
    "PNG tEXt": lambda: png(b"tEXt", b"Title\0" + _UTF_8),
    "PNG zTXt": lambda: png(b"zTXt", b"Title\0\0" + zlib.compress(_UTF_8)),
    "PNG, a profile in hexadecimal": lambda: png(
        b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(_profile(_UTF_8))
    ),
    "PNG, an unpacked profile": lambda: png(b"tEXt", b"Raw profile type xmp\0" + _profile(_UTF_8)),
    "PNG iTXt": lambda: itxt("Title", MARK),
    "PNG iTXt, packed": lambda: itxt("Title", MARK, packed=True),
    "PNG, a private chunk": lambda: png(b"prVt", _UTF_8),
    "PNG, a keyword": lambda: png(b"tEXt", _UTF_8 + b"\0Title"),
    "WEBP XMP": lambda: webp(b"XMP ", xmp(MARK)),
    "WEBP, a private chunk": lambda: _riff(b"PRVT", _UTF_8),
    "TIFF, first page": lambda: tiff(0x010E, _UTF_8 + b"\0", 1),
    "TIFF, second page": lambda: tiff(0x010E, _UTF_8 + b"\0", 2),
    "TIFF, a private tag": lambda: tiff(0xC4A5, MARK.encode("utf-16-le"), 1, 7),
    "BMP, a gap": lambda: _gap(_UTF_8),
}


@pytest.mark.parametrize("sort", PICTURES)
def test_nothing_beside_the_pixels_of_a_picture_escapes(sort: str) -> None:
    assert YEARS in found(PICTURES[sort]())


@pytest.mark.parametrize("coding", ENCODINGS)
@pytest.mark.parametrize("form", FORMS)
def test_nothing_behind_the_end_of_a_picture_escapes(form: str, coding: str) -> None:
    assert YEARS in found(photo(form) + MARK.encode(coding))


@pytest.mark.parametrize("form", FORMS)
def test_no_container_behind_the_end_of_a_picture_escapes(form: str) -> None:
    assert YEARS in found(photo(form) + zipped([("a.txt", zlib.compress(_UTF_8)), ("b", _UTF_8)]))
