"""Every file of a submission looked at: a first look at each, a second where more is wanted."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cwc.engine.cache import Cache, Entry
from cwc.engine.means import LOST, Means
from cwc.engine.page_reading import Pages, read_pages
from cwc.engine.workers import Lost
from cwc.model.aspects import ASPECTS, Aspect, Hidden, Reading, Sight
from cwc.model.obstacle import PASSING, Obstacle
from cwc.model.paper import Script
from cwc.readers.read import Look, blind, look, look_here
from cwc.readers.table import SCRIPT, Reader, reader_of

# Starting the processes takes about as long as reading so many photos.
FEW_BYTES = 60_000_000
_CHUNK_BYTES = 1 << 20


class Looks:
    """The looks at one folder's files, and what of them is to be remembered."""

    def __init__(self, folder: Path, means: Means, cache: Cache) -> None:
        self._folder, self._means, self._cache = folder.absolute(), means, cache
        self._fresh: list[tuple[str, Reader, Mapping[str, Sight]]] = []

    def first(self, paths: Sequence[str]) -> dict[str, Reading]:
        """Hash and cheap aspects of the files at `paths` below the folder, in that order."""
        found: dict[str, Reading] = {}
        entries = {path: Entry.of(f"{self._folder}/{path}") for path in paths}
        if self._means.trusting:
            found.update(self._remembered(self._trusted(entries)))
        unfound = {path: entry for path, entry in entries.items() if path not in found}
        # What is likely known, as a copy is, needs its hash alone; that is compared below.
        sizes = self._cache.sizes() if unfound else set()
        tasks = {
            path: self._task(path, () if entry and entry.size_bytes in sizes else _cheap(path))
            for path, entry in unfound.items()
        }
        self._tell(len(paths) - len(tasks), len(paths), "")
        again: dict[str, Look] = {}
        for path, reading in self._looked(tasks, len(paths)):
            whole = self._completed(path, entries[path], reading, tasks[path])
            if whole is None:
                again[path] = self._task(path, _cheap(path))
            else:
                found[path] = whole
        for path, reading in self._looked(again, len(paths)):
            whole = self._completed(path, entries[path], reading, again[path])
            found[path] = whole or reading
        return {path: found[path] for path in paths}

    def _trusted(self, entries: Mapping[str, Entry | None]) -> dict[str, tuple[Entry, str]]:
        """The files that look as they did well after their last change, with their content."""
        stamps = self._cache.known(entry for entry in entries.values() if entry)
        return {
            path: (entry, known.sha256)
            for path, entry in entries.items()
            if entry and (known := stamps.get(entry.path)) and known.settled
        }

    def second(
        self, readings: Mapping[str, Reading], wanted: Mapping[str, Iterable[str]]
    ) -> dict[str, Reading]:
        """The readings with the dear aspects that are wanted of some of the files, by path."""
        tasks: dict[str, Look] = {}
        made = dict(readings)
        for path, keys in wanted.items():
            reading, reader = readings[path], reader_of(path)
            if not reading.sha256 or reading.unopened:
                continue
            known = self._cache.find([reading.sha256], reader, keys).get(reading.sha256, {})
            made[path] = _with(reading, known)
            if missing := tuple(sorted(set(keys) - set(known))):
                tasks[path] = self._task(path, missing)
        for path, reading in self._looked(tasks, len(readings)):
            sights = {key: reading.sights[key] for key in tasks[path].wanted}
            if reading.sha256 != readings[path].sha256:
                sights = {key: Hidden(obstacle=Obstacle.CHANGED) for key in sights}
            else:
                self._remember(reader_of(path), reading.sha256, sights)
            made[path] = _with(made[path], sights)
        return made

    def scripts(
        self, readings: Mapping[str, Reading], wanted: Mapping[str, Sequence[int]]
    ) -> dict[str, Reading]:
        """The readings with what the wanted pages, by path, say as pictures."""
        made = dict(readings)
        unknown: dict[str, Pages] = {}
        for path, numbers in wanted.items():
            sha256 = readings[path].sha256
            known = self._cache.find([sha256], SCRIPT, [Script.key]).get(sha256, {})
            if known:
                made[path] = _with(made[path], known)
            else:
                unknown[path] = Pages(self._folder / path, sha256, numbers)
        for path, script in read_pages(unknown, self._means).items():
            read = {Script.key: script}
            self._remember(SCRIPT, readings[path].sha256, read)
            made[path] = _with(made[path], read)
        return made

    def settle(self, marked: Iterable[str]) -> None:
        """Remember the texts of this run, but nothing of the contents in `marked` (sha256)."""
        secret = set(marked)
        for sha256 in secret:
            self._cache.forget(sha256)
        for sha256, reader, sights in self._fresh:
            if sha256 not in secret:
                self._cache.keep(sha256, reader, sights)

    def _task(self, path: str, keys: tuple[str, ...]) -> Look:
        return Look(self._folder / path, keys)

    def _remembered(self, contents: Mapping[str, tuple[Entry, str]]) -> dict[str, Reading]:
        """By path, the readings of files whose content (sha256) is known in all that is asked."""
        by_reader: dict[Reader, list[str]] = defaultdict(list)
        for path in contents:
            by_reader[reader_of(path)].append(path)
        found = {}
        for reader, paths in by_reader.items():
            keys = _keys(reader.first)
            sights = self._cache.find((contents[path][1] for path in paths), reader, keys)
            unseen = blind(reader, reader.obstacle)
            for path in paths:
                entry, sha256 = contents[path]
                if len(known := sights.get(sha256, {})) == len(keys):
                    size = entry.size_bytes
                    found[path] = Reading(sha256=sha256, size_bytes=size, sights=unseen | known)
        return found

    def _completed(
        self, path: str, entry: Entry | None, reading: Reading, task: Look
    ) -> Reading | None:
        """A look's reading, kept; of a look at the hash alone what is known of it, or None."""
        if reading.sha256 and entry:
            self._cache.note(entry, reading.sha256)
        if not task.wanted and reading.unopened is None:
            known = {path: (entry, reading.sha256)} if entry and reading.sha256 else {}
            return self._remembered(known).get(path)
        self._remember(reader_of(path), reading.sha256, {k: reading.sights[k] for k in task.wanted})
        return reading

    def _remember(self, reader: Reader, sha256: str, sights: Mapping[str, Sight]) -> None:
        """Keep what lasts; words of the file not before they were judged."""
        if not sha256 or any(map(_is_passing, sights.values())):
            return
        if any(isinstance(sight, Aspect) and sight.quotes for sight in sights.values()):
            self._fresh.append((sha256, reader, sights))
        else:
            self._cache.keep(sha256, reader, sights)

    def _looked(self, tasks: Mapping[str, Look], total: int) -> Iterator[tuple[str, Reading]]:
        """Each task's reading, whoever executes it; what a worker lost is hidden for it."""
        here, apart = _parted(tasks)
        done = total - len(tasks)
        for path in here:
            reading = look_here(tasks[path])
            if reading is None:
                apart.append(path)
                continue
            done += 1
            self._tell(done, total, path)
            yield path, reading
        results = self._means.workers.run(look, [tasks[path] for path in apart])
        for path, result in zip(apart, results, strict=True):
            done += 1
            self._tell(done, total, path)
            yield path, lost_reading(tasks[path], result) if isinstance(result, Lost) else result

    def _tell(self, done: int, total: int, path: str) -> None:
        self._means.watch(done, total, path)


