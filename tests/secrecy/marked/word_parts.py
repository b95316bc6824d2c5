"""Word files whose mark lies in another part of the package, or in the package itself."""

import base64
import re
import struct
import zipfile
import zlib
from io import BytesIO

import docx as python_docx
import openpyxl
from PIL import Image

from secrecy.marked.kit import (
    OFFICE,
    VND,
    Part,
    esc,
    package,
    zipped,
)
from secrecy.marked.word import (
    DOC,
    NS,
    SPACES,
    block,
    docx,
    inline,
    inside,
    members,
    para,
    run,
    sdt,
    vml,
)


def head(inner: str, kind: str = "default", where: str = "header") -> bytes:
    """A Word file with one header or footer."""
    part = inside(f"{where}1", "hdr" if where == "header" else "ftr", inner, where)
    sect = f'<w:{where}Reference w:type="{kind}" r:id="r{where}1"/>'
    setting = inside("settings", "settings", "<w:evenAndOddHeaders/>")
    return docx("", [part, setting], sect)


def first_section(mark: str) -> bytes:
    """The mark in the header of a section before the last."""
    part = inside("header3", "hdr", para(mark), "header")
    ref = '<w:headerReference w:type="first" r:id="rheader3"/>'
    return docx(block("", f"<w:sectPr>{ref}<w:titlePg/></w:sectPr>"), [part])


def watermark(mark: str) -> bytes:
    """A WordArt watermark in the header."""
    art = vml(f'<v:textpath style="font-family:黑体" on="t" string="{mark}"/>', 'o:spid="_x1"')
    return head(block(art.replace('id="s1"', 'id="PowerPlusWaterMarkObject1"')))


def note(mark: str, where: str) -> bytes:
    """A footnote or endnote."""
    inner = f'<w:{where} w:id="2">{para(mark)}</w:{where}>'
    part = inside(f"{where}s", f"{where}s", inner)
    return docx(block(f'<w:r><w:{where}Reference w:id="2"/></w:r>'), [part])


def comment(mark: str, author: str = "王芳") -> bytes:
    """A comment."""
    text = f'<w:comment w:id="2" w:author="{author}" w:initials="W">{para(mark)}</w:comment>'
    part = inside("comments", "comments", text)
    return docx(block(run("一") + '<w:r><w:commentReference w:id="2"/></w:r>'), [part])


def settings(inner: str) -> bytes:
    """A Word file with something in its settings."""
    return docx("", [inside("settings", "settings", inner)])


def doc_var(mark: str) -> bytes:
    """A document variable."""
    return settings(f'<w:docVars><w:docVar w:name="level" w:val="{mark}"/></w:docVars>')


def styles(inner: str) -> bytes:
    """A Word file with a style of its own."""
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    )
    return docx("", [inside("styles", "styles", base + inner)])


