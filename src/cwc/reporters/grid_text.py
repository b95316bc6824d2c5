"""A coverage grid in a console's width: a row for each category and year, a column a period."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len, set_cell_size

from cwc.model.grid import Cell, Status
from cwc.reporters.console import fold, pad

LEGEND = "数字=已有张数  缺=没有  .=由区里汇总  ?=未检查  -=未到期"
MONTH = "{number}月"
MONTHS = "{first}-{last}月"
QUARTER = "{number}季度"
_LABEL_WIDTH = 24
_ALL_MONTHS = [f"{month:02}" for month in range(1, 13)]
_SIGNS = {
    Status.FAILING: "缺",
    Status.NOT_APPLICABLE: ".",
    Status.UNCHECKED: "?",
    Status.NOT_DUE: "-",
    Status.AWAITING: "-",
}


def grid_lines(cells: Sequence[Cell]) -> Iterator[str]:
    """The grid of one artefact; nothing for an artefact that is a single cell or all empty."""
    if not any(cell.name for cell in cells) or not any(cell.have for cell in cells):
        return
    if any(cell.period and cell.period.part for cell in cells):
        yield from _table(cells)
    else:
        yield from fold("  ".join(f"{cell.name} {_sign(cell)}" for cell in cells), width=72)


def _table(cells: Sequence[Cell]) -> Iterator[str]:
    parts = list(dict.fromkeys(cell.period.part for cell in cells if cell.period))
    if parts[0] in _ALL_MONTHS:
        parts = _ALL_MONTHS
    headings = [_heading(part) for part in parts]
    width = max(map(cell_len, headings)) + (0 if parts is _ALL_MONTHS else 1)
    yield (pad("", _LABEL_WIDTH) + "".join(pad(h, width) for h in headings)).rstrip()
    for (subject, year), row in groupby(cells, key=_row):
        label = f"{subject} {year}".strip()
        if cell_len(label) >= _LABEL_WIDTH:
            label = f"{set_cell_size(subject, _LABEL_WIDTH - 8).rstrip()}… {year}"
        signs = {cell.period.part: _sign(cell) for cell in row if cell.period}
        columns = (pad(signs.get(part, ""), width) for part in parts)
        yield (pad(label, _LABEL_WIDTH) + "".join(columns)).rstrip()
    yield LEGEND


def _row(cell: Cell) -> tuple[str, int | None]:
    return cell.subject, cell.period.year if cell.period else None


def _heading(part: str) -> str:
    """03 as 3月, 01至02 as 1-2月, Q1 as 1季度, a festival as it is."""
    if part in _ALL_MONTHS:
        return MONTH.format(number=int(part))
    if part.startswith("Q"):
        return QUARTER.format(number=part[1:])
    if part[0].isdigit():
        return MONTHS.format(first=int(part[:2]), last=int(part[-2:]))
    return part


def _sign(cell: Cell) -> str:
    if cell.status is Status.READY:
        return str(cell.have or "有")
    if cell.most and cell.have > cell.most:
        return f"{cell.have}!"
    if cell.have and cell.need > 1:
        return f"{cell.have}/{cell.need}"
    return _SIGNS[cell.status]
