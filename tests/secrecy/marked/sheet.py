"""Excel files, each with one mark at a place of its own."""

from collections.abc import Sequence

from secrecy.marked.kit import (
    CALM,
    OFFICE,
    VND,
    Part,
    esc,
    package,
    photo,
    zipped,
)

SML = f"{VND}.spreadsheetml"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = f'xmlns="{S}" xmlns:r="{OFFICE}/relationships"'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
STYLES = (
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
)
STYLES_END = '<cellStyles count="1"><cellStyle name="{}" xfId="0" builtinId="0"/></cellStyles>'


def part(name: str, tag: str, inner: str, kind: str = "", owner: str = BOOK, rel: str = "") -> Part:
    """A Spreadsheet part that hangs on the workbook or a sheet."""
    kind = kind or tag
    data = f"<{tag} {NS}>{inner}</{tag}>"
    return Part(name, data, f"{SML}.{kind}+xml", rel or kind, owner)


def row(cells: str, number: int = 5, props: str = "") -> str:
    """One row of the sheet."""
    return f'<row r="{number}" {props}>{cells}</row>'


def cell(text: str, place: str = "B5", props: str = "") -> str:
    """One cell with its text inline."""
    return f'<c r="{place}" t="inlineStr" {props}><is><t>{esc(text)}</t></is></c>'


def styles(formats: str = "", xf: str = "", name: str = "Normal", dxf: str = "") -> Part:
    """The styles, with a second cell format when asked."""
    inner = f"{formats}{STYLES}<cellXfs><xf/>{xf}</cellXfs>{STYLES_END.format(name)}{dxf}"
    return part("xl/styles.xml", "styleSheet", inner, "styles")


def xlsx(
    rows: str = "",
    after: str = "",
    parts: Sequence[Part] = (),
    *,
    before: str = "",
    book: str = "",
    sheets: str = "",
) -> bytes:
    """An Excel file: calm rows, the given rows, and what comes before and after the data."""
    calm = "".join(row(cell(text, f"A{n}"), n) for n, text in enumerate(CALM, 1))
    sheet = f"{before}<sheetData>{calm}{rows}</sheetData>{after}"
    front, back = book.split("|") if "|" in book else ("", book)
    first = f'{front}<sheets><sheet name="汇总" sheetId="1" r:id="rsheet1"/>{sheets}</sheets>{back}'
    held = [
        Part(BOOK, f"<workbook {NS}>{first}</workbook>", f"{SML}.sheet.main+xml", "officeDocument"),
        part(SHEET, "worksheet", sheet),
        *parts,
    ]
    if not any(piece.name == "xl/styles.xml" for piece in held):
        held.append(styles())
    return zipped(package(held))


def second(name: str, state: str = "", rows: str = "") -> bytes:
    """A workbook with a second sheet."""
    sheet = part("xl/worksheets/sheet2.xml", "worksheet", f"<sheetData>{rows}</sheetData>")
    hidden = f' state="{state}"' if state else ""
    entry = f'<sheet name="{name}" sheetId="2"{hidden} r:id="rsheet2"/>'
    return xlsx(parts=[sheet], sheets=entry)


def shared(items: str, used: bool = True) -> bytes:
    """A shared string, used by a cell or left over."""
    strings = part("xl/sharedStrings.xml", "sst", f"<si><t>一</t></si>{items}", "sharedStrings")
    return xlsx(row(f'<c r="B5" t="s"><v>{int(used)}</v></c>'), parts=[strings])


def formula(code: str, value: str = "一") -> bytes:
    """A formula with a cached text."""
    return xlsx(row(f'<c r="B5" t="str"><f>{esc(code)}</f><v>{esc(value)}</v></c>'))


def number_format(code: str, value: str = "1") -> bytes:
    """A number shown through a format."""
    formats = f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{esc(code)}"/></numFmts>'
    look = styles(formats, '<xf numFmtId="164" applyNumberFormat="1"/>')
    return xlsx(row(f'<c r="B5" s="1"><v>{value}</v></c>'), parts=[look])


