"""The table of Word files whose mark lies outside the document's own text."""

import struct
from collections.abc import Iterator

from secrecy.marked import word_parts as wp
from secrecy.marked.kit import (
    CALM,
    Made,
    Part,
    Row,
    app_props,
    core_props,
    custom_props,
    emf,
    listed,
    ole,
    ole_native,
    references,
    zipped,
)
from secrecy.marked.word import (
    DOC,
    HIDDEN,
    block,
    box,
    docx,
    field,
    inside,
    members,
    para,
    per_sign,
    run,
    table,
)

STYLE = '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="{}"/></w:style>'
ALIAS = (
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="B"/><w:aliases w:val="{}"/></w:style>'
)
RAW_EXTRA = struct.Struct("<HH")
SOURCES = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def sources(mark: str) -> bytes:
    """A bibliography source whose title is the mark."""
    source = f"<b:Source><b:Tag>A1</b:Tag><b:Title>{mark}</b:Title></b:Source>"
    return wp.custom_xml(f'<b:Sources xmlns:b="{SOURCES}">{source}</b:Sources>')


def people(mark: str) -> bytes:
    """A person of the modern comments."""
    space = "http://schemas.microsoft.com/office/word/2012/wordml"
    xml = f'<w15:people xmlns:w15="{space}"><w15:person w15:author="{mark}"/></w15:people>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"
    rel = "http://schemas.microsoft.com/office/2011/relationships/people"
    return docx("", [Part("word/people.xml", xml, kind, rel, DOC)])


def link(target: str) -> bytes:
    """A hyperlink to an address."""
    part = Part(target, None, "", "hyperlink", DOC, "rlink")
    return docx(block(f'<w:hyperlink r:id="rlink">{run("附图")}</w:hyperlink>'), [part])


def template(target: str) -> bytes:
    """An attached template on another disk."""
    owner = "word/settings.xml"
    part = Part(target, None, "", "attachedTemplate", owner, "rt")
    return docx("", [inside("settings", "settings", '<w:attachedTemplate r:id="rt"/>'), part])


def fonts(mark: str) -> bytes:
    """A font's other name."""
    inner = f'<w:font w:name="F1"><w:altName w:val="{mark}"/></w:font>'
    return docx("", [inside("fontTable", "fonts", inner, "fontTable")])


def query(mark: str) -> bytes:
    """A mail merge query."""
    inner = f'<w:mainDocumentType w:val="formLetters"/><w:query w:val="SELECT * FROM `{mark}$`"/>'
    return wp.settings(f"<w:mailMerge>{inner}</w:mailMerge>")


def extra_field(mark: str) -> bytes:
    """The mark in each member's extra field."""
    raw = mark.encode()
    return zipped(members(""), extra=RAW_EXTRA.pack(0x4C4C, len(raw)) + raw)


def split_headers(mark: str) -> bytes:
    """A header whose mark is laid over three cells of a table, a sign in each."""
    return wp.head(table([[para(s) for s in mark]]))


def ole_streams(mark: str) -> bytes:
    """An OLE object with the mark as UTF-16 in a stream of its own."""
    data = ole({"CONTENTS": ("说明\r" + mark + "\r").encode("utf-16-le"), "\x01CompObj": bytes(80)})
    return wp.embedded("oleObject1.bin", data, "oleObject")


def nested(mark: str, depth: int) -> bytes:
    """A Word file in a Word file in a Word file."""
    data = wp.plain_docx(mark)
    for _ in range(depth):
        data = wp.embedded("inner.docx", data)
    return data


