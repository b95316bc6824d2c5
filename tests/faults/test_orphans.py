"""Workers whose parent is killed; not in the default run: `pytest tests/faults`."""

from pathlib import Path

import psutil
import pytest
from test_workers import GONE_SECONDS, at_work, started


@pytest.mark.parametrize(
    ("way", "seconds"), [("hang", 60), ("hang without letting others run", 0.5)]
)
def test_no_worker_outlives_a_parent_that_is_killed(
    tmp_path: Path, way: str, seconds: float
) -> None:
    with started(
        tmp_path,
        f"with Processes({seconds}) as workers:",
        f"    list(workers.run(tell_and_hang, [{way!r}] * 100))",
    ) as parent:
        working = at_work(parent)
        parent.kill()
        parent.wait()
        assert psutil.wait_procs(working, timeout=GONE_SECONDS)[1] == []
