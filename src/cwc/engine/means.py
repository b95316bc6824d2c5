"""How a run reads: who executes, who is told of progress, what becomes of a task that is lost."""

from collections.abc import Callable
from dataclasses import dataclass

from cwc.engine.workers import Lost, Workers
from cwc.model.obstacle import Obstacle

Watch = Callable[[int, int, str], None]
LOST = {Lost.DIED: Obstacle.DIED, Lost.SLOW: Obstacle.SLOW, Lost.GREEDY: Obstacle.GREEDY}


@dataclass(frozen=True)
class Means:
    """How a run reads: who executes, who is told of progress (files done, in all, at hand).

    `trusting` takes a file that looks as it did for what it was, without opening it.
    """

    workers: Workers
    watch: Watch
    trusting: bool = False
    cached: bool = True
