"""Where the photos of the register's rows are now: by content first, then by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

# What the state of a row says whose photo was not found.
GONE = "找不到这张照片：移回来，或删去这一行"


class Fate(Enum):
    """What became of a row's photo."""

    THERE = auto()
    MOVED = auto()
    CHANGED = auto()
    GONE = auto()


@dataclass(frozen=True)
class Known:
    """What a row remembers, and the paths that it speaks of by name.

    Its photo's sha256 ("" if it never knew), and whether that was gone already.
    """

    number: int
    sha256: str
    gone: bool
    paths: Sequence[str]


def follow(rows: Sequence[Known], files: Mapping[str, str]) -> dict[int, tuple[Fate, str]]:
    """By row, what became of its photo and the path where it is now; "" when it is gone.

    `files` are the sha256 by path.
    """
    found: dict[int, tuple[Fate, str]] = {}
    for row in rows:
        same = [path for path in row.paths if row.sha256 in {"", files[path]}]
        if same:
            found[row.number] = Fate.THERE, same[0]
    spoken = {path for row in rows if row.number in found for path in row.paths}
    homes: dict[str, list[str]] = {}
    for path, sha256 in files.items():
        if sha256 and path not in spoken:
            homes.setdefault(sha256, []).append(path)
    for row in rows:
        if row.number not in found and (free := homes.get(row.sha256)):
            found[row.number] = Fate.MOVED, free.pop(0)
    spoken |= {path for _, path in found.values()}
    for row in rows:
        if row.number not in found:
            # Under the old name lies another content: the photo was worked on, or, if it was gone
            # before, another has its name.
            left = next((path for path in row.paths if path not in spoken and not row.gone), "")
            found[row.number] = (Fate.CHANGED if left else Fate.GONE), left
    return found
