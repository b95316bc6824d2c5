"""Bags: others accept them, and every change to one is noticed."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from cwc.bundles.bag import is_ours, problems, write_bag


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """A small bag with names that try an encoder."""
    folder = tmp_path / "包"
    for name in ("甲/说明 报告.docx", "甲/完成.pdf", "目录.xlsx", "2018年.txt", "cafe\u0301.jpg"):
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    write_bag(folder, "示范镇\n卫生院", "ganyu-2020", complete=True)
    return folder


def test_bagit_accepts_it(bag: Path) -> None:
    assert bagit.Bag(str(bag)).is_valid()
    assert problems(bag) == []
    assert is_ours(bag)


def test_no_dates_are_written(bag: Path) -> None:
    info = (bag / "bag-info.txt").read_text(encoding="utf-8")
    assert "Bagging-Date" not in info
    assert "Source-Organization: 示范镇 卫生院\n" in info


def _change(bag: Path) -> None:
    (bag / "data/目录.xlsx").write_bytes(b"other")


def _lose(bag: Path) -> None:
    (bag / "data/目录.xlsx").unlink()


def _add(bag: Path) -> None:
    (bag / "data/甲/多.jpg").write_bytes(b"x")


def _add_beside(bag: Path) -> None:
    (bag / "note.txt").write_bytes(b"x")


def _change_info(bag: Path) -> None:
    with (bag / "bag-info.txt").open("a", encoding="utf-8") as file:
        file.write("More: 1\n")


def _cut_manifest(bag: Path) -> None:
    path = bag / "manifest-sha256.txt"
    path.write_text(path.read_text(encoding="utf-8")[:30], encoding="utf-8")


def _replace_by_link(bag: Path) -> None:
    target = bag.parent / "elsewhere"
    shutil.move(bag / "data/目录.xlsx", target)
    (bag / "data/目录.xlsx").symlink_to(target)


def _break_encoding(bag: Path) -> None:
    (bag / "manifest-sha256.txt").write_bytes(b"\xff\xfe\x00")


def _replace_by_pipe(bag: Path) -> None:
    (bag / "data/目录.xlsx").unlink()
    os.mkfifo(bag / "data/目录.xlsx")


def _replace_info_by_pipe(bag: Path) -> None:
    (bag / "bag-info.txt").unlink()
    os.mkfifo(bag / "bag-info.txt")


def _add_folder(bag: Path) -> None:
    (bag / "data/新建文件夹").mkdir()


def _spell_otherwise(bag: Path) -> None:
    """A name that is equal only when it is normalised."""
    (bag / "data/2018年.txt").rename(bag / "data/2018\uf98e.txt")


def _change_sum(bag: Path) -> None:
    """Everything but the sum is made to fit."""
    info = bag / "bag-info.txt"
    text = info.read_text(encoding="utf-8")
    info.write_text(text.replace("Payload-Oxum: ", "Payload-Oxum: 9"), encoding="utf-8")
    tags = bag / "tagmanifest-sha256.txt"
    digest = hashlib.sha256(info.read_bytes()).hexdigest()
    lines = [line for line in tags.read_text(encoding="utf-8").splitlines() if "info" not in line]
    tags.write_text("\n".join([*lines, f"{digest}  bag-info.txt"]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    "harm",
    [
        _replace_by_pipe,
        _replace_info_by_pipe,
        _add_folder,
        _spell_otherwise,
        _change_sum,
        _change,
        _lose,
        _add,
        _add_beside,
        _change_info,
        _cut_manifest,
        _replace_by_link,
        _break_encoding,
    ],
    ids=lambda f: f.__name__.strip("_"),
)
def test_harm_is_noticed(bag: Path, harm: Callable[[Path], None]) -> None:
    harm(bag)
    assert problems(bag)


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
)
def test_without_a_tag_file_it_is_no_bag(bag: Path, name: str) -> None:
    (bag / name).unlink()
    assert "不是 cwc 打的包" in problems(bag)[0]


def test_a_bag_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    bagit.make_bag(str(tmp_path), checksums=["sha256"])
    assert not is_ours(tmp_path)
    assert problems(tmp_path)
