"""A JPEG file taken apart segment by segment (ITU-T T.81 Annex B), without decoding it."""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BEGINNING, END = b"\xff\xd8", b"\xff\xd9"
APP0, APP2, APP14, APP15, COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_SCAN = 0xDA
# Markers that no segment follows.
_BARE = {0x01, *range(0xD0, 0xD8)}
# Within a scan: a marker that is neither a stuffed byte nor a restart.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_KEPT = ((APP0, b"JFIF\0"), (APP2, b"ICC_PROFILE\0"), (APP14, b"Adobe"))


@dataclass(frozen=True)
class Segment:
    """One marker's segment: its content, all its bytes, a scan's picture data included, its end."""

    marker: int
    content: bytes
    raw: bytes
    end: int

    @property
    def is_shown(self) -> bool:
        """Whether the picture, its size or its colours depend on it."""
        if APP0 <= self.marker <= APP15:
            return any(
                self.marker == marker and self.content.startswith(name) for marker, name in _KEPT
            )
        return self.marker != COMMENT


def segments(data: bytes) -> Iterator[Segment]:
    """The segments of a JPEG from its beginning to its end; fewer when it is broken."""
    at = len(BEGINNING)
    while at + 4 <= len(data) and data[at] == 0xFF:
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
        yield Segment(marker, content, data[at:end], end)
        at = end


def after_end(data: bytes, parsed: Sequence[Segment]) -> bytes:
    """What follows the end of a picture of these segments; nothing when it has no end."""
    end = data.find(END, parsed[-1].end if parsed else len(BEGINNING))
    return data[end + len(END) :] if end >= 0 else b""


def cleaned(data: bytes) -> bytes:
    """The same picture, bit by bit, without what tells of more: EXIF, texts, what follows it."""
    kept = (segment.raw for segment in segments(data) if segment.is_shown)
    return BEGINNING + b"".join(kept) + END
