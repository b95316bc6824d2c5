"""A coverage grid in a console's width: a row for each category and year, a column a month."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len, set_cell_size

from cwc.model.grid import Cell, Status
from cwc.reporters.console import fold, pad

LEGEND = "数字=已有张数  缺=没有  .=由区里汇总  ?=未检查  -=未到期"
_LABEL_WIDTH = 24
_COLUMN_WIDTH = 4
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
    if any("-" in (cell.period or "") for cell in cells):
        yield from _months(cells)
    else:
        yield from fold("  ".join(f"{cell.name} {_sign(cell)}" for cell in cells), width=72)


def _months(cells: Sequence[Cell]) -> Iterator[str]:
    yield (
        pad("", _LABEL_WIDTH) + "".join(pad(f"{m}月", _COLUMN_WIDTH) for m in range(1, 13)).rstrip()
    )
    for (category, year), row in groupby(cells, key=lambda c: (c.category, (c.period or "")[:4])):
        label = f"{category or ''} {year}".strip()
        if cell_len(label) >= _LABEL_WIDTH:
            label = f"{set_cell_size(category or '', _LABEL_WIDTH - 8).rstrip()}… {year}"
        signs = {(cell.period or "")[5:]: _sign(cell) for cell in row}
        columns = (pad(signs.get(f"{m:02}", ""), _COLUMN_WIDTH) for m in range(1, 13))
        yield (pad(label, _LABEL_WIDTH) + "".join(columns)).rstrip()
    yield LEGEND


def _sign(cell: Cell) -> str:
    if cell.status is Status.READY:
        return str(cell.have or "有")
    if cell.have and cell.need > 1:
        return f"{cell.have}/{cell.need}"
    return _SIGNS[cell.status]
