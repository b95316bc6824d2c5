"""The text of a binary Word document: pieces in the order in which they are read, run by run."""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from cwc.errors import TooMuchError
from cwc.model.obstacle import Obstacle
from cwc.readers.obstacle import Blocked
from cwc.readers.word97.fib import Story
from cwc.readers.word97.properties import MAX_RUNS, Look, Pages, Setting, look_of, setting_of
from cwc.readers.wordml import MAX_PARAGRAPHS, SYMBOL, Paragraph, row_of

# More than a thousand pages; pieces may repeat one place as often as they like.
_MAX_SIGNS = 5_000_000
# [MS-DOC] 2.9.38 and 2.9.177.
_PROPERTIES, _PIECES = 1, 2
_COMPRESSED, _OFFSET = 0x40000000, 0x3FFFFFFF
_PIECE_BYTES = 8
# [MS-DOC] 2.4.1: the ends of a paragraph, of a cell, of a page; a field's three signs.
_ENDS = "\r\x07\x0c\x0e"
_FIELD, _RESULT, _FIELD_ENDS = "\x13", "\x14", "\x15"
_SHOWN = str.maketrans({"\x0b": "\n", "\x1e": "-", "\x1f": None})
_SPLIT = re.compile(f"([{_ENDS}{_FIELD}{_RESULT}{_FIELD_ENDS}])")
_CONTROLS = re.compile(r"[\x00-\x08\x10-\x1d]")


@dataclass(frozen=True)
class Run:
    """Signs that are set alike, from the position `start`, in their paragraphs' setting."""

    start: int
    text: str
    look: Look
    setting: Setting


def runs(
    clx: bytes, stream: bytes, stories: Sequence[Story], characters: Pages, paragraphs: Pages
) -> list[Run]:
    """Every run of the document, none beyond a story's end.

    Blocked when the table of pieces is damaged, TooMuchError when there are too many.
    """
    found = list(islice(_runs(clx, stream, stories, characters, paragraphs), MAX_RUNS + 1))
    if len(found) > MAX_RUNS or sum(run.text.count(end) for run in found for end in _ENDS) > (
        MAX_PARAGRAPHS
    ):
        raise TooMuchError
    return found


def _runs(
    clx: bytes, stream: bytes, stories: Sequence[Story], characters: Pages, paragraphs: Pages
) -> Iterator[Run]:
    bounds = sorted({story.end for story in stories})
    for start, end, offset, width in _pieces(clx):
        if end > (bounds[-1] if bounds else 0) + 1 or offset + (end - start) * width > len(stream):
            raise Blocked(Obstacle.DAMAGED)
        cuts = [start, *(bound for bound in bounds if start < bound < end), end]
        for begin, stop in pairwise(cuts):
            at = offset + (begin - start) * width
            to = offset + (stop - start) * width
            for left, right, exception in characters.within(at, to):
                look = look_of(exception)
                for low, high, setting in paragraphs.within(left, right):
                    encoding = "utf-16-le" if width == 2 else "cp1252"
                    yield Run(
                        start=begin + (low - at) // width,
                        text=stream[low:high].decode(encoding, "replace"),
                        look=look,
                        setting=setting_of(setting),
                    )


def _pieces(clx: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Of each piece the positions in the text, the offset in the stream, the bytes of a sign."""
    at = 0
    while at + 3 <= len(clx) and clx[at] == _PROPERTIES:
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    if at + 5 > len(clx) or clx[at] != _PIECES:
        raise Blocked(Obstacle.DAMAGED)
    table = clx[at + 5 :][: int.from_bytes(clx[at + 1 : at + 5], "little")]
    count = (len(table) - 4) // (4 + _PIECE_BYTES)
    positions = struct.unpack_from(f"<{count + 1}I", table)
    signs = 0
    for number, (start, end) in enumerate(pairwise(positions)):
        (place,) = struct.unpack_from("<2xI2x", table, (count + 1) * 4 + number * _PIECE_BYTES)
        signs += end - start
        if end < start:
            raise Blocked(Obstacle.DAMAGED)
        if signs > _MAX_SIGNS:
            raise TooMuchError
        one = place & _COMPRESSED
        offset = (place & _OFFSET) // 2 if one else place & _OFFSET
        yield start, end, offset, 1 if one else 2


def paragraphs(story: Story, every: Iterable[Run]) -> Iterator[Paragraph]:
    """The paragraphs of one story in three layers; a table's row is one, its cells by tabs."""
    row: list[Paragraph] = []
    for paragraph, setting in _paragraphs(story, every):
        if setting.in_table and not setting.row_ends:
            row.append(paragraph)
            continue
        if row:
            yield row_of(row)
            row = []
        if not setting.in_table:
            yield paragraph
    if row:
        yield row_of(row)


def _paragraphs(story: Story, every: Iterable[Run]) -> Iterator[tuple[Paragraph, Setting]]:
    """Each paragraph with its setting, which is that of the sign that ends it."""
    layers: dict[str, list[str]] = {"visible": [], "deleted": [], "hidden": []}
    # For each field that is open, whether its code is being told, and not what it came to.
    fields: list[bool] = []
    setting = Setting()
    for run in every:
        if not story.start <= run.start < story.end:
            continue
        for piece in _SPLIT.split(run.text):
            setting = run.setting
            if piece == _FIELD:
                fields.append(True)
            elif piece == _RESULT:
                fields[-1:] = [False]
            elif piece == _FIELD_ENDS:
                fields[-1:] = []
            elif piece and piece in _ENDS:
                yield _layered(layers), setting
                layers = {"visible": [], "deleted": [], "hidden": []}
            elif piece:
                layers[_layer(run, any(fields))].append(_plain(piece, run.look))
    yield _layered(layers), setting


def _layer(run: Run, in_code: bool) -> str:
    if run.look.deleted:
        return "deleted"
    return "hidden" if in_code or is_unseen(run) else "visible"


def is_unseen(run: Run) -> bool:
    """Whether a run is set not to be shown, too small to be read, or white on white."""
    ground = run.look.shaded or run.setting.shaded or run.setting.in_table
    return run.look.vanishes or (run.look.white and not ground)


def _plain(text: str, look: Look) -> str:
    """The signs that are shown: no anchors of notes and pictures."""
    if look.symbol:
        return SYMBOL * len(text)
    return _CONTROLS.sub("", text.translate(_SHOWN))


def _layered(layers: dict[str, list[str]]) -> Paragraph:
    visible, deleted, hidden = map("".join, layers.values())
    return Paragraph(visible, deleted, hidden)
