"""How a filled register looks: small pictures, drop-down lists, the colour of what is missing."""

import re
from collections.abc import Mapping
from io import BytesIO

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from cwc.register.book import Book, Page
from cwc.register.sheets import CATEGORY, CONTENT, PHOTOS, STATE, TARGETS, THUMBNAIL, USED_FOR

OPTIONS = "选项"
_NAME, _OF = "名称", "属于"
_YELLOW = "FFF59D"
# In the formula of the rule that colours, so that the next run knows it.
_OURS = 'N("cwc")=0'
# A cell is missing as long as its heading stands in the state and it is empty, or says what the
# state quotes as no answer.
_MISSING = (
    f'AND({_OURS},A$1<>"",OR(LEN(TRIM(A2))=0,ISNUMBER(FIND("“"&A2&"”",${{state}}2))),'
    'ISNUMBER(FIND("、"&A$1&"、",SUBSTITUTE(SUBSTITUTE(SUBSTITUTE('
    '${state}2,"：","、"),"（","、"),"；","、")&"、")))'
)
_LAST_ROW = 20_001
_EMU = 9525  # to a pixel
_MARGIN_PX = 4
_ROW_POINTS, _POINT_PX = 76, 0.75
# The JPEG comment of a thumbnail says of which content it is.
_KNOWN = re.compile(rb"cwc:([0-9a-f]{64})")


def comment(sha256: str) -> bytes:
    """What a thumbnail carries to be known by."""
    return f"cwc:{sha256}".encode()


def take_thumbnails(page: Page) -> dict[str, bytes]:
    """Take cwc's small pictures off the sheet, by the sha256 of what they show; others stay."""
    taken: dict[str, bytes] = {}
    kept = []
    for image in page.sheet._images:
        data = image.ref.getvalue()
        if known := _KNOWN.search(data[:1000]):
            taken[known[1].decode()] = data
        else:
            kept.append(image)
    page.sheet._images = kept
    return taken


def show(page: Page, number: int, jpeg: bytes) -> None:
    """Put a small picture into its row; it moves and hides with it."""
    image = Image(BytesIO(jpeg))
    ends = []
    for across, down in ((0, 0), (image.width, image.height)):
        ends.append(
            AnchorMarker(
                col=page.column(THUMBNAIL) - 1,
                colOff=(_MARGIN_PX + across) * _EMU,
                row=number - 1,
                rowOff=(_MARGIN_PX + down) * _EMU,
            )
        )
    image.anchor = TwoCellAnchor(editAs="twoCell", _from=ends[0], to=ends[1])
    page.sheet.add_image(image)
    row = page.sheet.row_dimensions[number]
    row.height = max(row.height or 0, _ROW_POINTS)


def dress(book: Book, codes: Mapping[str, str], categories: Mapping[str, str]) -> None:
    """Drop-down lists, the colour of what is missing, the hidden column.

    `codes` with their names, `categories` with the code that each belongs to.
    """
    options = book.page(OPTIONS)
    for heading, beside, values in ((USED_FOR, _NAME, codes), (CATEGORY, _OF, categories)):
        if values:
            cells = _listed(options, heading, beside, values)
            name = f"cwc_{heading}"
            text = f"'{options.sheet.title}'!{cells}"
            book.workbook.defined_names[name] = DefinedName(name, attr_text=text)
            for sheet in TARGETS:
                _suggest(book.pages[sheet], heading, name)
    for sheet in TARGETS:
        _colour(book.pages[sheet])
    photos = book.pages[PHOTOS]
    photos.sheet.column_dimensions[photos.letter(CONTENT)].hidden = True


def _listed(page: Page, heading: str, beside: str, values: Mapping[str, str]) -> str:
    """Add what is not there yet to a list and give its cells; what others added stays."""
    letter = page.letter(heading)
    there = [page.text(number, heading) for number in range(2, page.last + 1)]
    end = max((n for n, text in enumerate(there, start=2) if text), default=1)
    for value, said in values.items():
        if value not in there:
            end += 1
            page.put(end, heading, value)
            page.put(end, beside, said)
    page.last = max(page.last, end)
    return f"${letter}$2:${letter}${end}"


def _suggest(page: Page, heading: str, name: str) -> None:
    """Offer a list in a column; other words may be typed. A list of the clerk's own stays."""
    column = page.column(heading)
    for rule in page.sheet.data_validations.dataValidation:
        covered = [r for r in rule.sqref.ranges if r.min_col <= column <= r.max_col]
        if not covered:
            continue
        if rule.type is None and all(r.min_col == r.max_col for r in rule.sqref.ranges):
            rule.type, rule.formula1 = "list", name
            rule.showErrorMessage = False
        return
    letter = page.letter(heading)
    rule = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    page.sheet.add_data_validation(rule)


def _colour(page: Page) -> None:
    kept = ConditionalFormattingList()
    for formats in page.sheet.conditional_formatting:
        for rule in formats.rules:
            if not any(_OURS in formula for formula in rule.formula):
                kept.add(str(formats.sqref), rule)
    fill = PatternFill("solid", start_color=_YELLOW, end_color=_YELLOW)
    formula = _MISSING.format(state=page.letter(STATE))
    kept.add(
        f"A2:{page.letter(STATE)}{max(page.last, 2)}",
        Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=fill)),
    )
    page.sheet.conditional_formatting = kept
