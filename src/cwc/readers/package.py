"""Office packages (.docx, .xlsx): the zip itself, and the text of every part."""

import contextlib
import struct
import zipfile
from collections.abc import Iterable, Iterator, Set
from io import BytesIO
from pathlib import PurePosixPath

import olefile
from docx.oxml import parse_xml
from lxml import etree

from cwc.errors import BROKEN_FILE
from cwc.model.aspects import Insets, Package, Seals
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Layer, Part, Role, Where
from cwc.readers.alike import alike
from cwc.readers.colour import is_seal
from cwc.readers.obstacle import Blocked
from cwc.readers.scan import SCAN_MAX_CHARACTERS
from cwc.readers.search.markup import TOO_DEEP
from cwc.readers.search.packed import member_place
from cwc.readers.table import is_drawing, is_picture
from cwc.readers.wordml import Paragraph, paragraphs, says_something
from cwc.zips import MAX_MARKUP_BYTES, MAX_NODES, Zip, node_count

# Seals set into Word are drawings of some 10 to 300 kB.
_SEAL_MAX_BYTES = 2_000_000
# A photo that shows anything takes more than this even after Word has shrunk it; logos take less.
_PHOTO_MIN_BYTES = 10_000
# As PNG a photo takes a byte a pixel and more; of 493 PNGs in 123 real documents,
# most of them screenshots and diagrams, 467 take less.
_PHOTO_MIN_BYTES_A_PIXEL = 1.0
# Photos of a paper's pages with a caption each, and no report that shows photos: none of 123 real
# documents has so many and so little text.
_PAGES_MIN, _PAGES_MAX_WORDS = 3, 200
# Signature, length and name of the first chunk, width, height.
_PNG_HEAD = struct.Struct(">8s8x2I")
_PNG = b"\x89PNG\r\n\x1a\n"

# Of text beside the running text these are told themselves; elsewhere the part says enough.
_RUNNING = {Role.BODY, Role.PART}
_MARKUP = {".xml", ".vml"}


def open_package(data: bytes, whole: bool = False) -> zipfile.ZipFile:
    """The package; Blocked when it is encrypted, broken or another format, TooMuchError if a bomb.

    With `whole` Blocked also when any part of it that is markup is broken.
    """
    if data.startswith(olefile.MAGIC):
        raise Blocked(Obstacle.ENCRYPTED if _is_encrypted(data) else Obstacle.NOT_WHAT_IT_SAYS)
    try:
        package = Zip(BytesIO(data))
    except BROKEN_FILE as error:
        damaged = data.startswith(b"PK")
        raise Blocked(Obstacle.DAMAGED if damaged else Obstacle.NOT_WHAT_IT_SAYS) from error
    if any(member.flag_bits & 1 for member in package.infolist()):
        raise Blocked(Obstacle.ENCRYPTED)
    if not package.weigh() and whole:
        raise Blocked(Obstacle.DAMAGED)
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


def is_package(data: bytes) -> bool:
    """Whether the bytes begin as a package does, or as one under a password."""
    return data.startswith((b"PK", olefile.MAGIC))


def read_parts(
    package: zipfile.ZipFile, but: Set[str], found: list[Part], unread: list[Gap]
) -> None:
    """Gather the text of every part that is markup, `but` some; a broken one goes to `unread`."""
    for name in package.namelist():
        if name in but or PurePosixPath(name).suffix.lower() not in _MARKUP:
            continue
        where = member_place(name, None)
        try:
            xml = package.read(name)
            if not _is_mute(xml):
                found += parts_of(paragraphs(parse(xml)), where)
        except (*BROKEN_FILE, Blocked):
            unread.append(Gap(where=where, obstacle=Obstacle.BROKEN_PART))


@alike
def _is_mute(xml: bytes) -> bool:
    """Whether a part holds no text at all; raises as `parse` does."""
    if says_something(xml):
        return False
    parse(xml)
    return True


def whole_parts(package: zipfile.ZipFile, prefix: str) -> Iterator[etree._Element]:
    """The parts whose names begin so, without those that are broken, which `read_parts` tells."""
    for name in package.namelist():
        if name.startswith(prefix) and name.endswith(".xml"):
            with contextlib.suppress(*BROKEN_FILE, Blocked):
                yield parse(package.read(name))


