"""What somebody set stands in every format, and in the bundle's index."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import EXAMPLES, ROOT, Run
from sights import NO_LEVERS

from cwc.model.outcome import Levers
from cwc.reporters.formats import FORMATS
from cwc.wording.levers import lever_words

Example = Callable[[str], Path]

ALL = Levers(
    own_pack="0123456789abcdef" * 4,
    as_of="2018-06-15",
    requirements=2,
    answers=("Ⅲ-1/1/①",),
    categories=("Ⅲ-1/1/①", "Ⅲ-1/1/②"),
    since=("Ⅲ-1/1/①",),
    counts=("Ⅲ-1/1/①",),
    defaults=("单位",),
    waivers=3,
    waived_until="2099-12-31",
    vouchers=1,
)


@pytest.mark.parametrize("name", Levers.model_fields)
def test_whatever_is_set_is_said(name: str) -> None:
    rest = ALL.model_copy(update={name: getattr(NO_LEVERS, name)})
    assert lever_words(rest) != lever_words(ALL)
    assert getattr(ALL, name) != getattr(NO_LEVERS, name)


def test_nothing_set_nothing_said() -> None:
    assert lever_words(NO_LEVERS) == []


@pytest.mark.parametrize("output", FORMATS)
def test_a_copied_list_with_a_lower_count_is_told(
    run: Run, example: Example, tmp_path: Path, output: str
) -> None:
    folder = example("ready-unit")
    own = tmp_path / "own"
    shutil.copytree(ROOT / "indicators/ganyu-2020", own)
    settings = folder / "cwc.yaml"
    text = settings.read_text(encoding="utf-8-sig")
    settings.write_text(re.sub("pack: .*", f"pack: {own}", text), encoding="utf-8")
    first = run("check", folder, "--format", output).stdout
    report = own / "Ⅲ-49.yaml"
    easier = report.read_text(encoding="utf-8").replace("about: 300", "min: 1", 1)
    report.write_text(easier, encoding="utf-8")
    second = run("check", folder, "--format", output).stdout
    digests = [_digest(said) for said in (first, second)]
    assert all(digests)
    assert digests[0] != digests[1]
    assert _digest(run("check", EXAMPLES / "ready-unit", "--format", output).stdout) is None


def _digest(said: str) -> str | None:
    found = re.search('摘要 ([0-9a-f]{12})|"own_pack": "([0-9a-f]{64})"', said)
    return found[0] if found else None


def test_the_index_of_a_bundle_tells_what_was_set(
    run: Run, example: Example, tmp_path: Path
) -> None:
    assert run("bundle", example("ready-district"), "-o", tmp_path / "out").returncode == 0
    sheet = openpyxl.load_workbook(tmp_path / "out/data/目录.xlsx")["另有设定"]
    said = [cell.value for (cell,) in sheet.iter_rows(min_row=2)]
    assert "按 2018-06-15 检查" in said
    assert any(str(word).startswith("清单不是随 cwc 来的") for word in said)


def test_a_day_before_the_assessment_is_refused(run: Run) -> None:
    done = run("check", EXAMPLES / "ready-unit", "--as-of", "2017-12-31")
    assert done.returncode == 3
    assert "在测评开始（2018-01-01）以前" in done.stderr


def test_the_text_begins_with_how_it_stands_and_what_comes_first(run: Run) -> None:
    lines = run("check", EXAMPLES / "messy-unit").stdout.splitlines()
    head = lines[: lines.index("")]
    assert "不合格" in head[0]
    assert any(line.startswith("要求 不合格 ") for line in head)
    assert [line[:3] for line in head if line.startswith("先看")] == ["先看1", "先看2", "先看3"]
    assert "SEC001" in next(line for line in head if line.startswith("先看1"))


def test_a_requirement_with_nothing_in_it_takes_one_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "某卫生院"
    run("init", folder, "--pack", "ganyu-2020", "--unit", "某卫生院", "--level", "unit")
    report = "Ⅲ-8-2-① 融入日常生活/说明报告 行业规范.docx"
    shutil.copy(EXAMPLES / "ready-unit" / report, folder / report)
    said = run("check", folder).stdout
    rest = said[said.index("还没有材料的要求") :]
    assert rest.count("  [") == 34
    assert "警告 COV001" not in rest
    assert rest.count("清单：") == rest.count("提示 PAK001")