def head(text: str, tag: str = "oddHeader", props: str = "") -> bytes:
    """A printed header or footer."""
    return xlsx(after=f"<headerFooter {props}><{tag}>{esc(text)}</{tag}></headerFooter>")


def comments(text: str, author: str = "王芳") -> bytes:
    """A cell comment, one run per sign."""
    runs = "".join(f"<r><t>{sign}</t></r>" for sign in text)
    inner = f"<authors><author>{author}</author></authors><commentList>"
    inner += f'<comment ref="A1" authorId="0"><text>{runs}</text></comment></commentList>'
    return xlsx(parts=[part("xl/comments1.xml", "comments", inner, owner=SHEET)])


def threaded(text: str, person: str = "王芳") -> bytes:
    """A threaded comment and its person."""
    space = "http://schemas.microsoft.com/office/spreadsheet/2018/threadedcomments"
    rel = "http://schemas.microsoft.com/office/2017/10/relationships"
    ids = [f"{{00000000-0000-0000-0000-00000000000{n}}}" for n in (1, 2)]
    said = f'<threadedComment ref="A1" personId="{ids[0]}" id="{ids[1]}"><text>{text}</text>'
    who = f'<person displayName="{person}" id="{ids[0]}" userId="1" providerId="None"/>'
    kind = "application/vnd.ms-excel"
    return xlsx(
        parts=[
            Part(
                "xl/threadedComments/t1.xml",
                f'<ThreadedComments xmlns="{space}">{said}</threadedComment></ThreadedComments>',
                f"{kind}.threadedcomments+xml",
                f"{rel}/threadedComment",
                SHEET,
            ),
            Part(
                "xl/persons/person.xml",
                f'<personList xmlns="{space}">{who}</personList>',
                f"{kind}.person+xml",
                f"{rel}/person",
                BOOK,
            ),
        ]
    )


def validation(props: str, inner: str) -> bytes:
    """A data validation."""
    rule = f'<dataValidation sqref="B2" {props}>{inner}</dataValidation>'
    return xlsx(after=f'<dataValidations count="1">{rule}</dataValidations>')


