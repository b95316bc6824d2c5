"""The result of one run: findings, states, grids."""

from typing import Literal

from cwc.model.artefact import Kind
from cwc.model.base import Frozen
from cwc.model.finding import Finding, Severity
from cwc.model.grid import WORST_FIRST, Cell, Status
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

    @property
    def files(self) -> set[str]:
        """All that was handed in for it."""
        return {path for artefact in self.artefacts for path in artefact.files}


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


class Levers(Frozen):
    """What somebody set that changes what is asked or told; whoever reads the outcome must know.

    `own_pack` is the digest of a list that did not come with cwc. Codes are of the requirements
    that the settings or published counts change. Days are written YYYY-MM-DD.
    """

    own_pack: str | None
    as_of: str | None
    requirements: int | None
    answers: tuple[str, ...]
    categories: tuple[str, ...]
    since: tuple[str, ...]
    counts: tuple[str, ...]
    defaults: tuple[str, ...]
    waivers: int
    waived_until: str | None
    vouchers: int


class Outcome(Frozen):
    """Everything that one `check` found."""

    version: Literal[4] = 4
    pack: str
    unit: str
    level: Level
    stage: Stage
    as_of: str
    files: int
    levers: Levers
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    vouched: tuple[Vouching, ...] = ()
    requirements: tuple[RequirementOutcome, ...]

    @property
    def asked(self) -> list[RequirementOutcome]:
        """The requirements of this unit, worst first."""
        mine = (r for r in self.requirements if r.status is not Status.NOT_APPLICABLE)
        return sorted(mine, key=lambda r: WORST_FIRST.index(r.status))

    @property
    def status(self) -> Status:
        """The worst of the requirements' states."""
        return min((r.status for r in self.requirements), key=WORST_FIRST.index)

    def count(self, severity: Severity) -> int:
        """How many findings weigh this much."""
        return sum(1 for f in self.findings if f.severity is severity)
