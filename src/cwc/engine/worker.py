"""One process that answers tasks, and is killed when it takes too long or too much."""

import pickle
import time
from collections.abc import Callable
from enum import StrEnum
from multiprocessing import get_context
from typing import TypeVar, cast

import psutil

from cwc.engine.serving import ready, serve

T = TypeVar("T")
R = TypeVar("R")

# Spawned, not forked: the parent has threads.
_SPAWN = get_context("spawn")
# How often a worker at work is looked at: what it can allocate in between is the overshoot.
_LOOK_SECONDS = 0.02
# A worker starts in a fifth of a second; a virus scanner may read every module first.
_START_SECONDS = 10.0
# So much longer than it works may a task last: the machine is busy, the share is slow.
_PATIENCE = 10


class Lost(StrEnum):
    """Why a task brought nothing back: its process died, or passed a limit."""

    DIED = "died"
    SLOW = "slow"
    GREEDY = "greedy"


class Worker:
    """A process of its own with a pipe of its own, so that its end harms no other's answer."""

    def __init__(self, seconds: float, memory: int) -> None:
        """Limits: seconds of work per task, bytes of resident memory; OSError, psutil.Error."""
        self._seconds = seconds
        self._memory = memory
        self._known: object = None
        self._pipe, far_end = _SPAWN.Pipe()
        try:
            self._process = _SPAWN.Process(target=serve, args=(far_end,), daemon=True)
            self._process.start()
        finally:
            far_end.close()
        self._usage = psutil.Process(self._process.pid)
        self.is_fit = True

    def ask(self, work: Callable[[T], R], task: T) -> R | Lost:
        """The result of `work`, or what it raises; after a `Lost` the worker is not fit."""
        if self._known is not work:
            # Importing is not the task's time.
            lost = self._exchange(ready, work, _START_SECONDS)
            if lost is not None:
                return lost
            self._known = work
        return self._exchange(work, task, self._seconds)

    def kill(self) -> None:
        """End the process at once; safe while another thread asks, which then gets `DIED`."""
        self._process.kill()

    def bury(self) -> None:
        """Kill and forget; not while another thread asks."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _exchange(self, work: Callable[[T], R], task: T, seconds: float) -> R | Lost:
        message = pickle.dumps((work, task))
        self.is_fit = False
        try:
            self._pipe.send((_PATIENCE * seconds, message))
            lost = self._watched(seconds)
            if lost:
                return lost
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError, psutil.Error):
            return Lost.DIED
        self.is_fit = True
        went_well, result = pickle.loads(answer)
        if went_well:
            return cast("R", result)
        raise result

    def _watched(self, seconds: float) -> Lost | None:
        """Wait for the answer, and for no more than is allowed."""
        begin, end = self._worked_seconds(), time.monotonic() + _PATIENCE * seconds
        while True:
            if self._usage.memory_info().rss > self._memory:
                return Lost.GREEDY
            if self._pipe.poll(_LOOK_SECONDS):
                return None
            # Work is counted and not time, so that a file has one result on every machine.
            if self._worked_seconds() - begin > seconds or time.monotonic() > end:
                return Lost.SLOW

    def _worked_seconds(self) -> float:
        usage = self._usage.cpu_times()
        return usage.user + usage.system
