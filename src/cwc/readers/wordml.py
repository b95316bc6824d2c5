"""Paragraphs of WordprocessingML and its kin: what is seen, what was deleted, what is hidden."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from docx.oxml.ns import qn
from lxml import etree

from cwc.model.place import Role
from cwc.readers.colour import is_red

_W = qn("w:t")[:-1]
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_DELETED = {_W + "del", _W + "moveFrom"}
_ROW, _BOX = _W + "tr", _W + "txbxContent"
# A paragraph in Word, in drawings and diagrams (a:p), and a cell's or note's text in Excel.
_PARAGRAPHS = {"p", "si", "is", "text"}
_PARAGRAPH_TAGS = [f"{{*}}{name}" for name in sorted(_PARAGRAPHS)]
# Attributes that carry text: a watermark's, a picture's description, a field's code, a number's
# format, a link's tip.
_TEXT_ATTRIBUTES = {"string", "descr", "title", "alt", "instr", "formatCode", "tooltip"}
_BETWEEN_TAGS = re.compile(rb">\s*[^<\s]")
# An attribute by such a name, or one whose name ends elsewhere; lvlText keeps its text in w:val.
_TELLING = (
    *(name.encode() + b"=" for name in sorted(_TEXT_ATTRIBUTES)),
    *(blank + b"=" for blank in (b" ", b"\t", b"\n", b"\r")),
    b"lvlText",
    b"<![CDATA[",
)
# A report has some hundred; each is looked at for some 0.05 ms.
MAX_PARAGRAPHS = 100_000
# A sign of a symbol font stands for itself as an object character.
SYMBOL = "\ufffc"
_NO_FILL = {"auto", "ffffff", "none", ""}
_HEX_DIGITS = 6
_OFF = {"0", "false", "off"}
_WHITE = "ffffff"
# What takes a run out of sight; w:sz is in half points, and two points nobody reads.
_UNSEEN: dict[str, Callable[[str], bool]] = {
    _W + "vanish": lambda value: value not in _OFF,
    _W + "sz": lambda value: value in {"1", "2", "3", "4"},
    _W + "color": lambda value: value == _WHITE,
}
# A table's style may colour its cells.
_GROUNDS = {_W + "highlight", _W + "shd"}
_COLOURED = (_W + "tbl", _BOX)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or table row in three layers; `aside` when it is no part of the running text."""

    visible: str
    deleted: str = ""
    hidden: str = ""
    aside: Role | None = None


def says_something(xml: bytes) -> bool:
    """Whether a part may hold text at all; style parts hold thousands of nodes and none."""
    # What is not of an encoding like ASCII does not begin so, or has a zero byte between tags.
    return (
        not xml.lstrip().startswith(b"<")
        or _BETWEEN_TAGS.search(xml) is not None
        or any(name in xml for name in _TELLING)
    )


def paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    """All text below `root`: paragraphs, table rows as one, text boxes and attributes aside."""
    pieces = list(_pieces(root))
    for row, group in groupby(pieces, key=lambda piece: piece[0]):
        found = [paragraph for _, paragraph in group]
        if row is None:
            yield from found
        else:
            yield row_of(found)


def row_of(cells: Sequence[Paragraph]) -> Paragraph:
    """A table's row, its cells parted by tabs."""
    return Paragraph(
        visible="\t".join(p.visible for p in cells),
        deleted="\t".join(p.deleted for p in cells),
        hidden="\t".join(p.hidden for p in cells),
    )


def _pieces(root: etree._Element) -> Iterator[tuple[etree._Element | None, Paragraph]]:
    """Each paragraph with the table row that it stands in."""
    unseen = _unseen(root)
    for element in root.iter(etree.Element):
        name = _local(element.tag)
        if name in _PARAGRAPHS:
            paragraph = _paragraph(element, unseen)
            row = next(element.iterancestors(_ROW), None)
            yield (None if paragraph.aside else row), paragraph
        elif len(element) == 0 and element.text and not _in_paragraph(element):
            yield None, Paragraph(visible=element.text, aside=Role.OTHER)
        for key, text in element.items():
            if text and _is_text(name, key):
                yield None, Paragraph(visible=str(text), aside=Role.SHAPE)


@lru_cache(1024)
def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


@lru_cache(1024)
def _is_text(name: str, attribute: str) -> bool:
    """Whether an element's attribute says something to a reader."""
    local = _local(attribute)
    return local in _TEXT_ATTRIBUTES or (name, local) == ("lvlText", "val")


