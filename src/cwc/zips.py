"""Zips that were made to harm: what a package unpacks to is told before anything is made of it."""

import contextlib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from shutil import copyfileobj

from cwc.errors import BROKEN_FILE, TooMuchError

# A report of 800字 unpacks to well under 10 MB; more than this is made to harm.
MAX_UNPACKED_BYTES = 200_000_000
# Of these markup takes a tenth: the rest is pictures.
MAX_MARKUP_BYTES = 50_000_000
# Elements, their ends and attributes: a report of 800字 has some 20,000, a table of 100,000 cells a
# million, the longest of five hundred real Word files 1.7 million. Each takes up to 200 bytes in
# memory and, in a table, some microseconds.
MAX_NODES = 2_000_000
# A report with a hundred pictures has some 150 parts.
MAX_MEMBERS = 10_000

_MARKUP = {".xml", ".vml", ".rels"}
# What may stand before markup: blanks, the marks of UTF-8 and UTF-16, the other half of a sign.
_BEFORE = b" \t\r\n\xef\xbb\xbf\xff\xfe\0"
_PIECE_BYTES = 1 << 20


class Zip(zipfile.ZipFile):
    """A zip that unpacks no more of a member than the member says it is.

    The library unpacks it whole before it cuts it to the size that the directory tells.
    """

    def __init__(self, file: Path | BytesIO) -> None:
        super().__init__(file)

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """A member's content."""
        made = BytesIO()
        with self.open(name, pwd=pwd) as member:
            copyfileobj(member, made, _PIECE_BYTES)
        return made.getvalue()

    def weigh(self) -> bool:
        """Whether all markup is whole; TooMuchError when there is more of anything than told above.

        No library of ours should be given a package whose markup is not.
        """
        members = self.infolist()
        unpacked = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
            raise TooMuchError
        size, nodes, whole = 0, 0, True
        for member in members:
            try:
                for piece in self._markup(member):
                    size, nodes = size + len(piece), nodes + node_count(piece)
                    if size > MAX_MARKUP_BYTES or nodes > MAX_NODES:
                        raise TooMuchError
            except BROKEN_FILE:
                whole = False
        return whole

    def _markup(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part piece by piece, if it is markup."""
        with contextlib.closing(self.open(member)) as part:
            known = PurePosixPath(member.filename).suffix.lower() in _MARKUP
            while piece := part.read(_PIECE_BYTES):
                known = known or piece.lstrip(_BEFORE).startswith(b"<")
                if not known:
                    return
                yield piece


def node_count(markup: bytes) -> int:
    """How many elements, ends of elements and attributes there are at most."""
    return markup.count(b"<") + markup.count(b"=")
