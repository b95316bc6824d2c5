"""Progress on stderr, and only on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cwc.engine.means import Watch


@contextmanager
def progress(label: str) -> Iterator[Watch]:
    """A bar that a `Watch` drives; silent when stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _path: None
        return
    # Imported where there is somebody to see it: it takes a tenth of a second.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(label, total=None)

        def watch(done: int, total: int, _path: str) -> None:
            bar.update(task, completed=done, total=total)

        yield watch
