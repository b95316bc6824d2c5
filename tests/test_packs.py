"""The pack's content, and what a fault in a pack's YAML says."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import EXAMPLES, ROOT, Run, read_yaml
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from cwc.engine.pack import pack_for
from cwc.errors import ConfigError
from cwc.model.artefact import KIND_NAMES, Kind, PhotosArtefact, ReportArtefact
from cwc.model.asked import Axis
from cwc.model.pack import Pack
from cwc.model.settings import Level, Settings
from cwc.packs import find_pack, load_pack, tailored

PACK = ROOT / "indicators" / "ganyu-2020"
OWN = EXAMPLES / "ready-district" / "清单"


# As the list has them.
_CODES = (
    "Ⅲ-8/2/① Ⅲ-8/2/② Ⅲ-11/1/② Ⅲ-14/3/② Ⅲ-14/4 Ⅲ-15/2/① Ⅲ-15/2/③ Ⅲ-15/2/④ Ⅲ-28/3/① Ⅲ-28/3/② "
    "Ⅲ-31/1/② Ⅲ-31/2/② Ⅲ-32/-/③ Ⅲ-33/1/② Ⅲ-35/2 Ⅲ-49/-/① Ⅲ-49/-/② Ⅲ-49/-/③ Ⅲ-59/5/③ Ⅲ-60/1/① "
    "Ⅲ-60/1/② Ⅲ-60/2 Ⅲ-60/3 Ⅲ-65/1/③ Ⅲ-65/2/② Ⅲ-67/2/③ Ⅲ-73/5 Ⅲ-83/1/② Ⅲ-83/2/② Ⅲ-83/2/③ "
    "Ⅲ-84/1/② Ⅲ-84/2/① Ⅲ-84/2/③ Ⅲ-85/1/③ 未3/10/① 未3/10/② 未5/4/① 未5/4/②"
)
CODES = _CODES.split()


def test_all_requirements_of_the_list(pack: Pack) -> None:
    assert [r.code for r in pack.requirements] == CODES
    assert all(r.leader and r.lead and r.responsible for r in pack.requirements)
    assert {a.kind for r in pack.requirements for a in r.artefacts} == set(Kind)


def _numbers(text: str) -> list[int]:
    """字数 as a sentence writes them: 400字左右."""
    return [int(number) for number in re.findall(r"(\d+)字左右", text)]


@pytest.mark.parametrize("code", CODES)
def test_a_reading_agrees_with_its_sentence(pack: Pack, code: str) -> None:
    """What a sentence says in plain signs, its reading says too, and no more."""
    requirement = pack.find(code)
    assert requirement is not None
    text = requirement.text
    reports = [a for a in requirement.artefacts if isinstance(a, ReportArtefact)]
    photos = [a for a in requirement.artefacts if isinstance(a, PhotosArtefact)]
    assert [a.words.about for a in reports if a.words] == _numbers(text)
    assert bool(reports) == ("报告" in text)
    assert bool(photos) == ("图片" in text or "照片" in text)
    for artefact in photos:
        assert (artefact.depicts == "现场照片") == ("现场照片" in text)
        assert (Axis.CATEGORY in artefact.per) == ("每类" in text)
        assert (Axis.MONTH in artefact.per) == ("每月" in text)
        assert (Axis.TWO_MONTHS in artefact.per) == ("每两月" in text)
        least = re.search(r"(?:不少于|至少|至少提供|提供|两月)(\d)张", text)
        assert artefact.at_least == (int(least[1]) if least else None)
        asked = re.search(r"需注明(.+?)）", text)
        assert asked is not None
        assert list(artefact.caption) == asked[1].split("、")
    if re.search("2018年以?来", text):
        assert str(requirement.since) == "2018-01"
    for kind in set(Kind) - {Kind.REPORT, Kind.PHOTOS}:
        assert any(a.kind is kind for a in requirement.artefacts) == (KIND_NAMES[kind] in text)


def test_two_leads_where_the_list_names_two(pack: Pack) -> None:
    two = {r.code for r in pack.requirements if len(r.lead) == 2}
    assert two == {"Ⅲ-60/1/①", "Ⅲ-60/1/②"}


def test_a_row_of_its_own_people(pack: Pack) -> None:
    people = {r.code: r.responsible for r in pack.requirements}
    assert people["Ⅲ-15/2/④"][:2] == ("财务审计科", "基层卫生健康科")
    assert people["Ⅲ-15/2/③"][0] == "委各直属单位"
    assert people["Ⅲ-49/-/③"] == ("卫健委",)


def test_periods_are_those_that_the_list_names(pack: Pack) -> None:
    periods = {r.code: (str(r.since), str(r.until)) for r in pack.requirements}
    assert periods["Ⅲ-32/-/③"] == ("2019-01", "2020-12")
    assert periods["Ⅲ-65/1/③"] == ("None", "None")
    assert periods["Ⅲ-49/-/①"] == ("2018-01", "2020-12")
    assert periods["Ⅲ-83/2/②"] == ("2018-01", "None")


def test_what_the_public_welfare_sentence_asks(pack: Pack) -> None:
    requirement = pack.find("Ⅲ-49/-/①")
    assert requirement is not None
    report, photos = requirement.artefacts
    assert isinstance(report, ReportArtefact)
    assert report.each is not None
    assert report.each.years == (2018, 2019, 2020)
    assert isinstance(photos, PhotosArtefact)
    assert photos.categories is not None
    assert photos.categories.names == ("无偿献血", "义诊")
    assert photos.categories.open
    assert photos.years == (2018, 2019, 2020)
    (ask,) = requirement.ask
    assert [choice.answer for choice in ask.answers] == ["每年一份", "每年每种活动一份"]


def _schema(name: str) -> Draft202012Validator:
    path = ROOT / "schemas" / f"{name}.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def _as_an_editor_reads(path: Path) -> object:
    """YAML 1.2: dates are text, and only true and false are true and false."""

    class Editor(yaml.SafeLoader):
        pass

    Editor.yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=Editor)


@pytest.mark.parametrize(
    "path",
    [*sorted(PACK.glob("*.yaml")), *sorted(OWN.glob("*.yaml"))],
    ids=lambda p: f"{p.parent.name} {p.name}",
)
def test_each_file_is_valid_by_the_schema_that_it_names(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
    assert named is not None
    schema = (path.parent / named[1]).resolve()
    assert schema.parent == ROOT / "schemas"
    _schema(schema.name.removesuffix(".schema.json")).validate(_as_an_editor_reads(path))


@pytest.mark.parametrize("example", ["ready-unit", "ready-district", "messy-unit"])
def test_the_examples_settings_are_valid(example: str) -> None:
    _schema("settings").validate(_as_an_editor_reads(EXAMPLES / example / "cwc.yaml"))
    counts = EXAMPLES / example / "overrides.yaml"
    if counts.exists():
        _schema("overrides").validate(_as_an_editor_reads(counts))


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
        ("Ⅲ-49.yaml", "until: 2020-12", "until: 2017-12", -3, "2017-12"),
        ("Ⅲ-49.yaml", "until: 2020-12", "untill: 2020-12", 0, "until"),
        ("Ⅲ-84.yaml", "two_months]", "two_months]\n            until: 2017-12", -7, "2017-12"),
        ("Ⅲ-49.yaml", "years: [2018, 2019, 2020]", "years: [2018, two]", 0, "整数"),
        ("Ⅲ-83.yaml", "社区, 景区]}", "社区], at_least: 9}", 0, "at_least 9"),
        ("Ⅲ-49.yaml", "names: [无偿献血, 义诊]", "names: [义诊, 义诊]", 0, "写了两次"),
        ("Ⅲ-49.yaml", "above: 10", "abov: 10", 0, "above"),
        ("Ⅲ-49.yaml", "above: 10, ", "", 0, "above"),
        ("Ⅲ-11.yaml", "[春节,", "[春结,", 0, "春节"),
        ("Ⅲ-11.yaml", "per: [year, occasion]", "per: [year, ocasion]", 0, "occasion"),
        ("Ⅲ-11.yaml", "per: [year, occasion]", "per: [year]", -3, "occasion"),
        ("Ⅲ-11.yaml", "per: [year, occasion]", "per: [month, occasion]", -3, "期间"),
        ("Ⅲ-11.yaml", "depicts: 现场照片", "depicts: 现场图片", 0, "现场照片"),
        ("Ⅲ-11.yaml", "kind: photos", "kind: photo", 0, "photos"),
        ("Ⅲ-28.yaml", "substitute: report", "substitute: reports", 0, "report"),
        ("Ⅲ-59.yaml", "{about: 800}", "{about: 800, exact: 800}", 0, "只写一种"),
        ("Ⅲ-59.yaml", "{about: 800}", "{min: 800, max: 600}", 0, "大于"),
        ("Ⅲ-59.yaml", "{about: 800}", "{abuot: 800}", 0, "about"),
        ("Ⅲ-33.yaml", "each: {count: 19}", "each: {}", 0, "each"),
        ("Ⅲ-8.yaml", "categories: {open: true}", "categories: {}", 0, "names"),
        ("Ⅲ-65.yaml", "answer_with: since", "answer_with: sinse", 0, "since"),
        ("未3.yaml", "indicator: 未3", "indicator: 小3", 0, "indicator"),
        ("未3.yaml", "item: ①", "item: 甲", 0, "item"),
        ("pack.yaml", "未: [未成年人]", "未: [Ⅲ]", -3, "“Ⅲ”"),
        ("pack.yaml", 'unnumbered: "-"', "unnumbered: none", 0, "“none”"),
        ("pack.yaml", "join: /", "join: +", 0, "“+”"),
        ("pack.yaml", "secrecy:", "severities: {REP005: notes}\nsecrecy:", 0, "note"),
        ("pack.yaml", "secrecy:", "severities: {REP: note}\nsecrecy:", 0, "REP"),
        ("pack.yaml", "warning: 25", "warning: 5", -2, "5"),
        ("pack.yaml", "silent: 10", "silent: 10\n  quiet: 3", 1, "quiet"),
        ("pack.yaml", "forms:", "forms: [", 2, "YAML"),
        ("pack.yaml", "seal: not_needed", "seal: not_neded", 0, "not_needed"),
        ("pack.yaml", "provisional: true", "provisional: yes", 0, "“yes”"),
        ("pack.yaml", "until: 2020-12}", "until: 2017-12}", 0, "2017-12"),
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


def _from(text: str, key: str) -> str:
    """The block of one key in a YAML text."""
    found = re.search(rf"^{key}:\n(?: .*\n)+", text, re.MULTILINE)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("key", ["codes", "names"])
def test_a_pack_of_before_is_told_the_new_word(broken: Break, key: str) -> None:
    text = (PACK / "pack.yaml").read_text(encoding="utf-8")
    folder = broken("pack.yaml", _from(text, key), "")
    with pytest.raises(ConfigError, match=rf"pack.yaml:\d+：缺少“{key}”这一项$"):
        load_pack(folder)


def test_sorts_of_picture_without_words_are_told_the_new_form(broken: Break) -> None:
    text = (PACK / "pack.yaml").read_text(encoding="utf-8")
    found = re.search(r"    depicts:\n(?:      .*\n)+", text)
    assert found is not None
    line = text[: found.start()].count("\n") + 1
    folder = broken("pack.yaml", found[0], "    depicts: [现场照片]\n")
    with pytest.raises(ConfigError, match=rf"pack.yaml:{line}：“depicts”要写成一组"):
        load_pack(folder)


def test_two_requirements_of_one_code(broken: Break) -> None:
    """Without a sign for a missing number Ⅲ-60/2 is a standard, or an item of none."""
    folder = broken("pack.yaml", '  unnumbered: "-"\n', "")
    path = folder / "Ⅲ-60.yaml"
    text = path.read_text(encoding="utf-8").replace("  - number: 3\n    text", "  - text")
    start = text.rindex("- text: 省级")
    path.write_text(text[:start] + '- item: "2"\n        ' + text[start + 2 :], encoding="utf-8")
    with pytest.raises(ConfigError, match=r"(?m)pack.yaml:\d+：编号 Ⅲ-60/2 有两项"):
        load_pack(folder)


def test_two_files_for_one_indicator(broken: Break) -> None:
    folder = broken("Ⅲ-28.yaml", "indicator: Ⅲ-28", "indicator: Ⅲ-8")
    with pytest.raises(ConfigError, match=r"yaml:2：Ⅲ-8 在"):
        load_pack(folder)


def test_one_item_twice(broken: Break) -> None:
    folder = broken("Ⅲ-28.yaml", "item: ②", "item: ①")
    with pytest.raises(ConfigError, match=r"yaml:5：3/① 写了两次"):
        load_pack(folder)


def test_every_file_with_a_fault_is_named_at_once(broken: Break, run: Run) -> None:
    folder = broken("Ⅲ-8.yaml", "at_least: 2", "at_lest: 2")
    path = folder / "未5.yaml"
    text = path.read_text(encoding="utf-8").replace("kind: report", "kind: no")
    path.write_text(text, encoding="utf-8")
    done = run("pack", "validate", folder)
    assert done.returncode == 3
    assert [line.split("：")[0].rsplit("/", 1)[1] for line in done.stderr.splitlines()] == [
        "Ⅲ-8.yaml:19",
        "未5.yaml:19",
    ]


def test_an_unknown_pack_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="ganyu-2020"):
        find_pack("gany-2020", Path())


def test_a_pack_may_be_a_folder_of_ones_own(broken: Break, tmp_path: Path) -> None:
    broken("pack.yaml", "id: ganyu-2020", "id: own")
    assert load_pack(find_pack("pack", tmp_path)).header.id == "own"


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    """A list of one's own that adds to ganyu-2020, with pack.yaml as said."""

    def make(name: str = "own", **changes: str) -> Path:
        folder = Path(shutil.copytree(OWN, tmp_path / name))
        path = folder / "pack.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return folder

    return make


