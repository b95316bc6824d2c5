"""Workers whose parent is killed; not in the default run: `pytest tests/faults`."""

from pathlib import Path

import psutil
import pytest
from test_workers import GONE_SECONDS, at_work, started


@pytest.mark.parametrize("way", ["hang", "hang without letting others run"])
def test_no_worker_outlives_a_parent_that_is_killed(tmp_path: Path, way: str) -> None:
    with started(
        tmp_path,
        "with Processes(seconds=1.5) as workers:",
        f"    list(workers.run(tell_and_hang, [{way!r}] * 100))",
    ) as parent:
        working = at_work(parent)
        parent.kill()
        parent.wait()
        assert psutil.wait_procs(working, timeout=GONE_SECONDS)[1] == []
