"""The pack's content, and what a fault in a pack's YAML says."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from jsonschema import Draft202012Validator

from cwc.errors import ConfigError
from cwc.model.pack import Kind, Pack, PhotosArtefact, ReportArtefact
from cwc.packs import find_pack, load_pack

PACK = ROOT / "indicators" / "ganyu-2020"


def test_the_four_requirements(pack: Pack) -> None:
    assert [r.code for r in pack.requirements] == ["Ⅲ-8/2/①", "Ⅲ-28/3/①", "Ⅲ-49/-/①", "Ⅲ-60/2"]
    kinds = {r.code: [a.kind for a in r.artefacts] for r in pack.requirements}
    assert kinds["Ⅲ-8/2/①"] == [Kind.REPORT, Kind.PHOTOS]
    assert kinds["Ⅲ-28/3/①"] == [Kind.OFFICIAL_DOCUMENT]
    assert kinds["Ⅲ-60/2"] == [Kind.DEPARTMENT_EVALUATION]
    assert all(r.leader and r.lead and r.responsible for r in pack.requirements)


def test_what_the_public_welfare_sentence_asks(pack: Pack) -> None:
    requirement = pack.find("Ⅲ-49/-/①")
    assert requirement is not None
    report, photos = requirement.artefacts
    assert isinstance(report, ReportArtefact)
    assert report.words is not None
    assert report.each is not None
    assert (report.words.about, report.each.years) == (300, (2018, 2019, 2020))
    assert isinstance(photos, PhotosArtefact)
    assert photos.per == ("category", "month")
    assert photos.categories is not None
    assert photos.categories.names == ("无偿献血", "义诊")
    assert photos.categories.open
    assert (str(photos.since), str(photos.until)) == ("2018-01", "2020-12")
    assert photos.caption == ("活动时间", "主办单位", "活动主题")


@pytest.mark.parametrize("path", sorted(PACK.glob("*.yaml")), ids=lambda p: p.name)
def test_each_file_is_valid_by_its_schema(path: Path) -> None:
    name = "pack" if path.name == "pack.yaml" else "indicator"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.endswith(f"$schema=../../schemas/{name}.schema.json")
    schema = yaml.safe_load((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    loader = yaml.BaseLoader if name == "pack" else yaml.SafeLoader
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    if name == "pack":  # dates stay text, as an editor's YAML 1.2 reads them; numbers do not
        for key in ("word_band", "photo_limit"):
            data[key] = {k: int(v) if v.isdecimal() else v for k, v in data[key].items()}
    Draft202012Validator(schema).validate(data)


Break = Callable[[str, str, str], Path]


@pytest.fixture
def broken(tmp_path: Path) -> Break:
    """A copy of the pack in which one text of one file is replaced."""

    def change(name: str, old: str, new: str) -> Path:
        folder = Path(shutil.copytree(PACK, tmp_path / "pack"))
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    ("name", "old", "new", "below", "said"),
    [
        ("Ⅲ-8.yaml", "at_least: 2", "at_lest: 2", 0, "at_least"),
        ("Ⅲ-8.yaml", "at_least: 2", "at_least: no", 0, "“no”"),
        ("Ⅲ-8.yaml", "at_least: 2", "at_least: two", 0, "整数"),
        ("Ⅲ-8.yaml", "at_least: 2", "at_least: 0", 0, "0"),
        ("Ⅲ-8.yaml", "at_least: 2", "at_least: 2\n            at_least: 3", 1, "写了两次"),
        ("Ⅲ-8.yaml", "kind: report", "kind: reprot", 0, "report"),
        ("Ⅲ-8.yaml", "[场所名称]", "[场所名]", 0, "场所名称"),
        ("Ⅲ-8.yaml", "name: 融入日常生活", "name: no", 0, "“no”"),
        ("Ⅲ-8.yaml", "since: 2018-01", "since: 2018-13", 0, "2018-13"),
        ("Ⅲ-8.yaml", "per: [category]", "per: [categories]", 0, "category"),
        ("Ⅲ-8.yaml", "categories: {open: true}", "# none", -3, "categories"),
        ("Ⅲ-8.yaml", "leader: [祁洪山]", "# none", -2, "leader"),
        ("Ⅲ-49.yaml", "until: 2020-12", "until: 2017-12", -5, "2017-12"),
        ("pack.yaml", "warning: 25", "warning: 5", -2, "5"),
        ("pack.yaml", "silent: 10", "silent: 10\n  quiet: 3", 1, "quiet"),
        ("pack.yaml", "forms:", "forms: [", 2, "YAML"),
    ],
)
def test_a_fault_names_its_line(
    broken: Break, name: str, old: str, new: str, below: int, said: str
) -> None:
    whole = (PACK / name).read_text(encoding="utf-8")
    line = whole[: whole.index(old)].count("\n") + 1 + below
    folder = broken(name, old, new)
    with pytest.raises(ConfigError) as caught:
        load_pack(folder)
    message = str(caught.value)
    assert said in message
    assert f"{folder / name}:{line}：" in message
    assert len(message.splitlines()) == 1


def test_two_files_for_one_indicator(broken: Break) -> None:
    folder = broken("Ⅲ-28.yaml", "indicator: Ⅲ-28", "indicator: Ⅲ-8")
    with pytest.raises(ConfigError, match="Ⅲ-8 在"):
        load_pack(folder)


def test_one_item_twice(broken: Break) -> None:
    folder = broken(
        "Ⅲ-28.yaml",
        "          - {kind: official_document}",
        "          - {kind: official_document}\n      - item: ①\n        text: 又一次\n"
        "        artefacts: [{kind: report}]",
    )
    with pytest.raises(ConfigError, match="3/① 写了两次"):
        load_pack(folder)


def test_an_unknown_pack_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="ganyu-2020"):
        find_pack("gany-2020", Path())


def test_a_pack_may_be_a_folder_of_ones_own(broken: Break, tmp_path: Path) -> None:
    broken("pack.yaml", "id: ganyu-2020", "id: own")
    assert load_pack(find_pack("pack", tmp_path)).header.id == "own"
