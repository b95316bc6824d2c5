"""Markup searched as text: every text node and attribute, alone and with what stands beside it."""

import email
import re
from collections.abc import Iterator

from lxml import etree

from cwc.model.aspects import Obstacle, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.search.hunt import Hunt
from cwc.readers.search.signs import passages, speaks
from cwc.text.secrecy import set_singly, speaks_of_one

# What stands together in no more signs is read together.
_TOGETHER = 60
# The phonetic guide above a sign is not between it and the next.
_GUIDES = {"rt", "rPh", "phoneticPr", "rp"}
# A paragraph in Word, in drawings, diagrams and pages; a cell's or a note's text; a drawn text.
_LINE_NAMES = ("p", "si", "is", "text", "h", "td", "th", "title", "TextObject")
_LINES = [f"{{*}}{name}" for name in _LINE_NAMES]
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"<\x00", b"\x00<")
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
# What the search for bytes knows, and what has no Chinese signs but as references.
_KNOWN = re.compile(rb"(?i)utf-?(8|16.*)|gb.*|big5|(us-)?ascii|iso-8859-.*|windows-125.|latin.*")
_HEAD_BYTES = 1_000
_RTF_BYTE = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_RTF_SIGN = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_RTF_WORD = re.compile(r"\\[a-z]+-?\d* ?|[{}\r\n]")
_RTF_BREAK = re.compile(r"\\(?:par|line|cell|row|tab|sect|page)\b")


def is_markup(data: bytes) -> bool:
    """Whether the bytes are XML, HTML or their kin."""
    return data[:_HEAD_BYTES].lstrip(b" \t\r\n").startswith(_BEGINNINGS)


def search_markup(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each node; only markup that has the sign of every mark is walked."""
    if not (speaks(data) or _is_strange(data)):
        return
    hunt.find(passages(data), where)
    # No entity is resolved, so that a bomb stays small; their text is in the bytes searched above.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data.strip(), parser)
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        root = etree.fromstring(data, etree.HTMLParser(recover=True, no_network=True))
    elif any(error.level_name == "FATAL" for error in parser.error_log):
        hunt.lose(where, Obstacle.BROKEN_PART)
    if root is None:
        raise Blocked(Obstacle.BROKEN_PART)
    _walk(root, where, hunt)


def _walk(root: etree._Element, where: Where, hunt: Hunt) -> None:
    hunt.find(map(_line, root.iter(_LINES)), where)
    nodes = [*_nodes(root)]
    texts = [text for element, text in nodes if _local(element) not in _GUIDES]
    hunt.find((text for _, text in nodes), where)
    hunt.find(set_singly(text.strip() for text in texts), where)
    for element, text in nodes:
        if speaks_of_one(text):
            hunt.find(_contexts(element), where)


def _nodes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every text with the element that it stands in: content, attributes, comments."""
    for element in root.iter():
        if element.text and element.text.strip():
            yield element, str(element.text)
        if isinstance(element.tag, str):
            yield from ((element, str(value)) for value in element.values() if value)
        parent = element.getparent()
        if element.tail and element.tail.strip() and parent is not None:
            yield parent, element.tail


def _line(element: etree._Element) -> str:
    """The text of one paragraph, whose runs are read as one."""
    texts = (t for node in element.iter(etree.Element) for t in _own(node, element))
    return "".join(texts)


def _own(node: etree._Element, line: etree._Element) -> Iterator[str]:
    """A node's text with the break that it may be; without phonetic guides."""
    name = _local(node)
    if name not in _GUIDES:
        yield _BREAKS.get(name, "") if node is not line else ""
        yield node.text or ""
    yield (node.tail or "") if node is not line else ""


def _contexts(element: etree._Element) -> Iterator[str]:
    """What stands around a node, level by level, while it is little enough to be read at once."""
    around: etree._Element | None = element if isinstance(element.tag, str) else None
    while around is not None:
        texts = [text for text in _texts(around) if text.strip()]
        if sum(map(len, texts)) > _TOGETHER:
            return
        if len(texts) > 1:
            yield "\t".join(texts)
        around = around.getparent()


def _texts(element: etree._Element) -> Iterator[str]:
    """Texts below an element in order; no more of them than are read together."""
    size = 0
    for node in element.iter(etree.Element):
        if _local(node) in _GUIDES:
            continue
        for text in (node.text, *node.values(), node.tail if node is not element else ""):
            if text and (text is not node.text or text.strip()):
                size += len(text)
                yield str(text).strip()
        if size > 2 * _TOGETHER:
            return


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_strange(data: bytes) -> bool:
    """Whether it says to be in an encoding in which the bytes cannot be searched."""
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    return declared is not None and _KNOWN.fullmatch(declared[1]) is None


def is_rtf(data: bytes) -> bool:
    """Whether the bytes are rich text."""
    return data.startswith(b"{\\rt")


def search_rtf(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search the text of rich text, whose Chinese signs are escapes."""
    hunt.find(passages(data), where)
    text = data.decode("latin-1")
    text = _RTF_SIGN.sub(lambda m: chr(int(m[1]) % 0x10000), text)
    text = _RTF_BYTE.sub(lambda m: _from_hex(m[0]), text)
    lines = _RTF_WORD.sub("", _RTF_BREAK.sub("\v", text)).split("\v")
    hunt.find(lines, where)
    hunt.find(set_singly(line.strip() for line in lines), where)


def _from_hex(escapes: str) -> str:
    return bytes.fromhex(escapes.replace("\\'", "")).decode("gb18030", "replace")


def is_mime(data: bytes) -> bool:
    """Whether the bytes are a mail's or a saved web page's (.mht)."""
    head = data[:_HEAD_BYTES].lower()
    return b"mime-version:" in head or head.startswith((b"content-type:", b"from:"))


def search_mime(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each part as it decodes, and the headers."""
    hunt.find(passages(data), where)
    for part in email.message_from_bytes(data).walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content != data:
            hunt.into(content, where)
