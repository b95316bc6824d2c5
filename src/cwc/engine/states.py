"""The state of each artefact and requirement, from its grid and the findings about it."""

from collections.abc import Sequence

from cwc.model.finding import Finding, Severity
from cwc.model.grid import WORST_FIRST, Status
from cwc.model.outcome import ArtefactOutcome, RequirementOutcome
from cwc.model.pack import Requirement
from cwc.model.view import ArtefactView, RequirementView
from cwc.rules import RULES

NOT_ASSIGNED = "本单位不负责"
NOT_DUE = "尚未到期"
UNREAD = "{count}个文件读不出或读不全"


def requirement_outcome(
    requirement: Requirement, view: RequirementView | None, findings: Sequence[Finding]
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
        artefacts = tuple(_artefact(view, a, findings) for a in view.artefacts)
    return RequirementOutcome(
        code=requirement.code,
        name=requirement.indicator.name,
        text=requirement.text,
        status=min((a.status for a in artefacts), key=WORST_FIRST.index),
        artefacts=artefacts,
        grid=tuple(cell for a in view.artefacts for cell in a.grid.cells) if view else (),
    )


def _artefact(
    view: RequirementView, artefact: ArtefactView, findings: Sequence[Finding]
) -> ArtefactOutcome:
    mine = _about(view, artefact, findings)
    unread = {f.path for f in mine if _is_unread(f) and f.severity is not Severity.NOTE}
    reason = ""
    if any(f.severity is Severity.ERROR and not _is_unread(f) for f in mine) or (
        view.owes(artefact) and (artefact.is_missing or artefact.empty_cells)
    ):
        status = Status.FAILING
    elif unread:
        status, reason = Status.UNCHECKED, UNREAD.format(count=len(unread))
    elif not artefact.files and artefact.artefact.supplied_by:
        status, reason = Status.AWAITING, artefact.artefact.supplied_by
    elif artefact.grid.cells and all(c.status is Status.NOT_DUE for c in artefact.grid.cells):
        status, reason = Status.NOT_APPLICABLE, NOT_DUE
    else:
        status = Status.READY
    return ArtefactOutcome(
        kind=artefact.artefact.kind,
        label=artefact.label,
        status=status,
        reason=reason,
        files=tuple(file.path for file in artefact.files),
    )


def _is_unread(finding: Finding) -> bool:
    """Whether the finding says that something was not checked."""
    return RULES[finding.code].unread


def _about(
    view: RequirementView, artefact: ArtefactView, findings: Sequence[Finding]
) -> list[Finding]:
    """The findings about this artefact or one of its files, as far as they concern this use."""
    paths = {file.path for file in artefact.files}
    code = view.requirement.code
    return [
        f
        for f in findings
        if (f.path in paths and f.requirement in {"", code})
        or (not f.path and f.requirement == code and f.place == artefact.label)
    ]
