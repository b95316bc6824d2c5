"""How files are read: once, by whoever executes, and always the same."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

import pytest
from conftest import EXAMPLES, Run, process, snapshot

from cwc.engine.cache import Entry, Known, cache_path, opened
from cwc.engine.examine import examine
from cwc.engine.means import Means
from cwc.engine.versions import reader_sources, reader_version
from cwc.engine.workers import Lost, Processes, Serial, Workers
from cwc.errors import PathError
from cwc.model.settings import Stage
from cwc.readers.read import Look
from cwc.readers.table import TABLE, Reader

Example = Callable[[str], Path]
T = TypeVar("T")
R = TypeVar("R")


def _json(folder: Path, workers: Workers | None = None, trusting: bool = False) -> str:
    means = Means(workers or Serial(), lambda *_: None, trusting=trusting)
    return examine(folder, Stage.SUBMITTING, None, means).outcome.model_dump_json()


class Counting(Serial):
    """Executes here, and remembers what it was asked to look at."""

    def __init__(self) -> None:
        self.looks: list[Look] = []

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R | Lost]:
        self.looks += [task for task in tasks if isinstance(task, Look)]
        return super().run(work, tasks)

    @property
    def read(self) -> set[str]:
        """The names of the files of which more than the hash was wanted."""
        return {look.path.name for look in self.looks if look.wanted}


class Losing(Serial):
    """Loses each task of one file."""

    def __init__(self, name: str, lost: Lost) -> None:
        self._name, self._lost = name, lost

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R | Lost]:
        for task in tasks:
            doomed = isinstance(task, Look) and task.path.name == self._name
            yield self._lost if doomed else work(task)


@pytest.fixture
def fresh_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_path()


@pytest.mark.parametrize("name", ["ready-unit", "ready-district", "messy-unit"])
def test_serial_parallel_and_cached_runs_agree(fresh_cache: Path, name: str) -> None:
    folder = EXAMPLES / name
    serial = _json(folder)
    assert fresh_cache.exists()
    cached, trusting = _json(folder), _json(folder, trusting=True)
    fresh_cache.unlink()
    with Processes() as workers:
        parallel = _json(folder, workers)
    assert serial == cached == trusting == parallel


def test_what_is_known_is_not_read_again(fresh_cache: Path, example: Example) -> None:
    folder = example("ready-unit")
    before = _json(folder)
    assert fresh_cache.exists()
    counting = Counting()
    assert _json(folder, counting) == before
    assert counting.read == set()
    changed = next(folder.rglob("说明报告 2019年.docx"))
    shutil.copy(next(folder.rglob("说明报告 2018年.docx")), changed)
    assert "REP007" in _json(folder)
    changed.write_bytes(b"other")
    counting = Counting()
    _json(folder, counting)
    assert counting.read == {changed.name}


def test_a_copy_elsewhere_is_known_by_its_content(
    fresh_cache: Path, example: Example, tmp_path: Path
) -> None:
    folder = example("ready-unit")
    before = _json(folder)
    copy = Path(shutil.copytree(folder, tmp_path / "快照" / folder.name))
    counting = Counting()
    assert _json(copy, counting) == before
    assert counting.read == set()
    # As large as known ones, and others.
    others = next(copy.rglob("DSC0001.JPG")), next(copy.rglob("*.docx"))
    for path in others:
        path.write_bytes(b"other".ljust(path.stat().st_size))
    counting = Counting()
    after = _json(copy, counting)
    assert counting.read == {others[1].name}
    fresh_cache.unlink()
    assert _json(copy) == after != before


COUNTED = """
import atexit, json
count = {}
def hook(event, args):
    if event == "open" and str(args[0]).lower().endswith((".jpg", ".png")):
        count[str(args[0])] = count.get(str(args[0]), 0) + 1
