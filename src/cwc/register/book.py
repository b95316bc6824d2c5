"""材料登记.xlsx opened to be filled in: every word in it stays, and every sheet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from cwc.errors import BROKEN_FILE, ConfigError
from cwc.model.header import Header
from cwc.register.sheets import TARGETS, is_read
from cwc.workbook import Row, cell_text
from cwc.zips import Zip

BROKEN = "{path}：打不开这份表格。请在 WPS 或 Excel 里打开它，另存为 .xlsx 后再试。"
MERGED = "{path}：{sheet} 的 {cells} 是合并的单元格，没法往里填。请拆开，每行都填，再运行一次。"
FORMULA = (
    "{path}：{sheet} 的 {cells} 是公式，重写时会丢了算好的结果。"
    "请选中这些格，复制，选择性粘贴成“数值”，再运行一次。"
)
FOREIGN = (
    "{path}：里面有表格文字以外的东西（{parts}：如文本框、图表、嵌在单元格里的图片），"
    "重写时会丢。请把它们移到另一份表格，再运行一次。"
)
NAMED = 5
NEW_COLUMN_CHARACTERS = 26

# What openpyxl carries over, or what holds nothing that anybody put there.
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|(?:docProps|docMetadata|customXml)/.*|"
    r"xl/(?:workbook|styles|sharedStrings|calcChain)\.xml|xl/worksheets/[^/]+\.xml|"
    r"xl/(?:theme|printerSettings|tables|externalLinks|pivotTables|pivotCache)/.*|"
    r"xl/(?:comments|threadedComments|persons).*|xl/drawings/[^/]+\.(?:xml|vml)|"
    r"xl/media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?)",
    re.IGNORECASE,
)
# In a drawing all but pictures: text boxes, shapes, charts.
_DRAWN = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|graphicFrame)[\s>]")
_TEXT = "@"
_LINE = Side(style="thin")
_BODY = {
    "alignment": Alignment(wrap_text=True, vertical="top"),
    "border": Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE),
    # What is typed there stays as it is typed: 2018.10, +86, =1.
    "number_format": _TEXT,
}


class Page:
    """One sheet, its columns by the headings in row 1."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        said = [cell for cell in self.cells() if cell_text(cell)]
        self._columns: dict[str, int] = {cell_text(c): c.column for c in said if c.row == 1}
        self._width: int = max((c.column for c in said), default=0)
        self.last: int = max((c.row for c in said), default=1)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, from the left."""
        return tuple(self._columns)

    def cells(self) -> Iterable[Any]:
        """The cells that are there, in no order; openpyxl's own ways make all others as they go."""
        return tuple(self.sheet._cells.values())

    def column(self, heading: str) -> int:
        """Where a heading stands; to the right of everything if it is new."""
        if heading not in self._columns:
            self._width += 1
            self._columns[heading] = self._width
            cell = self.sheet.cell(1, self._width, heading)
            letter = get_column_letter(self._width)
            self.sheet.column_dimensions[letter].width = NEW_COLUMN_CHARACTERS
            cell._style = copy(self.sheet.cell(1, 1)._style)
        return self._columns[heading]

    def letter(self, heading: str) -> str:
        """The column's name: B."""
        return get_column_letter(self.column(heading))

    def rows(self) -> Iterator[Row]:
        """The rows that say anything, as the register's reader gives them."""
        for number in sorted({row for row, _ in self.sheet._cells} - {1}):
            if said := {h: text for h in self._columns if (text := self.text(number, h))}:
                yield Row(number, said)

    def text(self, number: int, heading: str) -> str:
        """What a cell says; "" where there is no such column."""
        cell = self.sheet._cells.get((number, self._columns.get(heading)))
        return cell_text(cell) if cell else ""

    def put(self, number: int, heading: str, text: str) -> None:
        """Write into a cell, as text and nothing else."""
        cell = self.sheet.cell(number, self.column(heading))
        cell.value = text or None
        if text:
            cell.data_type = "s"  # openpyxl takes a leading = for a formula

    def append(self, cells: Mapping[str, str]) -> int:
        """Add a row below everything; its number."""
        self.last += 1
        for heading, column in self._columns.items():
            cell = self.sheet.cell(self.last, column)
            for name, style in _BODY.items():
                setattr(cell, name, style)
            self.put(self.last, heading, cells.get(heading, ""))
        return self.last


class Book:
    """The workbook with its pages by their names."""

    def __init__(self, data: bytes, path: Path, header: Header) -> None:
        """ConfigError, in which `path` is named, when it cannot be filled in without a loss."""
        try:
            self._check_parts(data, path)
            self.workbook: Any = openpyxl.load_workbook(BytesIO(data))
        except BROKEN_FILE as error:
            raise ConfigError(BROKEN.format(path=path)) from error
        self.pages = {s.title.strip(): Page(s) for s in self.workbook.worksheets}
        for name in TARGETS:
            self._check_cells(path, name, header)

    def page(self, name: str) -> Page:
        """A sheet by its name, made when there is none."""
        if name not in self.pages:
            self.pages[name] = Page(self.workbook.create_sheet(name))
        return self.pages[name]

    def data(self) -> bytes:
        """The workbook as a file."""
        out = BytesIO()
        self.workbook.save(out)
        return out.getvalue()

    @staticmethod
    def _check_parts(data: bytes, path: Path) -> None:
        with Zip(BytesIO(data)) as package:
            names = package.namelist()
            lost = [name for name in names if not _is_kept(name)]
            drawings = [n for n in names if n.startswith("xl/drawings/") and n.endswith(".xml")]
            lost += [name for name in drawings if _DRAWN.search(package.read(name))]
        if lost:
            raise ConfigError(FOREIGN.format(path=path, parts="、".join(lost[:NAMED])))

    def _check_cells(self, path: Path, name: str, header: Header) -> None:
        page = self.pages[name]
        merged = [str(cells) for cells in page.sheet.merged_cells.ranges]
        if merged:
            said = "、".join(sorted(merged)[:NAMED])
            raise ConfigError(MERGED.format(path=path, sheet=name, cells=said))
        # What is kept of a formula is the formula: no one would know its result until it is opened.
        read = {page.column(h) for h in page.headings if is_read(name, h, header)}
        cells = (cell for cell in page.cells() if cell.data_type == "f")
        if formulas := [cell.coordinate for cell in cells if cell.column in read]:
            said = "、".join(formulas[:NAMED])
            raise ConfigError(FORMULA.format(path=path, sheet=name, cells=said))


def _is_kept(name: str) -> bool:
    return name.endswith("/") or "_rels" in name.split("/")[:-1] or bool(_KEPT.fullmatch(name))
