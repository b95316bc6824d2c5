"""Pictures: everything in them that is no pixel."""

import re
import struct
import zlib
from collections.abc import Iterator

from cwc import heif
from cwc.jpeg import after_end, segments
from cwc.model.obstacle import Obstacle
from cwc.model.place import Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.search.hunt import Hunt
from cwc.readers.search.signs import from_hex, passages

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# XMP longer than a segment comes in pieces, each after a header of so many bytes.
_LONG_XMP, _LONG_XMP_HEADER = b"http://ns.adobe.com/xmp/extension/\0", 75
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MAX_TEXT_BYTES = 20_000_000
# A PNG of 300 MB in pieces of 8 kB, the smallest that programs write, has so many.
MAX_CHUNKS = 40_000
# What stands before a packed text in its chunk: a keyword of 79 signs, once more in translation.
_MAX_KEYWORDS_BYTES = 500
# EXIF, IPTC or XMP in hexadecimal, after its name and length: as ImageMagick keeps them.
_PROFILE = re.compile(rb"\n\w{1,20}\n\s{0,20}\d{1,9}\n([0-9a-fA-F\s]{8,})")
_COMPRESSED = {b"zTXt", b"iTXt", b"iCCP"}
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_PACKET = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_GIF = (b"GIF87a", b"GIF89a")
_GIF_HEADER = 13
_EXTENSION, _FRAME, _TRAILER = 0x21, 0x2C, 0x3B
# A film of some minutes has thousands; its pixels come in pieces of 255 bytes, and so do texts.
MAX_GIF_BLOCKS, MAX_GIF_PIECES = 100_000, 2_000_000
_CODED = {b"hvc1", b"av01"}
_PACKED = {"deflate": -zlib.MAX_WBITS, "compress_zlib": zlib.MAX_WBITS}


def is_jpeg(data: bytes) -> bool:
    """Whether the bytes begin a JPEG."""
    return data.startswith(_JPEG)


