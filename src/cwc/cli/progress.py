"""Progress on stderr, and only on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from cwc.engine.reading import Watch


@contextmanager
def progress(label: str) -> Iterator[Watch]:
    """A bar that a `Watch` drives; silent when stderr is no terminal."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task(label, total=None)

        def watch(done: int, total: int, _path: str) -> None:
            bar.update(task, completed=done, total=total)

        yield watch
