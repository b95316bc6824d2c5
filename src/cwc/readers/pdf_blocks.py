"""The text of a PDF page as the eye sees it: lines from top to bottom, grouped into blocks."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

# Lines belong together when the gap between them is smaller than a line is high, and they begin
# at one margin (first lines stand in by two characters) or are centred on one axis.
_MAX_GAP = 1.1
_MAX_INDENT = 2.5
_MAX_OFF_AXIS = 1.0


@dataclass(frozen=True)
class _Line:
    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        return self.top - self.bottom


def blocks(page: pdfium.PdfTextPage) -> list[str]:
    """The page's text in blocks, a line each line; a mark in a corner is a block of its own."""
    grouped: list[list[_Line]] = []
    for line in _lines(page):
        if grouped and _belong(grouped[-1][-1], line):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return ["\n".join(line.text for line in group) for group in grouped]


def _lines(page: pdfium.PdfTextPage) -> list[_Line]:
    """Runs of text at one height joined into lines, from top to bottom."""
    runs = []
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        text = " ".join(page.get_text_bounded(left, bottom, right, top).split())
        if text:
            runs.append(_Line(left, bottom, right, top, text))
    rows: list[list[_Line]] = []
    for run in sorted(runs, key=lambda r: (-r.top, r.left)):
        if rows and _same_row(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_joined(sorted(row, key=lambda r: r.left)) for row in rows]


def _same_row(first: _Line, run: _Line) -> bool:
    overlap = min(first.top, run.top) - max(first.bottom, run.bottom)
    return overlap > 0.5 * min(first.height, run.height)


def _joined(row: Sequence[_Line]) -> _Line:
    """One row as a line; runs that stand apart are parted by a tab, as cells of a table."""
    text = row[0].text
    for before, run in itertools.pairwise(row):
        text += ("\t" if run.left - before.right > run.height else "") + run.text
    return _Line(
        left=row[0].left,
        bottom=min(r.bottom for r in row),
        right=row[-1].right,
        top=max(r.top for r in row),
        text=text,
    )


def _belong(above: _Line, below: _Line) -> bool:
    size = min(above.height, below.height)
    if above.bottom - below.top > _MAX_GAP * size:
        return False
    off_axis = abs((above.left + above.right) - (below.left + below.right)) / 2
    return abs(above.left - below.left) <= _MAX_INDENT * size or off_axis <= _MAX_OFF_AXIS * size