def drawing(shape: str, extra: Sequence[Part] = ()) -> bytes:
    """A drawing with one shape on the sheet."""
    corner = "<xdr:{0}><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row>"
    corner += "<xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
    name = "xl/drawings/drawing1.xml"
    xml = (
        f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" '
        f'xmlns:r="{OFFICE}/relationships"><xdr:twoCellAnchor>{corner.format("from", 1)}'
        f"{corner.format('to', 4)}{shape}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    held = Part(name, xml, f"{VND}.drawing+xml", "drawing", SHEET)
    return xlsx(after='<drawing r:id="rdrawing1"/>', parts=[held, *extra])


def box(text: str, props: str = 'name="文本框 1"', field: str = "") -> bytes:
    """A text box, one run per sign."""
    runs = "".join(f"<a:r><a:t>{sign}</a:t></a:r>" for sign in text)
    names = f'<xdr:nvSpPr><xdr:cNvPr id="2" {props}/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    look = '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    words = f"<xdr:txBody><a:bodyPr/><a:p>{runs}{field}</a:p></xdr:txBody>"
    return drawing(f"<xdr:sp>{names}{look}{words}</xdr:sp>")


def picture(props: str) -> bytes:
    """A picture on the sheet."""
    image = Part("xl/media/image1.jpeg", photo(), "", "image", "xl/drawings/drawing1.xml")
    names = f'<xdr:nvPicPr><xdr:cNvPr id="2" {props}/><xdr:cNvPicPr/></xdr:nvPicPr>'
    fill = '<xdr:blipFill><a:blip r:embed="rimage1"/><a:stretch/></xdr:blipFill>'
    look = '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    return drawing(f"<xdr:pic>{names}{fill}{look}</xdr:pic>", [image])


def chart(title: str, axis: str = "General") -> bytes:
    """A chart with a title in pieces and a number format on its axis."""
    runs = "".join(f"<a:r><a:t>{sign}</a:t></a:r>" for sign in title)
    rich = f"<c:title><c:tx><c:rich><a:bodyPr/><a:p>{runs}</a:p></c:rich></c:tx></c:title>"
    format_code = f'<c:numFmt formatCode="{esc(axis)}" sourceLinked="0"/>'
    axes = f'<c:valAx><c:axId val="1"/>{format_code}<c:crossAx val="2"/></c:valAx>'
    plot = f'<c:barChart><c:barDir val="col"/></c:barChart>{axes}'
    xml = (
        f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><c:chart>{rich}'
        f"<c:plotArea>{plot}</c:plotArea></c:chart></c:chartSpace>"
    )
    # The drawing does not show it, so that openpyxl's chart reader stays out of the way.
    kind = f"{VND}.drawingml.chart+xml"
    return xlsx(
        parts=[
            Part("xl/charts/chart1.xml", xml, kind, "chart", "xl/drawings/drawing1.xml"),
            Part(
                "xl/drawings/drawing1.xml",
                f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing"/>',
                f"{VND}.drawing+xml",
                "drawing",
                SHEET,
            ),
        ],
        after='<drawing r:id="rdrawing1"/>',
    )


def table(column: str = "一", note: str = "") -> bytes:
    """A table with a column name, and a comment of its own."""
    inner = '<autoFilter ref="D5:D6"/><tableColumns count="1">'
    inner += f'<tableColumn id="1" name="{column}"/></tableColumns>'
    props = f'id="1" name="T1" displayName="T1" ref="D5:D6" comment="{note}"'
    xml = f'<table xmlns="{S}" {props}>{inner}</table>'
    held = Part("xl/tables/table1.xml", xml, f"{SML}.table+xml", "table", SHEET)
    link = '<tableParts count="1"><tablePart r:id="rtable1"/></tableParts>'
    heading = row(cell(column, "D5") + cell("二", "E5"))
    return xlsx(heading, link, [held])


def names(props: str, value: str = "汇总!$A$1") -> bytes:
    """A defined name."""
    inner = f"<definedName {props}>{esc(value)}</definedName>"
    return xlsx(book=f"<definedNames>{inner}</definedNames>")


def link(sheet: str, value: str, target: str = "D:/资料/1.xlsx") -> bytes:
    """An external link with cached names and values."""
    name = "xl/externalLinks/externalLink1.xml"
    inner = f'<externalBook r:id="rbook"><sheetNames><sheetName val="{sheet}"/></sheetNames>'
    inner += f'<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{value}</v>'
    inner += "</cell></row></sheetData></sheetDataSet></externalBook>"
    held = part(name, "externalLink", inner)
    book = Part(f"file:///{target}", None, "", "externalLinkPath", name, "rbook")
    refs = '<externalReferences><externalReference r:id="rexternalLink1"/></externalReferences>'
    return xlsx(parts=[held, book], book=refs)


def loose(name: str, data: str | bytes, kind: str = "", rel: str = "", owner: str = BOOK) -> bytes:
    """A workbook with one further part."""
    return xlsx(parts=[Part(name, data, kind, rel, owner)])


def diagonal(text: str) -> bytes:
    """One sign per cell, each a row lower and a column further."""
    letters = "BCDEFGHIJ"
    return xlsx("".join(row(cell(s, f"{letters[n]}{n + 5}"), n + 5) for n, s in enumerate(text)))


def across(text: str) -> bytes:
    """One sign per cell of a row."""
    return xlsx(row("".join(cell(s, f"{c}5") for s, c in zip(text, "BCDEFGHIJKLMN", strict=False))))


def down(text: str) -> bytes:
    """One sign per cell of a column."""
    return xlsx("".join(row(cell(s, f"B{n}"), n) for n, s in enumerate(text, 5)))
