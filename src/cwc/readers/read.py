"""The reader for a file, by its ending; what the bytes are is checked by the reader itself."""

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

from cwc.errors import BROKEN_FILE
from cwc.model.facts import DocumentFacts, Facts, Obstacle, PhotoFacts, Reading, Unreadable
from cwc.readers.docx import read_docx
from cwc.readers.obstacle import Blocked
from cwc.readers.pdf import read_pdf
from cwc.readers.photo import read_photo
from cwc.readers.xlsx import read_xlsx

# The largest file that is taken into memory; a longer one is no photo or document of a clerk's.
MAX_BYTES = 300_000_000

_READERS: dict[str, Callable[[bytes], PhotoFacts | DocumentFacts]] = {
    ".jpg": read_photo,
    ".jpeg": read_photo,
    ".png": read_photo,
    ".bmp": read_photo,
    ".webp": read_photo,
    ".tif": read_photo,
    ".tiff": read_photo,
    ".docx": read_docx,
    ".docm": read_docx,
    ".pdf": read_pdf,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
}


def read_file(path: Path) -> Reading:
    """Facts of one file; whatever stands in the way is a fact too."""
    data = b""
    try:
        data = _bytes(path)
        facts: Facts = _facts(path, data)
    except Blocked as blocked:
        facts = Unreadable(size_bytes=len(data), obstacle=blocked.obstacle)
    return Reading(sha256=hashlib.sha256(data).hexdigest() if data else "", facts=facts)


def _bytes(path: Path) -> bytes:
    """The file's bytes, at least one."""
    try:
        entry = path.lstat()
        if not stat.S_ISREG(entry.st_mode):
            raise Blocked(Obstacle.DENIED if stat.S_ISDIR(entry.st_mode) else Obstacle.LINK)
        if entry.st_size > MAX_BYTES:
            raise Blocked(Obstacle.TOO_LARGE)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Blocked(Obstacle.VANISHED) from error
    except OSError as error:
        raise Blocked(Obstacle.DENIED) from error
    if not data:
        raise Blocked(Obstacle.EMPTY)
    return data


def _facts(path: Path, data: bytes) -> PhotoFacts | DocumentFacts:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Blocked(Obstacle.NO_READER)
    try:
        return reader(data)
    except BROKEN_FILE as error:
        raise Blocked(Obstacle.DAMAGED) from error
