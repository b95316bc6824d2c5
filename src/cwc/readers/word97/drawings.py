"""Pictures and colours of [MS-ODRAW] drawings: records in records."""

import re
import struct
from collections.abc import Iterator

from cwc.readers.colour import is_red

# A picture's record: version and instance, its type (JPEG, PNG, DIB, TIFF, JPEG in CMYK), length.
# Before it stand one or two digests of 16 bytes, by the lowest bit of the instance, and a byte.
_PICTURE = re.compile(rb"[\x00\x10\x20\x30\xa0\xb0][\x46\x6e\x7a][\x1d\x1e\x1f\x29\x2a]\xf0")
_HEAD = struct.Struct("<HHI")
_DIGEST_BYTES = 16
# Metafiles: drawings, which count as pictures and are none.
_DRAWING = re.compile(rb"[\x40\x50\x60\x70\x80\x90][\x3d\x21\x54][\x1a\x1b\x1c]\xf0")
_JPEG_END = b"\xff\xd9"
_OPTIONS = 0xF00B
_CONTAINER = 0xF
_MAX_DEPTH = 16
# A property's number, and the colours of a shape's ground and line.
_OPTION = struct.Struct("<HI")
_NUMBER = 0x3FFF
_COLOURS = {0x0181, 0x01C0}


def pictures(stream: bytes) -> Iterator[bytes]:
    """The pictures in a stream as files of their own, in order."""
    for found in _PICTURE.finditer(stream):
        if found.start() + _HEAD.size > len(stream):
            return
        instance, _, size = _HEAD.unpack_from(stream, found.start())
        before = _DIGEST_BYTES * (2 if instance >> 4 & 1 else 1) + 1
        start = found.start() + _HEAD.size
        if before < size <= len(stream) - start:
            yield stream[start + before : start + size]


def drawing_count(stream: bytes) -> int:
    """How many metafiles stand in a stream."""
    return sum(1 for _ in _DRAWING.finditer(stream))


def has_red(records: bytes, depth: int = 0) -> bool:
    """Whether a shape in these records has a red ground or line."""
    at = 0
    while at + _HEAD.size <= len(records):
        head, kind, size = _HEAD.unpack_from(records, at)
        inside = records[at + _HEAD.size : at + _HEAD.size + size]
        if kind == _OPTIONS and any(_is_red(inside, n) for n in range(head >> 4)):
            return True
        if head & 0xF == _CONTAINER and depth < _MAX_DEPTH and has_red(inside, depth + 1):
            return True
        # Between the drawings of body and header stands a byte of its own.
        at += _HEAD.size + size if kind >= 0xF000 else 1
    return False


def _is_red(options: bytes, number: int) -> bool:
    at = number * _OPTION.size
    if at + _OPTION.size > len(options):
        return False
    key, value = _OPTION.unpack_from(options, at)
    return (
        (key & _NUMBER) in _COLOURS and not value >> 24 and is_red(*value.to_bytes(4, "little")[:3])
    )
