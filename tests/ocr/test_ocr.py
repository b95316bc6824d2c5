"""Scans through the command and through the reader, with the extra: numbers, marks, red ink."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run, read_yaml
from PIL import Image

from cwc.engine.workers import Processes
from cwc.model.aspects import RedHeader, Seals
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Script
from cwc.readers import pdf
from cwc.readers.script import script
from cwc.text.secrecy import find_marks
from ocr.papers import SEALED, SORTS, as_pdf, drawn, paper, worn

Example = Callable[[str], Path]
SEEDS = (1,)
# Without colour there is no red.
COLOURLESS = {"grey", "fax"}


@pytest.fixture(autouse=True)
def without_ocr() -> None:
    """Here the extra is wanted."""


def _script(page: Image.Image) -> Script:
    return script(as_pdf(page), [1])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sort", SORTS)
def test_a_number_is_read_right_or_asked_about(sort: str, seed: int) -> None:
    what, page = worn(sort, seed)
    found = _script(page)
    number = found.number
    if sort == SEALED:
        # A stamp may tear the line to pieces: then a person is asked.
        assert found.numbers
        assert number is None or not number.certain or number.text == what.number
        return
    assert number
    assert number.text == what.number
    assert number.certain or sort in {"fax", "phone", "blurred"}


@pytest.mark.parametrize("has_header", [True, False])
@pytest.mark.parametrize("sort", SORTS[:6])
def test_a_number_that_the_text_cites_is_not_its_own(sort: str, has_header: bool) -> None:
    what = replace(paper(4), has_number=False, has_header=has_header)
    _, page = worn(sort, 4, what)
    assert _script(page).number is None


@pytest.mark.parametrize("sort", SORTS)
def test_red_ink_is_seen_however_the_page_lies(sort: str) -> None:
    _, page = worn(sort, 5)
    ink = pdf.read(as_pdf(page), frozenset({RedHeader, Seals}))
    is_red = sort not in COLOURLESS
    assert ink[RedHeader] == RedHeader(found=is_red)
    assert ink[Seals] == Seals(count=int(is_red), doubtful=0)


def test_a_page_without_red_has_neither() -> None:
    page = drawn(replace(paper(6), has_header=False, has_seal=False))
    ink = pdf.read(as_pdf(page), frozenset({RedHeader, Seals}))
    assert ink[RedHeader] == RedHeader(found=False)
    assert ink[Seals] == Seals(count=0, doubtful=0)


@pytest.mark.parametrize(
    ("sort", "mark"),
    [
        ("jpeg 25", "机密★5年"),
        ("grey", "绝密★启用前"),
        ("fax", "秘密★长期"),
        ("turned left", "机 密 ★ 10 年"),
        ("upside down", "秘密★3年"),
    ],
)
def test_a_mark_on_a_scan_is_found(sort: str, mark: str) -> None:
    _, page = worn(sort, 7, replace(paper(7), mark=mark))
    assert [block for s in _script(page).sheets for block in s.blocks if find_marks([block])]


def test_a_white_page_says_nothing_and_a_smear_is_not_legible() -> None:
    assert not _script(Image.new("RGB", (1240, 1754), "white")).unread
    smear = Image.effect_noise((1240, 1754), 220).convert("RGB")
    (gap,) = _script(smear).unread
    assert gap.obstacle is Obstacle.ILLEGIBLE


@pytest.fixture(scope="module")
def workers() -> Iterator[Processes]:
    with Processes() as workers:
        yield workers


def _codes(run: Run, folder: Path, path: str, workers: Processes) -> list[str]:
    done = run("check", folder, "--format", "json", "--no-cache", workers=workers)
    return [f["code"] for f in json.loads(done.stdout)["findings"] if f["path"] == path]


def _handed_in(folder: Path, data: bytes) -> str:
    """The district's plan for the aged, replaced by a scan."""
    document = next(folder.rglob("*规划.pdf"))
    document.write_bytes(data)
    return document.relative_to(folder).as_posix()


def test_a_scan_is_ready_without_a_voucher(run: Run, example: Example, workers: Processes) -> None:
    folder = example("ready-district")
    pages = worn("skewed", 1)[1], worn("jpeg 25", 2)[1]
    path = _handed_in(folder, as_pdf(*pages))
    assert set(_codes(run, folder, path, workers)) <= {"DOC003"}


def test_a_scan_with_a_mark_stops_the_bundle(
    run: Run, example: Example, workers: Processes
) -> None:
    folder = example("ready-district")
    _, page = worn("jpeg 25", 3, replace(paper(3), mark="机密★5年"))
    path = _handed_in(folder, as_pdf(worn("clean", 3)[1], page))
    assert _codes(run, folder, path, workers) == ["SEC001"]
    done = run("bundle", folder, "-o", "out", workers=workers)
    assert done.returncode == 1
    assert not Path("out").exists()


def test_a_number_that_may_be_misread_is_asked_about_and_vouched_for(
    run: Run, example: Example, workers: Processes
) -> None:
    folder = example("ready-district")
    what = replace(paper(1), number="示已发〔2018〕12号")
    path = _handed_in(folder, as_pdf(drawn(what)))
    assert "FIL002" in _codes(run, folder, path, workers)
    who = ("--by", "张某", "--reason", "对照过原件")
    assert run("vouch", folder, path, "--about", "unread", *who).returncode == 0
    assert read_yaml(folder / "cwc.yaml")["vouchers"]


def test_a_scan_without_a_number_is_told(run: Run, example: Example, workers: Processes) -> None:
    folder = example("ready-district")
    path = _handed_in(folder, as_pdf(drawn(replace(paper(2), has_number=False))))
    assert "DOC001" in _codes(run, folder, path, workers)


def test_a_scan_is_looked_at(run: Run, tmp_path: Path, workers: Processes) -> None:
    what, page = worn("turned left", 1)
    (tmp_path / "扫描.pdf").write_bytes(as_pdf(page))
    words = ("look", tmp_path / "扫描.pdf", "--format", "json", "-o", tmp_path / "out")
    looked = json.loads(run(*words, workers=workers).stdout)
    assert looked["number"] == {"value": what.number, "certain": True}
    assert looked["issuer"] == what.issuer
    (seen,) = looked["pages"]
    assert (seen["text_from"], seen["turned"], seen["red_header"]) == ("ocr", 90, "yes")
    assert len(seen["seals"]) == 1
    assert len(list((tmp_path / "out").glob("*.png"))) == 1


def test_a_picture_of_the_header_page_beside_the_text(
    run: Run, example: Example, workers: Processes
) -> None:
    folder = example("ready-district")
    document = next(folder.rglob("*规划.pdf"))
    worn("phone", 2)[1].save(document.with_name("红头页.jpg"), quality=85)
    report = next(folder.rglob("说明报告.docx"))
    shutil.copy(report, document.with_name("正文.docx"))
    document.unlink()
    path = document.with_name("红头页.jpg").relative_to(folder).as_posix()
    assert set(_codes(run, folder, path, workers)) <= {"DOC003"}
