"""The parts of an OFD package by the paths that stand in it, and small things every part needs."""

import math
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from cwc.errors import BROKEN_FILE
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.package import parse
from cwc.zips import MAX_UNPACKED_BYTES

# A part's name and its root element.
Loaded = tuple[str, etree._Element]

# What may be done on a click or when a page is opened, by the standard: go to a page, an address or
# an attachment, play a sound or a film. It knows no scripts: any other action is a maker's own.
_ACTIONS = {"Goto", "GotoA", "URI", "Sound", "Movie"}
_SCRIPT = "javascript:"


class Parts:
    """A package's parts.

    `used` are those that were asked for, `unread` the places that were not read, and `runs` says
    whether any part has an action that runs something.
    """

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.used: set[str] = set()
        self.unread: list[Gap] = []
        self.runs = False
        # A part may be asked for again and again, a template by each page; not without end.
        self._left = MAX_UNPACKED_BYTES
        self._names: dict[str, str] = {}
        for name in package.namelist():
            for spelling in _spellings(name):
                self._names.setdefault(spelling, name)

    def find(self, location: str, base: str = "") -> str | None:
        """The name of the part at a path: absolute, beside the part `base`, or from the root."""
        path = location.strip().replace("\\", "/")
        if not path:
            return None
        beside = str(PurePosixPath(base).parent / path) if not path.startswith("/") else path
        for candidate in (beside, path):
            if found := self._names.get(_plain(candidate)):
                return found
        return None

    def load(self, location: str, base: str, where: Where) -> Loaded | None:
        """A part's name and its XML; when it cannot be had, that is told of the place `where`."""
        name = self.find(location, base)
        if name is None:
            self.miss(where, Obstacle.BROKEN_PART)
            return None
        self.used.add(name)
        self._left -= self.package.getinfo(name).file_size
        if self._left < 0:
            self.miss(where, Obstacle.TOO_LARGE)
            return None
        try:
            root = parse(self.package.read(name))
        except (*BROKEN_FILE, Blocked):
            self.miss(where, Obstacle.BROKEN_PART)
            return None
        self.runs = self.runs or _runs(root)
        return name, root

    def read(self, location: str, base: str) -> bytes | None:
        """A part's bytes, or None."""
        name = self.find(location, base)
        if name is None:
            return None
        self.used.add(name)
        try:
            return self.package.read(name)
        except BROKEN_FILE:
            return None

    def miss(self, where: Where, obstacle: Obstacle) -> None:
        """Note a place that was not read."""
        self.unread.append(Gap(where=where, obstacle=obstacle))


def _runs(root: etree._Element) -> bool:
    """Whether an action of this part runs something."""
    for action in root.iter("{*}Action"):
        for step in action.iterchildren(etree.Element):
            address = step.get("URI", "").strip().lower()
            if local(step) not in {*_ACTIONS, "Region"} or address.startswith(_SCRIPT):
                return True
    return False


def _spellings(name: str) -> Iterator[str]:
    """A part's name as it stands in the package, and as a Chinese Windows meant it."""
    yield _plain(name)
    try:
        yield _plain(name.encode("cp437").decode("gbk"))
    except UnicodeError:
        return


def _plain(path: str) -> str:
    """A path without . and .., in one case."""
    parts: list[str] = []
    for part in path.replace("\\", "/").split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in {"", ".", ".."}:
            parts.append(part.casefold())
    return "/".join(parts)


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """An element's own text without the spaces around it."""
    return (element.text or "").strip() if element is not None else ""


def numbers(text: str | None, count: int) -> tuple[float, ...]:
    """`count` numbers of an attribute; () when it holds anything else."""
    try:
        values = tuple(float(word) for word in (text or "").split())
    except ValueError:
        return ()
    return values if len(values) == count and all(map(math.isfinite, values)) else ()


def number(text: str | None, default: float) -> float:
    """One number of an attribute."""
    return next(iter(numbers(text, 1)), default)
