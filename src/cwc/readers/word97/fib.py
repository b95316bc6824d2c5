"""The head of a binary Word document: which table stream, where things lie, its sub-documents."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from cwc.model.obstacle import Obstacle
from cwc.model.place import Role
from cwc.readers.obstacle import Blocked

# [MS-DOC] 2.5.1: the magic, and the first nFib of Word 97.
_MAGIC, _FIRST_VERSION = 0xA5EC, 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_BASE = struct.Struct("<HH6xH")
# [MS-DOC] 2.5.4: the sub-documents follow each other in this order, after so many characters each.
_COUNTS_AT, _COUNTS = 0x4C, struct.Struct("<8i")
_ROLES = (
    Role.BODY,
    Role.FOOTNOTE,
    Role.HEADER_FOOTER,
    # Reserved, and empty.
    Role.OTHER,
    Role.COMMENT,
    Role.ENDNOTE,
    Role.TEXT_BOX,
    Role.TEXT_BOX,
)
_PAIRS_AT, _PAIR = 0x9A, struct.Struct("<II")


class Table(IntEnum):
    """What lies in the table stream, by its number among the pairs of [MS-DOC] 2.5.6."""

    COMMENTS = 4
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    PIECES = 33
    DRAWINGS = 50


@dataclass(frozen=True)
class Story:
    """One sub-document: the positions of its first character and of the one after its last."""

    role: Role
    start: int
    end: int


class Fib:
    """The head of the stream WordDocument; Blocked when it is older, encrypted or no such."""

    def __init__(self, stream: bytes) -> None:
        if len(stream) < _PAIRS_AT + (Table.DRAWINGS + 1) * _PAIR.size:
            raise Blocked(Obstacle.DAMAGED)
        magic, version, flags = _BASE.unpack_from(stream)
        if magic != _MAGIC or version < _FIRST_VERSION:
            raise Blocked(Obstacle.OLD_FORM)
        if flags & _ENCRYPTED:
            raise Blocked(Obstacle.ENCRYPTED)
        self._stream = stream
        self.table_name = "1Table" if flags & _TABLE_1 else "0Table"

    def of_table(self, which: Table, table: bytes) -> bytes:
        """A part of the table stream; empty when there is none, Blocked when it is cut off."""
        start, size = _PAIR.unpack_from(self._stream, _PAIRS_AT + which * _PAIR.size)
        if start + size > len(table):
            raise Blocked(Obstacle.DAMAGED)
        return table[start : start + size]

    def stories(self) -> Iterator[Story]:
        """The sub-documents that hold anything."""
        at = 0
        for role, count in zip(_ROLES, _COUNTS.unpack_from(self._stream, _COUNTS_AT), strict=True):
            if count < 0:
                raise Blocked(Obstacle.DAMAGED)
            if count:
                yield Story(role, at, at + count)
            at += count