def _parted(tasks: Mapping[str, Look]) -> tuple[list[str], list[str]]:
    """The paths to be read in this process, and those that others read.

    Documents always by others, which may fail; photos when they are many.
    """
    sizes = {
        path: entry.size_bytes for path, t in tasks.items() if (entry := Entry.of(str(t.path)))
    }
    many = sum(sizes.values()) >= FEW_BYTES
    apart = [p for p, t in tasks.items() if many or (t.wanted and reader_of(p).isolated)]
    aside = set(apart)
    return [path for path in tasks if path not in aside], apart


def lost_reading(task: Look, lost: Lost) -> Reading:
    """A file whose reading was lost: its hash is had here, piece by piece."""
    reader, digest, size = reader_of(task.path.name), hashlib.sha256(), 0
    try:
        with task.path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
                size += len(chunk)
    except OSError:
        size = 0
    aspects = [ASPECTS[key] for key in task.wanted]
    return Reading(
        sha256=digest.hexdigest() if size else "",
        size_bytes=size,
        sights=blind(reader, LOST[lost], aspects),
    )


def _is_passing(sight: Sight) -> bool:
    """Whether it says how a run went, and not what is in the file."""
    if isinstance(sight, Hidden):
        return sight.obstacle in PASSING
    return isinstance(sight, Aspect) and any(gap.obstacle in PASSING for gap in sight.gaps)


def _cheap(path: str) -> tuple[str, ...]:
    return _keys(reader_of(path).first)


def _keys(aspects: Iterable[type[Aspect]]) -> tuple[str, ...]:
    return tuple(sorted(aspect.key for aspect in aspects))


def _with(reading: Reading, sights: Mapping[str, Sight]) -> Reading:
    return reading.model_copy(update={"sights": {**reading.sights, **sights}})
