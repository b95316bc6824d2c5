"""A HEIF or AVIF file taken apart item by item (ISO/IEC 14496-12), without decoding it."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from cwc.errors import TooMuchError

AV1 = frozenset({b"avif", b"avis"})
HEVC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
# These say of a picture no more than that it is one.
_PICTURES = AV1 | HEVC | {b"mif1", b"mif2", b"mif3", b"msf1"}
_FILE_TYPE = b"ftyp"
# A film, and what is meant for the smallest of pictures.
_OTHERWISE = {b"moov", b"mini"}
# A photo of 200 megapixels in tiles has some thousand of each.
MAX_BOXES = 100_000
# PQ and HLG (ITU-T H.273): the same signs mean other lights than in sRGB.
_HIGH_RANGE = {16, 18}
# Items may share a piece, as tiles of the sky do; so many bytes are gone through in a moment.
_MAX_SHARED_BYTES = 100_000_000
_HEAD, _LONG_HEAD, _FULL_HEAD = 8, 16, 4
_KIND = re.compile(rb"[ -~\xa9]{4}")
# What an encoder of HEVC sees to that no unit contains (ITU-T H.265 7.4.2), whatever the picture:
# where zeros were written over it, they are.
_NEVER_IN_HEVC = re.compile(rb"\0\0[\0-\2]")
# In the random signs that AV1 makes of a picture they do not stand: a block of a disk was lost.
_NEVER_IN_AV1 = bytes(512)


@dataclass(frozen=True)
class Item:
    """A picture, a tile of one, or what is said of them, and where its pieces lie in the file.

    `encoding` says how it is packed, "" when it is not.
    """

    kind: bytes
    encoding: str
    spans: tuple[tuple[int, int], ...]

    def content(self, data: bytes) -> bytes:
        """Its pieces put together."""
        return b"".join(data[start:end] for start, end in self.spans)


def brands(data: bytes) -> frozenset[bytes]:
    """What the file says that it is; nothing when it is none of these."""
    if data[4:8] != _FILE_TYPE:
        return frozenset()
    (size,) = struct.unpack_from(">L", data)
    return frozenset({data[8:12], *(data[at : at + 4] for at in range(16, min(size, 400), 4))})


def is_heif(data: bytes) -> bool:
    """Whether the bytes begin a HEIF or AVIF picture."""
    return bool(brands(data) & _PICTURES)


def after_end(data: bytes) -> bytes:
    """What follows the last box, as some cameras add it."""
    last = max((end for _, _, end in _boxes(data, 0, len(data))), default=0)
    return data[last:]


def is_whole(data: bytes) -> bool:
    """Whether every item lies in the file, and none was written over; decoders do not mind.

    Raises what `items` does.
    """
    return all(_is_sound(item, data) for item in items(data))


def _is_sound(item: Item, data: bytes) -> bool:
    if any(end > len(data) for _, end in item.spans):
        return False
    if item.kind == b"av01":
        return _NEVER_IN_AV1 not in item.content(data)
    return item.kind != b"hvc1" or _is_sound_hevc(item.content(data))


def _is_sound_hevc(content: bytes) -> bool:
    """Whether it is a chain of units, each after its length."""
    at = 0
    while at < len(content):
        if at + 4 > len(content):
            return False
        start = at + 4
        at = start + int.from_bytes(content[at:start], "big")
        if at > len(content) or at == start or content[start] & 0x80:
            return False
        if _NEVER_IN_HEVC.search(content, start, at):
            return False
    return True


def is_high_range(data: bytes) -> bool:
    """Whether the picture that is shown first has brighter lights than sRGB has signs for.

    Raises what `items` does.
    """
    inner = _meta(data)
    if not inner.keys() >= {b"iprp", b"pitm"}:
        return False
    properties = _first(_boxes(data, *inner[b"iprp"]))
    told = list(_boxes(data, *properties[b"ipco"]))
    for at in _own_properties(data, properties[b"ipma"][0], _primary(data, inner[b"pitm"][0])):
        kind, start, end = told[at - 1]
        if kind == b"colr" and data[start : start + 4] == b"nclx":
            return _transfer(data[start:end]) in _HIGH_RANGE
    return False


def _transfer(colours: bytes) -> int:
    transfer: int = struct.unpack_from(">4x2xH", colours)[0]
    return transfer


def _primary(data: bytes, at: int) -> int:
    numbers = _Numbers(data, at)
    width = 4 if numbers.next(1) else 2
    numbers.next(3)
    return numbers.next(width)


def _own_properties(data: bytes, at: int, wanted: int) -> Iterator[int]:
    """The properties of an item, counted from 1."""
    numbers = _Numbers(data, at)
    number_size = 4 if numbers.next(1) else 2
    wide = numbers.next(3) & 1
    for _ in range(numbers.next(4)):
        number = numbers.next(number_size)
        for _ in range(numbers.next(1)):
            # Its first bit says that nobody may pass over it.
            found = numbers.next(2) & 0x7FFF if wide else numbers.next(1) & 0x7F
            if number == wanted and found:
                yield found


def items(data: bytes) -> Iterator[Item]:
    """Everything in the file that has a place of its own.

    LookupError, ValueError, struct.error when that is broken, NotImplementedError when it is told
    in another way, TooMuchError when there is more than in a photo.
    """
    inner = _meta(data)
    told = _infos(data, *inner[b"iinf"])
    left = len(data) + _MAX_SHARED_BYTES
    for number, spans in _places(data, inner[b"iloc"][0], inner.get(b"idat", (0, 0))[0]):
        left -= sum(max(min(end, len(data)) - start, 0) for start, end in spans)
        if left < 0:
            raise TooMuchError
        yield Item(*told.get(number, (b"", "")), spans)


def _meta(data: bytes) -> dict[bytes, tuple[int, int]]:
    """What is said of the pictures, by kind."""
    top = _first(_boxes(data, 0, len(data)))
    if b"meta" not in top and top.keys() & _OTHERWISE:
        raise NotImplementedError
    start, end = top[b"meta"]
    return _first(_boxes(data, start + _FULL_HEAD, end))


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box's kind and where its content begins and ends, as far as there are boxes."""
    count = 0
    while start + _HEAD <= end:
        count += 1
        if count > MAX_BOXES:
            raise TooMuchError
        size, kind = struct.unpack_from(">L4s", data, start)
        head = _HEAD
        if size == 1 and start + _LONG_HEAD <= end:
            (size,), head = struct.unpack_from(">Q", data, start + _HEAD), _LONG_HEAD
        following = start + size if size else end
        if following < start + head or following > end or not _KIND.fullmatch(kind):
            return
        yield kind, start + head, following
        start = following


