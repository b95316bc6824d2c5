"""PDFs made to harm: small files that unfold without end, and large ones of small things."""

import zlib
from collections.abc import Sequence

MILLION = 1_000_000


def written(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = f"<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>"
    return bytes(made) + f"trailer\n{tail}\nstartxref\n{begin}\n%%EOF\n".encode()


def stream(content: bytes, entries: str = "", packed: bool = False) -> bytes:
    """A stream's object."""
    if packed:
        content, entries = zlib.compress(content, 6), f"{entries} /Filter /FlateDecode"
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def one_page(content: bytes, resources: str = "", *others: bytes, catalog: str = "") -> bytes:
    """One page: its content is object 4, `others` follow from 5 on."""
    return written(
        [
            f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << %s >> /Contents 4 0 R >>" % resources.encode(),
            content,
            *others,
        ]
    )


_FONT = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
_FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"


def recursive_form() -> bytes:
    """A form that draws itself, twice."""
    form = stream(b"/X Do /X Do", f"{_FORM} /Resources << /XObject << /X 5 0 R >> >>")
    return one_page(stream(b"/X Do"), "/XObject << /X 5 0 R >>", form)


def multiplied_forms(levels: int = 8, times: int = 10) -> bytes:
    """Forms that each draw the next ten times: a hundred million letters."""
    forms = [
        stream(b"/X Do " * times, f"{_FORM} /Resources << /XObject << /X {6 + n} 0 R >> >>")
        for n in range(levels)
    ]
    last = stream(b"BT /F 9 Tf 9 9 Td (a) Tj ET", f"{_FORM} /Resources << {_FONT} >>")
    return one_page(stream(b"/X Do"), "/XObject << /X 5 0 R >>", *forms, last)


def wide_forms() -> bytes:
    """A page that draws one form of a thousand letters a thousand times."""
    letters = b"".join(
        b"BT /F 5 Tf %d %d Td (a) Tj ET\n" % (n % 40 * 14, n // 40 * 30) for n in range(1000)
    )
    form = stream(letters, f"{_FORM} /Resources << {_FONT} >>")
    return one_page(stream(b"/X Do " * 1000, packed=True), "/XObject << /X 5 0 R >>", form)


def many_runs(count: int = 100_000) -> bytes:
    """Words that stand each on its own."""
    words = b"".join(
        b"BT /F 3 Tf %d %d Td (w%d) Tj ET\n" % (n % 100 * 40, n // 100 * 5, n) for n in range(count)
    )
    return one_page(stream(words, packed=True), _FONT)


def many_runs_on_many_pages(pages: int = 1_500, count: int = 1_000) -> bytes:
    """Words that stand each on its own, the same on each page."""
    words = b"".join(
        b"BT /F 3 Tf %d %d Td (w%d) Tj ET\n" % (n % 40 * 14, n // 40 * 30, n) for n in range(count)
    )
    return _pages(pages, stream(words, packed=True), _FONT)


def many_segments(count: int = MILLION) -> bytes:
    """One path of a million lines."""
    lines = b"0 0 m\n" + b"".join(b"%d %d l\n" % (n % 595, n % 842) for n in range(count)) + b"S"
    return one_page(stream(lines, packed=True))


def many_paths(count: int = MILLION // 2) -> bytes:
    """Half a million paths of one line."""
    lines = b"".join(b"0 0 m %d %d l S\n" % (n % 595, n % 842) for n in range(count))
    return one_page(stream(lines, packed=True))


def content_bomb(size_bytes: int = 1_000 * MILLION) -> bytes:
    """A page whose content unpacks to a gigabyte of operators, packed twice."""
    text = b"q Q " * (size_bytes // 4000)
    packer = zlib.compressobj(1)
    once = b"".join([packer.compress(text) for _ in range(1000)]) + packer.flush()
    twice = zlib.compress(once, 9)
    return one_page(stream(twice, "/Filter [/FlateDecode /FlateDecode]"))


def xmp_entities() -> bytes:
    """Properties whose title is an entity of entities."""
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    return _with_xmp(f"<!DOCTYPE x [{entities}]>", "&a11;")


def xmp_bomb() -> bytes:
    """Properties whose title is as long as memory."""
    return _with_xmp("", " " * (400 * MILLION))


def xmp_nodes() -> bytes:
    """Properties of five million titles."""
    return _with_xmp("", "<rdf:li>a</rdf:li>" * (5 * MILLION))


def _with_xmp(before: str, title: str) -> bytes:
    text = (
        f'<?xml version="1.0"?>{before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about=""><dc:title>'
        f'<rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    meta = stream(text.encode(), "/Type /Metadata /Subtype /XML", packed=True)
    return one_page(stream(b""), "", meta, catalog="/Metadata 5 0 R")


def many_pages(count: int = 50_000) -> bytes:
    """A book of empty pages."""
    return _pages(count, stream(b""), "")


def _pages(count: int, content: bytes, resources: str) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
    page += b"/Resources << %s >> >>" % resources.encode()
    return written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            content,
            *[page] * count,
        ]
    )


def deep_pages(depth: int = 100_000) -> bytes:
    """A tree of pages, each branch of which has one branch."""
    nodes = [
        b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (max(n - 1, 2), n + 1)
        for n in range(2, depth + 2)
    ]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return written([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page])


def cyclic_pages() -> bytes:
    """A tree of pages that grows from its own branch."""
    return written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 4 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 4 >>",
        ]
    )


def cyclic_outline() -> bytes:
    """Bookmarks, each of which is the next and the child of the other."""
    first = b"<< /Title (a) /Parent 5 0 R /Next 7 0 R /First 7 0 R /Last 7 0 R >>"
    second = b"<< /Title (b) /Parent 5 0 R /Next 6 0 R /First 6 0 R /Last 6 0 R >>"
    outlines = b"<< /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >>"
    return one_page(stream(b""), "", outlines, first, second, catalog="/Outlines 5 0 R")


def deep_outline(depth: int = 50_000) -> bytes:
    """Bookmarks, each the only child of the one before."""
    items = [
        b"<< /Title (a) /Parent %d 0 R /First %d 0 R /Last %d 0 R >>" % (n - 1, n + 1, n + 1)
        for n in range(6, depth + 6)
    ]
    last = b"<< /Title (a) /Parent %d 0 R >>" % (depth + 5)
    outlines = b"<< /Type /Outlines /First 6 0 R /Last 6 0 R /Count 1 >>"
    return one_page(stream(b""), "", outlines, *items, last, catalog="/Outlines 5 0 R")


def many_notes(count: int = 200_000) -> bytes:
    """A page with as many notes as a book has letters."""
    notes = b"[" + b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (a) >>" * count + b"]"
    return written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots 4 0 R >>",
            notes,
        ]
    )