sys.addaudithook(hook)
atexit.register(lambda: print(json.dumps(count), file=sys.stderr))
"""


@pytest.mark.parametrize("stage", Stage)
def test_each_photo_is_opened_once_in_a_first_run(fresh_cache: Path, stage: Stage) -> None:
    folder = EXAMPLES / "ready-unit"
    done = process("check", folder, "--stage", stage.value, script=COUNTED)
    count = json.loads(done.stderr.decode().splitlines()[-1])
    photos = [p for p in folder.rglob("*") if p.suffix.lower() in {".jpg", ".png"}]
    assert count == {str(path): 1 for path in photos}
    assert len(photos) >= 10
    assert fresh_cache.exists()


def test_a_file_that_looks_as_before_is_not_opened(fresh_cache: Path, example: Example) -> None:
    folder = example("ready-unit")
    before = _json(folder, trusting=True)
    _age(fresh_cache)
    counting = Counting()
    assert _json(folder, counting, trusting=True) == before
    assert counting.looks == []
    report = next(folder.rglob("说明报告 2019年.docx"))
    report.write_bytes(next(folder.rglob("说明报告 2018年.docx")).read_bytes())
    assert "REP007" in _json(folder, trusting=True)


def _age(path: Path) -> None:
    """As if what the cache holds had been noted later."""
    with sqlite3.connect(path) as cache:
        cache.execute("UPDATE files SET noted_ns = noted_ns + 3000000000")


def test_a_stamp_counts_only_some_while_after_the_change(tmp_path: Path, fresh_cache: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    entry = Entry.of(str(path))
    assert entry is not None
    with opened() as cache:
        cache.note(entry, "0" * 64)
        assert cache.known([entry]) == {entry.path: Known("0" * 64, settled=False)}
        old = Entry(entry.path, entry.size_bytes, entry.stamp, entry.changed_ns - 3_100_000_000)
        assert cache.known([old]) == {entry.path: Known("0" * 64, settled=True)}
        other = Entry(entry.path, entry.size_bytes, entry.stamp + "1", old.changed_ns)
        assert cache.known([other]) == {}
        many = [replace(entry, path=f"{path}{n}") for n in range(1200)]
        for one in many:
            cache.note(one, one.path)
        assert {name: one.sha256 for name, one in cache.known(many).items()} == {
            one.path: one.path for one in many
        }
    assert fresh_cache.exists()


def _as_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda cache: cache.write_bytes(os.urandom(9000)),
    "cut": lambda cache: cache.write_bytes(cache.read_bytes()[:5000]),
    "no table": lambda cache: cache.write_bytes(b""),
    "a folder": _as_a_folder,
}
NO_SIGHTS = ("{}", "no json", '{"seen": {}}', '{"hidden": "nothing"}', "[]")


def test_a_corrupt_cache_is_begun_anew(fresh_cache: Path) -> None:
    folder = EXAMPLES / "ready-unit"
    before = _json(folder)
    for damage, do in DAMAGES.items():
        do(fresh_cache)
        assert _json(folder) == before, damage
        assert _json(folder) == before, damage


def test_sights_that_are_none_are_looked_for_again(fresh_cache: Path) -> None:
    folder = EXAMPLES / "ready-unit"
    before = _json(folder)
    for row in NO_SIGHTS:
        with sqlite3.connect(fresh_cache) as cache:
            changed = cache.execute("UPDATE sights SET sight = ?", (row,)).rowcount
        assert changed > 0
        assert _json(folder) == before, row


def test_a_cache_that_others_may_write_is_not_used(fresh_cache: Path, example: Example) -> None:
    folder = example("ready-unit")
    before = _json(folder)
    assert fresh_cache.stat().st_mode & 0o777 == 0o600
    assert fresh_cache.parent.stat().st_mode & 0o777 == 0o700
    fresh_cache.chmod(0o620)
    counting = Counting()
    assert _json(folder, counting) == before
    assert len(counting.read) > 3


def test_a_cache_inside_the_evidence_is_refused(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = example("ready-unit")
    before = snapshot(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "缓存"))
    with pytest.raises(PathError, match="会混进材料"):
        _json(folder)
    assert snapshot(folder) == before
    assert not (folder / "缓存").exists()


def test_no_passage_of_a_marked_file_is_kept(fresh_cache: Path, example: Example) -> None:
    folder = example("ready-unit")
    report = next(folder.rglob("说明报告 2019年.docx"))
    shutil.copy(EXAMPLES.parent / "tests/samples/header-secret.docx", report)
    assert "SEC001" in _json(folder)
    with sqlite3.connect(fresh_cache) as cache:
        rows = [row for (row,) in cache.execute("SELECT sight FROM sights WHERE aspect = 'Text'")]
    assert rows
    assert not any("机密" in row for row in rows)
    assert "机密".encode() not in fresh_cache.read_bytes()
    assert "SEC001" in _json(folder)


def test_a_run_that_is_broken_off_leaves_no_passage_of_a_marked_photo(
    fresh_cache: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = example("ready-unit")
    photo = next(folder.rglob("*.jpg"))
    photo.write_bytes(photo.read_bytes() + "机密★5年".encode())

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cwc.engine.examine.submission_view", broken)
    with pytest.raises(KeyboardInterrupt):
        _json(folder)
    assert fresh_cache.exists()
    assert "机密".encode() not in fresh_cache.read_bytes()
    # What was seen in the others is kept.
    with opened() as cache:
        assert cache.count() > 1


def test_what_was_kept_of_a_file_is_overwritten_when_a_mark_is_found(
    fresh_cache: Path, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = example("ready-unit")
    report = next(folder.rglob("说明报告 2019年.docx"))
    shutil.copy(EXAMPLES.parent / "tests/samples/header-secret.docx", report)
    with monkeypatch.context() as patch:
        # As an older version did, which did not know the mark.
        patch.setattr("cwc.engine.examine._marked", lambda view: ())
        _json(folder)
    assert "机密".encode() in fresh_cache.read_bytes()
    assert "SEC001" in _json(folder)
    assert "机密".encode() not in fresh_cache.read_bytes()


def test_old_rows_go_once_a_day(fresh_cache: Path) -> None:
    folder = EXAMPLES / "ready-unit"
    _json(folder)
    with sqlite3.connect(fresh_cache) as cache:
        cache.execute("UPDATE sights SET day = day - 181")
        cache.execute("PRAGMA user_version = 1")
    with opened():
        pass
    with sqlite3.connect(fresh_cache) as cache:
        assert cache.execute("SELECT COUNT(*) FROM sights").fetchone() == (0,)


def test_cache_info_and_clear(fresh_cache: Path, run: Run) -> None:
    run("check", EXAMPLES / "ready-unit")
    done = run("cache", "info")
    assert str(fresh_cache) in "".join(done.stdout.split("\n"))
    assert "个文件" in done.stdout
    assert run("cache", "clear").returncode == 0
    assert not fresh_cache.exists()
    assert run("cache", "clear").returncode == 0


def test_a_reader_has_one_version_in_every_process() -> None:
    script = (
        "from cwc.engine.versions import reader_version as v; from cwc.readers.table import TABLE; "
        "print([v(r) for r in TABLE])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{[reader_version(reader) for reader in TABLE]}\n".encode()}


def test_a_readers_change_leaves_other_readers_rows(
    fresh_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = EXAMPLES / "ready-unit"
    before = _json(folder)
    word = next(reader for reader in TABLE if reader.form == "word")

    def changed(reader: Reader) -> str:
        return "another" if reader is word else reader_version(reader)

    monkeypatch.setattr("cwc.engine.cache.reader_version", changed)
    counting = Counting()
    assert _json(folder, counting) == before
    assert {name.rpartition(".")[2] for name in counting.read} == {"docx"}
    assert fresh_cache.exists()


def test_a_version_follows_sources_and_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are read by Pillow and by their own module; Word's sources are nothing to them."""
    sources = {reader.form: reader_sources(reader) for reader in TABLE if reader.module}
    assert "cwc.readers.likeness" in sources["photo"][0]
    assert "PIL" in sources["photo"][1]
    assert "cwc.readers.wordml" in sources["word"][0]
    assert "lxml" in sources["word"][1]
    assert not {"cwc.readers.wordml", "cwc.readers.docx"} & set(sources["photo"][0])
    assert "cwc.readers.photo" not in sources["word"][0]