def numbering(mark: str) -> bytes:
    """A list whose number is the mark."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="none"/><w:lvlText w:val="{mark}"/>'
    )
    inner = f'<w:abstractNum w:abstractNumId="0">{level}</w:lvl></w:abstractNum>'
    inner += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    props = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return docx(para("说明", props=props), [inside("numbering", "numbering", inner)])


def glossary(mark: str) -> bytes:
    """A building block in the glossary document, used as a placeholder."""
    entry = f'<w:docPart><w:docPartPr><w:name w:val="P1"/></w:docPartPr><w:docPartBody>{para(mark)}'
    xml = f"<w:glossaryDocument {NS}><w:docParts>{entry}</w:docPartBody></w:docPart></w:docParts>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"
    name = "word/glossary/document.xml"
    part = Part(name, f"{xml}</w:glossaryDocument>", kind, "glossaryDocument", DOC, "rglossary")
    return docx(
        sdt('<w:placeholder><w:docPart w:val="P1"/></w:placeholder><w:showingPlcHdr/>'), [part]
    )


def custom_xml(xml: str | bytes, body: str = "") -> bytes:
    """A custom XML item."""
    return docx(body, [Part("customXml/item1.xml", xml, "", "customXml", DOC)])


def bound(mark: str) -> bytes:
    """A control bound to custom XML that holds the mark, while the text shows another."""
    binding = (
        '<w:dataBinding w:xpath="/d/l" w:storeItemID="{00000000-0000-0000-0000-000000000001}"/>'
    )
    return custom_xml(f"<d><l>{esc(mark)}</l></d>", sdt(binding + "<w:text/>", "公开"))


def chart(mark: str, place: str) -> bytes:
    """A chart with the mark in its title, its cached categories or its workbook."""
    title = (
        "".join(f"<a:r><a:t>{s}</a:t></a:r>" for s in mark)
        if place == "title"
        else "<a:r><a:t>图</a:t></a:r>"
    )
    named = mark if place == "category" else "一季度"
    points = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{named}</c:v></c:pt>'
    shown = (
        f"<c:cat><c:strRef><c:f>S!$A$1</c:f><c:strCache>{points}</c:strCache></c:strRef></c:cat>"
    )
    series = f'<c:ser><c:idx val="0"/><c:order val="0"/>{shown}</c:ser>'
    text = f"<c:tx><c:rich><a:bodyPr/><a:p>{title}</a:p></c:rich></c:tx>"
    pie = f'<c:pieChart><c:varyColors val="1"/>{series}</c:pieChart>'
    name = "word/charts/chart1.xml"
    data = '<c:externalData r:id="rbook"/>'
    xml = (
        f'<c:chartSpace xmlns:c="{SPACES["c"]}" xmlns:a="{SPACES["a"]}" xmlns:r="{SPACES["r"]}">'
        f"<c:chart><c:title>{text}</c:title><c:plotArea>{pie}</c:plotArea></c:chart>{data}"
        "</c:chartSpace>"
    )
    book = openpyxl_book(mark if place == "workbook" else "一季度")
    parts = [
        Part(name, xml, f"{VND}.drawingml.chart+xml", "chart", DOC),
        Part("word/embeddings/book.xlsx", book, "", "package", name),
    ]
    return docx(block(inline(SPACES["c"], '<c:chart r:id="rchart1"/>')), parts)


def repacked(data: bytes) -> bytes:
    """The same package with fixed times, so that it is the same at every making."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        held = [(name, archive.read(name)) for name in archive.namelist()]
    stamp = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    return zipped((n, re.sub(stamp, b"2018-06-01T09:00:00Z", d)) for n, d in held)


def openpyxl_book(text: str) -> bytes:
    """A workbook made with openpyxl."""
    book, out = openpyxl.Workbook(), BytesIO()
    book.worksheets[0]["B2"] = text
    book.save(out)
    return repacked(out.getvalue())


def plain_docx(text: str) -> bytes:
    """A Word file made with python-docx."""
    made_file, out = python_docx.Document(), BytesIO()
    made_file.add_paragraph(text)
    made_file.save(out)
    return repacked(out.getvalue())


def smart_art(mark: str) -> bytes:
    """SmartArt, its text in the data part, one sign per run."""
    runs = "".join(f"<a:r><a:t>{s}</a:t></a:r>" for s in mark)
    xml = (
        f'<dgm:dataModel xmlns:dgm="{SPACES["dgm"]}" xmlns:a="{SPACES["a"]}"><dgm:ptLst>'
        f'<dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p>{runs}</a:p></dgm:t></dgm:pt></dgm:ptLst>'
        "<dgm:cxnLst/></dgm:dataModel>"
    )
    kind = f"{VND}.drawingml.diagramData+xml"
    part = Part("word/diagrams/data1.xml", xml, kind, "diagramData", DOC)
    return docx(block(inline(SPACES["dgm"], '<dgm:relIds r:dm="rdata1"/>')), [part])


