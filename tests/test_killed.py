"""A bundle that is killed: OUT is whole or absent, and the next run clears up.

Five moments of the many: the others are in tests/faults.
"""

from pathlib import Path

import pytest
from conftest import Run
from striking import (
    EVIDENCE,
    FRESH,
    GONE,
    HOME,
    PHOTOS,
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

MOMENTS = {
    "before anything is written": f"make {FRESH}",
    "in the middle of an album": f"take {EVIDENCE}/{PHOTOS[1]}",
    "at the manifest": f"write {FRESH}/manifest-sha256.txt",
    "between the two renames": f"rename {FRESH}",
    "while the old bag is removed": f"remove {GONE}/data/{HOME}/02 图片资料.pdf",
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return make_clean(tmp_path_factory.mktemp("clean"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed(run: Run, tmp_path: Path, clean: Clean, moment: str) -> None:
    strike = Strike(MOMENTS[moment])
    base = disk(tmp_path, clean, strike.replacing)
    ended = struck(base, strike)
    assert_struck(strike, ended)
    assert_whole(base, clean, strike, ended)
    assert_given_back(base, clean, strike, run)
    assert_next_run(base, clean, strike.form, run)