def _first(boxes: Iterator[tuple[bytes, int, int]]) -> dict[bytes, tuple[int, int]]:
    found: dict[bytes, tuple[int, int]] = {}
    for kind, start, end in boxes:
        found.setdefault(kind, (start, end))
    return found


def _infos(data: bytes, start: int, end: int) -> dict[int, tuple[bytes, str]]:
    """By an item's number its kind, and how it is packed."""
    start += _FULL_HEAD + (4 if data[start] else 2)
    told = {}
    for kind, at, last in _boxes(data, start, end):
        version = data[at]
        # Before version 2 an item had no kind.
        if kind == b"infe" and version >= 2:
            layout = ">H2x4s" if version == 2 else ">L2x4s"
            number, sort = struct.unpack_from(layout, data, at + _FULL_HEAD)
            texts = data[at + _FULL_HEAD + struct.calcsize(layout) : last].split(b"\0")
            # Its name, and of what is no picture the type and the encoding.
            told_type, packed = [*texts, b"", b""][1:3] if sort == b"mime" else (b"", b"")
            # The decoder that reads others than these takes the program down.
            if not (_KIND.fullmatch(sort) and told_type.isascii()):
                raise ValueError
            told[number] = sort, packed.decode("ascii", "replace")
    return told


class _Numbers:
    """Numbers of any width, one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    def next(self, width: int) -> int:
        piece = self._data[self._at : self._at + width]
        if len(piece) < width:
            raise ValueError
        self._at += width
        return int.from_bytes(piece, "big")


def _places(data: bytes, at: int, inline: int) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Each item's number and where its pieces begin and end; `inline` is where `idat` begins."""
    numbers = _Numbers(data, at)
    version = numbers.next(1)
    numbers.next(3)
    sizes = numbers.next(2)
    offset_size, length_size, base_size, index_size = (
        sizes >> shift & 15 for shift in (12, 8, 4, 0)
    )
    number_size = 4 if version >= 2 else 2
    left = MAX_BOXES
    for _ in range(numbers.next(number_size)):
        number = numbers.next(number_size)
        method = numbers.next(2) & 15 if version else 0
        if numbers.next(2) or method > 1:
            raise NotImplementedError  # in another file, or within another item
        base = numbers.next(base_size) + (inline if method else 0)
        count = numbers.next(2)
        left -= 1 + count
        if left < 0:
            raise TooMuchError
        spans = []
        for _ in range(count):
            numbers.next(index_size if version else 0)
            start = base + numbers.next(offset_size)
            length = numbers.next(length_size)
            spans.append((start, start + length if length else len(data)))
        yield number, tuple(spans)
