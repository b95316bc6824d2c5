"""Pages read as pictures, some at a time, by whoever executes."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cwc.engine.means import LOST, Means
from cwc.engine.workers import Lost
from cwc.model.aspects import Hidden, Reading
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Script, joined, unread_pages
from cwc.readers.ocr import is_installed
from cwc.readers.read import Look, look

KeyT = TypeVar("KeyT", bound=Hashable)

# A page takes some two seconds, of the ten that a task may.
_PAGES_OF_A_TASK = 2


@dataclass(frozen=True)
class Pages:
    """Pages of one file, from 1, and the content (sha256) that it must have."""

    path: Path
    sha256: str
    numbers: Sequence[int]


def read_pages(wanted: Mapping[KeyT, Pages], means: Means) -> dict[KeyT, Script]:
    """What the pages say; where no machine is installed, that."""
    if not is_installed():
        # No process need begin to tell.
        return {k: unread_pages(pages.numbers, Obstacle.NO_OCR) for k, pages in wanted.items()}
    tasks = [(key, some) for key, pages in wanted.items() for some in _some(pages)]
    looks = [Look(pages.path, (Script.key,), tuple(pages.numbers)) for _, pages in tasks]
    found: dict[KeyT, list[Script]] = defaultdict(list)
    results = means.workers.run(look, looks)
    for done, ((key, pages), result) in enumerate(zip(tasks, results, strict=True), start=1):
        means.watch(done, len(tasks), str(pages.path))
        found[key].append(_script(pages, result))
    return {key: joined(scripts) for key, scripts in found.items()}


def _some(pages: Pages) -> Iterator[Pages]:
    """The pages in tasks that take no longer than a task may."""
    for start in range(0, len(pages.numbers), _PAGES_OF_A_TASK):
        yield Pages(pages.path, pages.sha256, pages.numbers[start : start + _PAGES_OF_A_TASK])


def _script(pages: Pages, result: Reading | Lost) -> Script:
    """What one look brought."""
    if isinstance(result, Lost):
        return unread_pages(pages.numbers, LOST[result])
    if result.sha256 != pages.sha256:
        return unread_pages(pages.numbers, Obstacle.CHANGED)
    sight = result.sights[Script.key]
    if isinstance(sight, Hidden):
        return unread_pages(pages.numbers, sight.obstacle)
    assert isinstance(sight, Script)
    return sight
