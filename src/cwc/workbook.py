"""xlsx in (openpyxl) and out (XlsxWriter, whose files come out the same each time)."""

import math
import re
import unicodedata
import zipfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cwc.errors import BROKEN_FILE, ConfigError, TooMuchError
from cwc.zips import MAX_UNPACKED_BYTES, Zip

if TYPE_CHECKING:
    import xlsxwriter

# A fixed creation time: the same content gives the same bytes.
_CREATED = datetime(2000, 1, 1)
# Beside so many rows hints appear.
_HINTED_ROWS = 20_000
_LINE_POINTS = 17
# 2018.10 typed into a plain cell becomes the number 2018.1.
_JANUARY_OR_OCTOBER = re.compile(r"(?:19|20)\d\d\.1")
# =cmd|'/C calc'!A0 and the same begun with another sign; what fetches, calls or links out of the
# book, wherever in a formula. A link within the book, a phone number +86…, -A | B组 are none.
_COMMAND = re.compile(
    r"\A(?:[=+\-@][A-Za-z][\w.]*\|['/!\w]|=.*?(?:HYPERLINK\s{0,99}\((?!\s{0,99}[\"']?#)|"
    r"(?:WEBSERVICE|IMPORT\w{1,20}|IMAGE|RTD|DDE|CALL|EXEC|REGISTER\.ID)\s{0,99}\(|"
    r"'?\[[^\]]{1,300}\.\w{3,4}\]))",
    re.IGNORECASE | re.DOTALL,
)
# A formula's element, or text that begins like a formula, be its sign written as a reference; XML
# in UTF-16 is looked into as well.
_BEGUN = re.compile(
    rb"<(?:\w+:)?f[\s>/]|>\s*(?:[=+@-]|&#(?:0*(?:61|43|45|64)|x0*(?:3d|2b|2d|40));)", re.IGNORECASE
)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]{0,99}?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\""
)
_A4 = 9  # the number of the paper size in SpreadsheetML
# Rows and cells up to the last that a row has, of all sheets, each time they are gone through; so
# many signs count as one more.
MAX_CELLS = 2_000_000
_SIGNS_OF_A_CELL = 10


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number as Excel shows it, and its non-empty cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """One sheet as it was read: its headings, and the rows below them that are not empty.

    `spread` counts by heading the cells that say what the merged cell they are part of says.
    """

    headings: tuple[str, ...]
    rows: list[Row]
    spread: Mapping[str, int]


