"""`python -m hostile [WORD…]`: what files made to harm cost, all or by words of their names."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hostile.made import MADE, looked, put

from cwc.engine.workers import Processes


def main(words: list[str]) -> None:
    """A line for each file: name, obstacles or "read", seconds, peak MB."""
    print("name | outcome | seconds | peak MB")  # noqa: T201 - the table is what is asked for
    # Beyond its limits a file is let run on, that the table shows by how much.
    with TemporaryDirectory() as folder:
        for name in MADE:
            if words and not any(word in name for word in words):
                continue
            path = put(name, Path(folder))
            with Processes(60.0, 4_000_000_000) as workers:
                came = looked(path, workers)
            path.unlink()
            cost = f"{came.seconds:.1f} | {came.peak_bytes / 1e6:.0f}"
            print(f"{name} | {came.told} | {cost}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
