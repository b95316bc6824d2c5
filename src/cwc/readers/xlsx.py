"""Excel workbooks: every sheet's rows, and the text of every other part."""

from typing import Literal

from cwc.model.facts import DocumentFacts, Passage, UnreadPart
from cwc.readers.package import main_part, open_package, parse, read_extras, read_parts
from cwc.text.words import count_words
from cwc.workbook import commands, read_lines

_SHEETS = "xl/worksheets/"
_STRINGS = "xl/sharedStrings.xml"


def read_xlsx(data: bytes) -> DocumentFacts:
    """Facts of a .xlsx, a passage for each row, its cells parted by tabs; Blocked as a .docx is."""
    found: list[Passage] = []
    unread: list[UnreadPart] = []
    with open_package(data) as package:
        main_part(package, "spreadsheetml")
        names = package.namelist()
        sheets = {name for name in names if name.startswith(_SHEETS)}
        # Rows tell more than the strings that they are made of.
        read_parts(package, {*sheets, _STRINGS}, found, unread)
        extras = read_extras(package)
        for name in sorted(sheets):
            if name.endswith(".xml"):
                found += [
                    Passage(place="页眉页脚", text=element.text)
                    for element in parse(package.read(name)).iterfind("{*}headerFooter/{*}*")
                    if element.text
                ]
    rows: list[str] = []
    for title, lines in read_lines(data).items():
        found.append(Passage(place="工作表的名字", text=title))
        texts = ["\t".join(line).rstrip() for line in lines]
        found += [Passage(place=f"工作表“{title}”", text=text) for text in texts if text]
        rows += texts
    words = sum(count_words(row) for row in rows)
    if words == 0:
        obstacle: Literal["picture-of-text", "no-text"] = (
            "picture-of-text" if extras.pictures else "no-text"
        )
        unread.append(UnreadPart(place="工作表", obstacle=obstacle))
    return DocumentFacts(
        format="xlsx",
        size_bytes=len(data),
        words=words,
        passages=tuple(dict.fromkeys(found)),
        unread=tuple(unread),
        pictures=extras.pictures,
        comments=extras.comments,
        macros=extras.macros,
        embedded=extras.embedded,
        formulas=tuple(commands(data)),
    )
