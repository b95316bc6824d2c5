"""A JPEG file taken apart segment by segment (ITU-T T.81 Annex B), without decoding it."""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cwc.errors import TooMuchError

BEGINNING, END = b"\xff\xd8", b"\xff\xd9"
APP0, APP2, APP14, APP15, COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_SCAN = 0xDA
# Not a marker: what stands between segments and belongs to none, which decoders pass over.
FILLING = 0x00
# What begins a picture; of these, what is refined scan by scan.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_REFINED = {0xC2, 0xC6, 0xCA, 0xCE}
# Markers that no segment follows.
_BARE = {0x01, *range(0xD0, 0xD8)}
# Within a scan: a marker that is neither a stuffed byte nor a restart.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_KEPT = ((APP0, b"JFIF\0"), (APP2, b"ICC_PROFILE\0"), (APP14, b"Adobe"))
# A camera writes some dozen segments; XMP of 60 MB, with a picture in it, comes in a thousand. Each
# byte of filling between them counts as one.
MAX_SEGMENTS = 100_000
# Programs refine a picture in some ten scans; each costs as much time as the whole picture.
MAX_SCANS = 100


@dataclass(frozen=True)
class Segment:
    """One marker's segment: its content; where it lies in the file, a scan's picture included."""

    marker: int
    content: bytes
    file: bytes
    start: int
    end: int

    @property
    def raw(self) -> memoryview:
        """All its bytes, not copied: a picture has millions."""
        return memoryview(self.file)[self.start : self.end]

    @property
    def is_shown(self) -> bool:
        """Whether the picture, its size or its colours depend on it."""
        if APP0 <= self.marker <= APP15:
            return any(
                self.marker == marker and self.content.startswith(name) for marker, name in _KEPT
            )
        return self.marker not in {COMMENT, FILLING}


def segments(data: bytes) -> Iterator[Segment]:
    """The segments of a JPEG and the filling between them, up to its end or where it breaks.

    TooMuchError when there are more than a photo has.
    """
    at, count = len(BEGINNING), 0
    while at + 4 <= len(data):
        count += 1
        if count > MAX_SEGMENTS:
            raise TooMuchError
        if data[at] != 0xFF:
            following = _MARKER.search(data, at)
            end = following.start() if following else len(data)
            yield Segment(FILLING, data[at:end], data, at, end)
            at = end
            continue
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == END[1]:
            return
        (size,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + size
        content = data[at + 4 : end]
        if marker == _SCAN:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield Segment(marker, content, data, at, end)
        at = end


def is_endless(data: bytes) -> bool:
    """Whether it comes in so many scans that decoding it would take minutes."""
    parts, frame, channels = segments(data), 0, b""
    for part in parts:
        if part.marker in _FRAMES:
            frame, channels = part.marker, part.content[5:6]
        if part.marker == _SCAN:
            # One with every channel is the whole picture, and libjpeg takes no other.
            if frame not in _REFINED and part.content[:1] == channels:
                return False
            return sum(following.marker == _SCAN for following in parts) >= MAX_SCANS
    return False


def after_end(data: bytes, parsed: Sequence[Segment]) -> bytes:
    """What follows the end of a picture of these segments; nothing when it has no end."""
    end = data.find(END, parsed[-1].end if parsed else len(BEGINNING))
    return data[end + len(END) :] if end >= 0 else b""


def unfilled(data: bytes) -> bytes:
    """The same file without filling between its segments; what is missing in it stays missing."""
    parts = list(segments(data))
    whole = (part.raw for part in parts if part.marker != FILLING)
    return b"".join((BEGINNING, *whole, data[parts[-1].end if parts else len(BEGINNING) :]))


def cleaned(data: bytes) -> bytes:
    """The same picture, bit by bit, without what tells of more: EXIF, texts, what follows it."""
    return _joined(data, (segment for segment in segments(data) if segment.is_shown))


def without_profile(data: bytes) -> bytes:
    """The same picture without its colour profile, for where that stands elsewhere."""
    return _joined(data, (segment for segment in segments(data) if segment.marker != APP2))


def _joined(data: bytes, kept: Iterable[Segment]) -> bytes:
    parts: list[bytes | memoryview] = [BEGINNING, *(segment.raw for segment in kept), END]
    # With nothing left out the file is what it was, and is not copied.
    is_whole = sum(map(len, parts)) == len(data) and data.endswith(END)
    return data if is_whole else b"".join(parts)
