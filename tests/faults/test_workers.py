"""Real processes that really fail: what one task does costs that task alone.

Not among the tests that run by default: `pytest tests/faults`.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import typer
from faults.failing import (
    divide,
    double,
    fail_in,
    fail_once,
    large,
    refuse,
    return_what_does_not_travel,
    worker_id,
)

from cwc.cli.main import main
from cwc.engine.workers import Lost, Processes, Serial

CORES = os.cpu_count() or 1
MEMORY = 200_000_000
# Ample for a process to end: what waits for it returns as soon as it has.
GONE_SECONDS = 20


def processes() -> set[int]:
    return {
        child.pid for child in psutil.Process().children() if "spawn_main" in str(child.cmdline())
    }


@pytest.mark.parametrize(
    ("way", "seconds", "why"),
    [
        ("abort", 60, Lost.DIED),
        ("segfault", 60, Lost.DIED),
        ("exit", 60, Lost.DIED),
        ("hang", 0.05, Lost.SLOW),
        ("hang without letting others run", 0.1, Lost.SLOW),
        ("grow", 60, Lost.GREEDY),
    ],
)
def test_a_task_that_fails_costs_no_other_its_result(way: str, seconds: float, why: Lost) -> None:
    tasks = ["a", "b", way, "c", "d", "e"]
    with Processes(seconds, memory=MEMORY) as workers:
        assert list(workers.run(fail_in, tasks)) == ["a", "b", why, "c", "d", "e"]


def test_many_that_fail_among_many_that_do_not() -> None:
    tasks = [str(n) if n % 10 else "exit" for n in range(30)]
    with Processes() as workers:
        results = list(workers.run(fail_in, tasks))
    assert results == [str(n) if n % 10 else Lost.DIED for n in range(30)]


def test_a_task_is_tried_again_and_alone(tmp_path: Path) -> None:
    tasks = [tmp_path / str(n) for n in range(20)]
    tasks.insert(3, tmp_path / "fails")
    with Processes() as workers:
        assert list(workers.run(fail_once, tasks)) == [True] * 21
    assert (tmp_path / "fails").exists()


def test_the_result_is_the_same_whoever_executes() -> None:
    tasks = range(200)
    with Processes() as workers:
        assert list(workers.run(double, tasks)) == list(Serial().run(double, tasks))


def test_results_may_be_large() -> None:
    with Processes() as workers:
        assert [len(result) for result in workers.run(large, range(4))] == [20_000_000] * 4


def test_what_the_work_raises_is_raised_here_and_says_where() -> None:
    with Processes() as workers:
        results = workers.run(divide, [1, 2, 0, 4])
        assert [next(results), next(results)] == [1, 0.5]
        with pytest.raises(ZeroDivisionError) as raised:
            next(results)
        assert "in divide" in raised.value.__notes__[0]
        assert list(workers.run(divide, [4])) == [0.25]


def test_an_exception_that_does_not_travel_is_told_in_words() -> None:
    with Processes() as workers, pytest.raises(RuntimeError, match="Unforeseen: number 7"):
        list(workers.run(refuse, [7]))


def test_a_result_that_does_not_travel_is_an_error_of_ours_and_no_loss() -> None:
    with Processes() as workers, pytest.raises(Exception, match="lambda"):
        list(workers.run(return_what_does_not_travel, [1]))


def test_work_that_does_not_travel_is_an_error_of_ours_and_no_loss() -> None:
    with Processes() as workers, pytest.raises(Exception, match="lambda"):
        list(workers.run(lambda number: number, [1]))


def test_nothing_is_started_without_tasks() -> None:
    before = processes()
    with Processes() as workers:
        assert list(workers.run(double, [])) == []
        workers.run(double, [1])  # which nobody iterates
        assert processes() == before


def test_the_same_processes_serve_one_run_after_another() -> None:
    with Processes() as workers:
        first = set(workers.run(worker_id, range(50)))
        assert os.getpid() not in first
        assert list(workers.run(double, [4])) == [8]
        assert len(first | set(workers.run(worker_id, range(50)))) <= CORES


def test_leaving_early_leaves_nothing_behind() -> None:
    before = processes()
    with Processes() as workers:
        results = workers.run(fail_in, ["a", *["hang"] * 50])
        assert next(results) == "a"
        assert processes() > before
    assert processes() == before


# As pip writes the console script, with what the test does in place of the command.
SCRIPT = """
import sys
from cwc.cli.main import main
if __name__ == "__main__":
    from faults.failing import *
    from cwc.engine.workers import Processes
    {lines}
"""


@contextmanager
def started(tmp_path: Path, *lines: str) -> Iterator[subprocess.Popen[str]]:
    """A parent of its own, in a process group of its own."""
    path = tmp_path / "cwc"
    path.write_text(SCRIPT.format(lines="\n    ".join(lines)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as parent:
        yield parent


def at_work(parent: subprocess.Popen[str]) -> list[psutil.Process]:
    """The workers of `tell_and_hang`, once all have told."""
    assert parent.stdout is not None
    return [psutil.Process(int(parent.stdout.readline())) for _ in range(CORES)]


def test_a_worker_imports_what_the_work_needs_and_no_command(tmp_path: Path) -> None:
    with started(
        tmp_path,
        "with Processes() as workers:",
        "    print(*workers.run(eval, [\"' '.join(__import__('sys').modules)\"]))",
    ) as parent:
        said, complaints = parent.communicate()
        assert complaints == ""
        names = set(said.split())
        assert "cwc.cli.main" in names
        assert not names & {"cwc.cli.app", "pydantic", "PIL", "openpyxl", "rich"}


def test_ctrl_c_ends_the_parent_at_once_and_no_worker_says_a_word(tmp_path: Path) -> None:
    with started(
        tmp_path,
        "try:",
        "    with Processes() as workers:",
        "        list(workers.run(tell_and_hang, ['hang'] * 100))",
        "except KeyboardInterrupt:",
        "    sys.exit(130)",
    ) as parent:
        working = at_work(parent)
        os.killpg(parent.pid, signal.SIGINT)
        said, complaints = parent.communicate()
        assert (parent.returncode, said, complaints) == (130, "", "")
        assert psutil.wait_procs(working, timeout=GONE_SECONDS)[1] == []


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


def test_where_no_process_can_be_started_every_task_is_lost(tmp_path: Path) -> None:
    with started(
        tmp_path,
        "import resource",
        "taken = len(os.listdir('/dev/fd'))",
        "resource.setrlimit(resource.RLIMIT_NOFILE, (taken, taken))",
        "with Processes() as workers:",
        "    print(*workers.run(double, range(5)))",
    ) as parent:
        assert parent.communicate() == ("died died died died died\n", "")


def test_main_hands_the_workers_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    app = typer.Typer()
    given = []

    @app.command()
    def probe(context: typer.Context) -> None:
        given.append(context.obj)

    workers = Serial()
    monkeypatch.setattr("cwc.cli.app.app_for", lambda _words: app)
    monkeypatch.setattr(sys, "argv", ["cwc"])
    with pytest.raises(SystemExit) as stop:
        main(workers)
    assert (stop.value.code, given) == (0, [workers])
