"""How cwc judges one file by itself: certain, doubtful, hidden or silent."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from cwc.engine.marking import Vouched, marks_of_files
from cwc.model.aspects import Hidden, Mentions, Text
from cwc.model.obstacle import Obstacle
from cwc.model.view import FileView
from cwc.readers.read import Look, look
from cwc.readers.table import reader_of
from secrecy.innocent import Harmless
from secrecy.marked import Made

_PROCESSES = 2
_AT_ONCE = 16
_NOBODY = Vouched(())


class Verdict(StrEnum):
    """What is said of a file: it is a mark's, may be, was not searched whole, or nothing."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    HIDDEN = "hidden"
    SILENT = "silent"


@dataclass(frozen=True)
class Judged:
    """One file's verdict, with the words that were found."""

    name: str
    verdict: Verdict
    words: tuple[str, ...]


def judged(path: Path, called: str, name: str) -> Judged:
    """A file as the engine's first look sees it, were it the submission's file `called`."""
    reading = look(Look(path, tuple(aspect.key for aspect in reader_of(path.name).first)))
    view = FileView(
        path=called,
        sha256=reading.sha256,
        size_bytes=reading.size_bytes,
        sights=reading.sights,
        placements=(),
        misses=(),
    )
    marks = list(marks_of_files([view], _NOBODY))
    words = tuple(dict.fromkeys(mark.words for mark in marks))
    if marks:
        certain = any(mark.certain for mark in marks)
        return Judged(name, Verdict.CERTAIN if certain else Verdict.DOUBTFUL, words)
    mentions, text = reading.sights[Mentions.key], reading.sights.get(Text.key)
    hidden = isinstance(mentions, Hidden) or (isinstance(mentions, Mentions) and mentions.gaps)
    if isinstance(text, Text):
        hidden = hidden or any(gap.obstacle is Obstacle.UNMAPPED for gap in text.gaps)
    return Judged(name, Verdict.HIDDEN if hidden else Verdict.SILENT, words)


def judged_made(file: Made | Harmless) -> Judged:
    """A made file, written where nothing but its ending tells of it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{Path(file.path).suffix}"
        path.write_bytes(file.data)
        return judged(path, file.path, file.name)


def judged_in(folder: Path, path: Path) -> Judged:
    """A file of a folder, called as it is called there."""
    called = path.relative_to(folder).as_posix()
    return judged(path, called, called)


def all_made(files: Iterable[Made | Harmless]) -> Iterator[Judged]:
    """Every made file, two at a time, in order."""
    with _pool() as pool:
        yield from pool.map(judged_made, files, chunksize=_AT_ONCE)


def all_in(folder: Path) -> Iterator[Judged]:
    """Every file below a folder, two at a time, in order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    with _pool() as pool:
        yield from pool.map(judged_in, [folder] * len(paths), paths, chunksize=_AT_ONCE)


def _pool() -> ProcessPoolExecutor:
    # Tells of a process that a file brought down, where multiprocessing.Pool would wait for it.
    return ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("spawn"))
