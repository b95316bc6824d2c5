"""The table of Excel files."""

from collections.abc import Iterator

from secrecy.marked import sheet as us
from secrecy.marked import word_parts as wp
from secrecy.marked.kit import (
    Made,
    Part,
    Row,
    app_props,
    core_props,
    custom_props,
    listed,
    ole_native,
    references,
)
from secrecy.marked.sheet import (
    SHEET,
    S,
    cell,
    formula,
    head,
    loose,
    names,
    number_format,
    part,
    row,
    second,
    shared,
    styles,
    validation,
    xlsx,
)

WHITE = '<fonts count="2"><font/><font><color rgb="FFFFFFFF"/></font></fonts>'


def per_sign(text: str, tag: str) -> str:
    """Each sign in its own element."""
    return "".join(f"<{tag}><t>{sign}</t></{tag}>" for sign in text)


def header_pictures(text: str) -> bytes:
    """A picture in the printed header, with an alternative text."""
    spaces = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    xml = f'<xml {spaces}><v:shape id="CH" style="width:9pt" alt="{text}"/></xml>'
    held = Part("xl/drawings/head.vml", xml, "", "vmlDrawing", SHEET)
    return xlsx(after='<legacyDrawingHF r:id="rhead"/>', parts=[held])


def button(text: str) -> bytes:
    """An old form button whose caption lies in the VML drawing."""
    spaces = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    )
    words = f'<v:textbox><div style="text-align:center"><font>{text}</font></div></v:textbox>'
    data = '<x:ClientData ObjectType="Button"><x:Anchor>1,0,1,0,2,0,2,0</x:Anchor></x:ClientData>'
    xml = f'<xml {spaces}><v:shape id="b1" style="width:90pt">{words}{data}</v:shape></xml>'
    held = Part("xl/drawings/old.vml", xml, "", "vmlDrawing", SHEET)
    return xlsx(after='<legacyDrawing r:id="rold"/>', parts=[held])


def pivot(text: str, caption: str) -> bytes:
    """A pivot cache that no table uses any more."""
    field = f'<cacheField name="{caption}"><sharedItems count="1"><s v="{text}"/></sharedItems>'
    inner = (
        '<cacheSource type="worksheet"><worksheetSource ref="A1:A4" sheet="汇总"/></cacheSource>'
    )
    inner += f'<cacheFields count="1">{field}</cacheField></cacheFields>'
    name = "xl/pivotCache/pivotCacheDefinition1.xml"
    held = part(name, "pivotCacheDefinition", inner)
    refs = '<pivotCaches><pivotCache cacheId="1" r:id="rpivotCacheDefinition1"/></pivotCaches>'
    return xlsx(parts=[held], book=refs)


def slicer(text: str) -> bytes:
    """A slicer's caption."""
    space = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    xml = f'<slicers xmlns="{space}"><slicer name="s" cache="c" caption="{text}" rowHeight="1"/>'
    rel = "http://schemas.microsoft.com/office/2007/relationships/slicer"
    kind = "application/vnd.ms-excel.slicer+xml"
    return loose("xl/slicers/slicer1.xml", f"{xml}</slicers>", kind, rel, SHEET)


def connection(text: str) -> bytes:
    """A database connection with a command."""
    inner = f'<connection id="1" name="c" type="1"><dbPr connection="DSN=a" command="{text}"/>'
    return xlsx(parts=[part("xl/connections.xml", "connections", f"{inner}</connection>")])


def xml_map(text: str) -> bytes:
    """An XML map with a schema's documentation."""
    xsd = "http://www.w3.org/2001/XMLSchema"
    note = f'<xs:annotation xmlns:xs="{xsd}"><xs:documentation>{text}</xs:documentation>'
    schema = (
        f'<Schema ID="S1"><xs:schema xmlns:xs="{xsd}">{note}</xs:annotation></xs:schema></Schema>'
    )
    xml = f'<MapInfo xmlns="{S}" SelectionNamespaces="">{schema}</MapInfo>'
    return loose("xl/xmlMaps.xml", xml, "", "xmlMaps")


def view(text: str) -> bytes:
    """A custom view of the workbook."""
    props = 'guid="{00000000-0000-0000-0000-000000000001}" windowWidth="9" windowHeight="9"'
    inner = f'<customWorkbookView name="{text}" {props} activeSheetId="1"/>'
    return xlsx(book=f"<customWorkbookViews>{inner}</customWorkbookViews>")


def white(text: str) -> bytes:
    """White letters on white."""
    look = styles("", '<xf fontId="1" applyFont="1"/>')
    data = str(look.data).replace('<fonts count="1"><font>', '<fonts count="2"><font>')
    data = data.replace("</font></fonts>", '</font><font><color rgb="FFFFFFFF"/></font></fonts>')
    return xlsx(row(cell(text, props='s="1"')), parts=[look._replace(data=data)])


def scenario(text: str) -> bytes:
    """A what-if scenario's remark."""
    inner = f'<scenario name="s" comment="{text}"><inputCells r="A1" val="1"/></scenario>'
    return xlsx(after=f"<scenarios>{inner}</scenarios>")