def _in_paragraph(element: etree._Element) -> bool:
    return next(element.iterancestors(_PARAGRAPH_TAGS), None) is not None


def _paragraph(element: etree._Element, unseen: set[etree._Element]) -> Paragraph:
    layers: dict[str, list[str]] = {"visible": [], "deleted": [], "hidden": []}
    for node, deleted in _inline(element, deleted=False):
        text = _text(node)
        if text:
            hidden = node.tag == _W + "instrText" or node.getparent() in unseen
            layers["deleted" if deleted else "hidden" if hidden else "visible"].append(text)
    boxed = next(element.iterancestors(_BOX), None) is not None
    joined = {layer: "".join(parts) for layer, parts in layers.items()}
    return Paragraph(**joined, aside=Role.TEXT_BOX if boxed else None)


def _inline(element: etree._Element, deleted: bool) -> Iterator[tuple[etree._Element, bool]]:
    """The nodes of one paragraph in order, without the paragraphs nested in it."""
    for child in element:
        if not isinstance(child.tag, str) or _local(child.tag) in _PARAGRAPHS:
            continue
        gone = deleted or child.tag in _DELETED
        yield child, gone
        yield from _inline(child, gone)


def _text(node: etree._Element) -> str:
    if node.tag in _BREAKS:
        # w:tab is also the name of a tab stop in a paragraph's properties.
        parent = node.getparent()
        return _BREAKS[node.tag] if parent is not None and parent.tag == _W + "r" else ""
    if node.tag == _W + "sym":
        return SYMBOL
    if _local(node.tag) in {"t", "delText", "instrText"}:
        return node.text or ""
    return ""


def _unseen(root: etree._Element) -> set[etree._Element]:
    """The runs that are set not to be shown, too small to be read, or white on white."""
    found = set()
    for node in root.iter(*_UNSEEN):
        said = node.getparent()
        run = said.getparent() if said is not None else None
        if said is None or run is None or run.tag != _W + "r":
            continue
        value = node.get(_W + "val", "true").lower()
        if _UNSEEN[node.tag](value) and not (value == _WHITE and _has_ground(said)):
            found.add(run)
    return found


def _has_ground(said: etree._Element) -> bool:
    """Whether a run's ground may be of a colour: its own, its paragraph's, a cell's, a shape's."""
    if any(child.tag in _GROUNDS for child in said):
        return True
    around = said.iterancestors(_W + "p", *_COLOURED)
    return any(
        node.tag in _COLOURED or node.find(f"{_W}pPr/{_W}shd") is not None for node in around
    )


def count_revisions(root: etree._Element) -> int:
    """How many insertions, deletions and moves nobody has accepted or rejected."""
    return sum(1 for _ in root.iter(_W + "ins", _W + "del", _W + "moveFrom", _W + "moveTo"))


def count_comments(root: etree._Element) -> int:
    """How many comments a part of them holds."""
    return len(list(root.iterfind("{*}comment")))


def count_hidden(root: etree._Element) -> int:
    """How many runs have text that is not to be seen."""
    return sum(any((t.text or "").strip() for t in run.iter(_W + "t")) for run in _unseen(root))


def is_marked(root: etree._Element) -> bool:
    """Whether any text is highlighted, shaded or underlined."""
    for name, plain in ((_W + "highlight", {"none"}), (_W + "u", {"none"})):
        if any(node.get(_W + "val", "") not in plain for node in root.iter(name)):
            return True
    shades = root.iterfind(f".//{_W}rPr/{_W}shd")
    return any(shade.get(_W + "fill", "auto").lower() not in _NO_FILL for shade in shades)


def has_red(root: etree._Element) -> bool:
    """Whether text or a line has the colour of a red header."""
    values = [node.get(_W + "val", "") for node in root.iter(_W + "color")]
    values += [str(node.get("val", "")) for node in root.iterfind(".//{*}srgbClr")]
    drawn = (node.get(key) for node in root.iter() for key in ("strokecolor", "fillcolor"))
    values += [str(value) for value in drawn if value]
    return any(_is_red_hex(value) for value in values)


def _is_red_hex(value: str) -> bool:
    text = value.lstrip("#").split(" ")[0].lower()
    if text == "red":
        return True
    if len(text) != _HEX_DIGITS or not all(sign in "0123456789abcdef" for sign in text):
        return False
    return is_red(*(int(text[place : place + 2], 16) for place in (0, 2, 4)))
