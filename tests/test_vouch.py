"""Somebody's word: written by `cwc vouch`, kept beside everything else in cwc.yaml."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from conftest import Run, read_yaml, snapshot

from cwc.errors import ConfigError
from cwc.yaml_edit import append

SAMPLES = Path(__file__).parent / "samples"
Example = Callable[[str], Path]
ENTRY = {"path": "a：b #1.pdf", "by": '张"某', "reason": "看过"}


@pytest.mark.parametrize(
    "text",
    [
        "unit: 某\n",
        "unit: 某",
        "# 头\nunit: 某 # 尾\n\n# 末尾的话\n",
        "vouchers:\n  - path: x\n    by: y\n  # 话\n\nunit: 某\n",
        "vouchers:\n- path: x\n  by: y\nunit: 某\n# 末\n",
        "unit: 某\nvouchers:\n- path: x\n  by: y",
        "vouchers:\nunit: 某\n",
        "vouchers: []\nunit: 某\n",
        "unit: 某\nvouchers:\n",
        "unit: 某\r\nvouchers:\r\n  - path: x\r\n    reason: |\r\n      几行\r\n# 末\r\n",
        "\ufeffunit: 某\n",
    ],
)
def test_an_entry_is_added_and_the_rest_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cwc.yaml"
    path.write_bytes(text.encode())
    before = yaml.safe_load(text.removeprefix("\ufeff"))
    append(path, "vouchers", [ENTRY, ENTRY])
    made = path.read_bytes().decode()
    after = yaml.safe_load(made.removeprefix("\ufeff"))
    assert after == before | {"vouchers": [*(before.get("vouchers") or []), ENTRY, ENTRY]}
    kept = [line for line in text.splitlines() if line.strip() and "vouchers" not in line]
    assert [line for line in made.splitlines() if line in kept] == kept
    assert ("\r\n" in made) == ("\r\n" in text)
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_edited_is_shown_to_be_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "cwc.yaml"
    path.write_text("{unit: 某, vouchers: [{path: x}]}", encoding="utf-8")
    with pytest.raises(ConfigError, match="看过"):
        append(path, "vouchers", [ENTRY])
    assert path.read_text(encoding="utf-8") == "{unit: 某, vouchers: [{path: x}]}"


def _codes(run: Run, folder: Path, path: str) -> list[str]:
    outcome = json.loads(run("check", folder, "--format", "json").stdout)
    return [f["code"] for f in outcome["findings"] if f["path"] == path]


def _outcome(run: Run, folder: Path) -> Any:
    return json.loads(run("check", folder, "--format", "json").stdout)


def test_a_doubt_is_vouched_for_by_name_and_shown(
    run: Run, tmp_path: Path, example: Example
) -> None:
    folder = example("ready-unit")
    report = next(folder.rglob("说明报告 2019年.docx"))
    path = report.relative_to(folder).as_posix()
    document = docx.Document(str(report))
    document.add_paragraph("原机密★5年已解密")
    document.save(str(report))
    assert _codes(run, folder, path) == ["SEC005"]
    for more in ((), ("--allow-incomplete",)):
        refused = run("bundle", folder, "-o", "out", *more)
        assert refused.returncode == 1
        assert "像是密级标志" in refused.stderr
        assert not (tmp_path / "out").exists()
    who = ("--by", "保密员 张某", "--reason", "已解密文件")
    assert run("vouch", folder, path, "--about", "unread", *who).returncode == 4
    assert run("vouch", folder, path, "--about", "secrecy", *who).returncode == 0
    vouched = _outcome(run, folder)["vouched"]
    assert [(v["path"], v["by"]) for v in vouched] == [(path, "保密员 张某")]
    assert run("bundle", folder, "-o", "out").returncode == 0
    rows = openpyxl.load_workbook(tmp_path / "out/data/目录.xlsx")["有人担保"]
    assert rows["D2"].value == "保密员 张某"
    document.add_paragraph("又改了")
    document.save(str(report))
    assert _codes(run, folder, path) == ["SEC005"]


def test_a_doubt_in_a_name_is_vouched_for_by_its_text(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    photo = next(folder.rglob("*.jpg"))
    renamed = photo.with_name("秘密武器.jpg")
    photo.rename(renamed)
    path = renamed.relative_to(folder).as_posix()
    assert _codes(run, folder, path) == ["SEC005"]
    who = ("--about", "secrecy", "--by", "张某", "--reason", "游戏的名字")
    assert run("vouch", folder, renamed, *who).returncode == 0
    assert "SEC005" not in _codes(run, folder, path)
    settings = read_yaml(folder / "cwc.yaml")
    assert settings["vouchers"][-1]["text"] == "秘密武器"


def test_nobody_vouches_for_a_mark(run: Run, example: Example) -> None:
    folder = example("ready-unit")
    shutil.copy(SAMPLES / "header-secret.docx", folder / "a.docx")
    before = snapshot(folder)
    done = run("vouch", folder, "a.docx", "--about", "secrecy", "--by", "甲", "--reason", "乙")
    assert done.returncode == 4
    assert "谁也不能担保" in done.stderr
    absent = run("vouch", folder, "无.docx", "--about", "unread", "--by", "甲", "--reason", "乙")
    assert absent.returncode == 4
    assert "没有这个文件" in absent.stderr
    assert snapshot(folder) == before


def test_a_scan_is_vouched_for(run: Run, example: Example) -> None:
    folder = example("ready-district")
    document = next(folder.rglob("*.pdf"))
    shutil.copy(SAMPLES / "scan-watermark.pdf", document)
    path = document.relative_to(folder).as_posix()
    assert "FIL002" in _codes(run, folder, path)
    who = ("--by", "张某", "--reason", "逐页看过")
    assert run("vouch", folder, path, "--about", "unread", *who).returncode == 0
    voucher = read_yaml(folder / "cwc.yaml")["vouchers"][-1]
    assert voucher["sha256"] == hashlib.sha256(document.read_bytes()).hexdigest()
    findings = _outcome(run, folder)["findings"]
    assert [f["severity"] for f in findings if f["code"] == "FIL002"] == ["note"]


@pytest.mark.parametrize("place", ["register", "unit"])
def test_marks_in_register_and_settings_are_found(run: Run, example: Example, place: str) -> None:
    folder = example("ready-unit")
    if place == "register":
        book = openpyxl.load_workbook(folder / "材料登记.xlsx")
        book["活动"]["E2"] = "机密★5年"
        book.save(folder / "材料登记.xlsx")
    else:
        settings = folder / "cwc.yaml"
        text = settings.read_text(encoding="utf-8-sig")
        unit = yaml.safe_load(text)["unit"]
        settings.write_text(text.replace(unit, f"{unit} 机密★5年"), encoding="utf-8")
    path = "材料登记.xlsx" if place == "register" else "cwc.yaml"
    assert "SEC001" in _codes(run, folder, path)
    assert "没有打包" in run("bundle", folder, "-o", "out").stderr
