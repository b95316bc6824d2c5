"""`cwc look`: what is seen of single files, told and drawn."""

import shutil
from pathlib import Path

import pytest
from conftest import EXAMPLES, SAMPLES, Run
from PIL import Image

from cwc.model.looked import Looked

PLAN = next((EXAMPLES / "ready-district").rglob("*规划.pdf"))
SCAN = SAMPLES / "scan-watermark.pdf"


def _looked(run: Run, *paths: Path) -> list[Looked]:
    done = run("look", *paths, "--format", "json")
    assert done.returncode == 0, done.stderr
    return [Looked.model_validate_json(line) for line in done.stdout.splitlines()]


def test_a_document_with_text(run: Run) -> None:
    (looked,) = _looked(run, PLAN)
    assert looked.number
    assert (looked.number.value, looked.number.certain) == ("示政发〔2018〕12号", True)
    assert (looked.issuer, str(looked.date)) == ("示范区人民政府", "2018-05-18")
    assert looked.grey is False
    assert looked.words
    assert [(p.text_from, p.red_header) for p in looked.pages] == [
        ("layer", "yes"),
        ("layer", "no"),
    ]


def test_a_scan_without_the_extra(run: Run) -> None:
    (looked,) = _looked(run, SCAN)
    assert looked.number is None
    assert looked.words is None
    assert any("no-ocr" in what for what in looked.unread)
    (page,) = looked.pages
    assert (page.text_from, page.turned, page.red_header, page.seals) == ("layer", None, "yes", ())


def test_marks_are_told_with_their_places_and_nothing_is_drawn(run: Run, tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLES / "secret.pdf", tmp_path / "发文.pdf"))
    done = run("look", path, "-o", tmp_path / "out")
    assert "密级标志" in done.stdout
    assert not (tmp_path / "out").exists()
    (looked,) = _looked(run, path)
    assert looked.marks[0].page == 1


@pytest.mark.parametrize("name", ["header-secret.doc", "header-secret.rtf", "header-secret.docx"])
def test_word_has_no_pages(run: Run, name: str) -> None:
    (looked,) = _looked(run, SAMPLES / name)
    assert looked.words == 303
    assert looked.pages == ()
    assert looked.grey is None
    assert {mark.text for mark in looked.marks} == {"机密★5年"}


def test_pages_are_drawn(run: Run, tmp_path: Path) -> None:
    assert run("look", PLAN, "-o", tmp_path / "out").returncode == 0
    drawn = sorted((tmp_path / "out").iterdir())
    assert [p.name for p in drawn] == [f"{PLAN.stem} 第{n}页.png" for n in (1, 2)]
    for path in drawn:
        with Image.open(path) as image:
            image.load()


def test_what_is_not_there_and_what_cannot_be_opened(run: Run, tmp_path: Path) -> None:
    assert run("look", tmp_path / "没有.pdf").returncode == 4
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "空.docx").write_bytes(b"")
    told = _looked(run, tmp_path / "坏.pdf", tmp_path / "空.docx")
    assert [looked.unread[0] for looked in told] == ["damaged", "empty"]
    (tmp_path / "占").write_bytes(b"")
    assert run("look", PLAN, "-o", tmp_path / "占").returncode == 4


def test_several_files_are_told_as_text(run: Run) -> None:
    done = run("look", PLAN, SCAN)
    assert done.stdout.count("第1页") == 2 + 1
    assert "有红头" in done.stdout
