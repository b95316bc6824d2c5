"""Every file of a submission read: from the cache, or by as many processes as there are cores."""

import hashlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from cwc.engine.cache import Cache, opened
from cwc.model.facts import Obstacle, Reading, Unreadable
from cwc.readers import read_file

Watch = Callable[[int, int, str], None]

# Starting the processes takes 0.6 s, about as long as reading so many photos.
FEW_BYTES = 60_000_000
_CHUNK_BYTES = 1 << 20
# These say how a file lies there, not what is in it.
_PASSING = {
    Obstacle.VANISHED,
    Obstacle.DENIED,
    Obstacle.LINK,
    Obstacle.TOO_LARGE,
    Obstacle.BAD_NAME,
}


def read_all(folder: Path, paths: Sequence[str], watch: Watch) -> dict[str, Reading]:
    """The readings of the files at `paths` below `folder`, in that order."""
    with opened() as cache:
        known = {path: _known(folder, path, cache) for path in paths}
        missing = [path for path, reading in known.items() if reading is None]
        done = len(paths) - len(missing)
        watch(done, len(paths), "")
        for path, reading in zip(missing, _read(folder, missing), strict=True):
            done += 1
            watch(done, len(paths), path)
            known[path] = reading
            lasts = not (
                isinstance(reading.facts, Unreadable) and reading.facts.obstacle in _PASSING
            )
            if reading.sha256 and lasts:
                cache.keep(reading.sha256, _ending(path), reading.facts)
    return {path: reading for path, reading in known.items() if reading is not None}


def _known(folder: Path, path: str, cache: Cache) -> Reading | None:
    try:
        entry = (folder / path).lstat()
        if not entry.st_size or not (folder / path).is_file() or (folder / path).is_symlink():
            return None
        sha256 = _digest(folder / path)
    except OSError:  # which the reader will meet, and tell
        return None
    facts = cache.find(sha256, _ending(path))
    return Reading(sha256=sha256, facts=facts) if facts else None


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _read(folder: Path, paths: Sequence[str]) -> Iterator[Reading]:
    """The readings in order, the same whoever reads them."""
    files = [folder / path for path in paths]
    if len(files) < 2 or _cores() < 2 or _bytes(files) < FEW_BYTES:
        yield from map(read_file, files)
        return
    yield from _by_processes(files)


def _by_processes(files: Sequence[Path]) -> Iterator[Reading]:
    done = 0
    # Spawned, not forked: the progress bar has a thread of its own.
    pool = ProcessPoolExecutor(_cores(), get_context("spawn"), initializer=_ignore_interrupt)
    try:
        for reading in pool.map(read_file, files, chunksize=4):
            done += 1
            yield reading
    except BrokenProcessPool:
        # A process was killed, by the system for its memory or by a library: go on alone.
        yield from map(read_file, files[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupt() -> None:
    """Ctrl-C is for the parent, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    return os.cpu_count() or 1


def _bytes(files: Iterable[Path]) -> int:
    total = 0
    for file in files:
        try:
            total += file.lstat().st_size
        except OSError:
            continue
    return total
