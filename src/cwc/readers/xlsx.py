"""Excel workbooks: every sheet's rows, and the text of every other part."""

import re
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree

from cwc.model.aspects import Aspect, Formulas, Hidden, Insets, Package, Text
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Part, Role, Where
from cwc.readers.package import (
    is_package,
    main_part,
    open_package,
    parse,
    read_insets,
    read_package,
    read_parts,
    wanting_text,
)
from cwc.text.words import count_words
from cwc.workbook import commands, read_lines, uncounted

_SHEETS = "xl/worksheets/"
_NAMED = 3
_STRINGS = "xl/sharedStrings.xml"
# ECMA-376 18.3.1.39: what begins the left, middle and right of a header; fonts, sizes, colours and
# fields; an ampersand that is shown.
_HEADER_CODE = re.compile(
    r"&(?P<section>[LCR])|&(?P<shown>&)"
    r"|&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3} ?|[A-Za-z])"
)

sniff = is_package


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a .xlsx; Blocked when it is encrypted, broken, another format or a bomb."""
    with open_package(data, whole=True) as package:
        main_part(package, "sheet")
        carried, insets = read_package(package), read_insets(package)
        looks: dict[type[Aspect], Callable[[], Aspect]] = {
            Text: lambda: _text(data, package, insets),
            Package: lambda: carried,
            Insets: lambda: insets,
            Formulas: lambda: Formulas(cells=tuple(commands(data))),
        }
        return {aspect: looks[aspect]() for aspect in wanted}


def _text(data: bytes, package: zipfile.ZipFile, insets: Insets) -> Text:
    """A part for each row, its cells parted by tabs, and what stands beside the rows."""
    found: list[Part] = []
    unread: list[Gap] = []
    sheets = {name for name in package.namelist() if name.startswith(_SHEETS)}
    # Rows tell more than the strings that they are made of.
    read_parts(package, {*sheets, _STRINGS}, found, unread)
    for name in sorted(sheets):
        if name.endswith(".xml"):
            found += sheet_parts(parse(package.read(name)))
    # What is said beside the rows is said once; rows may be alike.
    found = list(dict.fromkeys(found))
    rows: list[str] = []
    for number, (title, lines) in enumerate(read_lines(data).items(), start=1):
        found.append(Part(where=Where.shown(Role.SHEET_NAME, number), text=title))
        where = Where.shown(Role.SHEET, number, title)
        texts = ["\t".join(line).rstrip() for line in lines]
        found += [Part(where=where, text=text) for text in texts if text]
        rows += texts
    words = sum(count_words(row) for row in rows)
    unread += wanting_text(words, insets, Role.SHEET)
    if lost := uncounted(data):
        where = Where.shown(Role.FORMULA, name="、".join(lost[:_NAMED]))
        unread.append(Gap(where=where, obstacle=Obstacle.BROKEN_PART))
    return Text(parts=tuple(found), words=words, unread=tuple(unread))


def sheet_parts(root: etree._Element) -> Iterator[Part]:
    """What a sheet says beside its cells' values: headers, prompts, tips, formulas."""
    for element in root.iterfind("{*}headerFooter/{*}*"):
        for section in _sections(element.text or ""):
            yield Part(where=Where.shown(Role.HEADER_FOOTER), text=section)
    for element in root.iter("{*}dataValidation", "{*}hyperlink"):
        for key in ("prompt", "promptTitle", "error", "errorTitle", "tooltip", "display"):
            if text := element.get(key):
                yield Part(where=Where.shown(Role.PROMPT), text=text)
    for element in root.iter("{*}f"):
        if element.text:
            yield Part(where=Where.shown(Role.FORMULA), text=element.text)


def _sections(code: str) -> Iterator[str]:
    """The left, middle and right of a header or footer, as they are printed."""
    printed = _HEADER_CODE.sub(lambda code: "\v" if code["section"] else code["shown"] or "", code)
    yield from filter(None, map(str.strip, printed.split("\v")))