def picture(name: str, data: bytes | str) -> bytes:
    """A Word file with a picture in its media folder."""
    part = Part(f"word/media/{name}", data, "", "image", DOC)
    shape = (
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="a"/><pic:cNvPicPr/></pic:nvPicPr>'
        "<pic:blipFill>"
        f'<a:blip r:embed="{part.id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return docx(block(inline(SPACES["pic"], shape)), [part])


def svg(mark: str) -> str:
    """An SVG picture, each sign in its own tspan."""
    signs = "".join(f"<tspan>{s}</tspan>" for s in mark)
    size = 'width="200" height="60"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><text y="30">{signs}</text></svg>'


def exif_photo(mark: str) -> bytes:
    """A JPEG whose EXIF title for Windows is the mark."""
    exif = Image.Exif()
    exif[0x9C9B] = mark.encode("utf-16-le") + b"\0\0"
    out = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


def chunk(name: str, data: bytes) -> bytes:
    """A foreign piece brought in with altChunk."""
    part = Part(f"word/{name}", data, "", "aFChunk", DOC)
    return docx(f'<w:altChunk r:id="{part.id}"/>', [part])


def rtf(mark: str) -> bytes:
    """An RTF text with Unicode escapes."""
    signs = "".join(f"\\u{ord(s) if ord(s) < 32768 else ord(s) - 65536}?" for s in mark)
    return b"{\\rtf1\\ansi\\ansicpg936\\deff0 Report\\par " + signs.encode() + b"\\par}"


def rtf_gbk(mark: str) -> bytes:
    """An RTF text with GBK bytes escaped one by one."""
    signs = "".join(f"\\'{byte:02x}" for byte in mark.encode("gbk"))
    return b"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 " + (
        signs.encode() + b"\\par}"
    )


def html(mark: str, charset: str = "utf-8") -> bytes:
    """An HTML page."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<html><head>{meta}</head><body><p>{mark}</p></body></html>".encode(charset)


def mht(mark: str) -> bytes:
    """A web archive with a base64 page."""
    page = base64.encodebytes(html(mark))
    lines = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b1"\r\n\r\n--b1\r\n'
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
    return (
        (lines + part + "Content-Location: file:///a.htm\r\n\r\n").encode() + page + b"--b1--\r\n"
    )


def embedded(name: str, data: bytes, rel: str = "package") -> bytes:
    """A Word file with an embedded object."""
    part = Part(f"word/embeddings/{name}", data, "", rel, DOC)
    link = (
        f'<o:OLEObject Type="Embed" ProgID="Package" ShapeID="s1" ObjectID="_1" r:id="{part.id}"/>'
    )
    return docx(block(f'<w:r><w:object><v:shape id="s1"/>{link}</w:object></w:r>'), [part])


def slides(mark: str) -> bytes:
    """A bare presentation whose only slide has the mark."""
    space = "http://schemas.openxmlformats.org/presentationml/2006/main"
    names = f'xmlns:p="{space}" xmlns:a="{SPACES["a"]}" xmlns:r="{SPACES["r"]}"'
    shape = f"<p:sp><p:txBody><a:bodyPr/><a:p><a:r><a:t>{mark}</a:t></a:r></a:p></p:txBody></p:sp>"
    slide = f"<p:sld {names}><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:sld>"
    show = f'<p:presentation {names}><p:sldIdLst><p:sldId id="256" r:id="rslide1"/></p:sldIdLst>'
    main = "ppt/presentation.xml"
    kind = f"{VND}.presentationml"
    return zipped(
        package(
            [
                Part(
                    main,
                    f"{show}</p:presentation>",
                    f"{kind}.presentation.main+xml",
                    "officeDocument",
                ),
                Part("ppt/slides/slide1.xml", slide, f"{kind}.slide+xml", "slide", main),
            ]
        )
    )


def with_members(*extra: tuple[str, bytes]) -> bytes:
    """A Word file with members that nothing refers to."""
    return zipped([*members(""), *extra])


def encoded(mark: str, charset: str, declared: str) -> bytes:
    """A Word file whose document part is in another encoding."""
    held = []
    for name, data in members(para(mark)):
        if name == DOC:
            text = data.decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
            held.append((name, text.encode(charset)))
        else:
            held.append((name, data))
    return zipped(held)


def duplicate(mark: str) -> bytes:
    """Two members of one name: the first has the mark, readers take the last."""
    marked = dict(members(para(mark)))[DOC]
    held = members("")
    return zipped([held[0], (DOC, marked), *held[1:]])


def unlisted(mark: str) -> bytes:
    """A member with a local header that the central directory leaves out."""
    data = docx()
    end = data.rindex(b"PK\x05\x06")
    size, start = struct.unpack("<II", data[end + 12 : end + 20])
    text = para(mark).encode()
    name = b"word/old.xml"
    local = struct.pack(
        "<4s5H3I2H",
        b"PK\x03\x04",
        20,
        0,
        0,
        0,
        0x4CC1,
        zlib.crc32(text),
        len(text),
        len(text),
        len(name),
        0,
    )
    gap = local + name + text
    tail = data[end : end + 16] + struct.pack("<I", start + len(gap)) + data[end + 20 :]
    return data[:start] + gap + data[start : start + size] + tail


def strict(mark: str) -> bytes:
    """A file in the strict form of OOXML."""
    purl = "http://purl.oclc.org/ooxml"
    held = []
    for name, data in members(para(mark)):
        text = data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            f"{purl}/wordprocessingml/main".encode(),
        )
        text = text.replace(OFFICE.encode() + b"/", f"{purl}/officeDocument/".encode())
        held.append((name, text))
    return zipped(held)


def member_with_xml(name: str, mark: str) -> bytes:
    """XML under the name of a picture, with a proper relation."""
    return docx("", [Part(name, f"<d>{esc(mark)}</d>", "", "image", DOC)])
