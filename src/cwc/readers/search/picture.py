"""Pictures: everything in them that is no pixel."""

import struct
import zlib

from cwc.jpeg import after_end, segments
from cwc.model.aspects import Role, Where
from cwc.readers.search.hunt import Hunt
from cwc.readers.search.signs import passages

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# XMP longer than a segment comes in pieces, each after a header of so many bytes.
_LONG_XMP, _LONG_XMP_HEADER = b"http://ns.adobe.com/xmp/extension/\0", 75
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MAX_TEXT_BYTES = 20_000_000
_COMPRESSED = {b"zTXt", b"iTXt", b"iCCP"}


def is_jpeg(data: bytes) -> bool:
    """Whether the bytes begin a JPEG."""
    return data.startswith(_JPEG)


def search_jpeg(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each segment but the picture itself, and what follows its end."""
    place = where.model_copy(update={"role": Role.OTHER})
    long_xmp = b""
    parsed = list(segments(data))
    for segment in parsed:
        if segment.content.startswith(_LONG_XMP):
            long_xmp += segment.content[_LONG_XMP_HEADER:]
        elif segment.content.startswith(_XMP):
            hunt.into(segment.content[len(_XMP) :], place)
        else:
            hunt.find(passages(segment.content), place)
    if long_xmp:
        hunt.into(long_xmp, place)
    if rest := after_end(data, parsed).strip(b"\0"):
        hunt.into(rest, place)


def is_png(data: bytes) -> bool:
    """Whether the bytes begin a PNG."""
    return data.startswith(_PNG)


def search_png(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each chunk but the picture itself, and what follows its end."""
    place = where.model_copy(update={"role": Role.OTHER})
    at = len(_PNG)
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">L4s", data, at)
        content = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"IEND":
            break
        if kind != b"IDAT":
            hunt.find(passages(content), place)
        if kind in _COMPRESSED:
            hunt.find(passages(_inflated_text(content)), place)
        if kind == b"iTXt" and b"<x:xmpmeta" in content:
            hunt.into(content[content.index(b"<x:xmpmeta") :], place)
    if rest := data[at:].strip(b"\0"):
        hunt.into(rest, place)


def _inflated_text(chunk: bytes) -> bytes:
    """The packed text at a chunk's end; its beginning is known by zlib's header."""
    at = chunk.find(b"\x78")
    while at >= 0:
        try:
            return zlib.decompressobj().decompress(chunk[at:], _MAX_TEXT_BYTES)
        except zlib.error:
            at = chunk.find(b"\x78", at + 1)
    return b""


def is_riff(data: bytes) -> bool:
    """Whether the bytes begin a WebP."""
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def search_riff(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each chunk but the picture itself, and what follows its end."""
    place = where.model_copy(update={"role": Role.OTHER})
    (size,) = struct.unpack_from("<L", data, 4)
    at, end = 12, min(size + 8, len(data))
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sL", data, at)
        if not kind.startswith(b"VP8"):
            hunt.into(data[at + 8 : at + 8 + length], place)
        at += 8 + length + length % 2
    if rest := data[end:].strip(b"\0"):
        hunt.into(rest, place)
