"""Facts kept from run to run, by content and reader: what was read once is not read again."""

import contextlib
import hashlib
import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import TypeAdapter, ValidationError

from cwc.model.facts import Facts

_FACTS: TypeAdapter[Facts] = TypeAdapter(Facts)
_TABLE = (
    "CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID"
)
# Two runs at once wait for each other's few milliseconds of writing.
_WAIT_SECONDS = 5.0
# What decides the facts of a file: the sources of these.
_READERS = ("cwc.readers", "cwc.model.facts", "cwc.text.words", "cwc.workbook")


class Cache:
    """A table of facts in the user's cache folder; whatever goes wrong with it, it is as empty."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection

    def find(self, sha256: str, ending: str) -> Facts | None:
        """The facts of this content under this ending, if they are known."""
        if self._connection is None:
            return None
        try:
            query = "SELECT facts FROM facts WHERE key = ?"
            row = self._connection.execute(query, (_key(sha256, ending),)).fetchone()
            return _FACTS.validate_json(row[0]) if row else None
        except (sqlite3.Error, ValidationError):
            return None

    def keep(self, sha256: str, ending: str, facts: Facts) -> None:
        """Remember the facts of this content."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            text = _FACTS.dump_json(facts).decode()
            query = "INSERT OR REPLACE INTO facts VALUES (?, ?)"
            self._connection.execute(query, (_key(sha256, ending), text))


@contextmanager
def opened() -> Iterator[Cache]:
    """The cache for one run: committed at its end, thrown away and begun anew when corrupt."""
    path = user_cache_path("cwc", appauthor=False) / "facts.sqlite3"
    connection = _connected(path) or _renewed(path)
    try:
        yield Cache(connection)
    finally:
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.commit()
            connection.close()


def _connected(path: Path) -> sqlite3.Connection | None:
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS)
        connection.execute(_TABLE)
        whole = connection.execute("PRAGMA quick_check(1)").fetchone()
    except (sqlite3.Error, OSError):
        whole = None
    if whole == ("ok",):
        return connection
    if connection is not None:
        connection.close()
    return None


def _renewed(path: Path) -> sqlite3.Connection | None:
    """A new cache in place of a corrupt one; none where none can be written."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        return _connected(path)
    return None


def _key(sha256: str, ending: str) -> str:
    return f"{sha256} {ending} {_version()}"


@cache
def _version() -> str:
    """A digest of the readers' own sources: facts that other sources read are not these."""
    digest = hashlib.sha256()
    for name in _READERS:
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin) if spec and spec.origin else Path()
        sources = origin.parent.glob("*.py") if origin.name == "__init__.py" else [origin]
        for source in sorted(sources):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
