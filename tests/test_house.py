"""The house itself: sizes of rooms, what ships, what the project says of itself."""

import ast
import re
from importlib.metadata import requires
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT

from cwc.folder.names import REGISTER_FILE
from cwc.readers.table import TABLE

MODULES = sorted((ROOT / "src").rglob("*.py"))
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_EXAMPLES_BYTES = 12_000_000


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT / "src").as_posix())
def test_no_module_and_no_function_is_too_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < MAX_FUNCTION_LINES, node.name


def test_no_room_without_a_name() -> None:
    names = {
        part for path in MODULES for part in path.relative_to(ROOT / "src").with_suffix("").parts
    }
    assert not names & {"utils", "util", "helpers", "common", "manager", "misc"}


def test_no_rule_knows_another() -> None:
    rules = sorted((ROOT / "src/cwc/rules").glob("*.py"))
    for path in rules:
        if path.name != "__init__.py":
            imported = re.findall(r"cwc\.rules\.(\w+)", path.read_text(encoding="utf-8"))
            assert set(imported) <= {"registry"}, path.name


def test_endings_stand_in_one_table() -> None:
    known = {ending for reader in TABLE for ending in reader.endings}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Set | ast.Tuple | ast.List) and path.name != "table.py":
                named = [n.value for n in node.elts if isinstance(n, ast.Constant)]
                assert not known & {str(value) for value in named}, (path, named)


def test_the_examples_stay_small() -> None:
    assert sum(p.stat().st_size for p in EXAMPLES.rglob("*") if p.is_file()) <= MAX_EXAMPLES_BYTES


def test_every_example_photo_and_document_is_listed_with_its_source() -> None:
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    endings = {".jpg", ".png", ".docx", ".pdf", ".xlsx", ".xlsm", ".lnk", ".zip", ".db"}
    for path in EXAMPLES.rglob("*"):
        if path.suffix.lower() in endings and path.name != REGISTER_FILE:
            assert f"`{path.relative_to(EXAMPLES).as_posix()}`" in listed


def test_the_font_ships_with_its_licence() -> None:
    fonts = files("cwc.makers") / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert len((fonts / "NotoSansSC-Regular-subset.otf").read_bytes()) < 2_100_000


def test_every_dependency_is_imported() -> None:
    names = {"pyyaml": "yaml", "pillow": "PIL", "python-docx": "docx", "xlsxwriter": "xlsxwriter"}
    names |= {"fonttools": "fontTools", "lunar-python": "lunar_python"}
    names["python-calamine"] = "python_calamine"
    names["numpy"] = "simplejpeg"  # which decodes into it and does not declare it itself
    text = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    for line in requires("cwc") or ():
        if "extra ==" not in line:
            name = re.split(r"[>\[]", line)[0].lower()
            assert (
                f"import {names.get(name, name)}" in text or f"from {names.get(name, name)}" in text
            )
