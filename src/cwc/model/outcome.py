"""The result of one run: findings, states, grids."""

from typing import Literal

from cwc.model.artefact import Kind
from cwc.model.base import Frozen
from cwc.model.finding import Finding, Severity
from cwc.model.grid import Cell, Status
from cwc.model.settings import Level, Stage


class ArtefactOutcome(Frozen):
    """One artefact's state; `reason` says why it is neither ready nor failing."""

    kind: Kind
    label: str
    status: Status
    reason: str = ""
    files: tuple[str, ...] = ()


class RequirementOutcome(Frozen):
    """One requirement's state, artefact by artefact, and its coverage grid."""

    code: str
    name: str
    text: str
    status: Status
    artefacts: tuple[ArtefactOutcome, ...]
    grid: tuple[Cell, ...]


class Waived(Frozen):
    """A finding that somebody answers for, and why."""

    finding: Finding
    by: str
    reason: str


class Vouching(Frozen):
    """What looked like a secrecy mark, and who says that it is none."""

    path: str
    place: str
    words: str
    by: str
    reason: str


class Outcome(Frozen):
    """Everything that one `check` found."""

    version: Literal[3] = 3
    pack: str
    unit: str
    level: Level
    stage: Stage
    as_of: str
    files: int
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    vouched: tuple[Vouching, ...] = ()
    requirements: tuple[RequirementOutcome, ...]

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(1 for f in self.findings if f.severity is severity)
