"""xlsx in (openpyxl) and out (XlsxWriter, whose files come out the same each time)."""

import math
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from cwc.errors import ConfigError

# A fixed creation time: the same content gives the same bytes.
_CREATED = datetime(2000, 1, 1)
_MAX_ROWS = 20_000
_LINE_POINTS = 17
_A4 = 9  # the number of the paper size in SpreadsheetML
_MAX_UNPACKED_BYTES = 200_000_000


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number as Excel shows it, and its non-empty cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """One sheet to write; `hints` appear beside the cells of a heading when one is selected."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    widths_characters: Sequence[int]
    hints: Mapping[str, str] = field(default_factory=dict)


def read_rows(path: Path) -> dict[str, list[Row]]:
    """Every sheet's rows under its first row of headings; ConfigError when it is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED_BYTES:
                raise ConfigError(f"{path}：解压后太大，不像一份登记表。请重新建一份。")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return {
                sheet.title: _rows(list(sheet.iter_rows(max_row=_MAX_ROWS, values_only=True)))
                for sheet in book.worksheets
            }
        finally:
            book.close()
    except ConfigError:
        raise
    except (
        OSError,
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
        TypeError,
    ) as error:  # what openpyxl raises on broken parts
        raise ConfigError(
            f"{path}：打不开这份表格。请在 WPS 或 Excel 里打开它，另存为 .xlsx 后再试；"
            "若设了打开密码，请先取消密码。"
        ) from error


def _rows(values: list[tuple[object, ...]]) -> list[Row]:
    if not values:
        return []
    headings = [_text(cell) for cell in values[0]]
    rows = []
    for number, row in enumerate(values[1:], start=2):
        cells = {h: _text(c) for h, c in zip(headings, row, strict=False) if h and _text(c)}
        if cells:
            rows.append(Row(number, cells))
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell.year}年{cell.month}月{cell.day}日"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook; text that begins like a formula stays text."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
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
                        1, column, _MAX_ROWS, column, {"validate": "any", "input_message": hint}
                    )
            page.write_row(0, 0, sheet.headings, heading)
            for number, row in enumerate(sheet.rows, start=1):
                page.write_row(number, 0, row, body)
                page.set_row(number, _LINE_POINTS * _lines(row, sheet.widths_characters))
    finally:
        book.close()


def _lines(row: Sequence[str | int], widths: Sequence[int]) -> int:
    """How many lines the row's fullest cell takes; not every program works that out itself."""
    return max(
        sum(max(1, math.ceil(_columns(line) / width)) for line in str(cell).split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