def test_a_list_that_adds_to_another(own: Callable[..., Path], pack: Pack) -> None:
    folder = own()
    both = load_pack(folder)
    assert [r.code for r in both.requirements if r not in pack.requirements] == [
        "Ⅲ-201/1/①",
        "Ⅲ-201/1/②",
        "Ⅲ-201/1/③",
    ]
    assert both.header.id == "shifan-2020"
    assert both.header.forms == pack.header.forms
    text = (folder / "Ⅲ-201.yaml").read_text(encoding="utf-8")
    (folder / "Ⅲ-49.yaml").write_text(text.replace("Ⅲ-201", "Ⅲ-49"), encoding="utf-8")
    replaced = [r.code for r in load_pack(folder).requirements if r.indicator.code == "Ⅲ-49"]
    assert replaced == ["Ⅲ-49/1/①", "Ⅲ-49/1/②", "Ⅲ-49/1/③"]


def test_a_list_that_adds_to_itself(own: Callable[..., Path]) -> None:
    folder = own(**{"extends: ganyu-2020": "extends: own"})
    with pytest.raises(ConfigError, match=r"pack.yaml:8：extends 绕回了自己"):
        load_pack(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source: 系统\ncounts:\n  Ⅲ-49/-/①: {at_lest: 2}\n", "yaml:3：不认识“at_lest”"),
        ("source: 系统\ncounts:\n  Ⅲ-49/-/①: {}\n", "at_least、at_most"),
        (
            "source: 系统\ncounts:\n  Ⅲ-94/1: {at_least: 2}\n",
            "yaml:3：counts 里的“Ⅲ-94/1”",
        ),
        ("source: 系统\ncounts:\n  Ⅲ-59/5/③: {at_least: 2}\n", "没有图片资料"),
    ],
)
def test_faults_of_overrides(run: Run, broken: Break, text: str, said: str) -> None:
    folder = broken("pack.yaml", "id: ganyu-2020", "id: own")
    (folder / "overrides.yaml").write_text(text, encoding="utf-8")
    done = run("pack", "validate", folder)
    assert done.returncode == 3
    assert said in done.stderr


