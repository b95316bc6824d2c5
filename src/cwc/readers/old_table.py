"""Older and other spreadsheets (.xls, .et, .xlsb, .ods): the values of their cells."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import olefile

from cwc.errors import TooMuchError
from cwc.model.aspects import Aspect, Formulas, Hidden, Insets, Package, Text
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Part, Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.package import photo_count
from cwc.readers.search.packed import is_ole, is_zip
from cwc.readers.word97.drawings import pictures
from cwc.text.words import count_words
from cwc.workbook import MAX_CELLS
from cwc.zips import Zip

# [MS-XLS] 2.1.4: a record's type and size; 2.4.127: a formula.
_FORMULA, _HEAD_BYTES = 0x0006, 4
_STREAMS = ("Workbook", "Book")
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT")
_PANIC = "PanicException"
_EMBEDDED = ("MBD", "LNK")


def sniff(data: bytes) -> bool:
    """Whether the bytes are an OLE file's or a package's."""
    return is_ole(data) or is_zip(data)


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a book; Blocked when it is locked or none."""
    looks: dict[type[Aspect], Callable[[], Aspect | Hidden]] = {
        Text: lambda: _text(data),
        Package: lambda: _package(data),
        Insets: lambda: _insets(data),
        Formulas: lambda: _formulas(data),
    }
    return {aspect: looks[aspect]() for aspect in wanted}


def _text(data: bytes) -> Text:
    """A part for each row of each sheet."""
    # Few folders hold one, and it takes long to import.
    import python_calamine as calamine  # noqa: PLC0415

    if is_zip(data) and not Zip(BytesIO(data)).weigh():
        raise Blocked(Obstacle.DAMAGED)
    try:
        return _read(calamine.CalamineWorkbook.from_filelike(BytesIO(data)))
    except calamine.PasswordError as error:
        raise Blocked(Obstacle.ENCRYPTED) from error
    except calamine.CalamineError as error:
        raise Blocked(Obstacle.DAMAGED) from error
    except BaseException as error:
        # What panics in Rust is no Exception.
        if type(error).__name__ != _PANIC:
            raise
        raise Blocked(Obstacle.DAMAGED) from error


def _read(book: Any) -> Text:
    parts: list[Part] = []
    words = 0
    for number, name in enumerate(book.sheet_names, start=1):
        parts.append(Part(where=Where.shown(Role.SHEET_NAME, number), text=name))
        sheet = book.get_sheet_by_index(number - 1)
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            raise TooMuchError
        for row in sheet.to_python(skip_empty_area=False):
            said = "\t".join(map(_said, row)).rstrip()
            words += count_words(said)
            if said:
                parts.append(Part(where=Where.shown(Role.SHEET, number, name), text=said))
    empty = Gap(where=Where.shown(Role.SHEET), obstacle=Obstacle.NO_TEXT)
    return Text(parts=tuple(parts), words=words, unread=() if words else (empty,))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time().isoformat() != "00:00:00" else _day(value)
    return _day(value) if isinstance(value, date) else str(value)


def _day(value: date) -> str:
    return f"{value.year}-{value.month:02}-{value.day:02}"


def _package(data: bytes) -> Package | Hidden:
    if not is_ole(data):
        return Hidden(obstacle=Obstacle.NO_READER)
    with olefile.OleFileIO(BytesIO(data)) as ole:
        storages = [path[0] for path in ole.listdir(streams=False, storages=True)]
    inside = sorted({name for name in storages if name.startswith(_EMBEDDED)})
    return Package(
        macros=any(name in _MACROS for name in storages),
        embedded=tuple(Where.shown(Role.PART, name=name) for name in inside),
    )


def _insets(data: bytes) -> Insets | Hidden:
    """The pictures in its drawings, which other records cut to pieces: their beginnings tell."""
    if not is_ole(data):
        return Hidden(obstacle=Obstacle.NO_READER)
    found = [picture for stream in _streams(data) for picture in pictures(stream)]
    return Insets(pictures=len(found), photos=photo_count(found))


def _formulas(data: bytes) -> Formulas | Hidden:
    """None where the book holds no formula at all; what one does is not read."""
    streams = _streams(data) if is_ole(data) else []
    if not streams or any(map(_holds_formula, streams)):
        return Hidden(obstacle=Obstacle.NO_READER)
    return Formulas(cells=())


def _streams(data: bytes) -> list[bytes]:
    with olefile.OleFileIO(BytesIO(data)) as ole:
        return [ole.openstream(name).read() for name in _STREAMS if ole.exists(name)]


def _holds_formula(stream: bytes) -> bool:
    at = 0
    while at + _HEAD_BYTES <= len(stream):
        kind = int.from_bytes(stream[at : at + 2], "little")
        if kind == _FORMULA:
            return True
        at += _HEAD_BYTES + int.from_bytes(stream[at + 2 : at + 4], "little")
    return False