@dataclass(frozen=True)
class Sheet:
    """One sheet to write; `hints` appear beside the cells of a heading when one is selected."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    widths_characters: Sequence[int]
    hints: Mapping[str, str] = field(default_factory=dict)


def read_tables(path: Path) -> dict[str, Table]:
    """Every sheet under its first row of headings; ConfigError when it is no workbook."""
    try:
        if path.stat().st_size > MAX_UNPACKED_BYTES:
            raise TooMuchError
        with Zip(path) as archive:
            if not archive.weigh():
                raise zipfile.BadZipFile
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise ConfigError(f"{path}：设了打开密码。请取消密码，另存一份。")
            merged = _merged_cells(archive)
        book = _opened(path, data_only=True)
        try:
            cells = _Cells()
            sheets: list[Any] = book.worksheets
            return {
                sheet.title: _table(path, sheet, cells, merged.get(sheet._worksheet_path, ()))
                for sheet in sheets
            }
        finally:
            book.close()
    except TooMuchError as error:
        raise ConfigError(
            f"{path}：内容太多，没有读。请删去空行和多余的工作表；真有这么多的，分成几个单位交。"
        ) from error
    except PermissionError as error:
        raise ConfigError(f"{path}：没有权限打开，或正被别的程序占用。请关闭后再试。") from error
    except BROKEN_FILE as error:
        raise ConfigError(
            f"{path}：打不开这份表格。请在 WPS 或 Excel 里打开它，另存为 .xlsx 后再试；"
            "若设了打开密码，请先取消密码。"
        ) from error


def read_lines(data: bytes) -> dict[str, list[list[str]]]:
    """Every sheet's cells as text, row by row, by the sheet's name; what openpyxl raises.

    TooMuchError here and below when a sheet has more cells than anyone fills in.
    """
    book = _opened(BytesIO(data), data_only=True)
    lines: dict[str, list[list[str]]] = {}
    cells = _Cells()
    try:
        for sheet in book.worksheets:
            lines[sheet.title] = [[cell_text(cell) for cell in line] for line in cells.of(sheet)]
    finally:
        book.close()
    return lines


def commands(data: bytes) -> list[str]:
    """The cells, as 表!A1, that a spreadsheet program would run or send somewhere; or openpyxl's.

    A formula that calls a program, fetches or links; text that becomes a formula when exported.
    """
    if not _may_run(data):
        return []
    book = _opened(BytesIO(data), data_only=False)
    cells = _Cells()
    try:
        return [
            f"{sheet.title}!{cell.coordinate}"
            for sheet in book.worksheets
            for line in cells.of(sheet)
            for cell in line
            if isinstance(cell.value, str) and is_command(cell.value)
        ]
    finally:
        book.close()


def _opened(source: Path | BytesIO, *, data_only: bool) -> Any:
    """A book to be read row by row, with the formulas' results or the formulas; openpyxl's."""
    # It takes longer to import than a folder without books takes to check.
    import openpyxl  # noqa: PLC0415

    return openpyxl.load_workbook(source, read_only=True, data_only=data_only)


def is_command(text: str) -> bool:
    """Whether a spreadsheet program would run a cell that says so, or send something somewhere."""
    return _COMMAND.match(text) is not None


class _Cells:
    """Goes through sheets, whatever they say of their own size, to an end."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def of(self, sheet: Any) -> Iterator[Any]:
        """Each row's cells."""
        # Some programs write a wrong extent into the file.
        sheet.reset_dimensions()
        for line in sheet.iter_rows():
            signs = sum(len(cell.value) for cell in line if isinstance(cell.value, str))
            self.spend(1 + len(line) + signs // _SIGNS_OF_A_CELL)
            yield line

    def spend(self, cells: int) -> None:
        """So many more; TooMuchError beyond the last."""
        self._left -= cells
        if self._left < 0:
            raise TooMuchError


def _may_run(data: bytes) -> bool:
    """Whether any cell holds a formula, or text that begins like one; most books hold none."""
    with Zip(BytesIO(data)) as package:
        texts = (package.read(name) for name in package.namelist() if name.startswith("xl/"))
        return any(b"\0" in text[:4] or _BEGUN.search(text) for text in texts)


def uncounted(data: bytes) -> list[str]:
    """The cells whose formula holds no result, or an error for one; what openpyxl raises."""
    if not _may_run(data):
        return []
    formulas = _opened(BytesIO(data), data_only=False)
    values = _opened(BytesIO(data), data_only=True)
    lost: list[str] = []
    cells = _Cells()
    try:
        for written, counted in zip(formulas.worksheets, values.worksheets, strict=True):
            for line, results in zip(cells.of(written), cells.of(counted), strict=False):
                lost += [
                    f"{written.title}!{cell.coordinate}"
                    for cell, result in zip(line, results, strict=False)
                    if isinstance(cell.value, str)
                    and cell.value.startswith("=")
                    and (result.value is None or str(result.value).startswith("#"))
                ]
    finally:
        formulas.close()
        values.close()
    return lost


def _merged_cells(archive: Zip) -> dict[str, list[str]]:
    """The cells that are merged, as A2:A9, by the part that their sheet is."""
    return {
        name: [found.decode() for found in _MERGED.findall(archive.read(name))]
        for name in archive.namelist()
        if name.startswith("xl/worksheets/")
    }


def _table(path: Path, sheet: Any, cells: "_Cells", merged: Iterable[str]) -> Table:
    lines = cells.of(sheet)
    headings = [cell_text(cell) for cell in next(lines, ())]
    twice = next((h for h, times in Counter(headings).items() if h and times > 1), None)
    if twice:
        raise ConfigError(f"{path}：{sheet.title} 有两列表头都叫“{twice}”。请删去一列。")
    rows = []
    for number, line in enumerate(lines, start=2):
        said = {h: t for h, c in zip(headings, line, strict=False) if h and (t := cell_text(c))}
        if said:
            rows.append(Row(number, said))
    spread = _spread(headings, rows, merged, cells)
    return Table(tuple(filter(None, headings)), rows, spread)


def _spread(
    headings: Sequence[str], rows: Sequence[Row], merged: Iterable[str], cells: "_Cells"
) -> Counter[str]:
    """Let each row say what a merged cell says that reaches into it; how many, by heading."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - see _opened

    spread: Counter[str] = Counter()
    numbers = [row.number for row in rows]
    for place in merged:
        left, top, _, bottom = (int(edge or 0) for edge in range_boundaries(place))
        first, last = bisect_left(numbers, top), bisect_right(numbers, bottom)
        cells.spend(1 + last - first)
        if first == last or numbers[first] != top:
            continue
        heading = headings[left - 1] if left <= len(headings) else ""
        for row in rows[first + 1 : last] if heading in rows[first].cells else ():
            if heading not in row.cells:
                row.cells[heading] = rows[first].cells[heading]
                spread[heading] += 1
    return spread


def cell_text(cell: Any) -> str:
    """A cell as the clerk sees it; a date without its day where the cell shows none."""
    value = cell.value
    if isinstance(value, datetime | date):
        day = f"{value.day}日" if "d" in str(cell.number_format).lower() else ""
        return f"{value.year}年{value.month}月{day}"
    if isinstance(value, int | float) and "%" in str(cell.number_format):
        return f"{value * 100:.10g}%"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float) and _JANUARY_OR_OCTOBER.fullmatch(repr(value)):
        return f"{int(value)}年（{value}：是1月还是10月，请写成文字）"
    return "" if value is None else str(value).strip()


def write_sheets(target: Path | BytesIO, sheets: Sequence[Sheet]) -> None:
    """Write a workbook; text that begins like a formula stays text. OSError when it cannot."""
    import xlsxwriter  # noqa: PLC0415 - a check writes nothing

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target if isinstance(target, BytesIO) else str(target), options)
    try:
        book.set_properties({"created": _CREATED})
        heading = book.add_format(
            {"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True}
        )
        body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.set_paper(_A4)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            for column, width in enumerate(sheet.widths_characters):
                page.set_column(column, column, width)
            for column, heading_text in enumerate(sheet.headings):
                if hint := sheet.hints.get(heading_text):
                    page.data_validation(
                        1, column, _HINTED_ROWS, column, {"validate": "any", "input_message": hint}
                    )
            page.write_row(0, 0, sheet.headings, heading)
            for number, row in enumerate(sheet.rows, start=1):
                page.write_row(number, 0, row, body)
                page.set_row(number, _LINE_POINTS * _lines(row, sheet.widths_characters))
    finally:
        _close(book)


def _close(book: "xlsxwriter.Workbook") -> None:
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - see write_sheets

    try:
        book.close()
    except FileCreateError as error:  # wraps what the system said
        raise OSError(*getattr(error.args[0], "args", error.args)) from error


def _lines(row: Sequence[str | int], widths: Sequence[int]) -> int:
    """How many lines the row's fullest cell takes; not every program works that out itself."""
    return max(
        sum(max(1, math.ceil(_columns(line) / width)) for line in str(cell).split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
