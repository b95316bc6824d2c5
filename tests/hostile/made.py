"""Every file made to harm, by its name, and how one is read in a worker."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import psutil
from hostile import made_office, made_pdf, made_picture, made_text

from cwc.engine.workers import Lost, Processes
from cwc.model.aspects import Aspect, Hidden, Reading, Sight
from cwc.readers.read import Look, look
from cwc.readers.table import reader_of

MADE: Mapping[str, Callable[[], bytes]] = {
    **made_pdf.MADE,
    **made_office.MADE,
    **made_picture.MADE,
    **made_text.MADE,
}
_LOOK_SECONDS = 0.01


@dataclass(frozen=True)
class Came:
    """What came back of one file, and what it cost."""

    answer: Reading | Lost
    seconds: float
    peak_bytes: int

    @property
    def told(self) -> str:
        """The obstacles, of the file or of parts of it, in one order; "read" when there is none."""
        if isinstance(self.answer, Lost):
            return self.answer.value
        found = {o for sight in self.answer.sights.values() for o in _obstacles(sight)}
        return " ".join(sorted(found)) or "read"


def _obstacles(sight: Sight) -> set[str]:
    if isinstance(sight, Hidden):
        return {sight.obstacle.value}
    return {gap.obstacle.value for gap in sight.gaps} if isinstance(sight, Aspect) else set()


def put(name: str, folder: Path) -> Path:
    """The file of this name, in the folder."""
    path = folder / name
    path.write_bytes(MADE[name]())
    return path


def looked(path: Path, workers: Processes) -> Came:
    """All that is looked for in a file, dear aspects too, as the engine's workers do it."""
    wanted = tuple(sorted(aspect.key for aspect in reader_of(path.name).aspects))
    with _Peak() as peak:
        begin = monotonic()
        (answer,) = workers.run(look, [Look(path, wanted)])
        return Came(answer, monotonic() - begin, peak.bytes)


class _Peak:
    """The most memory that any process begun from here takes, watched as the workers are."""

    def __init__(self) -> None:
        self.bytes = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        parent = psutil.Process()
        while not self._ended.wait(_LOOK_SECONDS):
            for child in parent.children():
                try:
                    self.bytes = max(self.bytes, child.memory_info().rss)
                except psutil.Error:
                    continue
