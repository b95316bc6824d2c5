"""`cwc init`: what it lays out, and that it never overwrites."""

from pathlib import Path

import openpyxl
from conftest import ROOT, Run, read_yaml, snapshot
from jsonschema import Draft202012Validator

from cwc.folder.settings import load_settings
from cwc.model.pack import Pack

WORDS = ("--pack", "ganyu-2020", "--unit", "示范镇卫生院", "--level", "unit")


def test_all_requirements(run: Run, tmp_path: Path, pack: Pack) -> None:
    assert run("init", "新", *WORDS).returncode == 0
    names = {p.name for p in (tmp_path / "新").iterdir()}
    assert {"cwc.yaml", "材料登记.xlsx", "活动"} <= names
    owed = [requirement for requirement in pack.requirements if not requirement.is_supplied]
    homes = {pack.header.codes.folder_name(r.code, r.indicator.name) for r in owed}
    assert (len(homes), len(pack.requirements)) == (35, 38)
    assert names - {"cwc.yaml", "材料登记.xlsx", "活动"} == homes
    book = openpyxl.load_workbook(tmp_path / "新" / "材料登记.xlsx")
    assert book.sheetnames == ["活动", "照片"]


def test_only_some(run: Run, tmp_path: Path) -> None:
    assert run("init", "新", *WORDS, "--only", "III-8-2-1", "--only", "Ⅲ-60-2").returncode == 0
    folders = {p.name[:4] for p in (tmp_path / "新").iterdir() if p.is_dir()}
    assert folders == {"Ⅲ-8-", "Ⅲ-60", "活动"}


def test_a_unit_gets_nothing_that_others_supply(run: Run, tmp_path: Path) -> None:
    said = run("init", "新", *WORDS).stdout
    assert "本单位不用交的没有建：Ⅲ-60/2、Ⅲ-60/3、Ⅲ-73/5" in said
    assert not list((tmp_path / "新").glob("Ⅲ-60-2*"))
    assert "Ⅲ-60/2" not in read_yaml(tmp_path / "新/cwc.yaml")["requirements"]
    district = ("--pack", "ganyu-2020", "--unit", "示范区", "--level", "district")
    assert "不用交" not in run("init", "区", *district).stdout
    assert list((tmp_path / "区").glob("Ⅲ-60-2*"))


def test_one_more_requirement_is_added_to_the_settings(run: Run, tmp_path: Path) -> None:
    run("init", "新", *WORDS, "--only", "Ⅲ-49-1")
    path = tmp_path / "新/cwc.yaml"
    text = path.read_text("utf-8-sig")
    done = run("init", "新", *WORDS, "--only", "Ⅲ-8-2-1", "--only", "Ⅲ-49-1")
    assert "的 requirements：Ⅲ-8/2/①\n" in done.stdout
    assert path.read_text("utf-8-sig") == text.replace("Ⅲ-49/-/①\n", 'Ⅲ-49/-/①\n  - "Ⅲ-8/2/①"\n', 1)
    assert load_settings(tmp_path / "新").requirements == ("Ⅲ-49/-/①", "Ⅲ-8/2/①")
    before = snapshot(tmp_path / "新")
    assert run("init", "新", *WORDS, "--only", "Ⅲ-8-2-1").returncode == 0
    assert snapshot(tmp_path / "新") == before


def test_the_settings_are_valid_and_say_what_was_asked(run: Run, tmp_path: Path) -> None:
    run("init", "新", *WORDS, "--only", "Ⅲ-49-1")
    settings = read_yaml(tmp_path / "新/cwc.yaml")
    schema = read_yaml(ROOT / "schemas/settings.schema.json")
    Draft202012Validator(schema).validate(settings)
    assert settings == {
        "pack": "ganyu-2020",
        "unit": "示范镇卫生院",
        "level": "unit",
        "requirements": ["Ⅲ-49/-/①"],
    }


