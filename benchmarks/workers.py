"""Run many small tasks in spawned processes: cwc, concurrent.futures, and pebble.

Usage: python workers.py [--rounds N]

The contestants take turns with the same tasks, each of which burns CPU time, not wall time. pebble
is no dependency of cwc; it is left out when it is not installed. At the end: by how much a process
that allocates as fast as it can passes its limit before it is killed.
"""

import argparse
import importlib
import importlib.util
import mmap
import multiprocessing
import statistics
import struct
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from cwc.engine.workers import Lost, Processes

SPAWN = multiprocessing.get_context("spawn")
# Name, number of tasks, CPU seconds of each.
LOADS = (
    ("start, 1 task", 1, 0.0),
    ("2,000 x 0 ms", 2000, 0.0),
    ("2,000 x 1 ms", 2000, 0.001),
    ("60 x 50 ms", 60, 0.05),
)
MEMORY = 1_500_000_000
STEP_BYTES = 10_000_000
LIMIT_STEPS = 400

# Runs all tasks, and returns when all results are in.
Runner = Callable[[Sequence[float]], object]


def burn(seconds: float) -> float:
    """Use the CPU for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def allocate(told: Path) -> int:
    """Take memory as fast as it comes, telling in a file how many steps have been taken."""
    with told.open("r+b") as file, mmap.mmap(file.fileno(), 8) as count:
        taken = []
        for step in range(LIMIT_STEPS):
            taken.append(b"x" * STEP_BYTES)
            count[:] = struct.pack("Q", step + 1)
    return len(taken)


@contextmanager
def _cwc() -> Iterator[Runner]:
    with Processes() as workers:
        yield lambda tasks: list(workers.run(burn, tasks))


@contextmanager
def _futures(chunk: int) -> Iterator[Runner]:
    with ProcessPoolExecutor(mp_context=SPAWN) as pool:
        yield lambda tasks: list(pool.map(burn, tasks, chunksize=chunk))


@contextmanager
def _pebble() -> Iterator[Runner]:
    pebble: Any = importlib.import_module("pebble")
    with pebble.ProcessPool(context=SPAWN) as pool:
        yield lambda tasks: list(pool.map(burn, tasks, timeout=60).result())


CONTESTANTS: dict[str, Callable[[], AbstractContextManager[Runner]]] = {
    "cwc": _cwc,
    "futures": lambda: _futures(1),
    "futures, by 4": lambda: _futures(4),
    "pebble": _pebble,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    if importlib.util.find_spec("pebble") is None:
        print("pebble is not installed, left out")
        del CONTESTANTS["pebble"]
    seconds: dict[tuple[str, str], list[float]] = {}
    for _ in range(args.rounds):
        for title, contestant in CONTESTANTS.items():
            with contestant() as runner:
                for load, count, each in LOADS:
                    start = time.perf_counter()
                    runner([each] * count)
                    spent = time.perf_counter() - start
                    seconds.setdefault((load, title), []).append(spent)
    _print_table(seconds, args.rounds)
    _print_overshoot(args.rounds)


def _print_table(seconds: dict[tuple[str, str], list[float]], rounds: int) -> None:
    print(f"median of {rounds} rounds, {multiprocessing.cpu_count()} cores: wall s (x cwc)")
    print(f"{'':16}" + "".join(f"{title:>16}" for title in CONTESTANTS))
    for load, _, _ in LOADS:
        medians = [statistics.median(seconds[load, title]) for title in CONTESTANTS]
        cells = [f"{median:.3f} ({median / medians[0]:.2f})" for median in medians]
        print(f"{load:16}" + "".join(f"{cell:>16}" for cell in cells))


def _print_overshoot(rounds: int) -> None:
    over = []
    with tempfile.TemporaryDirectory() as name:
        told = Path(name) / "told"
        for _ in range(rounds):
            told.write_bytes(bytes(8))
            with Processes(memory=MEMORY) as workers:
                assert list(workers.run(allocate, [told])) == [Lost.GREEDY]
            (steps,) = struct.unpack("Q", told.read_bytes())
            over.append((steps * STEP_BYTES - MEMORY) / 1e6)
    print(f"taken beyond {MEMORY / 1e6:.0f} MB: " + ", ".join(f"{mb:.0f}" for mb in over) + " MB")


if __name__ == "__main__":
    main()