def search_jpeg(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each segment but the picture itself, and what follows its end."""
    place = where.model_copy(update={"role": Role.OTHER})
    long_xmp: list[bytes] = []
    parsed = list(segments(data))
    for segment in parsed:
        if segment.content.startswith(_LONG_XMP):
            long_xmp.append(segment.content[_LONG_XMP_HEADER:])
        elif segment.content.startswith(_XMP):
            hunt.into(segment.content[len(_XMP) :], place)
        else:
            hunt.find(passages(segment.content), place)
    if long_xmp:
        hunt.into(b"".join(long_xmp), place)
    _search_rest(after_end(data, parsed), place, hunt)


def _search_rest(rest: bytes, place: Where, hunt: Hunt) -> None:
    """Search what follows a picture's end, if it is no filling."""
    # A zip ends with zeros that are its own.
    if begun := rest.lstrip(b"\0"):
        hunt.into(begun, place)


def is_png(data: bytes) -> bool:
    """Whether the bytes begin a PNG."""
    return data.startswith(_PNG)


def search_png(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each chunk but the picture itself, and what follows its end."""
    place = where.model_copy(update={"role": Role.OTHER})
    end = len(_PNG)
    for kind, start, end in chunks(data):
        content = data[start : end - 4] if kind != b"IDAT" else b""
        hunt.find(passages(content), place)
        text = _inflated_text(content, hunt) if kind in _COMPRESSED else content
        if kind in _COMPRESSED:
            hunt.into(text, place)
        if profile := _PROFILE.search(text):
            hunt.into(from_hex(profile[1]), place)
        if kind == b"iTXt" and b"<x:xmpmeta" in content:
            hunt.into(content[content.index(b"<x:xmpmeta") :], place)
    _search_rest(data[end:], place, hunt)


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each chunk's kind, where its content begins and where the chunk ends, to the picture's end.

    Blocked when there are more than a picture has.
    """
    at, count = len(_PNG), 0
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">L4s", data, at)
        yield kind, at + 8, at + 12 + size
        at += 12 + size
        count += 1
        if kind == b"IEND":
            return
        if count > MAX_CHUNKS:
            raise Blocked(Obstacle.TOO_LARGE)


def _inflated_text(chunk: bytes, hunt: Hunt) -> bytes:
    """The packed text at a chunk's end; its beginning is known by zlib's header."""
    at = chunk.find(b"\x78", 0, _MAX_KEYWORDS_BYTES)
    while at >= 0:
        if text := hunt.inflated(memoryview(chunk)[at:], zlib.MAX_WBITS, _MAX_TEXT_BYTES):
            return text
        at = chunk.find(b"\x78", at + 1, _MAX_KEYWORDS_BYTES)
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
    _search_rest(data[end:], place, hunt)


def is_tiff(data: bytes) -> bool:
    """Whether the bytes begin a TIFF, as EXIF does."""
    return data.startswith(_TIFF)


def search_tiff(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search the bytes: nothing in it but its pixels is in pieces or packed."""
    _search_bytes(data, where.model_copy(update={"role": Role.OTHER}), hunt)


def _search_bytes(data: bytes, place: Where, hunt: Hunt) -> None:
    """Search the bytes, and each set of properties as the markup that it is."""
    # Where a JPEG begins in them, it is a part of the picture.
    hunt.as_signs(data, place)
    for packet in _PACKET.finditer(data):
        hunt.into(packet[0], place)


def is_gif(data: bytes) -> bool:
    """Whether the bytes begin a GIF."""
    return data.startswith(_GIF)


def search_gif(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search the bytes, each text with its pieces put together, and what follows the end."""
    place = where.model_copy(update={"role": Role.OTHER})
    _search_bytes(data, place, hunt)
    for kind, pieces, end in gif_blocks(data):
        if kind == _EXTENSION:
            hunt.into(b"".join(data[start:stop] for start, stop in pieces), place)
        elif kind == _TRAILER:
            _search_rest(data[end:], place, hunt)


def gif_blocks(data: bytes) -> Iterator[tuple[int, list[tuple[int, int]], int]]:
    """Each block's kind, where its pieces lie and where it ends, as far as there are blocks.

    Blocked when there are more than a picture has.
    """
    at, left = _GIF_HEADER + _palette_bytes(data, 10), MAX_GIF_PIECES
    for _ in range(MAX_GIF_BLOCKS):
        kind = data[at] if at < len(data) else _TRAILER
        if kind == _TRAILER:
            yield kind, [], at + 1
            return
        # What is of no kind is passed over.
        start = at + {_EXTENSION: 2, _FRAME: 11 + _palette_bytes(data, at + 9)}.get(kind, 1)
        pieces = []
        while kind in {_EXTENSION, _FRAME} and start < len(data) and data[start]:
            pieces.append((start + 1, start + 1 + data[start]))
            start = pieces[-1][1]
            left -= 1
            if left < 0:
                raise Blocked(Obstacle.TOO_LARGE)
        at = start + (kind in {_EXTENSION, _FRAME})
        yield kind, pieces, at
    raise Blocked(Obstacle.TOO_LARGE)


def _palette_bytes(data: bytes, at: int) -> int:
    """How long a palette follows, as the flags there say."""
    flags = data[at] if at < len(data) else 0
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def search_heif(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search the bytes, each item but the picture's with its pieces put together, unpacked."""
    place = where.model_copy(update={"role": Role.OTHER})
    _search_bytes(data, place, hunt)
    for item in heif.items(data):
        if item.kind in _CODED:
            continue
        content = item.content(data)
        if item.encoding in _PACKED:
            content = hunt.inflated(content, _PACKED[item.encoding], _MAX_TEXT_BYTES)
        elif item.encoding:
            hunt.lose(place, Obstacle.EMBEDDED_FILE)
        hunt.into(content, place)
    _search_rest(heif.after_end(data), place, hunt)