def test_instructions_say_what_to_hand_in(run: Run, tmp_path: Path) -> None:
    run("init", "新", *WORDS)
    run("init", "新", *WORDS, "--only", "Ⅲ-60-2")
    text = (tmp_path / "新/Ⅲ-49-① 公益活动/要求.txt").read_text(encoding="utf-8-sig")
    for words in (
        "分别提供2018、2019、2020年本区开展无偿献血、义诊等公益活动的情况",
        "分管领导：祁洪山",
        "牵头科室：医政医管科",
        "约300字（270至330字之间不会提示）",
        "每类每月至少1张",
        "无偿献血、义诊",
        "2018-01至2020-12",
        "活动时间、主办单位、活动主题",
    ):
        assert words in text
    above = (tmp_path / "新/Ⅲ-60-2 医疗卫生服务体系/要求.txt").read_text(encoding="utf-8-sig")
    assert "没有收到前不用管" in above


def test_instructions_open_in_an_old_notepad(run: Run, tmp_path: Path) -> None:
    run("init", "新", *WORDS)
    data = (tmp_path / "新/Ⅲ-49-① 公益活动/要求.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 5


def test_it_never_overwrites(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "已有"
    home = folder / "III-49-1 我的文件夹"
    home.mkdir(parents=True)
    (home / "要求.txt").write_text("我的", encoding="utf-8")
    (folder / "cwc.yaml").write_text(
        "pack: ganyu-2020\nunit: 我的\nlevel: unit\n", encoding="utf-8"
    )
    (folder / "材料登记.xlsx").write_bytes(b"mine")
    before = snapshot(folder)
    done = run("init", folder, *WORDS, "--only", "Ⅲ-49-1")
    assert done.returncode == 0
    assert done.stdout.count("已有，未改动") == 3
    assert snapshot(folder) == before


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("init", "新", *WORDS)
    before = snapshot(tmp_path / "新")
    assert run("init", "新", *WORDS).returncode == 0
    assert snapshot(tmp_path / "新") == before


def test_a_unit_with_a_difficult_name(run: Run, tmp_path: Path) -> None:
    words = ("--pack", "ganyu-2020", "--unit", 'no: "甲" #1', "--level", "district")
    assert run("init", "新", *words).returncode == 0
    settings = read_yaml(tmp_path / "新/cwc.yaml")
    assert settings["unit"] == 'no: "甲" #1'


def test_questions_are_asked_and_can_be_answered(run: Run, tmp_path: Path) -> None:
    done = run("init", "新", *WORDS, "--only", "Ⅲ-49-1", "--only", "Ⅲ-65-1-3")
    assert "Ⅲ-49/-/① “分别提供2018、2019、2020年……无偿献血" in done.stdout
    assert "Ⅲ-65/1/③ 突发疫情防控的图片" in done.stdout
    path = tmp_path / "新/cwc.yaml"
    text = path.read_text(encoding="utf-8-sig")
    # What init writes as a comment is an answer as soon as the signs are taken away.
    lines = text.splitlines()
    start = lines.index("# answers:")
    answered = "\n".join(lines[:start] + [line.removeprefix("# ") for line in lines[start:]])
    path.write_text(answered, encoding="utf-8")
    # A sample that was left as it is answers nothing.
    assert run("check", "新").returncode == 3
    path.write_text(answered.replace("年-月", "2020-01"), encoding="utf-8")
    settings = load_settings(tmp_path / "新")
    assert settings.answers == {"Ⅲ-49/-/①": "每年一份"}
    assert str(settings.since["Ⅲ-65/1/③"]) == "2020-01"
    for name in ("Ⅲ-49-① 公益活动", "Ⅲ-65-1-③ 突发公共事件应急处理"):
        (tmp_path / "新" / name / "要求.txt").unlink()
    again = run("init", "新", *WORDS)
    assert "没有写明" not in again.stdout
    told = (tmp_path / "新/Ⅲ-65-1-③ 突发公共事件应急处理/要求.txt").read_text(encoding="utf-8-sig")
    assert "期间：2020-01至2020-12" in told


def test_a_settings_file_that_is_broken_stops_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "已有").mkdir()
    (tmp_path / "已有/cwc.yaml").write_text("我的", encoding="utf-8")
    assert run("init", "已有", *WORDS).returncode == 3


def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    done = run("init", "文件/新", *WORDS)
    assert done.returncode == 4
    assert "写不进去" in done.stderr