def hyperlink(props: str) -> bytes:
    """A hyperlink inside the workbook."""
    return xlsx(after=f'<hyperlinks><hyperlink ref="A1" {props}/></hyperlinks>')


def condition(code: str) -> bytes:
    """A conditional format's formula."""
    rule = f'<cfRule type="expression" priority="1"><formula>{code}</formula></cfRule>'
    return xlsx(after=f'<conditionalFormatting sqref="A1">{rule}</conditionalFormatting>')


def condition_format(code: str) -> bytes:
    """A conditional format that shows another number format."""
    dxf = f'<dxfs count="1"><dxf><numFmt numFmtId="170" formatCode="{code}"/></dxf></dxfs>'
    props = 'type="cellIs" operator="equal" dxfId="0" priority="1"'
    rule = f"<cfRule {props}><formula>1</formula></cfRule>"
    after = f'<conditionalFormatting sqref="B5">{rule}</conditionalFormatting>'
    return xlsx(row('<c r="B5"><v>1</v></c>'), after, [styles(dxf=dxf)])


def label(text: str) -> bytes:
    """A sensitivity label's name."""
    space = "http://schemas.microsoft.com/office/2020/mipLabelMetadata"
    entry = f'<clbl:label id="{text}" enabled="1"/>'
    xml = f'<clbl:labelList xmlns:clbl="{space}">{entry}</clbl:labelList>'
    kind = "application/vnd.ms-office.classificationlabels+xml"
    rel = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
    return loose("docMetadata/LabelInfo.xml", xml, kind, rel, "")


