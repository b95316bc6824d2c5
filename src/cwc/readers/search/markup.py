"""Markup searched as text: every text node and attribute, alone and with what stands beside it."""

import email
import itertools
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from cwc.model.obstacle import Obstacle
from cwc.model.place import Where
from cwc.readers.alike import alike
from cwc.readers.obstacle import Blocked
from cwc.readers.search.hunt import Hunt
from cwc.readers.search.signs import MAX_SIGNS, escaped, from_hex, passages, speaks
from cwc.text.secrecy import SIGNS, SINGLE, set_in_columns, set_singly
from cwc.zips import MAX_NODES, node_count

# What stands together in no more signs is read together.
_TOGETHER = 60
_HAN = re.compile(r"[\u3400-\u9fff]")
# The phonetic guide above a sign is not between it and the next.
_GUIDES = {"rt", "rPh", "phoneticPr", "rp"}
# A paragraph in Word, in drawings, diagrams and pages; a cell's or a note's text; a drawn text.
_LINE_NAMES = ("p", "si", "is", "text", "h", "td", "th", "title", "TextObject")
_LINES = [f"{{*}}{name}" for name in _LINE_NAMES]
_HAS_SIGN = " or ".join(f"contains(., '{sign}')" for sign in SIGNS)
_IS_GUIDE = " or ".join(f"local-name() = '{name}'" for name in sorted(_GUIDES))
# Elements within elements: a text box in a table in a table takes some forty.
_MAX_DEPTH = 100
TOO_DEEP = etree.XPath(f"boolean({'/*' * (_MAX_DEPTH + 1)})")
_SYMBOL = "sym"
_PROCESSING = "//processing-instruction()"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}
_BEGINNINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"<\x00", b"\x00<")
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
# What the search for bytes knows, and what has no Chinese signs but as references.
_KNOWN = re.compile(rb"(?i)utf-?(8|16.*)|gb.*|big5|(us-)?ascii|iso-8859-.*|windows-125.|latin.*")
_HEAD_BYTES = 1_000
_RTF_BYTE = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_RTF_SIGN = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_RTF_WORD = re.compile(r"\\[a-z]+-?\d* ?|[{}\r\n]")
# A thousand pages have fewer.
_MAX_LINES = 100_000
# Pictures and embedded objects.
_RTF_DATA = re.compile(rb"(?<![0-9A-Za-z])[0-9a-fA-F][0-9a-fA-F\s]{98,}")
_RTF_BREAK = re.compile(r"\\(?:par|line|cell|row|tab|sect|page)\b")


def is_markup(data: bytes) -> bool:
    """Whether the bytes are XML, HTML or their kin."""
    return data[:_HEAD_BYTES].lstrip(b" \t\r\n").startswith(_BEGINNINGS)


