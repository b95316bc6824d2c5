"""What falls due in one month."""

from cwc.model.base import Frozen
from cwc.model.grid import Cell
from cwc.model.period import Month


class DueArtefact(Frozen):
    """One artefact's cells that end in the month and still lack something."""

    code: str
    name: str
    text: str
    label: str
    caption: tuple[str, ...]
    cells: tuple[Cell, ...]


class Due(Frozen):
    """Everything that is to be done in one month, while it can still be done."""

    unit: str
    month: Month
    artefacts: tuple[DueArtefact, ...]
