"""Each word of the pack language: from YAML, through real files, to cells and findings."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pytest
import yaml
from conftest import ROOT, examined, prose
from PIL import Image

from cwc.engine.pack import pack_for
from cwc.folder.settings import load_settings
from cwc.model.artefact import Kind
from cwc.model.asked import Axis
from cwc.scaffold.instructions import instructions
from cwc.workbook import Sheet, write_sheets

FOLDER = Path(__file__).parent / "vocabulary"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['word']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    # Words stay words: 2018-01 and 2018-01-02 are text, numbers are numbers.
    for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
]

Case = dict[str, Any]


def _write(path: Path, data: object) -> None:
    # JSON is YAML, and says of each value whether it is text.
    text = json.dumps(data, ensure_ascii=False, default=str)
    path.write_text(text, encoding="utf-8")


def _pack(folder: Path, case: Case) -> Path:
    folder.mkdir()
    header = (ROOT / "indicators/ganyu-2020/pack.yaml").read_text(encoding="utf-8")
    (folder / "pack.yaml").write_text(header, encoding="utf-8")
    requirement = {"item": "①", "text": "原文。", "artefacts": case["artefacts"]}
    requirement |= {key: case[key] for key in ("since", "until", "ask") if key in case}
    people = {"leader": ["张某"], "lead": ["某科"], "responsible": ["某院"]}
    standard = {"number": 1, "text": "标准。", **people, "requirements": [requirement]}
    group = {"code": "Ⅱ-1", "name": "组"}
    indicator = {"indicator": "Ⅲ-1", "name": "名", "group": group, "standards": [standard]}
    _write(folder / "Ⅲ-1.yaml", indicator)
    return folder


def _submission(folder: Path, pack: Path, case: Case) -> Path:
    home = folder / "Ⅲ-1-1-① 名"
    home.mkdir(parents=True)
    settings = {"pack": str(pack), "unit": "某", "level": case.get("level", "district")}
    _write(folder / "cwc.yaml", settings | case.get("settings", {}))
    if "overrides" in case:
        _write(folder / "overrides.yaml", case["overrides"])
    for number, given in enumerate(case["files"]):
        _file(home, given if isinstance(given, dict) else {"path": given}, number)
    (folder / "别处.docx").write_bytes(b"")  # an empty folder is an error of its own
    return folder


def _file(home: Path, given: Case, number: int) -> None:
    path = home / given["path"]
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".jpg":
        # No two alike, and each with something to be seen.
        fields = np.random.default_rng(number).integers(0, 256, (24, 32, 3), dtype=np.uint8)
        Image.fromarray(fields).resize((640, 480), Image.Resampling.NEAREST).save(path)
    elif path.suffix == ".xlsx":
        head, *rows = given["rows"]
        write_sheets(path, [Sheet("表", head, rows, [20] * len(head))])
    else:
        document = docx.Document()
        # No two alike.
        document.add_paragraph(prose(given.get("words", 300), number))
        document.save(str(path))


@pytest.mark.parametrize("case", CASES)
def test_word(case: Case, tmp_path: Path) -> None:
    pack = _pack(tmp_path / "pack", case)
    folder = _submission(tmp_path / "unit", pack, case)
    as_of = date.fromisoformat(str(case.get("as_of", "2018-06-15")))
    outcome = examined(folder, as_of).outcome
    (requirement,) = outcome.requirements
    cells = {cell.name: cell.status.value for cell in requirement.grid}
    assert cells == {str(name): state for name, state in case["cells"].items()}
    found = [f"{f.code} {f.severity.value}" for f in outcome.findings if f.path != "别处.docx"]
    assert sorted(found) == case.get("findings", [])
    read = pack_for(folder, load_settings(folder), pack)
    text = instructions(read.requirements[0], read.header)
    assert all(words in text for words in case.get("told", ()))


def test_every_kind_and_axis_has_a_case() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml"))
    assert all(f"kind: {kind.value}" in text for kind in Kind)
    assert all(f"{axis.value}" in text for axis in Axis)
