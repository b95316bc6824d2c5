"""Older spreadsheets and plain text tables: their cells, and what they cannot tell."""

import shutil
from pathlib import Path

import pytest
from conftest import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from cwc.model.aspects import Formulas, Hidden, Insets, Package, Text
from cwc.model.obstacle import Obstacle
from cwc.model.place import Role
from cwc.readers import read_file
from cwc.text.secrecy import find_marks

XLS = (SAMPLES / "figures.xls").read_bytes()
ROWS = [["单位", "时间", "人数"], ["示范镇卫生院", "2018-06-14", "86"]]
NO_READER = Hidden(obstacle=Obstacle.NO_READER)


def _text(path: Path) -> Text:
    text = read_file(path).sights[Text.key]
    assert isinstance(text, Text), text
    return text


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("ending", [".xls", ".et", ".ods"])
def test_a_book_says_what_the_xlsx_says(tmp_path: Path, ending: str) -> None:
    sample = SAMPLES / ("figures.ods" if ending == ".ods" else "figures.xls")
    path = Path(shutil.copy(sample, tmp_path / f"a{ending}"))
    said, whole = _text(path), _text(SAMPLES / "figures.xlsx")
    assert [(p.where, p.text) for p in said.parts] == [
        (p.where, p.text) for p in whole.parts if p.where.role in {Role.SHEET, Role.SHEET_NAME}
    ]
    assert said.words == whole.words
    assert {m.words for p in said.parts for m in find_marks([p.text])} == {"机密★5年"}


def test_what_a_book_holds_beside_its_cells() -> None:
    sights = read_file(SAMPLES / "figures.xls").sights
    assert sights[Package.key] == Package(macros=False, embedded=())
    assert sights[Insets.key] == Insets(pictures=0, photos=0)
    assert sights[Formulas.key] == Formulas(cells=())
    # What a formula does is not read here.
    assert read_file(SAMPLES / "counted.xls").sights[Formulas.key] == NO_READER
    assert read_file(SAMPLES / "figures.ods").sights[Formulas.key] == NO_READER


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_plain_tables(tmp_path: Path, encoding: str, separator: str) -> None:
    data = "\r\n".join(separator.join(row) for row in ROWS).encode(encoding)
    text = _text(_written(tmp_path / "a.csv", data))
    assert text.rows == ROWS
    assert text.words == 14


def test_commands_in_a_plain_table_are_told(tmp_path: Path) -> None:
    data = "单位,备注\n示范镇,=cmd|'/C calc'!A0\n东河,-5\n".encode("gbk")
    sights = read_file(_written(tmp_path / "a.csv", data)).sights
    assert sights[Formulas.key] == Formulas(cells=("第2行第2列",))


@pytest.mark.parametrize(
    ("name", "data", "obstacle"),
    [
        ("a.csv", b"", Obstacle.EMPTY),
        ("a.csv", b"\x00\x01\x02\x03", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.csv", b"\xff\xff\xff", Obstacle.DAMAGED),
        ("a.xls", b"<html>", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.xls", XLS[:2_000], Obstacle.DAMAGED),
        ("a.et", (SAMPLES / "five-forms.doc").read_bytes(), Obstacle.DAMAGED),
        ("a.ods", (SAMPLES / "five-forms.docx").read_bytes(), Obstacle.DAMAGED),
    ],
)
def test_what_stands_in_the_way(tmp_path: Path, name: str, data: bytes, obstacle: Obstacle) -> None:
    sight = read_file(_written(tmp_path / name, data)).sights[Text.key]
    assert sight == Hidden(obstacle=obstacle)


def test_a_table_without_words_is_not_ready(tmp_path: Path) -> None:
    assert _text(_written(tmp_path / "a.csv", b",,\n,,\n")).unread


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(XLS) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes
) -> None:
    folder = tmp_path_factory.mktemp("xls")
    for data in (XLS[:at] + put + XLS[at + len(put) :], XLS[:at] or b"x"):
        sights = read_file(_written(folder / "a.xls", data)).sights
        assert isinstance(sights[Text.key], Text | Hidden)