@pytest.mark.parametrize(
    ("code", "counts", "said"),
    [
        # Against each other.
        ("Ⅲ-65/2/②", "{at_least: 5, at_most: 2}", "at_least 5 大于 at_most 2"),
        ("Ⅲ-65/2/②", "{at_least: 5, total_at_most: 2}", "at_least 5 大于 total_at_most 2"),
        # Against what the list says, which is at least 3.
        ("Ⅲ-11/1/②", "{at_most: 2}", "at_least 3 大于 at_most 2"),
        ("Ⅲ-11/1/②", "{total_at_most: 2}", "at_least 3 大于 total_at_most 2"),
    ],
)
def test_counts_that_contradict(run: Run, broken: Break, code: str, counts: str, said: str) -> None:
    folder = broken("pack.yaml", "id: ganyu-2020", "id: own")
    path = folder / "overrides.yaml"
    path.write_text(
        f"source: 系统\ncounts:\n  Ⅲ-49/-/①: {{at_least: 1}}\n  {code}: {counts}\n",
        encoding="utf-8",
    )
    done = run("pack", "validate", folder)
    assert done.returncode == 3
    assert f"{path}:4：{code} " in done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_submissions_counts_contradict_the_packs(broken: Break, tmp_path: Path) -> None:
    folder = broken("pack.yaml", "id: ganyu-2020", "id: own")
    unit = tmp_path / "unit"
    unit.mkdir()
    for place, counts in ((folder, "at_most: 2"), (unit, "at_least: 3")):
        text = f"source: 系统\ncounts: {{Ⅲ-65/2/②: {{{counts}}}}}\n"
        (place / "overrides.yaml").write_text(text, encoding="utf-8")
    settings = Settings(pack="own", unit="甲", level=Level.UNIT)
    with pytest.raises(ConfigError) as caught:
        pack_for(unit, settings, folder)
    assert f"{unit / 'overrides.yaml'}:2：" in str(caught.value)
    assert "at_least 3 大于 at_most 2" in str(caught.value)


