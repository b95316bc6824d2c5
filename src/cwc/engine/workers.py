"""Who executes a list of tasks: this process, or others that may fail without harm to it."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock, Semaphore
from typing import Protocol, Self, TypeVar

import psutil

from cwc.engine.worker import Lost, Worker

if sys.platform != "win32":
    from multiprocessing import resource_tracker

__all__ = ["Lost", "Processes", "Serial", "Workers"]

T = TypeVar("T")
R = TypeVar("R")

# A process takes as long to begin as some six reports or photos to be read: measured.
_TASKS_OF_A_WORKER = 6
# Windows tells of Ctrl-C only between two waits.
_WAIT_SECONDS = 0.2


class Workers(Protocol):
    """Whoever executes tasks."""

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R | Lost]:
        """The result of `work` for each task, in their order, as they come.

        What `work` raises is raised here.
        """
        ...


class Serial:
    """This process: for tests, and for what cannot fail."""

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R | Lost]:
        """One after the other; never a `Lost`."""
        yield from map(work, tasks)


class Processes:
    """As many processes as cores, fewer for few tasks; begun with them, ended with the block.

    A task whose process dies or passes a limit is tried once more, in a new process while nothing
    else runs; then it is `Lost`. It is never tried in this process.
    """

    def __init__(self, seconds: float = 10.0, memory: int = 1_000_000_000) -> None:
        """Limits: seconds of work per task, bytes of resident memory per process."""
        self._seconds = seconds
        self._memory = memory
        self._count = os.cpu_count() or 1
        # A thread attends each process, so that none waits for whoever takes the results.
        self._threads = ThreadPoolExecutor(self._count, initializer=_leave_interrupts)
        self._gate = Lock()
        self._places = BoundedSemaphore(self._count)
        # For these three, and the starting of processes.
        self._lock = Lock()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._is_closed = False

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Kill every process, whatever it is at."""
        with self._lock:
            self._is_closed = True
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.bury()

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R | Lost]:
        """The results in order; whoever leaves off early drops the tasks not yet begun."""
        crew = Semaphore(max(1, min(self._count, len(tasks) // _TASKS_OF_A_WORKER)))
        futures = [self._threads.submit(self._result, crew, work, task) for task in tasks]
        try:
            for future in futures:
                yield _awaited(future)
        finally:
            for future in futures:
                future.cancel()

    def _result(self, crew: Semaphore, work: Callable[[T], R], task: T) -> R | Lost:
        with crew, self._place():
            result = self._tried(work, task, anew=False)
        if isinstance(result, Lost):
            with self._every_place():
                result = self._tried(work, task, anew=True)
        return result

    def _tried(self, work: Callable[[T], R], task: T, *, anew: bool) -> R | Lost:
        worker = self._taken(anew)
        if worker is None:
            return Lost.DIED
        try:
            return worker.ask(work, task)
        finally:
            self._give_back(worker)

    def _taken(self, anew: bool) -> Worker | None:
        """An idle worker or a new one; none where the system gives none, and after the end."""
        with self._lock:
            if self._is_closed:
                return None
            if self._idle and not anew:
                return self._idle.pop()
            try:
                worker = Worker(self._seconds, self._memory)
            except (OSError, psutil.Error):
                return None
            self._workers.add(worker)
            return worker

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if worker.is_fit:
                self._idle.append(worker)
                return
            self._workers.remove(worker)
        worker.bury()

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Beside the others."""
        with self._gate:
            self._places.acquire()
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def _every_place(self) -> Iterator[None]:
        """Alone: who holds the gate gets every place as it falls free."""
        with self._gate:
            for _ in range(self._count):
                self._places.acquire()
            try:
                yield
            finally:
                self._places.release(self._count)


def _awaited(future: "Future[R | Lost]") -> R | Lost:
    while not future.done():
        wait([future], _WAIT_SECONDS)
    return future.result()


def _leave_interrupts() -> None:
    """Ctrl-C is the main thread's; a process inherits this from the first moment on."""
    if sys.platform != "win32":
        # It lifts the block when it starts, which the first process would cause.
        with suppress(OSError):
            resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
