"""OFD files, old text-like Word and Excel files, and marks in file and folder names."""

import struct
from collections.abc import Iterator

from secrecy.marked import word_parts as wp
from secrecy.marked.kit import CALM, CERTAIN, DOUBTFUL, Made, Row, listed, ole, photo, zipped
from secrecy.marked.pdf import pdf, show

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(words: str, at: int = 30, number: int = 10, props: str = "") -> str:
    """One text object of a page."""
    step = " ".join(["5"] * (len(words) - 1))
    delta = f' DeltaX="{step}"' if step else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="20 {at} 150 10" Font="3" Size="5"{props}>'
        f'<ofd:TextCode X="0" Y="5"{delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(
    page: str = "",
    *,
    info: str = "",
    document: str = "",
    more: tuple[tuple[str, str | bytes], ...] = (),
    font: str = "SimSun",
) -> bytes:
    """An OFD of one page."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    calm = "".join(text(line, 60 + 12 * n, 20 + n) for n, line in enumerate(CALM))
    main = (
        f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID>{info}</ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    body = (
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>{area}"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>"
        f'<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        f"{document}</ofd:Document>"
    )
    content = (
        f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="2">{calm}{page}</ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )
    fonts = f'<ofd:Fonts><ofd:Font ID="3" FontName="{font}"/></ofd:Fonts>'
    members: list[tuple[str, str | bytes]] = [
        ("OFD.xml", head + main),
        ("Doc_0/Document.xml", head + body),
        ("Doc_0/PublicRes.xml", f'{head}<ofd:Res {OFD} BaseLoc="Res">{fonts}</ofd:Res>'),
        ("Doc_0/Pages/Page_0/Content.xml", head + content),
        *more,
    ]
    return zipped((n, d.encode() if isinstance(d, str) else d) for n, d in members)


def signs(words: str) -> str:
    """Each sign in a text object of its own."""
    return "".join(
        text(s, number=40 + n).replace("20 30 150", f"{20 + 6 * n} 30 10")
        for n, s in enumerate(words)
    )


def codes(words: str) -> str:
    """Each sign in a TextCode of its own within one object."""
    pieces = "".join(
        f'<ofd:TextCode X="{6 * n}" Y="5">{s}</ofd:TextCode>' for n, s in enumerate(words)
    )
    return text("示").replace('<ofd:TextCode X="0" Y="5">示</ofd:TextCode>', pieces)


def annotation(inner: str, props: str = "") -> bytes:
    """An annotation on the page."""
    listing = f'<ofd:Annotations {OFD}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml'
    note = f'<ofd:Annot ID="50" Type="Stamp" Creator="a" LastModDate="2018-06-01"{props}>'
    page = f"<ofd:PageAnnot {OFD}>{note}{inner}</ofd:Annot></ofd:PageAnnot>"
    return ofd(
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        more=(
            (
                "Doc_0/Annots/Annotations.xml",
                f"{listing}</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            ),
            ("Doc_0/Annots/Page_0/Annotation.xml", page),
        ),
    )


def attached(name: str, data: bytes) -> bytes:
    """An attachment."""
    item = f'<ofd:Attachment ID="a1" Name="{name}" Format="docx"><ofd:FileLoc>a.docx</ofd:FileLoc>'
    xml = f"<ofd:Attachments {OFD}>{item}</ofd:Attachment></ofd:Attachments>"
    return ofd(
        document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        more=(("Doc_0/Attachs/Attachments.xml", xml), ("Doc_0/Attachs/a.docx", data)),
    )


def custom(name: str, value: str) -> str:
    """A custom datum of the document's information."""
    datum = f'<ofd:CustomData Name="{name}">{value}</ofd:CustomData>'
    return f"<ofd:CustomDatas>{datum}</ofd:CustomDatas>"


def outline(title: str) -> str:
    """An outline entry."""
    return f'<ofd:Outlines><ofd:OutlineElem Title="{title}"/></ofd:Outlines>'


