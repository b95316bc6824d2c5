"""Pictures: everything in them that is no pixel."""

import re
import struct
import zlib
from collections.abc import Iterator

from cwc.model.aspects import Obstacle, Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.search.hunt import Hunt
from cwc.readers.search.signs import passages

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_END, _SCAN = 0xD9, 0xDA
# What begins a picture; of these, what is refined scan by scan.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_REFINED = {0xC2, 0xC6, 0xCA, 0xCE}
# Markers that no segment follows.
_BARE = {0x01, *range(0xD0, 0xD9)}
# Within a scan: a marker that is neither a stuffed byte nor a restart.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# XMP longer than a segment comes in pieces, each after a header of so many bytes.
_LONG_XMP, _LONG_XMP_HEADER = b"http://ns.adobe.com/xmp/extension/\0", 75
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MAX_TEXT_BYTES = 20_000_000
# A camera writes some dozen segments; XMP of 60 MB, with a picture in it, comes in a thousand. Each
# byte of filling between them counts as one.
MAX_SEGMENTS = 100_000
# Programs refine a picture in some ten scans; each costs as much time as the whole picture.
MAX_SCANS = 100
# A PNG of 300 MB in pieces of 8 kB, the smallest that programs write, has so many.
MAX_CHUNKS = 40_000
# What stands before a packed text in its chunk: a keyword of 79 signs, once more in translation.
_MAX_KEYWORDS_BYTES = 500
_COMPRESSED = {b"zTXt", b"iTXt", b"iCCP"}


def is_jpeg(data: bytes) -> bool:
    """Whether the bytes begin a JPEG."""
    return data.startswith(_JPEG)


def search_jpeg(data: bytes, where: Where, hunt: Hunt) -> None:
    """Search each segment but the picture itself, and what follows its end."""
    place = where.model_copy(update={"role": Role.OTHER})
    long_xmp: list[bytes] = []
    picture_end = 2
    for _, payload, end in segments(data):
        picture_end = end
        if payload.startswith(_LONG_XMP):
            long_xmp.append(payload[_LONG_XMP_HEADER:])
        elif payload.startswith(_XMP):
            hunt.into(payload[len(_XMP) :], place)
        else:
            hunt.find(passages(payload), place)
    if long_xmp:
        hunt.into(b"".join(long_xmp), place)
    if rest := data[picture_end:].strip(b"\0"):
        hunt.into(rest, place)


def segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Each segment's marker, content and where it ends, the last at the picture's end.

    Blocked when there are more than a photo has.
    """
    at, count = 2, 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        count += 1
        if count > MAX_SEGMENTS:
            raise Blocked(Obstacle.TOO_LARGE)
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield _END, b"", at + 2
            return
        if marker in _BARE:
            at += 2
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        yield marker, data[at + 4 : end], end
        if marker == _SCAN:
            following = _MARKER.search(data, end)
            if following is None:
                yield _END, b"", len(data)
                return
            end = following.start()
        at = end
    if data[at : at + 2] == b"\xff\xd9":
        yield _END, b"", at + 2


def scan_count(data: bytes) -> int:
    """How many scans a JPEG comes in; Blocked as `segments` is."""
    parts, frame, channels = segments(data), 0, b""
    for marker, payload, _ in parts:
        if marker in _FRAMES:
            frame, channels = marker, payload[5:6]
        if marker == _SCAN:
            # One with every channel is the whole picture, and libjpeg takes no other.
            whole = frame not in _REFINED and payload[:1] == channels
            return 1 if whole else 1 + sum(following == _SCAN for following, _, _ in parts)
    return 0


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
        if kind in _COMPRESSED:
            hunt.into(_inflated_text(content, hunt), place)
        if kind == b"iTXt" and b"<x:xmpmeta" in content:
            hunt.into(content[content.index(b"<x:xmpmeta") :], place)
    if rest := data[end:].strip(b"\0"):
        hunt.into(rest, place)


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
    if rest := data[end:].strip(b"\0"):
        hunt.into(rest, place)
