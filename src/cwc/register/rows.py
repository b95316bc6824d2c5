"""Which row of the register speaks of which file."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from cwc.folder.names import ACTIVITIES_FOLDER, REGISTER_FILE
from cwc.model.grid import Misfit, Stray
from cwc.register.sheets import Entry, Register
from cwc.text.names import NAMES, plain, tidy_path


class Rows:
    """The register's rows by the files that are there."""

    def __init__(self, register: Register, files: Mapping[str, str]) -> None:
        """`files` are the sha256 by path, "" where it is not known."""
        self._photos, self._misfits = _by_path(register.photos, files)
        self._activities: dict[str, Entry] = {}
        for row in register.activities:
            if self._activities.setdefault(short(row.target), row) is not row:
                self._misfits.append((row, Misfit.SECOND_ROW))
        homes = {path.rpartition("/")[0] for path in files}
        folders = {folder for home in homes for folder in _folders(home)}
        self._misfits += [
            (row, Misfit.ROW_WITHOUT_FILE)
            for target, row in self._activities.items()
            if target not in folders
        ]

    @property
    def strays(self) -> tuple[Stray, ...]:
        """The rows that speak of no file, or not clearly of one."""
        return tuple(_stray(row, misfit) for row, misfit in self._misfits)

    def misfits(self, sheet: str) -> dict[int, Misfit]:
        """By its number, why a row of a sheet speaks of no file, or not clearly of one."""
        return {row.number: misfit for row, misfit in self._misfits if row.sheet == sheet}

    def of(self, path: str) -> list[Entry]:
        """The rows about a file: its own, then its activity's."""
        return [row for row in (self.own(path), self.activity(path)) if row]

    def own(self, path: str) -> Entry | None:
        """The photo row about a file."""
        return self._photos.get(path)

    def activity(self, path: str) -> Entry | None:
        """The row of the activity that a file lies in."""
        folders = _folders(path.rpartition("/")[0])
        return next((a for f in folders if (a := self._activities.get(f))), None)


@lru_cache(maxsize=NAMES)
def _folders(home: str) -> tuple[str, ...]:
    """A folder and those that it lies in, inmost first."""
    inmost = PurePosixPath(home)
    return tuple(short(str(f)) for f in (inmost, *inmost.parents) if f.parts)


def short(path: str) -> str:
    """A path as rows may write it: in one spelling, and without the folder 活动."""
    return plain(path).removeprefix(f"{ACTIVITIES_FOLDER}-")


def _by_path(
    rows: Sequence[Entry], files: Mapping[str, str]
) -> tuple[dict[str, Entry], list[tuple[Entry, Misfit]]]:
    """Photo rows by file: by path or name, and for files without a row by the same content."""
    if not rows:
        return {}, []
    named: dict[str, list[str]] = {}
    exact: dict[str, list[str]] = {}
    same: dict[str, list[str]] = {}
    for path, sha256 in files.items():
        exact.setdefault(tidy_path(path), []).append(path)
        for name in {short(path), plain(path.rpartition("/")[2])}:
            named.setdefault(name, []).append(path)
        same.setdefault(sha256 or path, []).append(path)
    by_path: dict[str, Entry] = {}
    alike: dict[str, Entry] = {}
    misfits: list[tuple[Entry, Misfit]] = []
    for row in rows:
        # A whole path is that file's, whatever else is called so.
        paths = exact.get(row.target) or named.get(short(row.target), [])
        contents = {files[path] or path for path in paths}
        if any(path in by_path for path in paths):
            misfits.append((row, Misfit.SECOND_ROW))
        elif len(contents) == 1:
            by_path.update({path: row for path in paths if path not in by_path})
            alike.update({p: row for p in same[contents.pop()] if p not in alike})
        else:
            misfit = Misfit.AMBIGUOUS_ROW if paths else Misfit.ROW_WITHOUT_FILE
            misfits.append((row, misfit))
    return alike | by_path, misfits


def _stray(row: Entry, misfit: Misfit) -> Stray:
    return Stray(path=REGISTER_FILE, misfit=misfit, about=f"{row.where}的“{row.target}”")
