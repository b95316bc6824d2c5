"""Cells in words, in one line that can be sent on."""

from collections.abc import Iterable
from itertools import groupby

from cwc.model.grid import Cell

MISSING = "缺 "
SHORT = "（有{have}，要{need}）"


def name_cells(cells: tuple[Cell, ...]) -> str:
    """Cells by category, following months drawn together: 义诊缺 2018-03、2018-07至2018-09."""
    lines = []
    for subject, group in groupby(cells, key=lambda cell: cell.subject):
        runs = _runs(group)
        missing = MISSING if subject and runs[0][0].period else ""
        lines.append(f"{subject}{missing}{'、'.join(_run(run) for run in runs)}")
    return "；".join(lines)


def _runs(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Cells of one category in runs of consecutive periods that lack equally much."""
    runs: list[list[Cell]] = []
    for cell in cells:
        if runs and _follows(runs[-1][-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _follows(first: Cell, second: Cell) -> bool:
    return bool(
        first.period
        and second.period
        and second.period.follows(first.period)
        and (first.have, first.need) == (second.have, second.need)
    )


def _run(run: list[Cell]) -> str:
    first, last = run[0], run[-1]
    text = str(first.period or "")
    if first.period and last.period and first is not last:
        text = f"{first.period.first}至{last.period.last}"
    return text + (SHORT.format(have=first.have, need=first.need) if first.have else "")
