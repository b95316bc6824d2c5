"""`cwc check` as a clerk runs it."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import docx
import openpyxl
import pytest
from conftest import EXAMPLES, ROOT, SAMPLES, Run, process, read_yaml, snapshot
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from sights import NO_LEVERS

from cwc.cli.app import COMMANDS
from cwc.engine.workers import Lost, Serial
from cwc.model.artefact import KIND_NAMES, Kind
from cwc.model.finding import Finding, Severity
from cwc.model.grid import Status
from cwc.model.outcome import ArtefactOutcome, Outcome, RequirementOutcome, Waived
from cwc.model.settings import Level, Stage
from cwc.reporters.console import fold
from cwc.reporters.formats import FORMATS

EXPECTED = read_yaml(EXAMPLES / "expected.yaml")
T = TypeVar("T")
R = TypeVar("R")

Example = Callable[[str], Path]


def _findings(run: Run, folder: Path, *more: str) -> list[dict[str, Any]]:
    done = run("check", folder, "--stage", "submitting", "--format", "json", *more)
    assert done.returncode in {0, 1}, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def _worse_than_notes(run: Run, folder: Path) -> list[dict[str, str]]:
    return [f for f in _findings(run, folder) if f["severity"] != "note"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_example_gives_what_is_expected_and_nothing_else(run: Run, name: str) -> None:
    keys = ("code", "severity", "path", "place")
    found = [tuple(f[key] for key in keys) for f in _findings(run, EXAMPLES / name)]
    assert sorted(found) == sorted(tuple(e[key] for key in keys) for e in EXPECTED[name])


@pytest.mark.parametrize("name", ["ready-unit", "ready-district"])
def test_a_ready_example_exits_0(run: Run, name: str) -> None:
    assert run("check", EXAMPLES / name, "--stage", "submitting").returncode == 0


def test_check_leaves_the_folder_as_it_is(run: Run, example: Example) -> None:
    folder = example("messy-unit")
    before = snapshot(folder)
    assert run("check", folder).returncode == 1
    assert snapshot(folder) == before


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_json_is_valid_by_its_schema(run: Run, name: str) -> None:
    schema = json.loads((ROOT / "schemas/outcome.schema.json").read_text(encoding="utf-8"))
    outcome = json.loads(run("check", EXAMPLES / name, "--format", "json").stdout)
    Draft202012Validator(schema).validate(outcome)
    assert outcome["version"] == 4


def test_the_five_states(run: Run) -> None:
    done = run("check", EXAMPLES / "ready-unit", "--format", "json")
    states = {r["code"]: r["status"] for r in json.loads(done.stdout)["requirements"]}
    assert len(states) == 38
    assert {code: state for code, state in states.items() if state != "not_applicable"} == {
        "Ⅲ-8/2/①": "ready",
        "Ⅲ-49/-/①": "pooled",
    }
    done = run("check", EXAMPLES / "messy-unit", "--format", "json")
    states = {r["code"]: r["status"] for r in json.loads(done.stdout)["requirements"]}
    assert {code: state for code, state in states.items() if state != "not_applicable"} == {
        "Ⅲ-8/2/①": "failing",
        "Ⅲ-28/3/①": "unchecked",
        "Ⅲ-28/3/②": "ready",
        "Ⅲ-31/2/②": "failing",
        "Ⅲ-49/-/①": "failing",
        "Ⅲ-49/-/③": "ready",
        "Ⅲ-59/5/③": "failing",
        "Ⅲ-60/1/①": "ready",
        "Ⅲ-60/1/②": "failing",
        "Ⅲ-60/2": "ready",
        "Ⅲ-65/2/②": "pooled",
        "Ⅲ-84/2/③": "failing",
    }
    done = run("check", EXAMPLES / "ready-district", "--format", "json")
    states = {r["code"]: r["status"] for r in json.loads(done.stdout)["requirements"]}
    assert [code for code, state in states.items() if state == "awaiting"] == ["Ⅲ-60/2"]


def test_the_grid_and_its_cells_that_are_not_due(run: Run) -> None:
    done = run("check", EXAMPLES / "ready-district", "--format", "json")
    requirements = {r["code"]: r for r in json.loads(done.stdout)["requirements"]}
    cells = [c for c in requirements["Ⅲ-49/-/①"]["grid"] if c["artefact"] == 1]
    assert len(cells) == 2 * 36
    states = [c["status"] for c in cells]
    assert (states.count("ready"), states.count("not_due")) == (10, 62)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ((), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "never"), 0),
        (("--format", "json", "--fail-on", "never"), 0),
    ],
)
def test_fail_on(run: Run, more: tuple[str, ...], code: int) -> None:
    assert run("check", EXAMPLES / "messy-unit", *more).returncode == code


def test_fail_on_warning_sees_a_warning(run: Run, example: Example) -> None:
    raw_unit = example("ready-unit")
    next(raw_unit.rglob("说明报告 2019年.docx")).unlink()
    assert run("check", raw_unit).returncode == 0
    assert run("check", raw_unit, "--fail-on", "warning").returncode == 1


def test_collecting_is_milder_than_submitting(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    next(folder.rglob("说明报告 2019年.docx")).unlink()
    assert run("check", folder).returncode == 0
    assert run("check", folder, "--stage", "submitting").returncode == 1


def test_as_of_prevails_over_the_settings(run: Run) -> None:
    folder = EXAMPLES / "ready-district"
    done = run("check", folder, "--stage", "submitting", "--as-of", "2018-07-02")
    assert done.returncode == 1
    assert "缺2格：无偿献血缺 2018-06；义诊缺 2018-06" in done.stdout


def test_text_fits_80_columns(run: Run) -> None:
    for name in EXPECTED:
        lines = run("check", EXAMPLES / name).stdout.splitlines()
        assert max(cell_len(line) for line in lines) <= 80


GBK = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}


def test_a_gbk_console_gets_the_text_whole(run: Run, example: Example) -> None:
    folder, lacking = example("messy-unit"), "\U0001f600"
    shutil.copy(next(folder.rglob("*.docx")), folder / f"附件{lacking}.docx")
    done = process("check", folder, **GBK)
    assert (done.returncode, done.stderr) == (1, b"")
    text = done.stdout.decode("gbk")
    # A sign that GBK lacks is shown as its number, and is the only one.
    assert "附件\\U0001f600.docx" in text
    text = text.replace("\\U0001f600", lacking)
    assert text.splitlines() == run("check", folder).stdout.splitlines()
    assert "\\u" not in text


def test_a_gbk_pipe_gets_valid_json(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("check", EXAMPLES / "messy-unit", "--format", "json")
    plain, pipe = run(*words).stdout, io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="gbk", write_through=True))
    done = run(*words)
    assert (done.returncode, done.stderr, done.stdout) == (1, "", "")
    assert json.loads(pipe.getvalue().decode("gbk")) == json.loads(plain)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("Ⅲ-8-2-① 融入日常生活/说明报告 行业规范.docx", b""),
        ("Ⅲ-8-2-① 融入日常生活/医疗服务规范/QQ图片20180420091133.jpg", b"\xff\xd8\xff"),
        (
            "Ⅲ-8-2-① 融入日常生活/说明报告 行业规范.docx",
            (SAMPLES / "encrypted.docx").read_bytes(),
        ),
    ],
)
def test_what_cannot_be_read_is_unchecked(
    run: Run, example: Example, path: str, data: bytes
) -> None:
    folder = example("ready-unit")
    (folder / path).write_bytes(data)
    done = run("check", folder, "--stage", "submitting", "--format", "json")
    assert done.returncode == 1
    outcome = json.loads(done.stdout)
    unread = {"FIL002", "FIL004", "IMG004"}
    assert unread & {f["code"] for f in outcome["findings"] if f["path"] == path}
    states = {r["code"]: r["status"] for r in outcome["requirements"]}
    assert states["Ⅲ-8/2/①"] == "unchecked"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check", "没有"), 4, "没有这个文件夹"),
        (("check", "空"), 4, "空文件夹"),
        (("check", "文件.txt"), 4, "不是文件夹"),
        (("check", "无设置"), 3, "cwc init"),
        (("verify", "没有"), 4, "没有这个文件夹"),
        (("verify", "文件.txt"), 4, "请先解压"),
        (("chek",), 2, "没有“chek”这个命令。是不是想写 check"),
        (("check",), 2, "缺少 DIR：单位材料文件夹"),
        (("check", "空", "--stage", "later"), 2, "--stage 只能写其中之一：collecting、submitting"),
        (("check", "空", "--fromat", "json"), 2, "没有 --fromat 这个选项。是不是想写 --format"),
        (("check", "空", "--as-of"), 2, "--as-of 后面要写上内容"),
        (("check", "我的", "材料"), 2, "多出来“材料”，不知道是什么。有空格的路径要加引号"),
        (("bundle", "空"), 2, "缺少 --out"),
        (("pack",), 2, "后面要写其中之一：list、show、validate"),
        (("pack", "lst"), 2, "没有“lst”这个命令。是不是想写 list"),
        (("bundle", "空", "-o", "出", "--per-page", "3"), 2, "--per-page 只能写其中之一：1、2、4"),
        (("check", "空", "--as-of", "2018-13-01"), 2, "--as-of：“2018-13-01”看不出是哪一天"),
        (("check", "空", "--as-of", "明天"), 2, "2020-10-15"),
        (("check", "空", "--as-of", "2018年"), 2, "2020-10-15"),
        (("check", "空", "--as-of", "0099-01-01"), 2, "2020-10-15"),
        (("check", "空", "--as-of", "1930-01-01"), 2, "2020-10-15"),
        (("due", "空", "--month", "1930-01"), 2, "2020-06"),
        (("--", "check"), 2, "没有看懂"),
        (("due", "空", "--month", "13月"), 2, "2020-06"),
        (("explain", "ABC999"), 2, "COV001"),
        (("init", "新", "--pack", "nope", "--unit", "甲", "--level", "unit"), 3, "ganyu-2020"),
        (
            (
                "init",
                "新",
                "--pack",
                "ganyu-2020",
                "--unit",
                "甲",
                "--level",
                "unit",
                "--only",
                "Ⅲ-7",
            ),
            3,
            "Ⅲ-7",
        ),
    ],
)
def test_a_wrong_call_says_what_to_do(
    run: Run, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "无设置").mkdir()
    (tmp_path / "无设置" / "a.jpg").write_bytes(b"x")
    (tmp_path / "文件.txt").write_text("x")
    done = run(*words)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    # Nothing that a clerk cannot read, a traceback least of all.
    assert all(re.search("[一-龥]", line) for line in done.stderr.splitlines())
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("level: unit", "level: town", "cwc.yaml:4：“town”"),
        ("unit: ", "unt: ", "cwc.yaml:3：不认识“unt”这一项，是不是想写“unit”"),
        ("level: unit", "level: unit\nas_of: 2018-02-30", "cwc.yaml:5：“2018-02-30”"),
        ("Ⅲ-8/2/①", "Ⅲ-77/2/①", "“Ⅲ-77/2/①”不在清单里"),
        ("ganyu-2020", "ganyu", "是不是想写“ganyu-2020”"),
    ],
)
def test_a_fault_in_the_settings(run: Run, example: Example, old: str, new: str, said: str) -> None:
    folder = example("ready-unit")
    settings = (folder / "cwc.yaml").read_text(encoding="utf-8-sig")
    lines = [line for line in settings.splitlines() if not line.startswith("#")]
    text = "# 设置\n" + "\n".join(lines) + "\n"
    assert old in text
    (folder / "cwc.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run("check", folder)
    assert done.returncode == 3
    assert said in done.stderr


@pytest.mark.parametrize("name", ["cwc.yaml.txt", "cwc.yml", "cwc (1).yaml", "CWC.txt"])
def test_settings_under_another_name_are_asked_about(run: Run, example: Example, name: str) -> None:
    folder = example("ready-unit")
    (folder / "cwc.yaml").rename(folder / name)
    done = run("check", folder)
    assert done.returncode == 3
    assert f"没有 cwc.yaml，有 {name}。请把它改名" in done.stderr


def test_settings_in_gbk_say_how_to_save_them(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    (folder / "cwc.yaml").write_text("unit: 示范镇卫生院", encoding="gbk")
    done = run("check", folder)
    assert done.returncode == 3
    assert "UTF-8" in done.stderr


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_broken_register(run: Run, example: Example, data: bytes) -> None:
    folder = example("ready-unit")
    (folder / "材料登记.xlsx").write_bytes(data)
    done = run("check", folder)
    assert done.returncode == 3
    assert "材料登记.xlsx：打不开" in done.stderr


def _rename_sheet(book: openpyxl.Workbook) -> None:
    book["活动"].title = "Sheet1"


def _rename_heading(book: openpyxl.Workbook) -> None:
    book["活动"]["B1"] = "日子"


def _row_without_folder(book: openpyxl.Workbook) -> None:
    book["活动"]["A2"] = None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_rename_sheet, "没有名为“活动”的工作表"),
        (_rename_heading, "表头“日子”"),
        (_row_without_folder, "活动 第2行没有填“文件夹”"),
    ],
)
def test_a_register_that_was_rearranged(
    run: Run, example: Example, change: Callable[[openpyxl.Workbook], None], said: str
) -> None:
    folder = example("ready-unit")
    book = openpyxl.load_workbook(folder / "材料登记.xlsx")
    change(book)
    book.save(folder / "材料登记.xlsx")
    done = run("check", folder)
    assert done.returncode == 3
    assert said in done.stderr


def test_what_is_to_be_filled_in_fills_nothing_in(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    book = openpyxl.load_workbook(folder / "材料登记.xlsx")
    book["活动"]["D2"], book["活动"]["D3"], book["活动"]["D4"] = "（待补）", "？", "XX"
    book.save(folder / "材料登记.xlsx")
    codes = [f["code"] for f in _findings(run, folder)]
    assert codes.count("CAP001") == 3 + 2 + 2


def test_a_voucher_for_no_file_is_told(run: Run, example: Example) -> None:
    folder = example("ready-district")
    with (folder / "cwc.yaml").open("a", encoding="utf-8") as file:
        file.write(f"vouchers: [{{path: 没有.pdf, sha256: {'0' * 64}, by: 甲, reason: 乙}}]\n")
    found = _worse_than_notes(run, folder)
    assert [(f["code"], f["path"]) for f in found] == [("FIL001", "cwc.yaml")]
    assert "没有.pdf" in found[0]["message"]


def test_nothing_handed_in_is_never_success(run: Run, tmp_path: Path) -> None:
    run("init", "新", "--pack", "ganyu-2020", "--unit", "甲", "--level", "unit")
    done = run("check", "新")
    assert done.returncode == 4
    assert "还没有材料" in done.stderr


def test_system_litter_is_not_handed_in(run: Run, example: Example) -> None:
    folder = example("ready-district")
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "~$说明报告.docx", "._照片.jpg"):
        (folder / "Ⅲ-49-① 公益活动" / name).write_bytes(b"x")
    assert run("check", folder, "--stage", "submitting", "--fail-on", "warning").returncode == 0


def test_a_link_is_told_and_not_followed(run: Run, example: Example, tmp_path: Path) -> None:
    folder = example("ready-district")
    (tmp_path / "外面").mkdir()
    (tmp_path / "外面" / "a.jpg").write_bytes(b"x")
    (folder / "链接").symlink_to(tmp_path / "外面")
    found = _worse_than_notes(run, folder)
    assert [(f["code"], f["path"]) for f in found] == [("FIL007", "链接")]


def test_a_garbled_name_is_told(run: Run, example: Example) -> None:
    folder = example("ready-district")
    name = os.fsencode(folder) + b"/" + "Ⅲ-49照片.jpg".encode("gbk")
    with open(name, "wb") as file:  # noqa: PTH123 - a Path holds no such bytes
        file.write(b"x")
    found = _worse_than_notes(run, folder)
    assert [f["code"] for f in found] == ["FIL002"]
    assert "\\xd5\\xd5" in found[0]["path"]
    assert run("bundle", folder, "-o", "out").returncode == 1


def test_an_activity_put_in_once_serves_two_requirements(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    done = run("check", folder, "--format", "json")
    uses: dict[str, int] = {}
    for requirement in json.loads(done.stdout)["requirements"]:
        for artefact in requirement["artefacts"]:
            for path in artefact["files"]:
                uses[path] = uses.get(path, 0) + 1
    twice = [path for path, count in uses.items() if count == 2]
    assert twice
    assert all("签约义诊" in path for path in twice)


def test_a_planted_bug_exits_70_and_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("cwc.engine.examine.judge", bug)
    done = run("check", EXAMPLES / "ready-unit")
    assert done.returncode == 70
    assert "planted" in done.stderr
    assert "不是材料的问题" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("output", FORMATS)
def test_every_value_that_is_printed_goes_through_every_format(
    level: Level, stage: Stage, output: str
) -> None:
    artefacts = tuple(
        ArtefactOutcome(kind=kind, label=KIND_NAMES[kind], status=status, reason="因为 <&>")
        for kind in Kind
        for status in Status
    )
    findings = tuple(
        Finding(
            code="FIL001",
            name="file-unplaced",
            severity=severity,
            path="a<b>&.jpg",
            message="说的话",
            mend="怎么办",
        )
        for severity in Severity
    )
    outcome = Outcome(
        pack="p",
        unit="某",
        level=level,
        stage=stage,
        as_of="2018-05-01",
        files=1,
        levers=NO_LEVERS,
        findings=findings,
        waived=(Waived(finding=findings[0], by="张某", reason="丢了"),),
        requirements=tuple(
            RequirementOutcome(
                code="甲", name="名", text="句", status=status, artefacts=artefacts, grid=()
            )
            for status in Status
        ),
    )
    plain, ascii_only = (FORMATS[output](outcome, only) for only in (False, True))
    assert "说的话" in plain
    if output in {"json", "html"}:
        assert ascii_only.isascii()


class Stopped(Serial):
    """As if Ctrl-C came while the files are read."""

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R | Lost]:
        os.kill(os.getpid(), signal.SIGINT)
        return super().run(work, tasks)


def test_ctrl_c_exits_130(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A cache of its own, so that there is something to read.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    done = run("check", EXAMPLES / "ready-unit", workers=Stopped())
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    line = f"{sys.executable} -m cwc check '{EXAMPLES / 'ready-district'}' | head -n 1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("word", ["COV002", "cov002", "coverage-gap"])
def test_explain(run: Run, word: str) -> None:
    done = run("explain", word)
    assert done.returncode == 0
    assert done.stdout.startswith("COV002 coverage-gap：")
    assert "依据：" in done.stdout


def test_only_a_secrecy_mark_raises_the_alarm(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    report = next(folder.rglob("说明报告 2019年.docx"))
    document = docx.Document(str(report))
    document.add_paragraph("11010519491231002X")
    document.save(str(report))
    said = run("check", folder).stdout
    assert "SEC002" in said
    assert "发现密级标志" not in said


@pytest.mark.parametrize(
    "text", ["2018-07-02", "2018/7/2", "2018.07.02", "2018年7月2日", "20180702"]
)
def test_a_day_may_be_said_as_people_write_it(run: Run, text: str) -> None:
    done = run("check", EXAMPLES / "ready-unit", "--format", "json", "--as-of", text)
    assert json.loads(done.stdout)["as_of"] == "2018-07-02"


def test_a_month_ends_with_its_last_day(run: Run) -> None:
    done = run("check", EXAMPLES / "ready-unit", "--format", "json", "--as-of", "2018年9月")
    assert json.loads(done.stdout)["as_of"] == "2018-09-30"


def test_a_path_to_copy_stays_on_one_line() -> None:
    path = '"Ⅲ-28-3-① 公民权益保护/示政发〔2018〕30号 扫描 第二稿.pdf"'
    lines = fold(f"只有扫描件的，请人逐页看过后运行 cwc vouch 文件夹 {path} --about unread", 4)
    assert [path in line for line in lines].count(True) == 1


@pytest.mark.parametrize(
    "words", [[], *([name] for name in COMMANDS), ["pack", "show"], ["cache", "clear"]], ids=str
)
def test_no_page_of_help_has_a_line_of_english(run: Run, words: list[str]) -> None:
    page = run(*words, "--help").stdout
    assert "用法：" in page
    # Whole words of English: what is typed stands in capitals, after dashes, or names a key.
    assert not re.search(r"(?<![-\w./])[A-Z][a-z]+\b|\b(?:required|default|this)\b", page)


def test_the_readme_shows_what_a_check_prints(run: Run, example: Callable[[str], Path]) -> None:
    printed = run("check", example("messy-unit")).stdout
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```text\n")[1].split("```")[0].split("……")
    assert len(shown) > 1
    assert all(piece.strip() in printed for piece in shown)