def test_new_counts_leave_the_rest_as_it_was(tmp_path: Path) -> None:
    text = "source: 系统\ncounts: {Ⅲ-84/2/①: {at_least: 4, at_most: 6}}\n"
    (tmp_path / "overrides.yaml").write_text(text, encoding="utf-8")
    settings = Settings(
        pack="ganyu-2020", unit="甲", level=Level.UNIT, categories={"Ⅲ-84/2/①": ("卫生",)}
    )
    plain = tailored(load_pack(PACK), settings, tmp_path / "cwc.yaml").find("Ⅲ-84/2/①")
    counted = pack_for(tmp_path, settings, PACK).find("Ⅲ-84/2/①")
    assert plain is not None
    assert counted is not None
    for before, after in zip(plain.artefacts, counted.artefacts, strict=True):
        assert after.listed == before.listed
        if before.is_album:
            assert (after.need, after.most) == (4, 6)
            assert after.listed is not None
            assert after.listed.others == ("文化", "科技")
            again = {"at_least": before.least, "at_most": before.most}
            assert after.model_copy(update=again) == before


def test_the_submissions_counts_prevail_over_the_packs(broken: Break, tmp_path: Path) -> None:
    folder = broken("pack.yaml", "id: ganyu-2020", "id: own")
    unit = tmp_path / "unit"
    unit.mkdir()
    for place, count in ((folder, 2), (unit, 3)):
        text = f"source: 系统\ncounts: {{Ⅲ-65/2/②: {{at_least: {count}}}}}\n"
        (place / "overrides.yaml").write_text(text, encoding="utf-8")
    settings = Settings(pack="own", unit="甲", level=Level.UNIT)
    requirement = pack_for(unit, settings, folder).find("Ⅲ-65/2/②")
    assert requirement is not None
    (photos,) = requirement.artefacts
    assert isinstance(photos, PhotosArtefact)
    assert photos.at_least == 3


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"answers": {"Ⅲ-49/-/①": "每年两份"}}, "每年一份、每年每种活动一份"),
        ({"answers": {"Ⅲ-59/5/③": "每年一份"}}, "没有要回答的问题"),
        ({"answers": {"Ⅲ-94/1": "每年一份"}}, "不在清单里"),
        ({"categories": {"Ⅲ-84/2/①": ["卫声"]}}, "是不是想写“卫生”"),
        ({"categories": {"Ⅲ-59/5/③": ["卫生"]}}, "不分类别"),
        ({"categories": {"Ⅲ-49/-/②": ["无偿献血"]}}, "要求全区3种"),
        ({"since": {"Ⅲ-59/5/③": "2020-01"}}, "没有按时间计数"),
        ({"since": {"Ⅲ-65/2/②": "2020-01"}}, "清单已经写明（2018-01）"),
        ({"since": {"Ⅲ-65/1/③": "2021-01"}}, "只算到 2020-12 为止"),
    ],
)
def test_faults_of_answers(
    run: Run, tmp_path: Path, settings: dict[str, object], said: str
) -> None:
    data = {"pack": "ganyu-2020", "unit": "甲", "level": "district", **settings}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()]
    (tmp_path / "cwc.yaml").write_text("\n".join([*lines[:3], "#", *lines[3:]]), encoding="utf-8")
    done = run("check", tmp_path)
    assert done.returncode == 3
    assert said in done.stderr
    assert re.search(r"cwc\.yaml:5：", done.stderr)


