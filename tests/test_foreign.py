"""A list that shares no word with the first: what of the first is written into the code breaks."""

import ast
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from conftest import EXAMPLES, ROOT, Run, read_yaml
from jsonschema import Draft202012Validator
from PIL import Image

from cwc.model.artefact import KIND_NAMES, Artefact, DataTableArtefact, PhotosArtefact
from cwc.model.header import Header
from cwc.model.pack import Pack
from cwc.packs import load_pack

FOREIGN = Path(__file__).parent / "foreign"
PACK = FOREIGN / "northmere-2018"
CODES: dict[str, str] = read_yaml(FOREIGN / "codes.yaml")
UNIT = "北湖图书馆"
DAY = "2018-03-15 朗读会 大厅"

Finding = dict[str, Any]


@pytest.fixture(scope="module")
def foreign() -> Pack:
    return load_pack(PACK)


@pytest.mark.parametrize("path", sorted(PACK.glob("*.yaml")), ids=lambda p: p.name)
def test_each_file_is_valid_by_its_schema(path: Path) -> None:
    name = "pack" if path.name == "pack.yaml" else "indicator"
    schema = json.loads((ROOT / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    assert f"schemas/{name}.schema.json" in text.splitlines()[0]
    Draft202012Validator(schema).validate(yaml.load(text, Loader=_Editor))


class _Editor(yaml.SafeLoader):
    """YAML 1.2, in which dates are text."""


_Editor.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _shape(artefact: Artefact) -> dict[str, Any]:
    """How an artefact is built, whatever its words are."""
    given = artefact.listed
    shape: dict[str, Any] = {
        "names": given and (bool(given.names), given.open, given.count, given.at_least),
        "supplied": bool(artefact.supplied_by),
    }
    words = {"categories", "caption", "depicts", "note", "supplied_by", "threshold"}
    shape |= artefact.model_dump(mode="json", exclude=words)
    if each := shape.get("each"):
        each.pop("names")
    if isinstance(artefact, PhotosArtefact):
        shape |= {"caption": len(artefact.caption), "depicts": bool(artefact.depicts)}
    if isinstance(artefact, DataTableArtefact):
        shape["threshold"] = [t.model_dump(exclude={"figure"}) for t in artefact.threshold]
    return shape


@pytest.mark.parametrize(("code", "twin"), CODES.items())
def test_twins_are_built_alike(pack: Pack, foreign: Pack, code: str, twin: str) -> None:
    one, two = pack.find(code), foreign.find(twin)
    assert (one is None) == (two is None) == (code == "Ⅲ-1/1/①")
    if one and two:
        assert [_shape(a) for a in one.artefacts] == [_shape(a) for a in two.artefacts]
        assert (one.since, one.until, bool(one.item)) == (two.since, two.until, bool(two.item))
        asks = [[(len(a.answers), a.answer_with) for a in r.ask] for r in (one, two)]
        assert asks[0] == asks[1]


def test_every_requirement_that_cases_name_has_a_twin(pack: Pack) -> None:
    cases = [*(FOREIGN.parent / "rules").glob("*.yaml"), *FOREIGN.parent.glob("vocabulary/*.yaml")]
    texts = [path.read_text(encoding="utf-8") for path in cases]
    named = {r.code for r in pack.requirements for text in texts if f"code: {r.code}" in text}
    assert named <= set(CODES)


def test_the_cases_that_differ_are_there() -> None:
    differs = read_yaml(FOREIGN / "differs.yaml")
    for rule, names in differs.items():
        path = FOREIGN.parent / "rules" / f"{rule.replace('-', '_')}.yaml"
        cases = read_yaml(path)
        assert set(names) <= {case["name"] for case in cases}


def test_its_words_are_others(pack: Pack, foreign: Pack) -> None:
    one, two = pack.header, foreign.header
    assert one.word_band != two.word_band
    assert one.photo_limit != two.photo_limit
    assert one.festival_days != two.festival_days
    assert not set(one.codes.heads) & set(two.codes.heads)
    assert {*_words(one)} & {*_words(two)} <= _CAMERAS


def _words(header: Header) -> Iterator[str]:
    """What a list says in its own words, single signs and the kinds of material aside."""
    names, forms = header.names, header.forms.values()
    said = [header.id, header.title, header.issued.by, *names.empty, *names.units]
    said += [label for labels in header.fields.values() for label in labels]
    said += [word for form in forms for words in form.depicts.values() for word in words]
    said += [spelling for others in header.codes.heads.values() for spelling in others]
    own = {word.strip("*-") for word in said} - {*KIND_NAMES.values(), "Date"}
    return (word for word in own if len(word) > 1)


# Words of any list: what cameras and chats name their pictures, what cwc calls things itself.
_CAMERAS = {"screenshot", "screen", "截图", "截屏", "现场", "现场照片", "现场图片"}
_GENERAL = {*_CAMERAS, "志愿服务", "单位名称"}


def test_no_word_of_a_list_is_in_the_code(pack: Pack, foreign: Pack) -> None:
    words = {*_words(pack.header), *_words(foreign.header)} - _GENERAL
    found = {
        path.name
        for path in (ROOT / "src").rglob("*.py")
        for text in _constants(path)
        if any(word in text for word in words)
    }
    assert found == set()


def _constants(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A submission laid out by `init` and filled with a few real files."""
    made = run("init", "新", "--pack", PACK, "--unit", UNIT, "--level", "unit")
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "新"
    events, drills = folder / "E3.7.1 Public events", folder / "P1.1.2.2 Emergencies"
    _document(events / "2018年说明报告.docx", f"{UNIT}2018年活动情况", 300)
    _document(folder / "E4.1.5.3 Branches" / "说明报告.docx", "东湖图书馆分馆情况", 800)
    plan = next(EXAMPLES.rglob("示范区养老服务体系规划.pdf")).read_bytes()
    (folder / "E2.3.3.2 Readers' rights" / "说明报告.pdf").write_bytes(plan)
    (events / "朗读").mkdir()
    Image.new("RGB", (900, 600), "teal").save(events / "朗读" / "2018-03-15 朗读会 大厅.png")
    Image.new("RGB", (900, 600), "navy").save(drills / "2018-03-15 drill screenshot.jpg")
    (folder / "活动" / DAY).mkdir()
    Image.effect_noise((1200, 1200), 90).convert("RGB").save(
        folder / "活动" / DAY / "1.jpg", quality=95
    )
    (folder / "1.1 元旦").mkdir()
    Image.new("RGB", (900, 600), "olive").save(folder / "1.1 元旦" / "1.1.jpg")
    _row(folder / "材料登记.xlsx", {"文件夹": DAY, "单位": UNIT, "类别": "朗读"})
    return folder


def _document(path: Path, title: str, words: int) -> None:
    document = docx.Document()
    document.add_paragraph(title)
    document.add_paragraph("书" * (words - len(title)))
    document.save(str(path))


def _row(path: Path, values: dict[str, str]) -> None:
    """One activity for two requirements, under the list's own heading for the organiser."""
    book = openpyxl.load_workbook(path)
    sheet = book["活动"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(1, headings.index("单位") + 1, "Organiser")
    for heading, text in {**values, "用于指标": "Element 3.7.1；P1.1.2（2）"}.items():
        sheet.cell(2, headings.index(heading) + 1, text)
    book.save(path)


def test_from_init_to_check(run: Run, folder: Path) -> None:
    done = run("check", folder, "--format", "json", "--as-of", "2018-04-10")
    assert done.returncode == 1, done.stderr
    outcome = json.loads(done.stdout)
    states = {r["code"]: r for r in outcome["requirements"]}
    assert set(states) >= set(CODES.values()) - {"E1.1.1.1"}
    files = {code: {f for a in r["artefacts"] for f in a["files"]} for code, r in states.items()}
    activity = f"活动/{DAY}/1.jpg"
    events = "E3.7.1 Public events"
    picture = f"{events}/朗读/2018-03-15 朗读会 大厅.png"
    assert files["E3.7.1"] == {f"{events}/2018年说明报告.docx", picture, activity}
    assert files["P1.1.2.2"] == {activity, "P1.1.2.2 Emergencies/2018-03-15 drill screenshot.jpg"}
    assert files["E2.3.3.2"] == {"E2.3.3.2 Readers' rights/说明报告.pdf"}
    # Supplied from above, and no unit's.
    assert states["E4.2.2"]["status"] == "not_applicable"
    findings: list[Finding] = outcome["findings"]
    said = {(f["code"], f["path"]) for f in findings}
    assert ("FIL001", "1.1 元旦/1.1.jpg") in said
    assert ("IMG001", activity) in said
    assert ("IMG002", "P1.1.2.2 Emergencies/2018-03-15 drill screenshot.jpg") in said
    assert ("IMG002", activity) not in said
    assert ("REP004", "E4.1.5.3 Branches/说明报告.docx") in said
    assert ("REP004", f"{events}/2018年说明报告.docx") not in said
    lacks = next(f for f in findings if f["code"] == "CAP001" and f["path"] == picture)
    assert "Organiser" in lacks["message"]
    assert ("CAP001", activity) not in said
    cells = {
        (c["labels"].get("category"), c["period"] and c["period"]["part"]): c["status"]
        for c in states["E3.7.1"]["grid"]
        if not c["period"] or c["period"]["year"] == 2018
    }
    assert cells["朗读", "03"] == "ready"


def test_from_folder_to_bundle(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("bundle", folder, "--out", tmp_path / "包", "--allow-incomplete")
    assert done.returncode == 0, done.stdout + done.stderr
    homes = {p.name for p in (tmp_path / "包/data").iterdir() if p.is_dir()}
    assert "E3.7.1 Public events" in homes
    assert run("verify", tmp_path / "包").returncode == 0


def test_a_pdf_is_split_where_the_list_says_how_large_it_may_be(
    run: Run, folder: Path, tmp_path: Path, foreign: Pack
) -> None:
    limit = foreign.header.photo_pdf_limit
    assert limit
    for n in range(2, 9):
        noise = Image.effect_noise((900, 900), 90 + n).convert("RGB")
        noise.save(folder / "活动" / DAY / f"{n}.jpg", quality=90)
    wanted = ("bundle", folder, "--out", tmp_path / "包", "--allow-incomplete")
    planned = run(*wanted, "--dry-run").stdout
    done = run(*wanted)
    assert done.returncode == 0, done.stdout + done.stderr
    data = tmp_path / "包" / "data"
    home = "E3.7.1 Public events"
    parts = sorted(path for path in (data / home).glob("*图片资料*.pdf"))
    assert [p.name for p in parts] == [f"02 图片资料（{n}）.pdf" for n in range(1, len(parts) + 1)]
    assert len(parts) >= 2
    assert all(part.stat().st_size <= limit.max_bytes for part in parts)
    for said in (planned, done.stdout):
        assert [n for n in range(1, 9) if f"02 图片资料（{n}）.pdf（" in said] == [
            *range(1, len(parts) + 1)
        ]
    book = openpyxl.load_workbook(data / "目录.xlsx")
    uploads = [row for row in book["上传顺序"].iter_rows(values_only=True) if row[4] == "图片资料"]
    listed = [row for row in uploads if str(row[5]).startswith(home)]
    assert [row[5] for row in listed] == [f"{home}/{part.name}" for part in parts]
    assert [row[6] for row in listed] == [part.stat().st_size for part in parts]
    photos = [row for row in book["照片"].iter_rows(values_only=True) if row[0] == "E3.7.1"]
    assert [row[2] for row in photos] == list(range(1, 10))
    assert [sum(row[6] == up[5] for row in photos) for up in listed] == [row[7] for row in listed]
    assert run("verify", tmp_path / "包").returncode == 0


def test_a_pdf_limit_that_no_photo_fits_is_told(run: Run, tmp_path: Path) -> None:
    shutil.copytree(PACK, tmp_path / "own")
    path = tmp_path / "own" / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("3145728", "1000000"), "utf-8")
    said = run("pack", "validate", tmp_path / "own")
    assert said.returncode == 3
    assert "photo_pdf_limit 装不下一张照片：max_bytes 至少1500000" in "".join(
        said.stderr.split("\n")
    )


def test_it_can_be_shown_and_extended(run: Run, tmp_path: Path) -> None:
    assert run("pack", "validate", PACK).returncode == 0
    shown = run("pack", "show", PACK).stdout
    assert "编号 E1.8.2.1" in shown
    own = tmp_path / "own"
    own.mkdir()
    head = "id: own\ntitle: Own\nissued: {by: A, number: B, date: 2018-01-01}\n"
    (own / "pack.yaml").write_text(f"{head}extends: {PACK.as_posix()}\n", encoding="utf-8")
    text = (PACK / "E4.1.yaml").read_text(encoding="utf-8").replace("E4.1", "E4.10")
    (own / "E4.10.yaml").write_text(text, encoding="utf-8")
    codes = [r.code for r in load_pack(own).requirements]
    assert codes[codes.index("E4.2.2") + 1] == "E4.10.5.3"
    (own / "Ⅲ-8.yaml").write_text(text.replace("E4.10", "Ⅲ-8"), encoding="utf-8")
    said = run("pack", "validate", own).stderr
    assert "Ⅲ-8.yaml:2：indicator 的“Ⅲ-8”和 pack.yaml 的 codes 对不上" in said
