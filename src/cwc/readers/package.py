"""Office packages (.docx, .xlsx): the zip itself, and the text of every part."""

import contextlib
import zipfile
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import olefile
from docx.oxml import parse_xml
from lxml import etree

from cwc.errors import BROKEN_FILE
from cwc.model.facts import Obstacle, Passage, UnreadPart
from cwc.readers.colour import is_seal
from cwc.readers.obstacle import Blocked
from cwc.readers.wordml import Paragraph, paragraphs

# A report of 800字 unpacks to well under 10 MB; more than this is made to harm.
MAX_UNPACKED_BYTES = 200_000_000
# A document with fewer characters than this that holds a picture is taken for a scan.
SCAN_MAX_CHARACTERS = 100

# Seals set into Word are drawings of some 10 to 300 kB.
_SEAL_MAX_BYTES = 2_000_000
# A photo that shows anything takes more than this even after Word has shrunk it; logos take less.
_PHOTO_MIN_BYTES = 10_000

_PLACES = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "core": "文档属性",
    "app": "文档属性",
    "custom": "文档属性",
}
_PACKAGES = {".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx"}
_PICTURES = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".emf", ".wmf", ".webp"}
# Parts that hold no text of the document: pictures, fonts, macros, printer settings.
_TEXTLESS = {*_PICTURES, ".svg", ".wdp", ".odttf", ".ttf", ".fntdata"}


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package; Blocked when it is encrypted, broken, another format or a bomb."""
    if data.startswith(olefile.MAGIC):
        raise Blocked(Obstacle.ENCRYPTED if _is_encrypted(data) else Obstacle.NOT_WHAT_IT_SAYS)
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except BROKEN_FILE as error:
        damaged = data.startswith(b"PK")
        raise Blocked(Obstacle.DAMAGED if damaged else Obstacle.NOT_WHAT_IT_SAYS) from error
    if sum(entry.file_size for entry in package.infolist()) > MAX_UNPACKED_BYTES:
        raise Blocked(Obstacle.TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in package.infolist()):
        raise Blocked(Obstacle.ENCRYPTED)
    return package


def _is_encrypted(ole_data: bytes) -> bool:
    """Whether an OLE file is a package under a password, and no old .doc or .xls."""
    try:
        with olefile.OleFileIO(BytesIO(ole_data)) as ole:
            return bool(ole.exists("EncryptedPackage"))
    except BROKEN_FILE:
        return False


def main_part(package: zipfile.ZipFile, kind: str) -> str:
    """The name of the part that the rest hangs on, `kind` in its content type; or Blocked."""
    if "[Content_Types].xml" not in package.namelist():
        raise Blocked(Obstacle.NOT_WHAT_IT_SAYS)
    for override in parse(package.read("[Content_Types].xml")).iter(etree.Element):
        content_type, name = override.get("ContentType", ""), override.get("PartName", "")
        if kind in content_type and "main+xml" in content_type:
            if name.lstrip("/") in package.namelist():
                return name.lstrip("/")
            raise Blocked(Obstacle.DAMAGED)
    raise Blocked(Obstacle.NOT_WHAT_IT_SAYS)


def read_parts(
    package: zipfile.ZipFile,
    but: Set[str],
    found: list[Passage],
    unread: list[UnreadPart],
    inside: str = "",
) -> None:
    """Gather the passages of every part, `but` some; one that cannot be read goes to `unread`."""
    for name in package.namelist():
        suffix = PurePosixPath(name).suffix.lower()
        place = inside + _place(name)
        if name in but or suffix in _TEXTLESS or name.endswith(("/", ".rels", "vbaProject.bin")):
            continue
        try:
            if suffix in {".xml", ".vml"}:
                found += passages(paragraphs(parse(package.read(name))), place)
            elif suffix in _PACKAGES and not inside:
                with open_package(package.read(name)) as embedded:
                    read_parts(
                        embedded,
                        frozenset(),
                        found,
                        unread,
                        inside=f"内嵌文件 {PurePosixPath(name).name} ",
                    )
            elif "printerSettings" not in name:
                unread.append(UnreadPart(place=place, obstacle="embedded-file"))
        except (*BROKEN_FILE, Blocked):
            unread.append(UnreadPart(place=place, obstacle="broken-part"))


def whole_parts(package: zipfile.ZipFile, prefix: str) -> Iterator[etree._Element]:
    """The parts whose names begin so, without those that are broken, which `read_parts` tells."""
    for name in package.namelist():
        if name.startswith(prefix) and name.endswith(".xml"):
            with contextlib.suppress(*BROKEN_FILE, Blocked):
                yield parse(package.read(name))


@dataclass(frozen=True)
class Extras:
    """What a package carries beside its text."""

    pictures: int
    photos: int
    seals: int
    comments: int
    macros: bool
    embedded: tuple[str, ...]


def read_extras(package: zipfile.ZipFile) -> Extras:
    """Pictures, comments, macros and embedded files of a package; Blocked when one is broken."""
    names = package.namelist()
    pictures = [
        name
        for name in names
        if "/media/" in name and PurePosixPath(name).suffix.lower() in _PICTURES
    ]
    # Only small pictures can be seals; a photo need not be decoded to tell.
    small = [name for name in pictures if package.getinfo(name).file_size <= _SEAL_MAX_BYTES]
    comments = whole_parts(package, "word/comments.xml")
    return Extras(
        pictures=len(pictures),
        photos=sum(package.getinfo(name).file_size >= _PHOTO_MIN_BYTES for name in pictures),
        seals=sum(is_seal(package.read(name)) for name in small),
        comments=sum(len(list(root.iterfind("{*}comment"))) for root in comments),
        macros=any(name.endswith("vbaProject.bin") for name in names),
        embedded=tuple(sorted(PurePosixPath(n).name for n in names if "/embeddings/" in n)),
    )


def wanting_text(words: int, pictures: int, place: str) -> Iterator[UnreadPart]:
    """The place where text is expected, when it holds none or is taken for a scan."""
    if pictures and words < SCAN_MAX_CHARACTERS:
        yield UnreadPart(place=place, obstacle="picture-of-text")
    elif words == 0:
        yield UnreadPart(place=place, obstacle="no-text")


def _place(name: str) -> str:
    stem = PurePosixPath(name).stem
    return _PLACES.get(stem.rstrip("0123456789"), stem)


def parse(xml: bytes) -> etree._Element:
    """One part as XML; Blocked when it brings its own entities."""
    # python-docx's parser resolves no entities, so an XML bomb stays small; what they would say
    # stays unread, and Word writes none.
    root: etree._Element = parse_xml(xml)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Blocked(Obstacle.DAMAGED)
    return root


def passages(texts: Iterable[Paragraph], place: str) -> Iterator[Passage]:
    """Each layer of each paragraph that says something."""
    for paragraph in texts:
        where = _where(place, paragraph.aside)
        for text, name in (
            (paragraph.visible, where),
            (paragraph.deleted, f"{where}里删除的修订"),
            (paragraph.hidden, f"{where}里的隐藏文字"),
        ):
            if text.strip():
                yield Passage(place=name, text=text)


def _where(place: str, aside: str) -> str:
    if not aside or place in _PLACES.values():
        return place
    return aside if place == "正文" else f"{place} {aside}"
