"""Word files whose mark lies in the document's own text and markup."""

from collections.abc import Callable, Sequence

from secrecy.marked.kit import CALM, OFFICE, VND, Part, esc, package, zipped

WML = f"{VND}.wordprocessingml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = {
    "w": W,
    "r": f"{OFFICE}/relationships",
    "m": f"{OFFICE}/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wp": f"{DRAWING}/wordprocessingDrawing",
    "a": f"{DRAWING}/main",
    "pic": f"{DRAWING}/picture",
    "c": f"{DRAWING}/chart",
    "dgm": f"{DRAWING}/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "x": "urn:example:archive",
}
NS = " ".join(f'xmlns:{key}="{value}"' for key, value in SPACES.items()) + ' mc:Ignorable="w15 x"'
STAMP = 'w:id="7" w:author="王芳" w:date="2018-06-01T09:00:00Z"'


def run(text: str, look: str = "", tag: str = "t") -> str:
    """One run with one text."""
    head = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{head}<w:{tag} xml:space="preserve">{esc(text)}</w:{tag}></w:r>'


def para(text: str, look: str = "", props: str = "") -> str:
    """One paragraph with one run."""
    return block(run(text, look), props)


def block(inner: str, props: str = "") -> str:
    """One paragraph around given runs."""
    return f"<w:p><w:pPr>{props}</w:pPr>{inner}</w:p>" if props else f"<w:p>{inner}</w:p>"


def cell(inner: str) -> str:
    """One table cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def table(rows: Sequence[Sequence[str]], props: str = "") -> str:
    """One table of cells' inner XML."""
    grid = '<w:gridCol w:w="2000"/>' * max(len(row) for row in rows)
    body = "".join(f"<w:tr>{''.join(cell(inner) for inner in row)}</w:tr>" for row in rows)
    head = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/>{props}</w:tblPr>'
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>"


def root(tag: str, inner: str) -> str:
    """A part's root element with all name spaces."""
    return f"<w:{tag} {NS}>{inner}</w:{tag}>"


HIDDEN = "<w:vanish/>"
DOC = "word/document.xml"


def inside(name: str, tag: str, inner: str, kind: str = "", rel: str = "") -> Part:
    """A Wordprocessing part that hangs on the document."""
    kind = kind or tag
    data = root(tag, inner)
    return Part(f"word/{name}.xml", data, f"{WML}.{kind}+xml", rel or kind, DOC)


def members(
    body: str, parts: Sequence[Part] = (), sect: str = "", main: str = ""
) -> list[tuple[str, bytes]]:
    """The members of a Word package: calm paragraphs, the body, and further parts."""
    calm = "".join(para(text) for text in CALM)
    page = '<w:pgSz w:w="11906" w:h="16838"/>'
    text = main or root(
        "document", f"<w:body>{body}{calm}<w:sectPr>{sect}{page}</w:sectPr></w:body>"
    )
    document = Part(DOC, text, f"{WML}.document.main+xml", "officeDocument")
    held = list(parts)
    if not any(part.name == "word/styles.xml" for part in held):
        style = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        held.append(inside("styles", "styles", f"{style}</w:style>"))
    return package([document, *held])


def docx(body: str = "", parts: Sequence[Part] = (), sect: str = "") -> bytes:
    """A Word file."""
    return zipped(members(body, parts, sect))


def inline(uri: str, graphic: str, props: str = 'name="图形 1"', inner: str = "") -> str:
    """A run with an inline drawing."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="1800000" cy="720000"/><wp:docPr id="1" {props}>{inner}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def box(text: str) -> str:
    """A DrawingML text box."""
    geometry = (
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>{geometry}</wps:spPr><wps:txbx>'
        f"<w:txbxContent>{para(text)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    return inline(SPACES["wps"], shape)


def old_box(text: str) -> str:
    """A VML text box."""
    return vml(f"<v:textbox><w:txbxContent>{para(text)}</w:txbxContent></v:textbox>")


def vml(inner: str, props: str = "") -> str:
    """A run with a VML shape."""
    style = "width:160pt;height:40pt"
    return f'<w:r><w:pict><v:shape id="s1" style="{style}" {props}>{inner}</v:shape></w:pict></w:r>'


def both_boxes(text: str) -> str:
    """A text box as Word writes it: DrawingML, and VML for old versions."""
    new = box(text).removeprefix("<w:r>").removesuffix("</w:r>")
    old = old_box(text).removeprefix("<w:r>").removesuffix("</w:r>")
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_only(text: str) -> str:
    """A text box whose two versions differ: only the old one has the mark."""
    return both_boxes(text).replace(f">{esc(text)}<", ">示意图<", 1)


def field(code: str, shown: str = "示例") -> str:
    """A complex field; its code may be split over runs by a vertical bar."""
    codes = "".join(run(piece, tag="instrText") for piece in code.split("|"))
    marks = [f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")]
    return marks[0] + codes + marks[1] + run(shown) + marks[2]


def form(inner: str, kind: str) -> str:
    """A legacy form field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Field1"/><w:enabled/>'
        f"{inner}</w:ffData></w:fldChar></w:r>{run(kind, tag='instrText')}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def sdt(props: str, shown: str = "请选择") -> str:
    """A content control around one paragraph."""
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{para(shown)}</w:sdtContent></w:sdt>"


def per_sign(text: str, make: Callable[[str], str], between: str = "") -> str:
    """Puts every sign through make and joins them."""
    return between.join(make(sign) for sign in text)


def ruby(base: str, guide: str) -> str:
    """A run with a phonetic guide."""
    return (
        f"<w:r><w:ruby><w:rt>{run(guide)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"
    )


def symbols(text: str) -> str:
    """The mark with its star taken from Wingdings."""
    left, right = text.split("★")
    return block(f'{run(left)}<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>{run(right)}')


def all_symbols(text: str) -> str:
    """Every sign as a w:sym character."""
    signs = "".join(f'<w:r><w:sym w:font="宋体" w:char="{ord(s):04X}"/></w:r>' for s in text)
    return block(signs)


def changed(text: str, tag: str, inner: str = "t") -> str:
    """A revision around one run."""
    return block(f"<w:{tag} {STAMP}>{run(text, tag=inner)}</w:{tag}>")


def woven(text: str, junk: str) -> str:
    """The mark's signs with unseen runs between them."""
    return block(per_sign(text, run, junk))
