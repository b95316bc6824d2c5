"""Sights kept from run to run, by content and reader: what was seen once is not looked for again.

The rows hold what readers saw: sizes, dates, the text of documents. Text in which a mark was found
is never among them. Only the user may read or write the file.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
import stat
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from pydantic import ValidationError

from cwc.engine.versions import reader_version
from cwc.errors import PathError, reason
from cwc.model.aspects import Sight, sight_data, sight_from
from cwc.readers.table import Reader

_TABLES = (
    "CREATE TABLE IF NOT EXISTS sights (sha256 TEXT, form TEXT, aspect TEXT, version TEXT,"
    " day INTEGER, sight TEXT, PRIMARY KEY (sha256, form, aspect)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stamp TEXT, noted_ns INTEGER,"
    " day INTEGER, sha256 TEXT) WITHOUT ROWID",
)
# Two runs at once wait for each other's few milliseconds of writing.
_WAIT_SECONDS = 5.0
# File systems stamp to two seconds (FAT): what was changed just before it was noted may be changed
# again without a trace.
_SETTLED_NS = 3_000_000_000
# SQLite takes at least 999 values in one query (SQLITE_MAX_VARIABLE_NUMBER before 3.32).
_AT_ONCE = 500
_SECONDS_A_DAY = 86_400
# What is not used for so long goes, and the oldest beyond this size.
_KEPT_DAYS = 180
_MAX_BYTES = 500_000_000
_TOUCHED_DAYS = 7
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH

INSIDE = (
    "{path}：缓存在材料文件夹 {folder} 里面，会混进材料。"
    "请把材料放进单独的文件夹，不要检查整个用户文件夹。"
)
NO_CLEAR = "{path}：删不掉（{reason}）。请关闭正在运行的 cwc，再试一次。"


@dataclass(frozen=True)
class Entry:
    """A file, at its absolute path, as the file system shows it without its being opened."""

    path: str
    size_bytes: int
    stamp: str
    changed_ns: int

    @classmethod
    def of(cls, path: str) -> "Entry | None":
        """The entry of a regular file; None for anything else, and for what cannot be seen."""
        try:
            found = os.lstat(path)
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        marks = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        newest = max(found.st_mtime_ns, found.st_ctime_ns)
        return cls(path, found.st_size, " ".join(map(str, marks)), newest)


@dataclass(frozen=True)
class Known:
    """The content that a file had; `settled` when it was noted well after the file's change."""

    sha256: str
    settled: bool


class Cache:
    """Tables in the user's cache folder; whatever goes wrong with them, they are as empty."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection
        self._today = _today()

    def find(
        self, contents: Iterable[str], reader: Reader, aspects: Iterable[str]
    ) -> dict[str, dict[str, Sight]]:
        """By content (sha256), those of the aspects (by key) that are known of it."""
        wanted, version = set(aspects), reader_version(reader)
        found: dict[str, dict[str, Sight]] = defaultdict(dict)
        stale: set[str] = set()
        damaged: set[str] = set()
        columns = "SELECT sha256, aspect, sight, day FROM sights"
        query = f"{columns} WHERE form = ? AND version = ? AND sha256 IN"
        for sha256, aspect, text, day in self._each(query, contents, reader.form, version):
            if self._today - day > _TOUCHED_DAYS:
                stale.add(sha256)
            if aspect not in wanted:
                continue
            try:
                found[sha256][aspect] = _sight(aspect, text)
            except (ValueError, KeyError, TypeError, ValidationError):
                damaged.add(sha256)
        for sha256 in stale:
            self._rows("UPDATE sights SET day = ? WHERE sha256 = ?", self._today, sha256)
        return {sha256: sights for sha256, sights in found.items() if sha256 not in damaged}

    def keep(self, sha256: str, reader: Reader, sights: Mapping[str, Sight]) -> None:
        """Remember what was seen in this content."""
        query = "INSERT OR REPLACE INTO sights VALUES (?, ?, ?, ?, ?, ?)"
        for aspect, sight in sights.items():
            text = json.dumps(sight_data(sight), ensure_ascii=False)
            version = reader_version(reader)
            self._rows(query, sha256, reader.form, aspect, version, self._today, text)

    def forget(self, sha256: str) -> None:
        """Nothing more of this content is known."""
        self._rows("DELETE FROM sights WHERE sha256 = ?", sha256)

    def known(self, entries: Iterable[Entry]) -> dict[str, Known]:
        """By path, the contents that files had when they looked just as now."""
        by_name = {_name(entry.path): entry for entry in entries}
        found = {}
        query = "SELECT path, stamp, sha256, noted_ns FROM files WHERE path IN"
        for name, stamp, sha256, noted_ns in self._each(query, by_name):
            entry = by_name[name]
            if stamp == entry.stamp:
                settled = noted_ns - entry.changed_ns >= _SETTLED_NS
                found[entry.path] = Known(sha256, settled)
        return found

    def sizes(self) -> set[int]:
        """The sizes in bytes of all files that were ever noted, wherever they lay."""
        # A stamp begins with the size.
        return {size for (size,) in self._rows("SELECT CAST(stamp AS INTEGER) FROM files")}

    def note(self, entry: Entry, sha256: str) -> None:
        """Remember which content a file has."""
        query = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)"
        self._rows(query, _name(entry.path), entry.stamp, time.time_ns(), self._today, sha256)

    def prune(self) -> None:
        """Once a day drop what is old, and the oldest half when there is too much."""
        if self._rows("PRAGMA user_version") == [(self._today,)]:
            return
        self._rows(f"PRAGMA user_version = {self._today}")
        for table in ("sights", "files"):
            self._rows(f"DELETE FROM {table} WHERE day < ?", self._today - _KEPT_DAYS)
        if self.size_bytes > _MAX_BYTES:
            half = (
                "SELECT day FROM sights ORDER BY day LIMIT 1 OFFSET (SELECT COUNT(*)/2 FROM sights)"
            )
            self._rows(f"DELETE FROM sights WHERE day <= ({half})")

    @property
    def size_bytes(self) -> int:
        """How large the tables are, without what was deleted."""
        pages = [self._rows(f"PRAGMA {name}") for name in ("page_count", "freelist_count")]
        size = self._rows("PRAGMA page_size")
        counts = [rows[0][0] if rows else 0 for rows in (*pages, size)]
        return (counts[0] - counts[1]) * counts[2]

    def count(self) -> int:
        """How many files' contents it knows something of."""
        rows = self._rows("SELECT COUNT(DISTINCT sha256) FROM sights")
        return int(rows[0][0]) if rows else 0

    def _each(self, query: str, keys: Iterable[str], *values: object) -> Iterator[Any]:
        """The rows of a query that ends in IN, for as many keys as there are."""
        every = list(dict.fromkeys(keys))
        for some in (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE)):
            yield from self._rows(f"{query} ({', '.join('?' * len(some))})", *values, *some)

    def _rows(self, query: str, *values: object) -> list[Any]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error:
            return []


