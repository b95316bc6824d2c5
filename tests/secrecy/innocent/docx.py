"""Word files that carry one innocent text at a chosen place."""

import io
import zipfile
from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from PIL import Image

from secrecy.innocent.frames import filler
from secrecy.innocent.texts import paragraphs, parts, plain, rows

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS: Final = (
    f'xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CUSTOM: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FMTID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_VT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PROPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"

Placer = Callable[[DocumentType, str], None]


def frozen(data: bytes, change: Callable[[bytes], bytes] | None = None) -> bytes:
    """Return the same zip package with fixed member dates, the core properties changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(item)
            if change and item.filename == "docProps/core.xml":
                content = change(content)
            new.writestr(info, content)
    return out.getvalue()


def png(number: int) -> bytes:
    """Return a small one-colour picture."""
    out = io.BytesIO()
    Image.new("RGB", (24, 16), (number % 256, 90, 160)).save(out, "PNG")
    return out.getvalue()


def _runs(text: str) -> str:
    """Return the text as one escaped run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _xml_paragraphs(text: str) -> str:
    """Return the paragraphs of a text as markup."""
    return "".join(f"<w:p>{_runs(line)}</w:p>" for line in paragraphs(text))


def _append(paragraph: Paragraph, markup: str) -> None:
    """Append raw markup (with the usual name spaces) to a paragraph."""
    head, tail = markup.split(">", 1)
    slash = head.endswith("/")
    head = head.removesuffix("/")
    paragraph._p.append(parse_xml(f"{head} {_NS}{'/' if slash else ''}>{tail}"))


def _body(doc: DocumentType, text: str) -> None:
    """Put the text into body paragraphs."""
    for line in paragraphs(text):
        doc.add_paragraph(line)


def _styled(style: str) -> Placer:
    """Return a placer for body paragraphs of one style."""

    def place(doc: DocumentType, text: str) -> None:
        """Put the text into styled paragraphs."""
        for line in paragraphs(text):
            doc.add_paragraph(line, style)

    return place


def _cell(doc: DocumentType, text: str) -> None:
    """Put the text into one table cell beside neutral cells."""
    table = doc.add_table(2, 2, "Table Grid")
    table.cell(0, 0).text = "事项"
    table.cell(0, 1).text = "内容"
    table.cell(1, 0).text = "说明"
    table.cell(1, 1).text = "\n".join(paragraphs(text))


def _nested(doc: DocumentType, text: str) -> None:
    """Put the text into a table inside a table cell."""
    outer = doc.add_table(1, 1, "Table Grid").cell(0, 0)
    outer.text = "情况"
    inner = outer.add_table(1, 2)
    inner.cell(0, 0).text = "备注"
    inner.cell(0, 1).text = plain(text)


def _header(doc: DocumentType, text: str) -> None:
    """Put the text into the page header."""
    doc.sections[0].header.paragraphs[0].text = plain(text)


def _footer(doc: DocumentType, text: str) -> None:
    """Put the text into the page footer."""
    doc.sections[0].footer.paragraphs[0].text = plain(text)


def _first_header(doc: DocumentType, text: str) -> None:
    """Put the text into the header of the first page."""
    section = doc.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = plain(text)


def _textbox(doc: DocumentType, text: str) -> None:
    """Put the text into a DrawingML text box with a VML fallback."""
    content = f"<w:txbxContent>{_xml_paragraphs(text)}</w:txbxContent>"
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    _append(
        doc.add_paragraph(),
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="3600000" cy="900000"/>'
        '<wp:docPr id="31" name="Text Box 1"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{uri}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        '</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect style="width:280pt">'
        f"<v:textbox>{content}</v:textbox></v:rect></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    )


def _vml(doc: DocumentType, text: str) -> None:
    """Put the text into an old VML text box."""
    _append(
        doc.add_paragraph(),
        '<w:r><w:pict><v:rect style="width:300pt;height:60pt"><v:textbox><w:txbxContent>'
        f"{_xml_paragraphs(text)}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>",
    )


def _note(kind: str) -> Placer:
    """Return a placer for a footnote or an endnote."""

    def place(doc: DocumentType, text: str) -> None:
        """Add the notes part and a reference to it."""
        marks = (("separator", -1), ("continuationSeparator", 0))
        lines = "".join(
            f'<w:{kind} w:type="{name}" w:id="{num}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for name, num in marks
        )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{kind}s xmlns:w="{_W}">'
            f'{lines}<w:{kind} w:id="1">{_xml_paragraphs(text)}</w:{kind}></w:{kind}s>'
        )
        name = PackURI(f"/word/{kind}s.xml")
        part = Part(name, f"{_WML}.{kind}s+xml", xml.encode(), doc.part.package)
        doc.part.relate_to(part, f"{_RELS}/{kind}s")
        _append(doc.paragraphs[0], f'<w:r><w:{kind}Reference w:id="1"/></w:r>')

    return place


def _comment(doc: DocumentType, text: str) -> None:
    """Put the text into a reviewer's comment."""
    comment = doc.add_comment(doc.paragraphs[0].runs, plain(text), "张工", "张")
    comment._comment_elm.set(qn("w:date"), "2018-06-01T09:00:00Z")


def _core(field: str) -> Placer:
    """Return a placer for one core property."""

    def place(doc: DocumentType, text: str) -> None:
        """Set the core property."""
        setattr(doc.core_properties, field, plain(text))

    return place


def _custom(doc: DocumentType, text: str) -> None:
    """Put the text into a custom property."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{_PROPS}" '
        f'xmlns:vt="{_VT}"><property fmtid="{_FMTID}" pid="2" name="Remark">'
        f"<vt:lpwstr>{escape(plain(text))}</vt:lpwstr></property></Properties>"
    )
    package = doc.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, xml.encode(), package)
    package.relate_to(part, f"{_RELS}/custom-properties")


def _alt(doc: DocumentType, text: str) -> None:
    """Put the text into the alternative text of a picture."""
    shape = doc.add_picture(io.BytesIO(png(len(text))))
    shape._inline.docPr.set("descr", plain(text))


def identifier(text: str, limit: int) -> str:
    """Return the text as an identifier: letters and digits, other signs as underscores."""
    signs = "".join(sign if sign.isalnum() else "_" for sign in plain(text))
    return ("_" + signs if signs[0].isdigit() else signs)[:limit].rstrip("_")


def _bookmark(doc: DocumentType, text: str) -> None:
    """Put the text into the name of a bookmark."""
    name = quoteattr(identifier(text, 40))
    first = doc.paragraphs[0]
    _append(first, f'<w:bookmarkStart w:id="5" w:name={name}/>')
    _append(first, '<w:bookmarkEnd w:id="5"/>')


def _hyperlink(doc: DocumentType, text: str) -> None:
    """Put the text into a hyperlink and its tool tip."""
    rid = doc.part.relate_to("https://www.example.gov.cn/", RT.HYPERLINK, is_external=True)
    _append(
        doc.add_paragraph("链接："),
        f'<w:hyperlink xmlns:r="{_RELS}" r:id="{rid}" w:tooltip={quoteattr(plain(text))}>'
        f"{_runs(plain(text))}</w:hyperlink>",
    )


def _control(doc: DocumentType, text: str) -> None:
    """Put the text into a content control."""
    _append(
        doc.add_paragraph("填写："),
        '<w:sdt><w:sdtPr><w:alias w:val="remark"/></w:sdtPr>'
        f"<w:sdtContent>{_runs(plain(text))}</w:sdtContent></w:sdt>",
    )


def _inserted(doc: DocumentType, text: str) -> None:
    """Put the text into a tracked insertion."""
    _append(
        doc.add_paragraph("修订："),
        '<w:ins w:id="9" w:author="office" w:date="2018-06-01T09:00:00Z">'
        f"{_runs(plain(text))}</w:ins>",
    )


def _scattered(doc: DocumentType, text: str) -> None:
    """Cut the text into many small runs of changing look."""
    paragraph = doc.add_paragraph()
    for start in range(0, len(plain(text)), 3):
        run = paragraph.add_run(plain(text)[start : start + 3])
        run.bold = start % 2 == 0


def _two_runs(doc: DocumentType, text: str) -> None:
    """Set a run border where the text has one."""
    paragraph = doc.add_paragraph()
    for number, part in enumerate(parts(text)):
        paragraph.add_run(part).italic = number == 1


def _line_break(doc: DocumentType, text: str) -> None:
    """Set a line break where the text has a border."""
    doc.add_paragraph("\n".join(parts(text)))


def _two_paragraphs(doc: DocumentType, text: str) -> None:
    """Begin a new paragraph where the text has a border."""
    for part in parts(text):
        doc.add_paragraph(part)


def _table(doc: DocumentType, text: str) -> None:
    """Lay the text out as a table."""
    grid = rows(text)
    width = max(len(row) for row in grid)
    table = doc.add_table(len(grid), width, "Table Grid")
    for row_number, row in enumerate(grid):
        for column, value in enumerate(row):
            table.cell(row_number, column).text = value


def _two_cells(doc: DocumentType, text: str) -> None:
    """Begin a new cell where the text has a border."""
    table = doc.add_table(1, 2, "Table Grid")
    for column, part in enumerate(parts(text)):
        table.cell(0, column).text = part


PLACES: Final[dict[str, dict[str, tuple[int, Placer]]]] = {
    "plain": {
        "body": (9999, _body),
        "header": (60, _header),
        "cell": (200, _cell),
        "footnote": (300, _note("footnote")),
        "title": (90, _core("title")),
        "textbox": (200, _textbox),
        "comment": (300, _comment),
        "bookmark": (38, _bookmark),
        "heading": (60, _styled("Heading 1")),
        "footer": (60, _footer),
        "scattered": (9999, _scattered),
        "alt": (200, _alt),
        "endnote": (300, _note("endnote")),
        "subject": (120, _core("subject")),
        "control": (300, _control),
        "first-header": (60, _first_header),
        "nested": (200, _nested),
        "keywords": (120, _core("keywords")),
        "vml": (200, _vml),
        "inserted": (9999, _inserted),
        "custom": (200, _custom),
        "link": (100, _hyperlink),
        "description": (250, _core("comments")),
        "bullet": (200, _styled("List Bullet")),
        "quote": (300, _styled("Intense Quote")),
        "category": (80, _core("category")),
        "figure-caption": (120, _styled("Caption")),
    },
    "multi": {
        "body": (9999, _body),
        "numbered": (9999, _styled("List Number")),
        "cell": (9999, _cell),
        "textbox": (9999, _textbox),
        "footnote": (9999, _note("footnote")),
    },
    "table": {"table": (9999, _table)},
    "border": {
        "two-runs": (9999, _two_runs),
        "line-break": (9999, _line_break),
        "two-cells": (9999, _two_cells),
        "two-paragraphs": (9999, _two_paragraphs),
    },
}


def build(shape: str, place: str, text: str, number: int) -> bytes:
    """Return a Word file with the text at the place and neutral sentences around it."""
    doc = Document()
    doc.core_properties.author = "办公室"
    doc.core_properties.title = "材料"
    doc.add_paragraph(filler(number))
    PLACES[shape][place][1](doc, text)
    for step in range(number % 3):
        doc.add_paragraph(filler(number + 5 + step))
    out = io.BytesIO()
    doc.save(out)
    return frozen(out.getvalue())