def search_markup(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each node; only markup that has the sign of every mark is walked."""
    if not _may_speak(data):
        return
    # No entity is resolved, so that a bomb stays small: its text is searched as it is written.
    if node_count(data) > MAX_NODES:
        raise Blocked(Obstacle.TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data.strip(), parser)
    broken = any(error.level_name == "FATAL" for error in parser.error_log)
    if root is None or broken or root.getroottree().docinfo.internalDTD is not None:
        hunt.find(passages(data), where)
        if broken:
            hunt.lose(where, Obstacle.BROKEN_PART)
        root = etree.fromstring(data, etree.HTMLParser(recover=True, no_network=True))
    hunt.find(escaped(data), where)
    if root is not None and TOO_DEEP(root):
        raise Blocked(Obstacle.TOO_LARGE)
    if root is not None:
        _walk(root, where, hunt)


@alike
def _may_speak(data: bytes) -> bool:
    """Whether it may have the sign of every mark."""
    return speaks(data) or _is_strange(data)


def _walk(root: etree._Element, where: Where, hunt: Hunt) -> None:
    """Lines as they are read; beside them each text on its own and with what stands around it."""
    texts = _found(root, "//text()")
    if len(texts) > MAX_SIGNS:
        raise Blocked(Obstacle.TOO_LARGE)
    symbols: Any = root.xpath(f"//*[local-name() = '{_SYMBOL}']")
    holders = [text.getparent() for text in texts]
    lines = dict.fromkeys(line for node in (*holders, *symbols) for line in _lines(node))
    hunt.find(map(_line, lines), where)
    # A text in a line is a run of it and was read with it; but a phonetic guide.
    apart = (t for t, at in zip(texts, holders, strict=True) if _in_guide(at) or not _lines(at))
    hunt.find(map(str, apart), where)
    beside = [*_found(root, "//@*"), *_found(root, "//comment()"), *_found(root, _PROCESSING)]
    hunt.find((str(getattr(node, "text", None) or node) for node in beside), where)
    if any(len(text.strip()) <= SINGLE for text in texts):
        every: Any = root.xpath(f"//text()[not(ancestor::*[{_IS_GUIDE}])]")
        hunt.find(set_singly(str(text).strip() for text in every), where)
        for table in root.iter("{*}tbl", "{*}table"):
            hunt.find(set_in_columns(_rows(table)), where)
    seen: set[etree._Element] = set()
    for holder in holders:
        hunt.find(_contexts(holder, seen), where)
    for node in beside:
        if (holder := node.getparent()) is not None:
            hunt.find(_contexts(holder, seen), where)


def _rows(table: etree._Element) -> Iterator[list[str]]:
    """The texts of a table's cells, row by row."""
    for row in table.iterfind("{*}tr"):
        yield ["".join(map(str, cell.itertext())) for cell in row.iterfind("{*}*")]


def _found(root: etree._Element, path: str) -> list[Any]:
    """The nodes on a path that have the sign of every mark."""
    nodes: Any = root.xpath(f"{path}[{_HAS_SIGN}]")
    return list(nodes)


def _lines(element: etree._Element) -> list[etree._Element]:
    """The line that an element is or stands in; none when there is none."""
    own = [element] if _local(element) in _LINE_NAMES else element.iterancestors(_LINES)
    return list(itertools.islice(own, 1))


def _in_guide(element: etree._Element) -> bool:
    return any(_local(node) in _GUIDES for node in (element, *element.iterancestors()))


def _line(element: etree._Element) -> str:
    """The text of one paragraph, whose runs are read as one."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The texts below an element in order, with its breaks, without phonetic guides."""
    yield element.text or ""
    for child in element:
        name = _local(child)
        if name == _SYMBOL:
            yield _symbol(child)
        elif name and name not in _GUIDES:
            yield _BREAKS.get(name, "")
            yield from _pieces(child)
        yield child.tail or ""


def _symbol(element: etree._Element) -> str:
    """The sign that a symbol of Word's stands for."""
    code = next((str(v) for k, v in element.items() if _local_name(str(k)) == "char"), "")
    return chr(int(code, 16)) if re.fullmatch("[0-9a-fA-F]{4}", code) else ""


def _contexts(element: etree._Element, seen: set[etree._Element]) -> Iterator[str]:
    """What stands around a node, level by level, while it is little enough to be read at once.

    A line was read by itself; `seen` are the elements that were read before.
    """
    line = next(iter(_lines(element)), None)
    around = element if line is None else line.getparent()
    while around is not None and isinstance(around.tag, str) and around not in seen:
        seen.add(around)
        texts = [text.strip() for text in _texts(around) if text.strip()]
        if sum(map(len, texts)) > _TOGETHER:
            return
        if len(texts) > 1:
            yield "\t".join(texts)
        around = around.getparent()


def _texts(element: etree._Element) -> Iterator[str]:
    """Lines and other texts below an element in order; no more than are read together."""
    size = 0
    for node in element.iter(etree.Element):
        own = _lines(node)
        if own == [node]:
            texts = [_line(node)]
        elif own or _local(node) in _GUIDES:
            continue
        else:
            texts = [node.text or "", *(v for v in map(str, node.values()) if _HAN.search(v))]
        if node.tail and node is not element and not next(node.iterancestors(_LINES), None):
            texts.append(node.tail)
        yield from texts
        size += sum(map(len, texts))
        if size > 2 * _TOGETHER:
            return


def _local(element: etree._Element) -> str:
    return _local_name(element.tag) if isinstance(element.tag, str) else ""


def _local_name(name: str) -> str:
    return name.rpartition("}")[2]


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
    text = _RTF_BYTE.sub(lambda m: _of_bytes(m[0]), text)
    lines = _RTF_WORD.sub("", _RTF_BREAK.sub("\v", text)).split("\v")
    if len(lines) > _MAX_LINES:
        raise Blocked(Obstacle.TOO_LARGE)
    hunt.find(lines, where)
    hunt.find(set_singly(line.strip() for line in lines), where)
    for digits in _RTF_DATA.findall(data):
        hunt.into(from_hex(digits), where)


def _of_bytes(escapes: str) -> str:
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