def test_pack_list_and_show(run: Run) -> None:
    assert "ganyu-2020" in run("pack", "list").stdout
    done = run("pack", "show", "ganyu-2020")
    assert done.returncode == 0
    for words in ("Ⅱ-5 教育实践", "Ⅲ-8 融入日常生活", "①综述说明2018年以来", "分管领导 祁洪山"):
        assert words in done.stdout
    assert "规划发展与信息化科、医政医管科" in done.stdout
    assert all(cell_len(line) <= 80 for line in done.stdout.splitlines())
    done.stdout.encode("gbk")


def test_the_lists_json(run: Run, pack: Pack) -> None:
    rows = json.loads(run("pack", "show", "ganyu-2020", "--format", "json").stdout)
    assert [row["code"] for row in rows] == CODES
    for row in rows:
        assert list(row) == [
            *("code", "group", "indicator", "standard", "item", "text", "leader", "lead"),
            *("responsible", "since", "until", "artefacts", "ask"),
        ]
    written = read_yaml(PACK / "Ⅲ-49.yaml")
    for row, source in zip(rows[15:18], written["standards"][0]["requirements"], strict=True):
        assert row["artefacts"] == source["artefacts"]
        assert row["ask"] == source.get("ask", [])
        assert row["text"] == source["text"]
    assert rows[12]["standard"]["number"] is None
    assert rows[14]["item"] is None


def test_an_unknown_pack_on_the_command_line(run: Run) -> None:
    done = run("pack", "show", "gany-2020")
    assert done.returncode == 3
    assert "是不是想写“ganyu-2020”" in done.stderr
