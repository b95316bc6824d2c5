"""Containers opened down to the last member: zip, OLE, gzip."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

import olefile

from cwc.errors import BROKEN_FILE
from cwc.model.obstacle import Obstacle
from cwc.model.place import Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.search.hunt import Hunt
from cwc.readers.search.signs import passages
from cwc.zips import MAX_MEMBERS, Zip

_LOCAL = b"PK\x03\x04"
# Signature, version, flags, method, time, date, CRC, packed and real size, sizes of two names.
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DEFLATED = 8
# rar, 7z, xz, bzip2: nobody opens them here.
_LOCKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ", b"BZh")
_ENCRYPTED_OLE = "EncryptedPackage"

_GLOSSARY = "glossary"
_ROLES = {
    "document": Role.BODY,
    "header": Role.HEADER,
    "footer": Role.FOOTER,
    "footnotes": Role.FOOTNOTE,
    "endnotes": Role.ENDNOTE,
    "comments": Role.COMMENT,
    "core": Role.PROPERTY,
    "app": Role.PROPERTY,
    "custom": Role.PROPERTY,
}


def member_place(name: str, inside: str | None) -> Where:
    """The place that a member of a package is."""
    path = PurePosixPath(name)
    stem = path.stem
    # A glossary keeps building blocks, laid out as a document is, that are not in the document.
    known = {} if _GLOSSARY in path.parts[:-1] else _ROLES
    role = known.get(stem.rstrip("0123456789"), Role.PART)
    return Where.shown(role, name=stem if role is Role.PART else None, inside=inside)


def is_zip(data: bytes) -> bool:
    """Whether the bytes begin a zip."""
    return data.startswith(_LOCAL)


def search_zip(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search every member, those of one name and those that the directory hides, and the names."""
    inside = where.name or where.inside
    package = Zip(BytesIO(data))
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise Blocked(Obstacle.TOO_LARGE)
    hunt.room(sum(member.file_size for member in members))
    hunt.find(_names(member.filename for member in members), where)
    packed = []
    for member in members:
        place = member_place(member.filename, inside)
        packed.append(_span(data, member))
        if member.flag_bits & 1:
            hunt.lose(place, Obstacle.ENCRYPTED)
            continue
        try:
            content = package.read(member)
        except NotImplementedError:
            hunt.lose(place, Obstacle.EMBEDDED_FILE)
        except BROKEN_FILE:
            hunt.lose(place, Obstacle.BROKEN_PART)
        else:
            hunt.into(content, place)
    listed = {member.header_offset for member in members}
    for start, end in _between(len(data), packed):
        hunt.find(passages(data[start:end]), where)
        for at in _headers(data, start, end):
            if at not in listed:
                hunt.into(_unlisted(data, at, hunt), where)


def _names(paths: Iterable[str]) -> Iterator[str]:
    """Each name in the paths, with and without its ending."""
    for path in paths:
        for name in path.split("/"):
            yield from (name, PurePosixPath(name).stem)


def _span(data: bytes, member: zipfile.ZipInfo) -> tuple[int, int]:
    """From where to where a member's packed bytes lie."""
    at = member.header_offset
    if data[at : at + 4] != _LOCAL or len(data) < at + _LOCAL_HEADER.size:
        return at, at
    *_, name_size, extra_size = _LOCAL_HEADER.unpack_from(data, at)
    start = at + _LOCAL_HEADER.size + name_size + extra_size
    return start, start + member.compress_size


def _between(size: int, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the bytes lie that belong to no member: headers, names, what was put between."""
    reached = 0
    for start, end in sorted(spans):
        if start > reached:
            yield reached, start
        reached = max(reached, end)
    yield reached, size


def _headers(data: bytes, start: int, end: int) -> Iterator[int]:
    """Where members begin."""
    at = data.find(_LOCAL, start, end)
    while at >= 0:
        yield at
        at = data.find(_LOCAL, at + len(_LOCAL), end)


def _unlisted(data: bytes, at: int, hunt: Hunt) -> bytes:
    """The content of a member that the directory does not name."""
    if len(data) < at + _LOCAL_HEADER.size:
        return b""
    _, _, _, method, _, _, _, size, _, name_size, extra_size = _LOCAL_HEADER.unpack_from(data, at)
    start = at + _LOCAL_HEADER.size + name_size + extra_size
    if method == _DEFLATED:
        return hunt.inflated(data[start:], -zlib.MAX_WBITS)
    return data[start : start + size]


def is_gzip(data: bytes) -> bool:
    """Whether the bytes are gzip's: .emz, .wmz, .svgz."""
    return data.startswith(b"\x1f\x8b\x08")


def search_gzip(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search what is packed, and the header."""
    hunt.find(passages(data[:1_000]), where)
    hunt.into(hunt.inflated(data, zlib.MAX_WBITS | 16), where)


def is_locked(data: bytes) -> bool:
    """Whether it is packed in a way that is not opened here."""
    return data.startswith(_LOCKED)


def search_locked(_data: bytes, _where: Where, _hunt: Hunt) -> None:
    """Nothing can be searched; raises Blocked."""
    raise Blocked(Obstacle.EMBEDDED_FILE)


def is_ole(data: bytes) -> bool:
    """Whether the bytes are an OLE file's: .doc, .xls, equations, objects."""
    return data.startswith(olefile.MAGIC)


def search_ole(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search every stream, the names, and what lies in no stream any more."""
    hunt.find(passages(data), where)
    with olefile.OleFileIO(BytesIO(data)) as ole:
        if ole.exists(_ENCRYPTED_OLE):
            raise Blocked(Obstacle.ENCRYPTED)
        for path in ole.listdir():
            hunt.find(_names(path), where)
            hunt.into(ole.openstream(path).read(), where)
