"""Cells of a coverage grid, and the states of things."""

from enum import StrEnum

from pydantic import Field as Spec

from cwc.model.asked import Axis
from cwc.model.base import Frozen
from cwc.model.caption import Field
from cwc.model.period import Period


class Status(StrEnum):
    """The state of a requirement, an artefact or a cell."""

    READY = "ready"
    FAILING = "failing"
    AWAITING = "awaiting"
    POOLED = "pooled"
    NOT_APPLICABLE = "not_applicable"
    UNCHECKED = "unchecked"
    NOT_DUE = "not_due"


# Worst first: a requirement is as bad as its worst artefact.
WORST_FIRST = (
    Status.FAILING,
    Status.UNCHECKED,
    Status.AWAITING,
    Status.POOLED,
    Status.READY,
    Status.NOT_DUE,
    Status.NOT_APPLICABLE,
)


class Cell(Frozen):
    """One slot of an artefact's grid: how many it needs, may have at `most`, and has.

    `labels` are its names on the axes that the artefact is counted by, in the order of the axes.
    """

    artefact: int
    labels: dict[Axis, str]
    period: Period | None
    need: int
    most: int | None
    have: int
    status: Status

    @property
    def lacks(self) -> bool:
        """Whether it is due and has too few, be it for others to fill."""
        return self.have < self.need and self.status in {Status.FAILING, Status.NOT_APPLICABLE}

    @property
    def subject(self) -> str:
        """The slot without its period: 无偿献血."""
        return " ".join(self.labels.values())

    @property
    def name(self) -> str:
        """The slot in words: 无偿献血 2018-03."""
        return f"{self.subject} {self.period or ''}".strip()


class Misfit(StrEnum):
    """Why a file stands in no requirement or in no cell, or a row of the register for no file."""

    NO_REQUIREMENT = "no-requirement"
    LIKE_REGISTER = "like-register"
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
    OTHER_KIND = "other-kind"
    AMBIGUOUS_ARTEFACT = "ambiguous-artefact"
    NO_CATEGORY = "no-category"
    NO_VENUE = "no-place"
    NO_OCCASION = "no-occasion"
    NO_PERIOD = "no-period"
    OUTSIDE_PERIOD = "outside-period"


# What a caption would have to say for the file to stand in a cell.
SAID_IN_CAPTION = {Misfit.NO_PERIOD: Field.TIME, Misfit.NO_VENUE: Field.VENUE}


class Stray(Frozen):
    """A file, or a row of the register, that counts nowhere: why, and what the reason is about."""

    path: str
    misfit: Misfit
    about: str = ""
    requirement: str = ""
    artefact: int | None = None


class Grid(Frozen):
    """One artefact's cells, the placed files that count in none of them, and how many do.

    `occasions` are the festivals that files count for, by path; `crowded` the cells of documents
    that have more than they need, by name, with their files.
    """

    cells: tuple[Cell, ...]
    strays: tuple[Stray, ...] = ()
    counted: int = 0
    total_at_most: int | None = None
    occasions: dict[str, str] = Spec(default_factory=dict)
    crowded: dict[str, tuple[str, ...]] = Spec(default_factory=dict)
