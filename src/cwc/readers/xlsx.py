"""Excel workbooks: every sheet's rows, and the text of every other part."""

from collections.abc import Iterator

from lxml import etree

from cwc.model.facts import DocumentFacts, Passage, UnreadPart
from cwc.readers.package import (
    main_part,
    open_package,
    parse,
    read_extras,
    read_parts,
    wanting_text,
)
from cwc.text.words import count_words
from cwc.workbook import commands, read_lines, uncounted

_SHEETS = "xl/worksheets/"
_NAMED = 3
_STRINGS = "xl/sharedStrings.xml"


def read_xlsx(data: bytes) -> DocumentFacts:
    """Facts of a .xlsx, a passage for each row, its cells parted by tabs; Blocked as a .docx is."""
    found: list[Passage] = []
    unread: list[UnreadPart] = []
    with open_package(data) as package:
        main_part(package, "sheet")
        names = package.namelist()
        sheets = {name for name in names if name.startswith(_SHEETS)}
        # Rows tell more than the strings that they are made of.
        read_parts(package, {*sheets, _STRINGS}, found, unread)
        extras = read_extras(package)
        for name in sorted(sheets):
            if name.endswith(".xml"):
                found += sheet_passages(parse(package.read(name)))
    rows: list[str] = []
    for title, lines in read_lines(data).items():
        found.append(Passage(place="工作表的名字", text=title))
        texts = ["\t".join(line).rstrip() for line in lines]
        found += [Passage(place=f"工作表“{title}”", text=text) for text in texts if text]
        rows += texts
    words = sum(count_words(row) for row in rows)
    unread += wanting_text(words, extras.pictures, "工作表")
    lost = uncounted(data)
    if lost:
        unread.append(UnreadPart(place=f"公式{'、'.join(lost[:_NAMED])}", obstacle="broken-part"))
    return DocumentFacts(
        format="xlsx",
        size_bytes=len(data),
        words=words,
        passages=tuple(dict.fromkeys(found)),
        unread=tuple(unread),
        pictures=extras.pictures,
        photos=extras.photos,
        comments=extras.comments,
        macros=extras.macros,
        embedded=extras.embedded,
        formulas=tuple(commands(data)),
    )


def sheet_passages(root: etree._Element) -> Iterator[Passage]:
    """What a sheet says beside its cells' values: headers, prompts, tips, formulas."""
    for element in root.iterfind("{*}headerFooter/{*}*"):
        if element.text:
            yield Passage(place="页眉页脚", text=element.text)
    for element in root.iter("{*}dataValidation", "{*}hyperlink"):
        for key in ("prompt", "promptTitle", "error", "errorTitle", "tooltip", "display"):
            if text := element.get(key):
                yield Passage(place="提示", text=text)
    for element in root.iter("{*}f"):
        if element.text:
            yield Passage(place="公式", text=element.text)
