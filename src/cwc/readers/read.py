"""One file read: first its cheap aspects together with its hash, then the dear ones if wanted."""

import hashlib
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cwc.errors import BROKEN_FILE, TooMuchError
from cwc.heif import is_heif
from cwc.model.aspects import ASPECTS, Foreign, Hidden, Mentions, Reading, Sight
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Script
from cwc.model.place import Gap, Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.search import mentions
from cwc.readers.table import SCRIPT, AspectType, Reader, Seen, reader_of
from cwc.text.secrecy import find_marks

# The largest file that is taken into memory; a longer one is no photo or document of a clerk's.
MAX_BYTES = 300_000_000
# How files begin that an office's own guard has encrypted: what is in them opens nowhere else.
_SEALED = b"%TSD-Header"


@dataclass(frozen=True)
class Look:
    """One look at one file: which aspects, by key; and of a script which pages, from 1."""

    path: Path
    wanted: tuple[str, ...]
    pages: tuple[int, ...] = ()


def read_file(path: Path) -> Reading:
    """Every aspect of one file; whatever stands in the way is told by each."""
    return look(Look(path, tuple(a.key for a in reader_of(path.name).aspects)))


def look(task: Look) -> Reading:
    """The wanted aspects of one file, with those that its form cannot have.

    Without a wish the file is opened for its hash alone.
    """
    return _reading(task, _bytes(task.path))


def look_here(task: Look) -> Reading | None:
    """The same in a process that must live on; None for what may bring it down."""
    data = _bytes(task.path)
    # Whatever it is called: its decoder has failed on one damaged byte.
    if task.wanted and not isinstance(data, Obstacle) and is_heif(data):
        return None
    return _reading(task, data)


def _reading(task: Look, data: bytes | Obstacle) -> Reading:
    """What is seen of a file of these bytes, or of one that was not opened for this reason."""
    reader = reader_of(task.path.name)
    wanted = frozenset(ASPECTS[key] for key in task.wanted)
    if isinstance(data, Obstacle):
        sights = blind(reader, data, wanted or reader.first)
        return Reading(sha256="", size_bytes=0, sights=sights)
    try:
        apart = wanted & {Mentions, Script}
        seen = _seen(reader, data, wanted - apart)
        sights = {
            **{a.key: seen[a] for a in wanted - apart},
            **_foreign(reader),
        }
        if Script in wanted:
            sights[Script.key] = _script(data, task.pages)
        if Mentions in wanted:
            sights[Mentions.key] = mentions(data)
    except Blocked as blocked:
        sights = blind(reader, blocked.obstacle, wanted or reader.first)
        if Mentions in wanted and _is_marked(found := mentions(data)):
            # Whatever else of the file cannot be seen, a mark in its bytes is one.
            gap = Gap(where=Where.shown(Role.WHOLE), obstacle=blocked.obstacle)
            sights[Mentions.key] = found.model_copy(update={"unread": (*found.unread, gap)})
    digest = hashlib.sha256(data).hexdigest()
    return Reading(sha256=digest, size_bytes=len(data), sights=sights)


def _script(data: bytes, pages: Iterable[int]) -> Sight:
    module: Any = SCRIPT.load()
    try:
        script: Script = module.script(data, pages)
        return script
    except Blocked as blocked:
        return Hidden(obstacle=blocked.obstacle)


def _is_marked(found: Mentions) -> bool:
    return bool(find_marks(passage.text for passage in found.passages))


def blind(
    reader: Reader, obstacle: Obstacle, wanted: Iterable[AspectType] = ()
) -> dict[str, Sight]:
    """The sights of a file of which nothing can be seen, beside what its form cannot have."""
    # A form that nobody reads is hidden in every aspect, so that no rule takes it for seen.
    aspects = [*wanted] if reader.module else list(ASPECTS.values())
    hidden: dict[str, Sight] = {a.key: Hidden(obstacle=obstacle) for a in aspects}
    return hidden | _foreign(reader)


@cache
def _foreign(reader: Reader) -> dict[str, Sight]:
    """What a file of this form cannot have; not to be changed."""
    return {aspect.key: Foreign() for aspect in reader.foreign}


def _seen(reader: Reader, data: bytes, wanted: frozenset[AspectType]) -> Seen:
    if data.startswith(_SEALED):
        raise Blocked(Obstacle.SEALED)
    if not reader.module:
        raise Blocked(reader.obstacle)
    if not wanted:
        return {}
    module = reader.load()
    if not module.sniff(data):
        raise Blocked(Obstacle.NOT_WHAT_IT_SAYS)
    try:
        return module.read(data, wanted)
    except TooMuchError as error:
        raise Blocked(Obstacle.TOO_LARGE) from error
    except BROKEN_FILE as error:
        raise Blocked(Obstacle.DAMAGED) from error


def _bytes(path: Path) -> bytes | Obstacle:
    """The file's bytes, at least one, or why there are none."""
    try:
        entry = path.lstat()
        if not stat.S_ISREG(entry.st_mode):
            return Obstacle.DENIED if stat.S_ISDIR(entry.st_mode) else Obstacle.LINK
        if entry.st_size > MAX_BYTES:
            return Obstacle.TOO_LARGE
        return path.read_bytes() or Obstacle.EMPTY
    except FileNotFoundError:
        return Obstacle.VANISHED
    except OSError:
        return Obstacle.DENIED
