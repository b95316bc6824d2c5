"""Tables as plain text (.csv): UTF-8 or GBK, parted by commas, semicolons or tabs."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from cwc.errors import TooMuchError
from cwc.model.aspects import Aspect, Formulas, Hidden, Insets, Package, Text
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Part, Role, Where
from cwc.readers.obstacle import Blocked
from cwc.text.words import count_words
from cwc.workbook import MAX_CELLS, is_command

# Windows' Excel and WPS write GBK where nobody asks for more.
_ENCODINGS = ("utf-8-sig", "gb18030")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SEPARATORS = ",;\t"
_ROW = Where.shown(Role.SHEET)


def sniff(data: bytes) -> bool:
    """Text has no zero bytes, but in two bytes a sign."""
    return data[:2] in _WIDE or b"\0" not in data[:4_096]


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a table; Blocked when it is in no known encoding."""
    rows = _rows(_decoded(data))
    looks: dict[type[Aspect], Callable[[], Aspect]] = {
        Text: lambda: _text(rows),
        # Text carries neither programs nor pictures.
        Package: lambda: Package(macros=False, embedded=()),
        Insets: lambda: Insets(pictures=0, photos=0),
        Formulas: lambda: Formulas(cells=tuple(_commands(rows))),
    }
    return {aspect: looks[aspect]() for aspect in wanted}


def _decoded(data: bytes) -> str:
    for encoding in [_WIDE[data[:2]]] if data[:2] in _WIDE else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Blocked(Obstacle.DAMAGED)


def _rows(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text), delimiter=separator):
            cells += 1 + len(row)
            if cells > MAX_CELLS:
                raise TooMuchError
            rows.append(row)
    except csv.Error as error:
        raise Blocked(Obstacle.DAMAGED) from error
    return rows


def _text(rows: list[list[str]]) -> Text:
    said = ["\t".join(row).rstrip() for row in rows]
    parts = tuple(dict.fromkeys(Part(where=_ROW, text=row) for row in said if row))
    words = sum(map(count_words, said))
    empty = Gap(where=_ROW, obstacle=Obstacle.NO_TEXT)
    return Text(parts=parts, words=words, unread=() if words else (empty,))


def _commands(rows: list[list[str]]) -> Iterator[str]:
    """The cells that a spreadsheet would run when it opens the table."""
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if is_command(cell):
                yield f"第{number}行第{column}列"
