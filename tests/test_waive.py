"""`cwc waive` writes cwc.yaml after a look at what there is to let stand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, snapshot

Example = Callable[[str], Path]
WHO = ("--by", "张某", "--reason", "原件已遗失")
UNTIL = ("--until", "2020年12月31日")
LARGE = "Ⅲ-8-2-① 融入日常生活/门头.jpg"


def _codes(run: Run, folder: Path, place: str) -> set[str]:
    outcome = json.loads(run("check", folder, "--format", "json").stdout)
    return {f["code"] for f in outcome["findings"] if (f["path"] or f["requirement"]) == place}


@pytest.mark.parametrize(
    ("rule", "place", "code"),
    [
        ("CAP001", LARGE, "CAP001"),
        ("caption-incomplete", LARGE, "CAP001"),
        ("COV002", "Ⅲ-8/2/①", "COV002"),
        ("cov002", "Ⅲ-8-2-①", "COV002"),
    ],
)
def test_a_finding_is_waived_by_file_or_by_requirement(
    run: Run, example: Example, rule: str, place: str, code: str
) -> None:
    folder = example("messy-unit")
    named = LARGE if place == LARGE else "Ⅲ-8/2/①"
    assert code in _codes(run, folder, named)
    done = run("waive", folder, rule, place, *UNTIL, *WHO)
    assert done.returncode == 0
    assert f"张某 豁免 {code} 1 处" in done.stdout
    assert code not in _codes(run, folder, named)
    assert run("waive", folder, rule, place, *UNTIL, *WHO).returncode == 4


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (("SEC001", "新建文件夹/会议材料.pdf", *UNTIL, *WHO), 3, "不能豁免"),
        (("COV099", LARGE, *UNTIL, *WHO), 3, "没有叫"),
        (("CAP001", "没有.jpg", *UNTIL, *WHO), 4, "没有 CAP001 这个问题"),
        (("CAP001", LARGE, "--until", "2020-01-01", *WHO), 2, "写了也不起作用"),
        (("CAP001", LARGE, "--until", "年底", *WHO), 2, "看不出是哪一天"),
        (("CAP001", LARGE, *UNTIL, "--by", " ", "--reason", "x"), 2, "--by：不能是空的"),
        (("CAP001", LARGE, *UNTIL, "--by", "张某", "--reason", ""), 2, "--reason：不能是空的"),
    ],
)
def test_what_cannot_be_waived_is_told_and_nothing_written(
    run: Run, example: Example, words: tuple[str, ...], exit_code: int, said: str
) -> None:
    folder = example("messy-unit")
    before = snapshot(folder)
    done = run("waive", folder, *words)
    assert done.returncode == exit_code
    assert said in done.stderr
    assert snapshot(folder) == before


def test_a_blank_name_is_told_as_that(run: Run, example: Example) -> None:
    folder = example("messy-unit")
    settings = folder / "cwc.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("by: 院办公室 张某", "by:"), encoding="utf-8")
    done = run("check", folder)
    assert done.returncode == 3
    assert "“by”是空的，请写上" in done.stderr
    about = ("--about", "secrecy", "--by", " ", "--reason", "x")
    assert run("vouch", folder, "新建文件夹/座谈会记录.docx", *about).returncode == 2
