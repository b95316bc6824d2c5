"""Nothing in a container escapes the search: a mark is put at every place that there is."""

import gzip
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from conftest import EXAMPLES, SAMPLES
from lxml import etree
from ofd_maker import Ofd, lines, page

from secrecy.marked.kit import CALM, ole, zipped
from secrecy.marked.picture import segment
from secrecy.marked.word import members as word_members
from secrecy.marked.word_parts import rtf
from secrecy.searched import MARK, YEARS, found

UTF_16 = '<?xml version="1.0" encoding="UTF-16"?>'
XML = f"<a><b>{MARK}</b></a>"

Members = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Container:
    """A package's members, and how a package is made of them."""

    name: str
    members: Members
    packed: Callable[[Members], bytes] = zipped


def _in_word(members: Members) -> bytes:
    return zipped([*word_members(""), ("word/embeddings/inner.docx", zipped(members))])


def _containers() -> Iterator[Container]:
    files = [
        *SAMPLES.glob("*.docx"),
        *EXAMPLES.rglob("*.docx"),
        *EXAMPLES.rglob("*.xlsx"),
    ]
    # One is encrypted, one no Word file, one Word's own note that a file is open.
    for path in sorted(path for path in files if zipfile.is_zipfile(path)):
        with zipfile.ZipFile(path) as package:
            members = [(name, package.read(name)) for name in package.namelist()]
        above = path.relative_to(SAMPLES if path.is_relative_to(SAMPLES) else EXAMPLES)
        yield Container(above.as_posix(), members)
    parts = Ofd(pages=[page(lines(CALM))]).all_parts()
    yield Container("made.ofd", [(name, _bytes(part)) for name, part in parts.items()])
    yield Container("a docx in a docx", word_members(""), _in_word)


def _bytes(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part


CONTAINERS = list(_containers())
EXTRA: dict[str, tuple[str, bytes]] = {
    "a part": ("word/x.xml", XML.encode()),
    "custom XML": ("customXml/item9.xml", f'<a b="{MARK}"/>'.encode()),
    "a property": ("docProps/extra.xml", f"<!--{MARK}--><a/>".encode()),
    "XML in UTF-16": (
        "word/y.xml",
        (UTF_16 + XML).encode("utf-16"),
    ),
    "XML in GBK": ("word/z.xml", f'<?xml version="1.0" encoding="GBK"?>{XML}'.encode("gbk")),
    "XML called a picture": ("media/image9.png", XML.encode()),
    "a picture": ("word/media/image9.jpg", segment(0xFE, MARK.encode())),
    "a binary part": ("xl/any.bin", b"\x01\x02\0\0" + MARK.encode("utf-16-le") + b"\0\0\xff\x10"),
    "UTF-8": ("odd.dat", MARK.encode()),
    "UTF-16": ("odd.dat", MARK.encode("utf-16")),
    "UTF-16, big end first": ("odd.dat", MARK.encode("utf-16-be")),
    "UTF-32": ("odd.dat", MARK.encode("utf-32")),
    "GB 18030": ("odd.dat", MARK.encode("gb18030")),
    "Big5": ("odd.dat", "機密★47年".encode("big5")),
    "JSON": ("odd.json", json.dumps({"level": MARK}).encode()),
    "rich text": ("odd.rtf", rtf(MARK)),
    "an object in rich text": (
        "odd.rtf",
        b"{\\rtf1{\\object{\\*\\objdata "
        + b"\n".join(re.findall(b".{1,64}", (b"\1\5\0\0" * 20 + MARK.encode()).hex().encode()))
        + b"}}}",
    ),
    "a mail": ("odd.eml", b"MIME-Version: 1.0\nContent-Type: text/plain\n\n" + MARK.encode()),
    "an OLE file": ("odd.bin", ole({"Contents": MARK.encode("utf-16-le")})),
    "a zip": ("odd.zip", zipped([("a.txt", MARK.encode())])),
    "a zip in a zip": ("odd.zip", zipped([("b.zip", zipped([("a.xml", XML.encode())]))])),
    "gzip": ("odd.gz", gzip.compress(MARK.encode(), mtime=0)),
    "a name": (f"word/{MARK}.xml", b"<a/>"),
    "no ending": ("odd", MARK.encode()),
    "a folder of its own": ("一/二/三/odd", MARK.encode()),
    "a name that is there already": ("[Content_Types].xml", XML.encode()),
    "a known part's name": ("word/document.xml", XML.encode()),
}
NODES = ("attribute", "text", "comment", "processing instruction")


def test_no_container_has_a_mark_of_these_years_from_the_beginning() -> None:
    for container in CONTAINERS:
        assert not {years for years in found(container.packed(container.members)) if years > 40}


@pytest.mark.parametrize("sort", EXTRA)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_added_member_escapes(sort: str) -> None:
    name, data = EXTRA[sort]
    escaped = [
        container.name
        for container in CONTAINERS
        if YEARS not in found(container.packed([*container.members, (name, data)]))
    ]
    assert escaped == []


@pytest.mark.parametrize("node", NODES)
@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
def test_no_node_of_any_member_escapes(container: Container, node: str) -> None:
    places: dict[int, str] = {}
    members = []
    for name, data in container.members:
        root = _root(data)
        if root is not None:
            for number, element in _elements(root):
                years = 1_000 + len(places)
                places[years] = f"{name}, element {number}: {element.tag}"
                _put(element, node, f"机密★{years}年")
        members.append((name, data if root is None else _written(root)))
    seen = found(container.packed(members))
    assert [place for years, place in places.items() if years not in seen] == []


def _root(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data)
    except etree.XMLSyntaxError:
        return None


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)


def _elements(root: etree._Element) -> list[tuple[int, etree._Element]]:
    """The root, the first and the last leaf, the deepest element, and one of every tag."""
    every = list(enumerate(root.iter(etree.Element)))
    leaves = [item for item in every if not len(item[1])]
    deepest = max(every, key=lambda item: sum(1 for _ in item[1].iterancestors()))
    of_every_tag = {item[1].tag: item for item in every}
    chosen = [every[0], leaves[0], leaves[-1], deepest, *of_every_tag.values()]
    return list(dict(chosen).items())


def _put(element: etree._Element, node: str, mark: str) -> None:
    """Add the mark to an element; what the text before it ends with is parted from it."""
    if node == "attribute":
        element.set("mark", mark)
    elif node == "text":
        element.text = f"。{mark}。{element.text or ''}"
    elif node == "comment":
        element.append(etree.Comment(mark))
    else:
        element.append(etree.ProcessingInstruction("mark", mark))