@lru_cache(maxsize=16)
def _sight(aspect: str, text: str) -> Sight:
    """What `keep` wrote; many photos have some of it in common."""
    return sight_from(aspect, json.loads(text))


def cache_path() -> Path:
    """Where the cache lies."""
    return user_cache_path("cwc", appauthor=False) / "sights.sqlite3"


@contextmanager
def opened(apart_from: Path | None = None, use: bool = True) -> Iterator[Cache]:
    """The cache for one run: committed at its end, thrown away and begun anew when corrupt.

    PathError when it lies in the folder `apart_from`; one that others own or may write is not used.
    """
    path = cache_path()
    if use and apart_from is not None and _lies_in(path, apart_from):
        raise PathError(INSIDE.format(path=path, folder=apart_from))
    connection = None
    if use and _is_private(path):
        connection = _connected(path) or _renewed(path)
    cache = Cache(connection)
    try:
        yield cache
    finally:
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                cache.prune()
                connection.commit()
            connection.close()


def clear() -> None:
    """Delete the cache; PathError when the system does not let us."""
    path = cache_path()
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PathError(NO_CLEAR.format(path=path, reason=reason(error))) from error


def _lies_in(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def _is_private(path: Path) -> bool:
    """Whether nobody else can have put anything there; made so where it is not there yet."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name != "posix":
            return True
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        for entry, mode in ((path.parent, 0o700), (path, 0o600)):
            found = entry.lstat()
            if stat.S_ISLNK(found.st_mode) or found.st_uid != os.geteuid():
                return False
            if found.st_mode & _OTHERS_MAY_WRITE:
                return False
            entry.chmod(mode)
    except OSError:
        return False
    return True


def _connected(path: Path) -> sqlite3.Connection | None:
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS)
        for table in _TABLES:
            connection.execute(table)
        # What is forgotten is overwritten, not only left out of the tables.
        connection.execute("PRAGMA secure_delete = ON")
        if _is_whole(connection):
            return connection
    except (sqlite3.Error, OSError):
        pass
    if connection is not None:
        connection.close()
    return None


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the file is sound: looked into once a day, since that reads all of it."""
    if connection.execute("PRAGMA user_version").fetchone() == (_today(),):
        return True
    found: object = connection.execute("PRAGMA quick_check(1)").fetchone()
    return found == ("ok",)


def _today() -> int:
    return int(time.time()) // _SECONDS_A_DAY


def _renewed(path: Path) -> sqlite3.Connection | None:
    """A new cache in place of a corrupt one; none where none can be written."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        return _connected(path) if _is_private(path) else None
    return None


def _name(path: str) -> str:
    """A path without its words."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()
