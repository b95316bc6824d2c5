"""The state of each artefact and requirement, from its files, its grid and the findings."""

from collections.abc import Iterable
from dataclasses import dataclass

from cwc.model.context import Context
from cwc.model.finding import Finding, Severity
from cwc.model.grid import WORST_FIRST, Status
from cwc.model.outcome import ArtefactOutcome, RequirementOutcome
from cwc.model.pack import Requirement
from cwc.model.view import ArtefactView, RequirementView
from cwc.rules import RULES

NOT_ASSIGNED = "本单位不负责"
NOT_DUE = "尚未到期"
POOLED = "本单位{files}份，填了{filled}格，还空{empty}格由别的单位补"
UNREAD = "{count}个文件读不出或读不全"


@dataclass(frozen=True)
class Errors:
    """What is wrong, without what was only not checked: of files as such, of single artefacts."""

    paths: frozenset[str]
    artefacts: frozenset[tuple[str, int | None]]

    @classmethod
    def among(cls, findings: Iterable[Finding]) -> "Errors":
        """Those of all findings."""
        errors = [f for f in findings if f.severity is Severity.ERROR and not RULES[f.code].tells]
        return cls(
            paths=frozenset(f.path for f in errors if f.whole_file),
            artefacts=frozenset((f.requirement, f.artefact) for f in errors if not f.whole_file),
        )

    def bear_on(self, code: str, artefact: ArtefactView) -> bool:
        """Whether one speaks of this artefact, or of one of its files as such."""
        return (code, artefact.index) in self.artefacts or not self.paths.isdisjoint(artefact.paths)


def requirement_outcome(
    requirement: Requirement, view: RequirementView | None, errors: Errors, context: Context
) -> RequirementOutcome:
    """The requirement's state, the worst of its artefacts'; no view means not this unit's."""
    if view is None:
        artefacts = tuple(
            ArtefactOutcome(
                kind=artefact.kind,
                label=requirement.artefact_label(n),
                status=Status.NOT_APPLICABLE,
                reason=NOT_ASSIGNED,
            )
            for n, artefact in enumerate(requirement.artefacts)
        )
    else:
        artefacts = tuple(_artefact(view, a, errors, context) for a in view.artefacts)
    return RequirementOutcome(
        code=requirement.code,
        name=requirement.indicator.name,
        text=requirement.text,
        status=min((a.status for a in artefacts), key=WORST_FIRST.index),
        artefacts=artefacts,
        grid=tuple(cell for a in view.artefacts for cell in a.grid.cells) if view else (),
    )


def _artefact(
    view: RequirementView, artefact: ArtefactView, errors: Errors, context: Context
) -> ArtefactOutcome:
    reason = ""
    lacks = artefact.is_missing or artefact.empty_cells
    if errors.bear_on(view.code, artefact) or (view.owes(artefact, context) and lacks):
        status = Status.FAILING
    elif artefact.unread:
        # Whatever was waived: what was not read is not 合格.
        status, reason = Status.UNCHECKED, UNREAD.format(count=len(artefact.unread))
    elif not artefact.paths and artefact.supplied_by:
        status, reason = Status.AWAITING, artefact.supplied_by
    elif artefact.grid.cells and all(c.status is Status.NOT_DUE for c in artefact.grid.cells):
        status, reason = Status.NOT_APPLICABLE, NOT_DUE
    elif artefact.empty_cells:
        # The unit gave what it has; whether it is enough is seen where all units' come together.
        status, reason = Status.POOLED, _pooled(artefact)
    else:
        status = Status.READY
    return ArtefactOutcome(
        kind=context.artefact(view.code, artefact.index).kind,
        label=artefact.label,
        status=status,
        reason=reason,
        files=artefact.paths,
    )


def _pooled(artefact: ArtefactView) -> str:
    filled = sum(cell.status is Status.READY for cell in artefact.grid.cells)
    empty = len(artefact.empty_cells)
    return POOLED.format(files=len(artefact.paths), filled=filled, empty=empty)
