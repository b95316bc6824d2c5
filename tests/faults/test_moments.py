"""A bundle struck at every distinct moment: files opened, made, renamed, synced, removed.

Not among the tests that run by default: `pytest tests/faults`.
"""

import shutil
from pathlib import Path
from signal import SIGINT, SIGTERM

import pytest
from conftest import Run
from striking import (
    EVIDENCE,
    FRESH,
    GONE,
    HOME,
    OLD,
    OUT,
    PHOTOS,
    REPORT,
    SHOP,
    Clean,
    Strike,
    assert_given_back,
    assert_next_run,
    assert_struck,
    assert_whole,
    disk,
    make_clean,
    struck,
)

from cwc.model.plan import PhotoForm

JPG = PhotoForm.JPG
NEW_HOME = f"{FRESH}/data/{HOME}"
NEW_REPORT, NEW_ALBUM = f"{NEW_HOME}/01 说明报告.docx", f"{NEW_HOME}/02 图片资料.pdf"
NEW_JPGS = [f"{NEW_HOME}/02 图片资料/{n:03} 2018年3月{14 + n}日.jpg" for n in (1, 2)]
OLD_ALBUM = f"{GONE}/data/{HOME}/02 图片资料.pdf"

# In the order of a run, but for what the disk lists in its own order: what is held and removed.
REPLACING = [
    f"read {OUT}/bag-info.txt",
    f"read {EVIDENCE}/cwc.yaml",
    f"read {EVIDENCE}/{PHOTOS[0]}",
    f"make {SHOP}",
    f"write {SHOP}/cwc.id",
    f"make {FRESH}",
    f"make {FRESH}/data",
    f"make {NEW_HOME}",
    f"take {EVIDENCE}/{REPORT}",
    f"write {NEW_REPORT}",
    f"write {NEW_ALBUM}",
    f"take {EVIDENCE}/{PHOTOS[0]}",
    f"take {EVIDENCE}/{PHOTOS[1]}",
    f"write {FRESH}/data/目录.xlsx",
    f"write {FRESH}/bagit.txt",
    f"write {FRESH}/bag-info.txt",
    f"read {NEW_ALBUM}",
    f"write {FRESH}/manifest-sha256.txt",
    f"write {FRESH}/tagmanifest-sha256.txt",
    f"hold {FRESH}/bagit.txt",
    f"hold {NEW_ALBUM}",
    f"hold {FRESH}",
    f"rename {OUT}",
    f"rename {FRESH}",
    f"rename {OLD}",
    f"hold {GONE}",
    f"remove {GONE}/bag-info.txt",
    f"remove {OLD_ALBUM}",
    f"remove {GONE}/data",
    f"remove {GONE}",
    f"remove {SHOP}/cwc.id",
    f"remove {SHOP}",
]
ANEW = [f"take {EVIDENCE}/{PHOTOS[1]}", f"rename {FRESH}"]
SINGLE = [
    f"make {NEW_HOME}/02 图片资料",
    f"write {NEW_JPGS[0]}",
    f"write {NEW_JPGS[1]}",
    f"hold {NEW_JPGS[0]}",
]
POLITE = [
    f"read {EVIDENCE}/{PHOTOS[0]}",
    f"take {EVIDENCE}/{PHOTOS[1]}",
    f"rename {OUT}",
    f"rename {FRESH}",
    f"remove {OLD_ALBUM}",
]
STRIKES = [
    *(Strike(event) for event in REPLACING),
    *(Strike(event, replacing=False) for event in ANEW),
    *(Strike(event, form=JPG) for event in SINGLE),
    *(Strike(event, signal=SIGINT) for event in POLITE),
    Strike(ANEW[0], replacing=False, signal=SIGINT),
    Strike(SINGLE[2], form=JPG, replacing=False, signal=SIGINT),
    *(Strike(event, signal=SIGTERM) for event in POLITE[1:4:2]),
]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return make_clean(tmp_path_factory.mktemp("clean"))


@pytest.mark.parametrize("strike", STRIKES, ids=str)
def test_struck(run: Run, tmp_path: Path, clean: Clean, strike: Strike) -> None:
    base = disk(tmp_path, clean, strike.replacing)
    ended = struck(base, strike)
    assert_struck(strike, ended)
    assert_whole(base, clean, strike, ended)
    assert_given_back(base, clean, strike, run)
    assert_next_run(base, clean, strike.form, run)


def test_what_is_half_removed_does_not_come_back(run: Run, tmp_path: Path, clean: Clean) -> None:
    base = disk(tmp_path, clean, replacing=True)
    strike = Strike(f"remove {OLD_ALBUM}")
    assert_struck(strike, struck(base, strike))
    shutil.rmtree(base / OUT)
    assert run("bundle", base / EVIDENCE, "-o", base / OUT, "--dry-run").returncode == 0
    assert [p.name for p in base.iterdir()] == [EVIDENCE]


# What the first run left behind is being cleared up when the second is killed as well.
TWICE = [
    (f"rename {FRESH}", f"rename {OLD}"),
    (f"hold {NEW_ALBUM}", f"remove {NEW_ALBUM}"),
    (f"remove {OLD_ALBUM}", f"remove {GONE}"),
]


@pytest.mark.parametrize(("first", "second"), TWICE)
def test_killed_while_clearing_up(
    run: Run, tmp_path: Path, clean: Clean, first: str, second: str
) -> None:
    base = disk(tmp_path, clean, replacing=True)
    for event in (first, second):
        strike = Strike(event)
        assert_struck(strike, struck(base, strike))
    assert_next_run(base, clean, PhotoForm.PDF, run)


@pytest.mark.parametrize("form", PhotoForm)
def test_every_moment_is_struck(tmp_path: Path, clean: Clean, form: PhotoForm) -> None:
    base = disk(tmp_path, clean, replacing=True)
    ended = struck(base, Strike("", form=form))
    assert (ended.returncode, ended.struck) == (0, "")
    hit = {strike.event for strike in STRIKES}
    made = {event for event in ended.done if event.startswith(("make ", "write ", "rename "))}
    assert made - hit == set()
    assert {_sort(event) for event in ended.done} - {_sort(event) for event in hit} == set()


def _sort(event: str) -> tuple[str, str]:
    """What is done, and in which of the folders beside OUT."""
    word, _, path = event.partition(" ")
    return word, path.partition("/")[0]
