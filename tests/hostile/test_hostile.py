"""Every file made to harm, read by the workers that read evidence: none brings one down.

What is told of a file is the same on every machine: limits are counts. Not among the tests that
run by default: `pytest tests/hostile`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.made import MADE, looked, put

from cwc.engine.workers import Processes
from cwc.model.aspects import Formulas, Reading, sight_of
from cwc.readers.read import read_file
from cwc.readers.table import reader_of

# Many times what any takes on a machine with nothing else to do.
_AMPLE_SECONDS = 120
# What is told of the others: too large, and nothing else.
TOO_LARGE = "too-large"
TOLD = {
    "1 M path segments.pdf": "picture-of-text",
    "500,000 paths.pdf": "picture-of-text too-large",
    "XMP of entities.pdf": "no-text",
    "deep page tree.pdf": "broken-part",
    "cyclic page tree.pdf": "broken-part",
    "deep array.pdf": "no-text",
    "open brackets.pdf": "no-text",
    "50,000 marks.docx": "read",
    "depth 100,000.docx": "damaged",
    "entities.docx": "damaged",
    "told smaller.docx": "damaged",
    "told larger.docx": "read",
    "references.docx": "read",
    "OLE with rings.docx": "not-what-it-says",
    "hidden row.xlsx": "read",
    "nested zips.ofd": "embedded-file too-large",
    "units multiplied.ofd": "broken-part too-large",
    "steps.ofd": "read",
    "gzip bomb.gz": "archive",
    "gzip bomb.bin": "no-reader",
    "249 megapixels, gray.png": "read",
    "100 megapixels of 8 bytes.png": "read",
    "text bomb.png": "undecodable",
    "1,000 text bombs.png": "undecodable",
    "10 M beginnings.png": "read",
    "profile bomb.png": "undecodable",
    "cyclic directories.tif": "read",
    "4 billion numbers.tif": "read",
    "297 MB.bmp": "undecodable",
    "1,000 frames.webp": "read",
    "1 M pages.tif": "read",
}


@pytest.fixture(scope="module")
def workers() -> Iterator[Processes]:
    # What is too much is told by what is counted, however slow the machine; what a file takes is in
    # the table of `python -m hostile`.
    with Processes(_AMPLE_SECONDS) as workers:
        yield workers


@pytest.mark.parametrize("name", MADE)
def test_a_file_made_to_harm_comes_back(tmp_path: Path, workers: Processes, name: str) -> None:
    path = put(name, tmp_path)
    came = looked(path, workers)
    path.unlink()
    assert came.told == TOLD.get(name, TOO_LARGE)
    assert isinstance(came.answer, Reading)
    assert came.answer.sha256
    assert {aspect.key for aspect in reader_of(name).aspects} <= set(came.answer.sights)


def test_a_command_below_the_last_row_that_a_sheet_tells_of_is_seen(tmp_path: Path) -> None:
    reading = read_file(put("hidden row.xlsx", tmp_path))
    assert sight_of(reading.sights, Formulas) == Formulas(cells=("表!A50",))