PARTS: list[Row] = [
    ("header", "bare", lambda m: wp.head(para(m))),
    ("header", "space", lambda m: wp.head(para(m))),
    ("header", "inside", lambda m: wp.head(para(m))),
    ("header-even", "kangxi-use", lambda m: wp.head(para(m), "even")),
    ("header-sign-per-cell", "cn-term", split_headers),
    ("header-box", "trad-top", lambda m: wp.head(block(box(m)))),
    ("header-first-of-first-section", "star", wp.first_section),
    ("footer", "bare-secret", lambda m: wp.head(para(m), "default", "footer")),
    ("footer-hidden", "colon", lambda m: wp.head(para(m, HIDDEN), "first", "footer")),
    ("footer-field", "all-compat", lambda m: wp.head(block(field("TITLE", m)), "even", "footer")),
    ("watermark", "bare", wp.watermark),
    ("watermark", "long", wp.watermark),
    ("footnote", "star", lambda m: wp.note(m, "footnote")),
    ("endnote", "zwsp", lambda m: wp.note(m, "endnote")),
    ("comment", "until", wp.comment),
    ("comment-author", "grade", lambda m: wp.comment("一", m)),
    ("docvar", "star", wp.doc_var),
    ("docvar", "file", wp.doc_var),
    (
        "docvar-name",
        "cn-term",
        lambda m: wp.settings(f'<w:docVars><w:docVar w:name="{m}" w:val="1"/></w:docVars>'),
    ),
    (
        "caption-label",
        "opening",
        lambda m: wp.settings(
            f'<w:captions><w:caption w:name="{m}" w:numFmt="decimal"/></w:captions>'
        ),
    ),
    ("mail-merge", "months", query),
    ("template-path", "forever", lambda m: template(f"file:///D:/{m}/Normal.dotm")),
    ("link-target", "star", lambda m: link(f"file:///D:/{m}/1.jpg")),
    (
        "link-target-percent",
        "cn-term",
        lambda m: link("https://a.cn/" + "".join(f"%{b:02X}" for b in m.encode())),
    ),
    ("style-name", "before", lambda m: wp.styles(STYLE.format(m))),
    ("style-alias", "star", lambda m: wp.styles(ALIAS.format(m))),
    ("list-number", "bare", wp.numbering),
    ("list-number", "white-star", wp.numbering),
    ("font-alt-name", "lenticular", fonts),
    ("people", "tortoise", people),
    ("placeholder-in-glossary", "trad", wp.glossary),
    ("custom-xml", "star", lambda m: wp.custom_xml(f"<d><level>{m}</level></d>")),
    ("custom-xml-bound", "bare", wp.bound),
    (
        "custom-xml-attr-utf16",
        "long",
        lambda m: wp.custom_xml(
            f'<?xml version="1.0" encoding="UTF-16"?><d l="{m}"/>'.encode("utf-16")
        ),
    ),
    (
        "custom-xml-signs",
        "cn-term",
        lambda m: wp.custom_xml(f"<d>{per_sign(m, lambda s: f'<s>{s}</s>')}</d>"),
    ),
    ("bibliography", "wide-colon", sources),
    ("core-title", "bare", lambda m: docx("", [core_props(f"<dc:title>{m}</dc:title>")])),
    ("core-subject", "shy", lambda m: docx("", [core_props(f"<dc:subject>{m}</dc:subject>")])),
    ("core-keywords", "file", lambda m: docx("", [core_props(f"<cp:keywords>{m}</cp:keywords>")])),
    (
        "core-status",
        "grade",
        lambda m: docx("", [core_props(f"<cp:contentStatus>{m}</cp:contentStatus>")]),
    ),
    ("core-category", "dot", lambda m: docx("", [core_props(f"<cp:category>{m}</cp:category>")])),
    (
        "core-description-refs",
        "star",
        lambda m: docx("", [core_props(f"<dc:description>{references(m)}</dc:description>")]),
    ),
    ("app-company", "bracket", lambda m: docx("", [app_props(f"<Company>{m}</Company>")])),
    ("app-manager", "bidi", lambda m: docx("", [app_props(f"<Manager>{m}</Manager>")])),
    (
        "app-titles",
        "star",
        lambda m: docx(
            "",
            [
                app_props(
                    f'<TitlesOfParts><vt:vector size="1" baseType="lpstr">'
                    f"<vt:lpstr>{m}</vt:lpstr></vt:vector>"
                    "</TitlesOfParts>"
                )
            ],
        ),
    ),
    ("custom-value", "star-op", lambda m: docx("", [custom_props("L1", m)])),
    ("custom-name", "star", lambda m: docx("", [custom_props(m, "1")])),
    ("custom-label-value", "bare", lambda m: docx("", [custom_props("密级", m)])),
    ("chart-title-runs", "star", lambda m: wp.chart(m, "title")),
    ("chart-category", "asterisk", lambda m: wp.chart(m, "category")),
    ("chart-workbook", "cn-ten", lambda m: wp.chart(m, "workbook")),
    ("smartart", "outline-star", wp.smart_art),
    ("svg-tspans", "star", lambda m: wp.picture("image1.svg", wp.svg(m))),
    ("emf-text", "long", lambda m: wp.picture("image1.emf", emf(m))),
    ("emf-description", "star", lambda m: wp.picture("image1.emf", emf("A", m))),
    ("media-exif", "cn-term", lambda m: wp.picture("image1.jpeg", wp.exif_photo(m))),
    ("altchunk-html-gbk", "star", lambda m: wp.chunk("a.htm", wp.html(m, "gbk"))),
    ("altchunk-html-refs", "before", lambda m: wp.chunk("a.htm", wp.html(references(m)))),
    (
        "altchunk-html-spans",
        "star",
        lambda m: wp.chunk("a.htm", wp.html(per_sign(m, lambda s: f"<b>{s}</b>"))),
    ),
    ("altchunk-rtf", "star", lambda m: wp.chunk("a.rtf", wp.rtf(m))),
    ("altchunk-rtf-gbk", "cn-term", lambda m: wp.chunk("a.rtf", wp.rtf_gbk(m))),
    ("altchunk-mht", "opening", lambda m: wp.chunk("a.mht", wp.mht(m))),
    ("altchunk-txt-utf16", "months", lambda m: wp.chunk("a.txt", m.encode("utf-16"))),
    ("altchunk-txt-gbk", "star", lambda m: wp.chunk("a.txt", m.encode("gbk"))),
    ("embedded-docx-nested", "star", lambda m: nested(m, 2)),
    ("embedded-xlsx", "nbsp", lambda m: wp.embedded("a.xlsx", wp.openpyxl_book(m))),
    ("embedded-pptx", "bare", lambda m: wp.embedded("a.pptx", wp.slides(m))),
    (
        "ole-native-txt",
        "star",
        lambda m: wp.embedded("a.bin", ole_native("说明.txt", m.encode("gbk")), "oleObject"),
    ),
    (
        "ole-native-docx",
        "until",
        lambda m: wp.embedded("a.bin", ole_native("说明.docx", wp.plain_docx(m)), "oleObject"),
    ),
    (
        "ole-native-name",
        "star",
        lambda m: wp.embedded("a.bin", ole_native(f"{m}.txt", b"1"), "oleObject"),
    ),
    ("ole-stream", "forever", ole_streams),
    ("orphan-xml", "star", lambda m: wp.with_members(("word/old.xml", f"<d>{m}</d>".encode()))),
    ("orphan-txt-gb18030", "cgj", lambda m: wp.with_members(("word/old.txt", m.encode("gb18030")))),
    ("orphan-name", "bare", lambda m: wp.with_members((f"word/media/{m}.dat", CALM[1].encode()))),
    ("orphan-name", "cn-term", lambda m: wp.with_members((f"word/{m}/1.dat", b"1"))),
    ("png-that-is-xml", "star", lambda m: wp.member_with_xml("word/media/image1.png", m)),
    ("dat-that-is-docx", "long", lambda m: wp.with_members(("word/a.dat", wp.plain_docx(m)))),
    ("duplicate-member", "star", wp.duplicate),
    ("unlisted-member", "star", wp.unlisted),
    ("zip-comment", "cn-term", lambda m: zipped(members(""), comment=m.encode())),
    ("zip-comment-gbk", "star", lambda m: zipped(members(""), comment=m.encode("gbk"))),
    ("zip-extra", "star", extra_field),
    ("utf16-document", "vs", lambda m: wp.encoded(m, "utf-16", "UTF-16")),
    ("gbk-document", "star", lambda m: wp.encoded(m, "gb18030", "GB18030")),
    ("strict", "circled-digit", wp.strict),
]


def made() -> Iterator[Made]:
    """Makes the Word files of this table."""
    return listed("docx", "材料", ".docx", PARTS)
