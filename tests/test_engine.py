"""How files are read: once, by one process or by several, and always the same."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import EXAMPLES, Run

from cwc.engine import reading
from cwc.engine.examine import examine
from cwc.engine.reading import read_all
from cwc.model.settings import Stage

Example = Callable[[str], Path]


def _json(folder: Path) -> str:
    return examine(folder, Stage.SUBMITTING, None, lambda *_: None).outcome.model_dump_json()


@pytest.fixture
def fresh_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "cwc" / "facts.sqlite3"


def test_serial_parallel_and_cached_runs_agree(
    fresh_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = EXAMPLES / "messy-unit"
    serial = _json(folder)
    assert fresh_cache.exists()
    cached = _json(folder)
    fresh_cache.unlink()
    monkeypatch.setattr(reading, "FEW_BYTES", 0)
    monkeypatch.setattr(reading, "_cores", lambda: 2)
    parallel = _json(folder)
    assert serial == cached == parallel


def test_what_is_known_is_not_read_again(
    fresh_cache: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = example("ready-unit")
    before = _json(folder)
    assert fresh_cache.exists()

    def never(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(reading, "read_file", never)
    assert _json(folder) == before
    changed = next(folder.rglob("说明报告 2019年.docx"))
    shutil.copy(next(folder.rglob("说明报告 2018年.docx")), changed)
    assert "REP007" in _json(folder)
    changed.write_bytes(b"other")
    with pytest.raises(AssertionError, match="2019"):
        _json(folder)


@pytest.mark.parametrize("damage", ["garbage", "cut", "no table", "a folder"])
def test_a_corrupt_cache_is_begun_anew(fresh_cache: Path, damage: str) -> None:
    folder = EXAMPLES / "ready-unit"
    before = _json(folder)
    if damage == "garbage":
        fresh_cache.write_bytes(os.urandom(9000))
    elif damage == "cut":
        fresh_cache.write_bytes(fresh_cache.read_bytes()[:5000])
    elif damage == "no table":
        fresh_cache.write_bytes(b"")
    else:
        fresh_cache.unlink()
        fresh_cache.mkdir()
    assert _json(folder) == before
    assert _json(folder) == before


def test_facts_that_are_no_facts_are_read_again(fresh_cache: Path) -> None:
    import sqlite3  # noqa: PLC0415 - the only test that reaches into the cache

    folder = EXAMPLES / "ready-unit"
    before = _json(folder)
    with sqlite3.connect(fresh_cache) as cache:
        cache.execute("UPDATE facts SET facts = '{}'")
    assert _json(folder) == before


def test_two_runs_at_once(fresh_cache: Path) -> None:
    words = [sys.executable, "-m", "cwc", "check", str(EXAMPLES / "messy-unit"), "--format", "json"]
    runs = [subprocess.Popen(words, stdout=subprocess.PIPE) for _ in range(2)]
    outcomes = [json.loads(run.communicate()[0]) for run in runs]
    assert outcomes[0] == outcomes[1]
    assert fresh_cache.exists()


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert json.loads(_json(EXAMPLES / "ready-unit"))["findings"]


def test_a_process_that_dies_is_replaced(
    fresh_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = EXAMPLES / "ready-unit"
    before = _json(folder)
    fresh_cache.unlink()
    monkeypatch.setattr(reading, "FEW_BYTES", 0)
    monkeypatch.setattr(reading, "_cores", lambda: 2)
    monkeypatch.setattr(reading, "_ignore_interrupt", os.abort)
    assert _json(folder) == before


def test_a_folder_that_changes_while_it_is_read(fresh_cache: Path, example: Example) -> None:
    folder = example("ready-unit")
    doomed = folder / "Ⅲ-49-① 公益活动" / "说明报告 2019年.docx"

    def watch(done: int, total: int, path: str) -> None:
        if done == 1:
            doomed.unlink(missing_ok=True)

    outcome = examine(folder, Stage.SUBMITTING, None, watch).outcome
    found = {(f.code, f.path) for f in outcome.findings}
    assert ("FIL002", doomed.relative_to(folder).as_posix()) in found
    assert not fresh_cache.with_suffix(".gone").exists()


def test_progress_counts_every_file_once(fresh_cache: Path) -> None:
    folder, ticks = EXAMPLES / "ready-unit", list[tuple[int, int]]()
    paths = [p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*.jpg"))]
    read_all(folder, paths, lambda done, total, _: ticks.append((done, total)))
    assert ticks == [(n, len(paths)) for n in range(len(paths) + 1)]
    read_all(folder, paths, lambda done, total, _: ticks.append((done, total)))
    assert ticks[-1] == (len(paths), len(paths))
    assert fresh_cache.exists()


def test_due(run: Run) -> None:
    done = run("due", EXAMPLES / "ready-district")
    assert done.returncode == 0
    said = "".join(done.stdout.split())
    assert "示范区卫生健康委员会2018-06要做的" in said
    for words in (
        "2018端午节，每格要3张",
        "无偿献血缺2018-06；义诊缺2018-06",
        "2018-05至06",
        "2018-Q2",
    ):
        assert words in said
    assert "共7格" in said
    assert "每张记下：活动时间、主办单位、活动主题" in said
    again = run("due", EXAMPLES / "ready-district", "--month", "2018-03")
    assert "没有要补的" in again.stdout
    assert run("due", EXAMPLES / "ready-district", "--month", "2018-13").returncode == 2
    assert run("due", EXAMPLES / "ready-district", "--month", "9999-12").returncode == 2


def test_junit(run: Run) -> None:
    done = run("check", EXAMPLES / "messy-unit", "--stage", "submitting", "--format", "junit")
    assert done.returncode == 1
    root = ElementTree.fromstring(done.stdout)
    outcome = json.loads(
        run("check", EXAMPLES / "messy-unit", "--stage", "submitting", "--format", "json").stdout
    )
    told = "".join(text for text in root.itertext())
    for finding in outcome["findings"]:
        assert f"{finding['severity']} {finding['code']} {finding['path']}" in told
    count = sum(told.count(f"{level} {code}") for level, code in _kinds(outcome))
    assert count == len(outcome["findings"])
    states = {suite.get("name"): suite for suite in root}
    assert states["Ⅲ-60/2 医疗卫生服务体系"].get("skipped") == "1"
    assert int(states["Ⅲ-49/-/① 公益活动"].get("failures") or 0) == 2
    assert len(states) == 1 + sum(r["status"] != "not_applicable" for r in outcome["requirements"])


def _kinds(outcome: dict[str, list[dict[str, str]]]) -> set[tuple[str, str]]:
    return {(f["severity"], f["code"]) for f in outcome["findings"]}


def _waive(folder: Path, **changes: str) -> None:
    waiver = {
        "rule": "COV002",
        "path": "Ⅲ-49/-/①",
        "reason": "原件已遗失",
        "expiry": "2099-12-31",
        "by": "张某",
    } | changes
    with (folder / "cwc.yaml").open("a", encoding="utf-8") as file:
        file.write(f"waivers: [{json.dumps(waiver, ensure_ascii=False)}]\n")


def test_a_waived_finding_is_shown_and_stops_nothing(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    next(folder.rglob("说明报告 2019年.docx")).unlink()
    assert run("check", folder, "--stage", "submitting").returncode == 1
    _waive(folder)
    done = run("check", folder, "--stage", "submitting")
    assert done.returncode == 0
    assert "豁免 COV002 Ⅲ-49/-/① 说明报告（张某：原件已遗失）" in done.stdout
    assert run("bundle", folder, "-o", "out").returncode == 0


@pytest.mark.parametrize("path", ["III-49-1", "Ⅲ-49-①", "./Ⅲ-49/-/①"])
def test_a_waiver_names_a_requirement_as_clerks_do(run: Run, example: Example, path: str) -> None:
    folder = example("ready-unit")
    next(folder.rglob("说明报告 2019年.docx")).unlink()
    _waive(folder, path=path)
    assert run("check", folder, "--stage", "submitting").returncode == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rule": "SEC001"}, "SEC001 不能豁免"),
        ({"rule": "secrecy-mark"}, "SEC001 不能豁免"),
        ({"rule": "COV999"}, "没有叫“COV999”的规则"),
        ({"expiry": "永远"}, "2018-03-15"),
    ],
)
def test_a_waiver_that_cannot_be(
    run: Run, example: Example, changes: dict[str, str], said: str
) -> None:
    folder = example("ready-unit")
    _waive(folder, **changes)
    done = run("check", folder)
    assert done.returncode == 3
    assert said in done.stderr


def test_junit_is_xml_whatever_the_names(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    (folder / "坏\x01名\ufffe字.jpg").write_bytes(b"x")
    done = run("check", folder, "--stage", "submitting", "--format", "junit")
    assert "坏名字.jpg" in "".join(ElementTree.fromstring(done.stdout).itertext())