OFDS: list[Row] = [
    ("text", "bare", lambda m: ofd(text(m))),
    ("text", "zwsp", lambda m: ofd(text(m))),
    ("text", "no-star", lambda m: ofd(text(m))),
    ("sign-per-object", "star", lambda m: ofd(signs(m))),
    ("sign-per-code", "cn-term", lambda m: ofd(codes(m))),
    ("unseen-text", "until", lambda m: ofd(text(m, props=' Visible="false"'))),
    ("references", "long", lambda m: ofd(text("".join(f"&#{ord(s)};" for s in m)))),
    ("cdata", "star", lambda m: ofd(text("示").replace("示", f"<![CDATA[{m}]]>"))),
    ("xml-comment", "before", lambda m: ofd(f"<!-- {m} -->")),
    ("object-name", "star", lambda m: ofd(text("示", props=f' Name="{m}"'))),
    ("font-name", "grade", lambda m: ofd(font=m)),
    ("info-title", "bare", lambda m: ofd(info=f"<ofd:Title>{m}</ofd:Title>")),
    (
        "info-keyword",
        "file",
        lambda m: ofd(info=f"<ofd:Keywords><ofd:Keyword>{m}</ofd:Keyword></ofd:Keywords>"),
    ),
    ("custom-value", "opening", lambda m: ofd(info=custom("L1", m))),
    ("custom-name", "star", lambda m: ofd(info=custom(m, "1"))),
    ("outline", "trad", lambda m: ofd(document=outline(m))),
    (
        "bookmark",
        "dot",
        lambda m: ofd(
            document=f'<ofd:Bookmarks><ofd:Bookmark Name="{m}">'
            '<ofd:Dest Type="Fit" PageID="1"/></ofd:Bookmark></ofd:Bookmarks>'
        ),
    ),
    ("annotation-remark", "star", lambda m: annotation(f"<ofd:Remark>{m}</ofd:Remark>")),
    (
        "annotation-appearance",
        "bare-top",
        lambda m: annotation(f'<ofd:Appearance Boundary="0 0 60 10">{text(m)}</ofd:Appearance>'),
    ),
    (
        "annotation-parameter",
        "cn-ten",
        lambda m: annotation(
            f'<ofd:Parameters><ofd:Parameter Name="a">{m}</ofd:Parameter></ofd:Parameters>'
        ),
    ),
    ("attachment-name", "star", lambda m: attached(m, wp.plain_docx(CALM[0]))),
    ("attachment-docx", "vs", lambda m: attached("a", wp.plain_docx(m))),
    ("photo-exif", "star", lambda m: ofd(more=(("Doc_0/Res/1.jpg", wp.exif_photo(m)),))),
]