CELLS: list[Row] = [
    ("cell-inline", "bare", lambda m: xlsx(row(cell(m)))),
    ("cell-inline", "zwsp", lambda m: xlsx(row(cell(m)))),
    ("cell-inline", "boxed", lambda m: xlsx(row(cell(m)))),
    ("cell-inline", "grades", lambda m: xlsx(row(cell(m)))),
    ("cell-inline", "former", lambda m: xlsx(row(cell(m)))),
    ("cell-inline", "no-star", lambda m: xlsx(row(cell(m)))),
    ("cells-label-value", "bare-top", lambda m: xlsx(row(cell("密级") + cell(m, "C5")))),
    ("sign-per-cell-across", "star", us.across),
    ("sign-per-cell-down", "cn-term", us.down),
    ("sign-per-cell-diagonal", "long", us.diagonal),
    ("line-breaks-in-cell", "star", lambda m: xlsx(row(cell("\n".join(m))))),
    ("escaped-signs", "star", lambda m: xlsx(row(cell("".join(f"_x{ord(s):04X}_" for s in m))))),
    ("references", "before", lambda m: xlsx(row(cell("@")).replace("@", references(m)))),
    ("hidden-row", "trad", lambda m: xlsx(row(cell(m), 9, 'hidden="1"').replace("B5", "B9"))),
    (
        "hidden-column",
        "vs",
        lambda m: xlsx(
            row(cell(m)), before='<cols><col min="2" max="2" width="9" hidden="1"/></cols>'
        ),
    ),
    ("white-cell", "material", white),
    ("white-cell", "shy", white),
    ("shared-string", "bidi", lambda m: shared(f"<si><t>{m}</t></si>")),
    ("shared-string-runs", "star", lambda m: shared(f"<si>{per_sign(m, 'r')}</si>")),
    ("shared-string-unused", "cn-ten", lambda m: shared(f"<si><t>{m}</t></si>", False)),
    (
        "phonetic-guide",
        "bare-secret",
        lambda m: shared(f'<si><t>说明</t><rPh sb="0" eb="2"><t>{m}</t></rPh></si>'),
    ),
    ("formula-text", "opening", lambda m: formula(f'IF(A1="","{m}","")')),
    ("formula-pieces", "star", lambda m: formula("&".join(f'"{s}"' for s in m))),
    ("formula-unichar", "bare", lambda m: formula("&".join(f"UNICHAR({ord(s)})" for s in m), m)),
    ("cached-value", "white-star", lambda m: formula("A9&B9", m)),
    ("number-format", "star", lambda m: number_format(f'"{m}"')),
    ("number-format-digit", "star", lambda m: number_format('"机密★"0"年"', "5")),
    ("number-format-escaped", "grade", lambda m: number_format("".join(f"\\{s}" for s in m))),
    ("number-format-section", "colon", lambda m: number_format(f'0;-0;0;"{m}"@')),
    ("header-codes", "star", lambda m: head('&C&"Arial,Bold"&14机密&"-,常规"&K000000★5年')),
    ("header-left-centre-right", "cn-term", lambda m: head("&L秘密&C★&R两年")),
    ("header-even", "bare", lambda m: head(f"&R&16{m}", "evenHeader", 'differentOddEven="1"')),
    ("footer-first", "wide-colon", lambda m: head(f"&C{m}", "firstFooter", 'differentFirst="1"')),
    ("footer", "inside", lambda m: head(f"&C{m}", "oddFooter")),
    ("header-picture-alt", "jp-top", header_pictures),
]
PARTS: list[Row] = [
    ("sheet-name", "star", second),
    ("sheet-name", "file", second),
    ("hidden-sheet-name", "paren", lambda m: second(m, "hidden")),
    ("very-hidden-sheet", "nbsp", lambda m: second("表2", "veryHidden", row(cell(m)))),
    ("comment-runs", "star", us.comments),
    ("comment-author", "cn-term", lambda m: us.comments("一", m)),
    ("threaded-comment", "ivs", us.threaded),
    ("person", "grade", lambda m: us.threaded("一", m)),
    (
        "validation-list",
        "bare",
        lambda m: validation('type="list"', f'<formula1>"公开,{m}"</formula1>'),
    ),
    (
        "validation-prompt",
        "asterisk",
        lambda m: validation(f'showInputMessage="1" prompt="{m}"', ""),
    ),
    ("validation-error", "until", lambda m: validation(f'showErrorMessage="1" error="{m}"', "")),
    ("condition-formula", "lenticular", lambda m: condition(f'A1="{m}"')),
    ("condition-format", "star", lambda m: condition_format(f"&quot;{m}&quot;")),
    ("defined-name", "grade", lambda m: names(f'name="{m}"')),
    ("defined-name-comment", "dot", lambda m: names(f'name="N1" comment="{m}"')),
    ("defined-name-value", "star", lambda m: names('name="N1"', f'"{m}"')),
    ("chart-title-runs", "forever", us.chart),
    ("chart-axis-format", "star", lambda m: us.chart("图", f'"{m}"0')),
    ("text-box-runs", "kangxi-long", us.box),
    ("text-box", "bare-top", us.box),
    (
        "text-box-field",
        "star",
        lambda m: us.box(
            "一",
            field='<a:fld id="{00000000-0000-0000-0000-000000000001}" type="TxLink">'
            f"<a:t>{m}</a:t></a:fld>",
        ),
    ),
    ("shape-name", "star-op", lambda m: us.box("一", f'name="{m}"')),
    ("shape-title", "tortoise", lambda m: us.box("一", f'name="框" title="{m}"')),
    ("picture-alt", "emoji-star", lambda m: us.picture(f'name="图" descr="{m}"')),
    ("button-caption", "bare", button),
    ("pivot-item", "months", lambda m: pivot(m, "列")),
    ("pivot-field-name", "star", lambda m: pivot("一", m)),
    ("table-column", "bracket", us.table),
    ("table-comment", "joiner", lambda m: us.table(note=m)),
    ("slicer-caption", "outline-star", slicer),
    ("label-id", "star", label),
    ("custom-value", "bullet", lambda m: xlsx(parts=[custom_props("L1", m)])),
    ("core-subject", "bare", lambda m: xlsx(parts=[core_props(f"<dc:subject>{m}</dc:subject>")])),
    (
        "app-hyperlink-base",
        "star",
        lambda m: xlsx(parts=[app_props(f"<HyperlinkBase>D:/{m}/</HyperlinkBase>")]),
    ),
    ("external-sheet-name", "star", lambda m: us.link(m, "1")),
    ("external-cached-value", "cn-term", lambda m: us.link("S", m)),
    ("external-target", "long", lambda m: us.link("S", "1", f"D:/{m}/1.xlsx")),
    ("connection-command", "star", lambda m: connection(f"SELECT * FROM [{m}$]")),
    (
        "printer-settings",
        "star",
        lambda m: loose(
            "xl/printerSettings/printerSettings1.bin",
            bytes(64) + m.encode("utf-16-le") + bytes(64),
            f"{us.SML}.printerSettings",
            "printerSettings",
            SHEET,
        ),
    ),
    ("xml-map-documentation", "filler", xml_map),
    ("custom-view", "katakana-dot", view),
    ("scenario-comment", "white-star", scenario),
    ("link-tooltip", "math-digit", lambda m: hyperlink(f'location="A2" tooltip="{m}"')),
    ("link-location", "star", lambda m: hyperlink(f"location=\"'{m}'!A1\"")),
    (
        "protected-range",
        "cgj",
        lambda m: xlsx(
            after=f'<protectedRanges><protectedRange sqref="A1" name="{m}"/></protectedRanges>'
        ),
    ),
    ("last-user", "star", lambda m: xlsx(book=f'<fileSharing userName="{m}"/>|')),
    ("cell-style-name", "before", lambda m: xlsx(parts=[styles(name=m)])),
    (
        "ole-native-xlsx",
        "star",
        lambda m: loose(
            "xl/embeddings/o1.bin",
            ole_native("1.xlsx", wp.openpyxl_book(m)),
            "",
            "oleObject",
            SHEET,
        ),
    ),
    (
        "embedded-docx",
        "compat-year",
        lambda m: loose("xl/embeddings/a.docx", wp.plain_docx(m), "", "package", SHEET),
    ),
    ("made-with-openpyxl", "kangxi-date", wp.openpyxl_book),
]


def made() -> Iterator[Made]:
    """Makes the Excel files."""
    return listed("xlsx", "表格", ".xlsx", [*CELLS, *PARTS])
