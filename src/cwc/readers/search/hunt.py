"""One file's search: what was found so far, what could not be searched, how much may follow."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from cwc.errors import BROKEN_FILE, TooMuchError
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Part, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.search.signs import passages
from cwc.text.secrecy import speaks_of_one
from cwc.zips import MAX_UNPACKED_BYTES

# A document in a document in a document, and the strings in that.
_MAX_DEPTH = 6
# A passage is as much around the sign as decides whether it is a mark.
_AROUND = 60
# Beyond so many passages that speak of 密 nothing more is learnt of a file.
_MAX_PASSAGES = 5_000
# How a file within a file begins, after a header of its container's or behind another's end. In
# pixels the short ones stand by chance: near the beginning it is none.
_HEADED = 4_096
_BEGINNINGS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.")
_BEGINNING_OF_ZIP, _BEGINNING_OF_JPEG = b"PK\x03\x04", b"\xff\xd8\xff"


@dataclass(frozen=True)
class Form:
    """How a form of content is known by its bytes, and searched."""

    sniff: Callable[[bytes], bool]
    search: Callable[[bytes, Where, "Hunt"], None]


@dataclass
class Hunt:
    """Gathers passages in order; each once."""

    forms: tuple[Form, ...]
    passages: dict[Part, None] = field(default_factory=dict)
    unread: dict[Gap, None] = field(default_factory=dict)
    _left: int = MAX_UNPACKED_BYTES
    _depth: int = 0

    def into(self, data: bytes, where: Where) -> None:
        """Search content by what it is; what cannot be searched is told with its place."""
        self._depth += 1
        try:
            self._search(data, where)
        except Blocked as blocked:
            self.lose(where, blocked.obstacle)
        except TooMuchError:
            self.lose(where, Obstacle.TOO_LARGE)
        except BROKEN_FILE:
            self.lose(where, Obstacle.BROKEN_PART)
        finally:
            self._depth -= 1

    def _search(self, data: bytes, where: Where) -> None:
        self._left -= len(data)
        if self._left < 0 or self._depth > _MAX_DEPTH:
            raise Blocked(Obstacle.TOO_LARGE)
        form = next((form for form in self.forms if form.sniff(data)), None)
        if form is not None:
            form.search(data, where, self)
            return
        self.as_signs(data, where, _BEGINNING_OF_JPEG)

    def as_signs(self, data: bytes, where: Where, *headed: bytes) -> None:
        """Search the bytes themselves, and a file that begins within them.

        `headed` are beginnings of files that may stand after a header of their container's.
        """
        self.find(passages(data), where)
        if starts := list(_starts(data, _BEGINNING_OF_ZIP, *headed)):
            self.into(data[min(starts) :], where)

    @property
    def is_nested(self) -> bool:
        """Whether what is searched now lies within another file."""
        return self._depth > 1

    def find(self, texts: Iterable[str], where: Where) -> None:
        """Keep those of the texts that speak of 密, no longer than need be."""
        for text in texts:
            if speaks_of_one(text):
                for piece in _near(text):
                    if len(self.passages) >= _MAX_PASSAGES:
                        raise Blocked(Obstacle.TOO_LARGE)
                    self.passages[Part(where=where, text=piece)] = None

    def lose(self, where: Where, obstacle: Obstacle) -> None:
        """Tell of a place that could not be searched."""
        self.unread[Gap(where=where, obstacle=obstacle)] = None

    def inflated(
        self, data: bytes | memoryview, bits: int, most: int = MAX_UNPACKED_BYTES
    ) -> bytes:
        """What is packed, nothing where it is broken; Blocked when it is more than may follow.

        What was unpacked for nothing counts as well, lest it is done a thousand times.
        """
        self.room(1)
        most = min(most, self._left)
        stream = zlib.decompressobj(bits)
        try:
            made = stream.decompress(data, most)
        except zlib.error:
            return b""
        if stream.unconsumed_tail:
            self._left -= most
            raise Blocked(Obstacle.TOO_LARGE)
        return made

    def room(self, size_bytes: int) -> None:
        """Blocked when so much more would be too much."""
        if size_bytes > self._left:
            raise Blocked(Obstacle.TOO_LARGE)


def _starts(data: bytes, *headed: bytes) -> Iterator[int]:
    """Where another file may begin within these bytes, which begin none."""
    found = [data.find(magic, 1) for magic in _BEGINNINGS]
    found += [data.find(magic, 1, _HEADED) for magic in headed]
    if zipfile.is_zipfile(BytesIO(data)):
        found.append(data.find(_BEGINNING_OF_ZIP, 1))
    yield from (at for at in found if at > 0)


def _near(text: str) -> list[str]:
    """A text, or of a long one what stands around each sign."""
    if len(text) <= 4 * _AROUND:
        return [text]
    spans: list[list[int]] = []
    for at, sign in enumerate(text):
        if speaks_of_one(sign):
            start, end = max(at - _AROUND, 0), min(at + _AROUND, len(text))
            if spans and start <= spans[-1][1]:
                spans[-1][1] = end
            else:
                spans.append([start, end])
    return [text[start:end] for start, end in spans]