def read_insets(package: zipfile.ZipFile) -> Insets:
    """The pictures set into a document."""
    pictures = _pictures(package)
    photos = sum(_may_be_photo(package, name) for name in pictures)
    return Insets(pictures=len(pictures), photos=photos)


def _may_be_photo(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a picture is large enough for a photo, and no drawing, screenshot or diagram."""
    if is_drawing(name):
        return False
    with contextlib.suppress(*BROKEN_FILE), package.open(name) as picture:
        return is_large(picture.read(_PNG_HEAD.size), package.getinfo(name).file_size)
    return package.getinfo(name).file_size >= _PHOTO_MIN_BYTES


def photo_count(pictures: Iterable[bytes]) -> int:
    """How many pictures are large enough for photos."""
    return sum(is_large(picture[: _PNG_HEAD.size], len(picture)) for picture in pictures)


def is_large(head: bytes, size_bytes: int) -> bool:
    """Whether a picture that begins so is large enough for a photo."""
    if size_bytes < _PHOTO_MIN_BYTES:
        return False
    if not head.startswith(_PNG) or len(head) < _PNG_HEAD.size:
        return True
    _, width, height = _PNG_HEAD.unpack(head)
    return bool(size_bytes >= width * height * _PHOTO_MIN_BYTES_A_PIXEL)


def read_seals(package: zipfile.ZipFile) -> Seals:
    """The pictures that look like seals."""
    # Only small pictures can be seals; a photo need not be decoded to tell.
    small = [n for n in _pictures(package) if package.getinfo(n).file_size <= _SEAL_MAX_BYTES]
    return Seals(count=sum(is_seal(package.read(name)) for name in small), doubtful=0)


def read_package(package: zipfile.ZipFile) -> Package:
    """Macros and embedded files."""
    names = package.namelist()
    # A zip may hold the folder itself as an entry.
    files = (name for name in names if "/embeddings/" in name and not name.endswith("/"))
    inside = [PurePosixPath(name).name for name in files]
    return Package(
        macros=any(name.endswith("vbaProject.bin") for name in names),
        embedded=tuple(Where.shown(Role.PART, name=name) for name in sorted(inside)),
    )


def wanting_text(words: int, insets: Insets, role: Role) -> Iterator[Gap]:
    """The place where text is expected, when it holds none or is taken for a scan."""
    pages = insets.photos >= _PAGES_MIN and words < _PAGES_MAX_WORDS
    if pages or (insets.pictures and words < SCAN_MAX_CHARACTERS):
        yield Gap(where=Where.shown(role), obstacle=Obstacle.PICTURE_OF_TEXT)
    elif words == 0:
        yield Gap(where=Where.shown(role), obstacle=Obstacle.NO_TEXT)


def _pictures(package: zipfile.ZipFile) -> list[str]:
    return [name for name in package.namelist() if "/media/" in name and is_picture(name)]


def parse(xml: bytes) -> etree._Element:
    """One part as XML; Blocked when it brings its own entities, or too many or too deep nodes."""
    # python-docx's parser resolves no entities, so an XML bomb stays small; what they would say
    # stays unread, and Word writes none.
    if len(xml) > MAX_MARKUP_BYTES or node_count(xml) > MAX_NODES:
        raise Blocked(Obstacle.TOO_LARGE)
    root: etree._Element = parse_xml(xml)
    if TOO_DEEP(root):
        raise Blocked(Obstacle.TOO_LARGE)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Blocked(Obstacle.DAMAGED)
    return root


def parts_of(texts: Iterable[Paragraph], where: Where) -> Iterator[Part]:
    """Each layer of each paragraph that says something."""
    for paragraph in texts:
        aside = paragraph.aside if where.role in _RUNNING else None
        for text, layer in (
            (paragraph.visible, Layer.SHOWN),
            (paragraph.deleted, Layer.DELETED),
            (paragraph.hidden, Layer.HIDDEN),
        ):
            if text.strip():
                place = {"role": aside or where.role, "layer": layer}
                yield Part(where=where.model_copy(update=place), text=text)