def sheet_2003(mark: str) -> bytes:
    """A SpreadsheetML 2003 file, which Excel opens as .xls."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    data = f'<ss:Row><ss:Cell><ss:Data ss:Type="String">{mark}</ss:Data></ss:Cell></ss:Row>'
    xml = (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<ss:Workbook xmlns:ss="{space}">'
        f'<ss:Worksheet ss:Name="S"><ss:Table>{data}</ss:Table></ss:Worksheet></ss:Workbook>'
    )
    return xml.encode()


def word_2003(mark: str) -> bytes:
    """A WordprocessingML 2003 file, which Word opens as .doc."""
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    runs = "".join(f"<w:r><w:t>{s}</w:t></w:r>" for s in mark)
    xml = (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
        f'xmlns:w="{space}"><w:body><w:p>{runs}</w:p></w:body></w:wordDocument>'
    )
    return xml.encode("utf-8")


def record(kind: int, data: bytes) -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(data)) + data


def biff(mark: str) -> bytes:
    """A small BIFF8 workbook with one text cell."""
    name = "Report".encode("utf-16-le")
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 1996, 0, 6))
    start += record(0x42, b"\xb0\x04")
    fonts = record(
        0x31, struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + b"\5\0Arial"
    )
    style = record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 32, 0, 0, 0, 0, 0, 0x20C0))
    normal = record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 1, 32, 0, 0, 0, 0, 0, 0x20C0))
    raw = mark.encode("utf-16-le")
    strings = record(0xFC, struct.pack("<IIHB", 1, 1, len(mark), 1) + raw)
    looks = fonts * 4 + style * 15 + normal + record(0x293, b"\0\x80\0\xff")
    size = len(start) + len(looks) + 4 + 8 + len(name) + len(strings) + 4
    bound = record(0x85, struct.pack("<IHBB", size, 0, len(name) // 2, 1) + name)
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0x0DBB, 1996, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, 1, 0, 1, 0))
    sheet += record(0xFD, struct.pack("<HHHI", 0, 0, 15, 0))
    sheet += record(0x23E, struct.pack("<HHHHHHHI", 0x6B6, 0, 0, 64, 0, 0, 0, 0)) + record(10, b"")
    return ole({"Workbook": start + looks + bound + strings + record(10, b"") + sheet})


OLD: list[tuple[str, str, list[Row]]] = [
    (
        "doc",
        ".doc",
        [
            ("rtf-unicode", "star", wp.rtf),
            ("rtf-gbk", "cn-term", wp.rtf_gbk),
            (
                "rtf-info-title",
                "bare",
                lambda m: wp.rtf("1").replace(
                    b"\\deff0",
                    b"\\deff0{\\info{\\title " + wp.rtf(m).split(b"\\par ")[1][:-5] + b"}}",
                ),
            ),
            ("html-gbk", "star", lambda m: wp.html(m, "gbk")),
            ("mht-base64", "before", wp.mht),
            ("word-2003-xml-runs", "forever", word_2003),
        ],
    ),
    (
        "xls",
        ".xls",
        [
            ("sheet-2003-xml", "star", sheet_2003),
            (
                "html-gb2312",
                "grade",
                lambda m: wp.html(f"<table><tr><td>{m}</td></tr></table>", "gb2312"),
            ),
            ("biff8-cell", "star", biff),
            ("biff8-cell", "trad-top", biff),
        ],
    ),
]
NAMES = [
    ("file", "star", "报告/{}关于志愿服务的报告.pdf"),
    ("file", "bare", "报告/{}.pdf"),
    ("file", "colon-wide", "报告/志愿服务报告（密级：{}）.docx"),
    ("file", "lenticular", "报告/{}志愿服务报告.docx"),
    ("file", "grade", "照片/{}.jpg"),
    ("file", "zwsp", "报告/志愿服务报告{}.pdf"),
    ("file", "all-compat", "报告/志愿服务报告 {}.pdf"),
    ("file", "circled-secret", "照片/广场{}.jpg"),
    ("file", "file", "报告/{}1.docx"),
    ("file", "trade", "报告/{}.docx"),
    ("folder", "cn-term", "报告/{}/志愿服务报告.pdf"),
    ("folder", "bare-secret", "{}/志愿服务报告.docx"),
    ("folder", "paren", "照片/广场{}/1.jpg"),
    ("folder", "white-star", "照片/{}/2018/春季/1.jpg"),
    ("folder-and-file", "star", "照片/机密/★5年.jpg"),
]


def old() -> Iterator[Made]:
    """Makes the files of old forms."""
    for form, ending, table in OLD:
        yield from listed(form, "旧件", ending, table)


def named() -> Iterator[Made]:
    """Makes calm files with the mark in their names."""
    bodies = {"pdf": pdf(show(CALM[1])), "docx": wp.plain_docx(CALM[1]), "jpg": photo()}
    for place, key, path in NAMES:
        mark = "机密" if key == "colon-wide" else CERTAIN.get(key) or DOUBTFUL[key]
        ending = path.rsplit(".", 1)[1]
        sure = key not in DOUBTFUL
        yield Made(f"name-{ending}-{place}-{key}", path.format(mark), bodies[ending], sure)


def made() -> Iterator[Made]:
    """Makes the files of this module."""
    yield from listed("ofd", "公文", ".ofd", OFDS)
    yield from old()
    yield from named()