def deep_array(depth: int = 1 * MILLION) -> bytes:
    """An object of brackets within brackets."""
    return one_page(stream(b""), "", b"[" * depth + b"]" * depth)


def object_bomb() -> bytes:
    """An object stream that unpacks to a gigabyte."""
    packer = zlib.compressobj(1)
    spaces = b" " * MILLION
    content = b"".join([packer.compress(spaces) for _ in range(1000)]) + packer.flush()
    entries = "/Type /ObjStm /N 1 /First 8 /Filter /FlateDecode"
    return one_page(stream(b""), "", stream(content, entries))


def many_streams(count: int = 2_000) -> bytes:
    """Streams that each unpack to as much as a file may."""
    bomb = stream(b"\n" * (150 * MILLION), packed=True)
    return one_page(stream(b""), "", *(bomb + b"\n%%%d" % n for n in range(count)))


def open_brackets(count: int = 5 * MILLION) -> bytes:
    """Code in which every string begins and none ends."""
    return one_page(stream(b"(" * count + b" Tj ", packed=True), _FONT)


MADE = {
    "form that draws itself.pdf": recursive_form,
    "forms multiplied.pdf": multiplied_forms,
    "form of letters drawn a thousand times.pdf": wide_forms,
    "100,000 text runs.pdf": many_runs,
    "1,500 pages of 1,000 runs.pdf": many_runs_on_many_pages,
    "1 M path segments.pdf": many_segments,
    "500,000 paths.pdf": many_paths,
    "XMP of entities.pdf": xmp_entities,
    "XMP bomb.pdf": xmp_bomb,
    "XMP of 5 M nodes.pdf": xmp_nodes,
    "content bomb.pdf": content_bomb,
    "50,000 pages.pdf": many_pages,
    "deep page tree.pdf": deep_pages,
    "cyclic page tree.pdf": cyclic_pages,
    "cyclic outline.pdf": cyclic_outline,
    "deep outline.pdf": deep_outline,
    "200,000 notes.pdf": many_notes,
    "deep array.pdf": deep_array,
    "object stream bomb.pdf": object_bomb,
    "2,000 stream bombs.pdf": many_streams,
    "open brackets.pdf": open_brackets,
}
