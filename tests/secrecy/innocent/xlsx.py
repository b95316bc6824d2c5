"""Excel files that carry one innocent text at a chosen place."""

import datetime
import io
import re
from collections.abc import Callable
from typing import Final

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from secrecy.innocent.docx import frozen, identifier, png
from secrecy.innocent.frames import filler
from secrecy.innocent.texts import paragraphs, parts, plain, rows

_DATE: Final = datetime.datetime(2018, 6, 1, 9, tzinfo=datetime.UTC)
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")

Placer = Callable[[Workbook, Worksheet, str], None]


def _cell(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into one wrapped cell."""
    sheet.write_string(3, 1, "\n".join(paragraphs(text)), book.add_format({"text_wrap": True}))


def _merged(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into a merged title cell."""
    sheet.merge_range(3, 0, 3, 5, plain(text), book.add_format({"bold": True, "align": "center"}))


def _header(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into the centre of the page header."""
    sheet.set_header("&C" + plain(text).replace("&", "&&"))


def _footer(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into the left of the page footer."""
    sheet.set_footer("&L" + plain(text).replace("&", "&&") + "&R&P / &N")


def _sheet_name(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into the name of a second sheet."""
    name = re.sub(r"[\[\]:*?/\\']", " ", plain(text))[:31].strip()
    book.add_worksheet(name).write_string(0, 0, "数据待补")


def _comment(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into a cell comment."""
    sheet.write_string(4, 0, "合计")
    sheet.write_comment(4, 0, plain(text), {"author": "office"})


def _textbox(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into a text box."""
    sheet.insert_textbox(6, 1, "\n".join(paragraphs(text)))


def _alt(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into the alternative text of a picture."""
    options = {"image_data": io.BytesIO(png(len(text))), "description": plain(text)}
    sheet.insert_image(6, 1, "picture.png", options)


def _property(field: str) -> Placer:
    """Return a placer for one document property."""

    def place(book: Workbook, sheet: Worksheet, text: str) -> None:
        """Set the document property."""
        book.set_properties({"author": "办公室", "created": _DATE, field: plain(text)})

    return place


def _custom(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into a custom property."""
    book.set_custom_property("Remark", plain(text), "text")


def _validation(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into the input message of a data check."""
    sheet.data_validation(
        3, 1, 9, 1, {"validate": "any", "input_title": "填写提示", "input_message": plain(text)}
    )


def _chart(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into the title of a chart."""
    sheet.write_column(6, 0, [3, 5, 8])
    chart = book.add_chart({"type": "column"})
    assert chart is not None
    chart.add_series({"values": ["Sheet1", 6, 0, 8, 0]})
    chart.set_title({"name": plain(text)})
    sheet.insert_chart(6, 2, chart)


def _link(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into a hyperlink and its tip."""
    sheet.write_url(3, 0, "https://www.example.gov.cn/", string=plain(text), tip=plain(text))


def _defined_name(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into a defined name."""
    book.define_name(identifier(text, 60), "=Sheet1!$A$1:$B$3")


def _scattered(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put the text into one cell as runs of changing look."""
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    whole = plain(text)
    pieces: list[object] = []
    for start in range(0, len(whole), 4):
        pieces += [bold if start % 8 else red, whole[start : start + 4]]
    sheet.write_rich_string(3, 1, *pieces)


def _two_runs(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Set a run border where the text has one."""
    left, right = parts(text)
    sheet.write_rich_string(3, 1, left, book.add_format({"bold": True}), right)


def _line_break(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Set a line break where the text has a border."""
    sheet.write_string(3, 1, "\n".join(parts(text)), book.add_format({"text_wrap": True}))


def _two_cells(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Begin the next cell of the row where the text has a border."""
    sheet.write_row(3, 0, parts(text))


def _two_rows(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Begin the next row where the text has a border."""
    sheet.write_column(3, 0, parts(text))


def _lines(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Put each paragraph into its own row."""
    sheet.write_column(3, 0, paragraphs(text))


def _value(text: str) -> str | float:
    """Return a number for digits and the text itself otherwise."""
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text


def _table(book: Workbook, sheet: Worksheet, text: str) -> None:
    """Lay the text out as a table of texts and numbers."""
    for number, row in enumerate(rows(text)):
        sheet.write_row(3 + number, 1, [_value(value) for value in row])


PLACES: Final[dict[str, dict[str, tuple[int, Placer | None]]]] = {
    "plain": {
        "cell": (9999, _cell),
        "sheet": (29, _sheet_name),
        "header": (80, _header),
        "openpyxl": (9999, None),
        "comment": (300, _comment),
        "merged": (120, _merged),
        "validation": (200, _validation),
        "footer": (80, _footer),
        "textbox": (300, _textbox),
        "chart": (60, _chart),
        "alt": (200, _alt),
        "title": (90, _property("title")),
        "scattered": (9999, _scattered),
        "defined-name": (40, _defined_name),
        "keywords": (120, _property("keywords")),
        "link": (100, _link),
        "custom": (200, _custom),
        "comments": (200, _property("comments")),
        "openpyxl-note": (200, None),
    },
    "multi": {"lines": (9999, _lines), "cell": (9999, _cell), "textbox": (9999, _textbox)},
    "table": {"table": (9999, _table), "openpyxl": (9999, None)},
    "border": {
        "two-runs": (9999, _two_runs),
        "two-cells": (9999, _two_cells),
        "line-break": (9999, _line_break),
        "two-rows": (9999, _two_rows),
    },
}


def _other_library(place: str, text: str, number: int) -> bytes:
    """Return a workbook made with openpyxl, its dates fixed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([filler(number)])
    for row in rows(plain(text)):
        sheet.append([_value(value) for value in row])
    if place == "openpyxl-note":
        sheet["A2"].comment = Comment(plain(text), "office")
        sheet["A2"].value = "小计"
    out = io.BytesIO()
    book.save(out)
    return frozen(out.getvalue(), lambda data: _MODIFIED.sub(rb"\g<1>2018-06-01T09:00:00Z", data))


def build(shape: str, place: str, text: str, number: int) -> bytes:
    """Return an Excel file with the text at the place and neutral cells around it."""
    placer = PLACES[shape][place][1]
    if placer is None:
        return _other_library(place, text, number)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"author": "办公室", "created": _DATE})
        sheet = book.add_worksheet("Sheet1")
        sheet.write_string(0, 0, filler(number))
        sheet.write_row(1, 0, ["序号", "内容", "备注"])
        placer(book, sheet, text)
        if number % 2:
            sheet.write_string(14, 0, filler(number + 7))
    return frozen(out.getvalue())
