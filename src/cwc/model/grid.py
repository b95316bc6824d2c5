"""Cells of a coverage grid, and the states of things."""

from enum import StrEnum

from cwc.model.base import Frozen


class Status(StrEnum):
    """The state of a requirement, an artefact or a cell."""

    READY = "ready"
    FAILING = "failing"
    AWAITING = "awaiting"
    NOT_APPLICABLE = "not_applicable"
    UNCHECKED = "unchecked"
    NOT_DUE = "not_due"


# Worst first: a requirement is as bad as its worst artefact.
WORST_FIRST = (
    Status.FAILING,
    Status.UNCHECKED,
    Status.AWAITING,
    Status.READY,
    Status.NOT_DUE,
    Status.NOT_APPLICABLE,
)


class Cell(Frozen):
    """One slot of an artefact's grid: category × period, how many it needs and has."""

    artefact: int
    category: str | None = None
    period: str | None = None
    need: int
    have: int
    status: Status

    @property
    def name(self) -> str:
        """The slot in words: 无偿献血 2018-03."""
        return " ".join(part for part in (self.category, self.period) if part)


class Misfit(StrEnum):
    """Why a file stands in no requirement or in no cell, or a row of the register for no file."""

    NO_REQUIREMENT = "no-requirement"
    AMBIGUOUS_REQUIREMENT = "ambiguous-requirement"
    NOT_ASSIGNED = "not-assigned"
    UNUSED_ACTIVITY = "unused-activity"
    UNKNOWN_CODE = "unknown-code"
    UNKNOWN_FOLDER = "unknown-folder"
    ROW_WITHOUT_FILE = "row-without-file"
    AMBIGUOUS_ROW = "ambiguous-row"
    SECOND_ROW = "second-row"
    VOUCHER_WITHOUT_FILE = "voucher-without-file"
    WRONG_FORM = "wrong-form"
    AMBIGUOUS_ARTEFACT = "ambiguous-artefact"
    NO_CATEGORY = "no-category"
    NO_PERIOD = "no-period"
    OUTSIDE_PERIOD = "outside-period"


class Stray(Frozen):
    """A file, or a row of the register, that counts nowhere: why, and what the reason is about."""

    path: str
    misfit: Misfit
    about: str = ""
    requirement: str = ""


class Grid(Frozen):
    """One artefact's cells, and the placed files that count in none of them."""

    cells: tuple[Cell, ...]
    strays: tuple[Stray, ...] = ()
