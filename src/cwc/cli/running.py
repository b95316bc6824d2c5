"""How a command runs what it is asked for: by which processes, with which progress."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import typer

from cwc.cli.progress import progress
from cwc.engine.means import Means
from cwc.engine.workers import Processes


@contextmanager
def running(context: typer.Context, trusting: bool = False, cached: bool = True) -> Iterator[Means]:
    """The means of one check; workers are the caller's, or processes of its own."""
    with ExitStack() as stack:
        workers = context.obj or stack.enter_context(Processes())
        watch = stack.enter_context(progress("检查"))
        yield Means(workers, watch, trusting=trusting, cached=cached)
