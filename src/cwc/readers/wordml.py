"""Paragraphs of WordprocessingML and its kin: what is seen, what was deleted, what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

_W = qn("w:t")[:-1]
_BREAKS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_DELETED = {_W + "del", _W + "moveFrom"}
_BOX = _W + "txbxContent"
# A paragraph in Word, in drawings and diagrams (a:p), and a cell's text in Excel (si, is).
_PARAGRAPHS = {"p", "si", "is"}
# Document properties are elements with plain text and no paragraphs.
_PROPERTIES = (
    "core-properties",
    "extended-properties",
    "custom-properties",
    "/elements/1.1/",
    "purl.org/dc/",
    "docPropsVTypes",
)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph's text in three layers; `boxed` when it stands in a text box."""

    visible: str
    deleted: str
    hidden: str
    boxed: bool


def paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    """Every paragraph below `root`, those in text boxes on their own."""
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.localname in _PARAGRAPHS:
            yield _paragraph(element)
        elif len(element) == 0 and name.namespace and any(p in name.namespace for p in _PROPERTIES):
            yield Paragraph(visible=element.text or "", deleted="", hidden="", boxed=False)


def _paragraph(element: etree._Element) -> Paragraph:
    layers: dict[str, list[str]] = {"visible": [], "deleted": [], "hidden": []}
    for node, deleted in _inline(element, deleted=False):
        text = _text(node)
        if text:
            hidden = node.tag == _W + "instrText" or _is_hidden(node.getparent())
            layers["deleted" if deleted else "hidden" if hidden else "visible"].append(text)
    boxed = next(element.iterancestors(_BOX), None) is not None
    return Paragraph(**{layer: "".join(parts) for layer, parts in layers.items()}, boxed=boxed)


def _inline(element: etree._Element, deleted: bool) -> Iterator[tuple[etree._Element, bool]]:
    """The nodes of one paragraph in order, without the paragraphs nested in it."""
    for child in element:
        if not isinstance(child.tag, str) or etree.QName(child).localname in _PARAGRAPHS:
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
        return "\ufffc"
    if etree.QName(node).localname in {"t", "delText", "instrText"}:
        return node.text or ""
    return ""


def _is_hidden(run: etree._Element | None) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run is not None else None
    return vanish is not None and vanish.get(_W + "val", "true") not in {"0", "false", "off"}
