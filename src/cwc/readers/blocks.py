"""The text of a page as the eye sees it: lines from top to bottom, grouped into blocks."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Lines belong together when the gap between them is smaller than a line is high, and they begin
# at one margin (first lines stand in by two characters) or are centred on one axis.
_MAX_GAP = 1.1
_MAX_INDENT = 2.5
_MAX_OFF_AXIS = 1.0


@dataclass(frozen=True)
class Run:
    """A run of text in its box, in any unit, upwards as in a PDF: `bottom` is below `top`."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


def blocks(runs: Iterable[Run]) -> list[str]:
    """A page's text in blocks, a line each line; a mark in a corner is a block of its own."""
    grouped: list[list[Run]] = []
    for line in _lines(runs):
        if grouped and _belong(grouped[-1][-1], line):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return ["\n".join(line.text for line in group) for group in grouped]


def _lines(runs: Iterable[Run]) -> list[Run]:
    """Runs of text at one height joined into lines, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.top, r.left)):
        if rows and _same_row(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_joined(sorted(row, key=lambda r: r.left)) for row in rows]


def _same_row(first: Run, run: Run) -> bool:
    overlap = min(first.top, run.top) - max(first.bottom, run.bottom)
    return overlap > 0.5 * min(first.height, run.height)


def _joined(row: Sequence[Run]) -> Run:
    """One row as a line; runs that stand apart are parted by a tab, as cells of a table."""
    text = row[0].text
    for before, run in itertools.pairwise(row):
        text += ("\t" if run.left - before.right > run.height else "") + run.text
    return Run(
        left=row[0].left,
        bottom=min(r.bottom for r in row),
        right=row[-1].right,
        top=max(r.top for r in row),
        text=text,
    )


def _belong(above: Run, below: Run) -> bool:
    size = min(above.height, below.height)
    if above.bottom - below.top > _MAX_GAP * size:
        return False
    off_axis = abs((above.left + above.right) - (below.left + below.right)) / 2
    return abs(above.left - below.left) <= _MAX_INDENT * size or off_axis <= _MAX_OFF_AXIS * size