def test_two_runs_at_once(fresh_cache: Path) -> None:
    words = [sys.executable, "-m", "cwc", "check", str(EXAMPLES / "ready-unit"), "--format", "json"]
    runs = [subprocess.Popen(words, stdout=subprocess.PIPE) for _ in range(2)]
    outcomes = [json.loads(run.communicate()[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert outcomes[0] == outcomes[1]
    assert fresh_cache.exists()


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert json.loads(_json(EXAMPLES / "ready-unit"))["requirements"]


@pytest.mark.parametrize("lost", Lost)
def test_a_file_whose_reading_is_lost_is_unchecked_and_asked_for_again(
    fresh_cache: Path, lost: Lost
) -> None:
    folder, name = EXAMPLES / "ready-unit", "说明报告 2019年.docx"
    outcome = json.loads(_json(folder, Losing(name, lost)))
    told = [f for f in outcome["findings"] if f["path"].endswith(name)]
    assert [f["code"] for f in told] == ["FIL002"]
    states = {r["code"]: r["artefacts"][0]["status"] for r in outcome["requirements"]}
    assert states["Ⅲ-49/-/①"] == "unchecked"
    counting = Counting()
    assert "FIL002" not in _json(folder, counting)
    assert counting.read == {name}
    assert fresh_cache.exists()


def _greedy_pdf() -> bytes:
    """An empty page, and beside it more than the memory that is allowed."""
    packed = zlib.compress(bytes(120_000_000), 1)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, text) for n, text in enumerate(objects, 1))
    return b"%%PDF-1.4\n%strailer << /Size 5 /Root 1 0 R >>\n" % body


def test_a_file_that_brings_its_reader_down_costs_that_file_alone(
    fresh_cache: Path, example: Example
) -> None:
    folder = example("ready-district")
    document = next(folder.rglob("*校园安全管理工作安排.pdf"))
    document.write_bytes(_greedy_pdf())
    before = json.loads(_json(EXAMPLES / "ready-district"))
    with Processes(memory=180_000_000) as workers:
        after = json.loads(_json(folder, workers))
    name = document.relative_to(folder).as_posix()
    told = [f for f in after["findings"] if f["path"] == name]
    assert [f["code"] for f in told] == ["FIL002"]
    assert "内容没有检查" in told[0]["message"]
    rest = [f["message"] for f in after["findings"] if f["path"] != name]
    assert rest == [f["message"] for f in before["findings"] if f["path"] != name]
    assert fresh_cache.exists()


def test_a_folder_that_changes_while_it_is_read(fresh_cache: Path, example: Example) -> None:
    folder = example("ready-unit")
    doomed = folder / "Ⅲ-49-① 公益活动" / "说明报告 2019年.docx"

    def watch(done: int, total: int, path: str) -> None:
        if done == 1:
            doomed.unlink(missing_ok=True)

    outcome = examine(folder, Stage.SUBMITTING, None, Means(Serial(), watch)).outcome
    found = {(f.code, f.path) for f in outcome.findings}
    assert ("FIL002", doomed.relative_to(folder).as_posix()) in found
    assert fresh_cache.exists()


def test_progress_counts_every_file_once(fresh_cache: Path) -> None:
    ticks = list[tuple[int, int]]()

    def watch(done: int, total: int, _: str) -> None:
        ticks.append((done, total))

    means = Means(Serial(), watch, trusting=True)
    examine(EXAMPLES / "ready-unit", Stage.COLLECTING, None, means)
    total = ticks[0][1]
    assert [done for done, _ in ticks][: total + 1] == [*range(total + 1)]
    assert {count for _, count in ticks} == {total}
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
    assert int(states["Ⅲ-49/-/① 公益活动"].get("failures") or 0) == 2
    assert len(states) == 1 + sum(r["status"] != "not_applicable" for r in outcome["requirements"])
    done = run("check", EXAMPLES / "ready-district", "--format", "junit")
    awaited = {s.get("name"): s for s in ElementTree.fromstring(done.stdout)}
    assert awaited["Ⅲ-60/2 医疗卫生服务体系"].get("skipped") == "1"


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


def test_a_waiver_for_one_file_is_for_no_other_in_its_folder(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    home = folder / "Ⅲ-49-① 公益活动"
    for name in ("一.docx", "二.docx"):
        (home / f"2018年说明报告{name}").write_bytes(b"")
    _waive(folder, rule="FIL004", path="Ⅲ-49-① 公益活动/2018年说明报告一.docx")
    outcome = json.loads(run("check", folder, "--format", "json").stdout)
    empty = [f["path"] for f in outcome["findings"] if f["code"] == "FIL004"]
    assert empty == ["Ⅲ-49-① 公益活动/2018年说明报告二.docx"]
    assert [w["finding"]["path"] for w in outcome["waived"]] == [
        "Ⅲ-49-① 公益活动/2018年说明报告一.docx"
    ]


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
