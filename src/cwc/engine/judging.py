"""Every rule over every view that it wants, with the aspects that it takes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cwc.model.artefact import Kind
from cwc.model.aspects import Aspect, Foreign, Hidden, Picture, Sight, Text, sight_of
from cwc.model.context import Context
from cwc.model.finding import LOCKED, Finding, Severity
from cwc.model.obstacle import UNOPENED, Obstacle
from cwc.model.pack import Header
from cwc.model.place import Where
from cwc.model.view import (
    FileView,
    Miss,
    Placement,
    RequirementView,
    SubmissionView,
    UnreadView,
    WaiversView,
)
from cwc.rules import RULES, SUBSTANCE, Given, Rule, Verdict, Want, needs
from cwc.rules.file_unreadable import CODE as UNREADABLE

Needs = Mapping[Kind, Sequence[type[Aspect]]]

# What a file is that cannot have what its kind of material consists of.
_INSTEAD: dict[type[Aspect], Obstacle] = {
    Text: Obstacle.PICTURE,
    Picture: Obstacle.BOOKLET,
}
# Told of every such file, placed or not.
_ANYWHERE = UNOPENED | {Obstacle.EMPTY}
# No reading by a person makes these evidence.
_NEVER_VOUCHED = UNOPENED | {Obstacle.EMPTY}


def needs_by_kind(header: Header) -> Needs:
    """The aspects that each kind of material needs under a list, in one order."""
    return {kind: sorted(needs(kind, header), key=lambda aspect: aspect.key) for kind in Kind}


def misses(
    sights: Mapping[str, Sight], placements: Sequence[Placement], needed: Needs
) -> tuple[Miss, ...]:
    """What the rules that bear on a file's uses need of it and that was not seen."""
    uses = {(use.requirement, use.artefact): use for use in placements}
    found = [
        miss
        for use in uses.values()
        for aspect in needed[use.kind]
        if not _is_whole(sight := sight_of(sights, aspect))
        for miss in _missed(sight, use, aspect)
    ]
    return tuple(dict.fromkeys(found))


def _is_whole(sight: Sight) -> bool:
    return isinstance(sight, Aspect) and not sight.gaps


def _missed(sight: Sight, use: Placement, aspect: type[Aspect]) -> Iterator[Miss]:
    found: list[tuple[Obstacle, Where | None]] = []
    if isinstance(sight, Hidden):
        found = [(sight.obstacle, None)]
    elif not isinstance(sight, Foreign):
        found = [(gap.obstacle, gap.where) for gap in sight.gaps]
    elif aspect is SUBSTANCE[use.kind]:
        found = [(_INSTEAD[aspect], None)]
    for obstacle, where in found:
        yield Miss(
            requirement=use.requirement, artefact=use.artefact, obstacle=obstacle, where=where
        )


def judge(submission: SubmissionView) -> list[Finding]:
    """What every rule finds, without what yields to another, sorted."""
    findings: list[tuple[Finding, tuple[str, ...]]] = []
    for rule in RULES.values():
        fixed: dict[str, Any] = {
            name: _given(what, rule, submission) for name, what in rule.given.items()
        }
        own = dict(rule.wants)
        for name, want in rule.wants.items():
            if want.by_path:
                fixed[name] = _by_path(rule, own.pop(name), submission)
        for view in _views(rule, submission):
            if (taken := _all_taken(own, view)) is not None:
                findings += _findings(rule, view, fixed | taken, submission)
    weights: dict[tuple[str, str], int] = {}
    for finding, _ in findings:
        told = (finding.code, finding.path)
        weights[told] = max(weights.get(told, 0), finding.severity.weight)
    # Of a file that may be secret nothing else is told: no passage of it enters a report.
    secret = {path for code, path in weights if code in LOCKED}
    kept = [
        f
        for f, yields_to in findings
        # An error is not lost behind what weighs less.
        if not any(weights.get((code, f.path), 0) >= f.severity.weight for code in yields_to)
        and (f.code in LOCKED or f.path not in secret)
    ]
    return sorted(kept, key=lambda f: f.sort_key)


def judge_waivers(view: WaiversView) -> list[Finding]:
    """What the rules say of waivers, which are known to be idle only when all else is judged."""
    rules = [rule for rule in RULES.values() if rule.view is WaiversView]
    return [_finding(rule, verdict, None) for rule in rules for verdict in rule.check(view)]


def _views(rule: Rule, submission: SubmissionView) -> Sequence[Any]:
    if rule.view is FileView:
        return list(_files(rule, submission).values())
    if rule.view is UnreadView:
        troubled = [f for f in submission.files if f.misses or f.unopened in _ANYWHERE]
        return [UnreadView(file=f, obstacles=told) for f in troubled if (told := _told(rule, f))]
    if rule.view is RequirementView:
        return submission.requirements
    return [submission] if rule.view is SubmissionView else []


def _told(rule: Rule, file: FileView) -> tuple[tuple[Obstacle, Where | None], ...]:
    """The obstacles of a file that are this rule's to tell, each once with its place."""
    found = [(miss.obstacle, miss.where) for miss in file.misses]
    if file.unopened in _ANYWHERE:
        found = [(file.unopened, None)]
    return tuple(one for one in dict.fromkeys(found) if _teller(one[0], file) == rule.code)


def may_be_vouched_for(file: FileView) -> bool:
    """Whether something of it was not read that a person may have read."""
    return any(miss.obstacle not in _NEVER_VOUCHED for miss in file.misses)


def _teller(obstacle: Obstacle, file: FileView) -> str:
    """The rule that tells an obstacle; what somebody vouches for is told by one."""
    if file.voucher and obstacle not in _NEVER_VOUCHED:
        return UNREADABLE
    return next(rule.code for rule in RULES.values() if obstacle in rule.tells)


def _findings(
    rule: Rule, view: Any, taken: Mapping[str, Any], submission: SubmissionView
) -> list[tuple[Finding, tuple[str, ...]]]:
    """One rule's findings on one view, each with the rules to which it leaves the word."""
    found = []
    for verdict in rule.check(view, **taken):
        file = view.file if isinstance(view, UnreadView) else view
        about = file if isinstance(file, FileView) else submission.file(verdict.path)
        finding = _graded(_finding(rule, verdict, about), submission.context)
        found.append((finding, (*rule.yields_to, *verdict.yields_to)))
    return found


def _graded(finding: Finding, context: Context) -> Finding:
    """The finding with the weight that the pack gives to its rule, if it gives one."""
    given = context.header.severities
    weight = given.get(finding.code) or given.get(finding.name)
    if weight is Severity.ERROR and finding.fixable:
        # What a bundle mends by itself stands in nobody's way.
        return finding
    return finding.model_copy(update={"severity": weight}) if weight else finding


def _finding(rule: Rule, verdict: Verdict, file: FileView | None) -> Finding:
    """The finding with its owner; of a file as such the first use of the file."""
    said = vars(verdict) | {"code": rule.code, "name": rule.name}
    del said["yields_to"]
    if file is not None:
        said["path"] = file.path
    if file is not None and not verdict.requirement:
        first = file.placements[0] if file.placements else None
        said |= {"requirement": first.requirement, "artefact": first.artefact} if first else {}
        said["whole_file"] = True
    return Finding(**said)


def _given(what: Given, rule: Rule, submission: SubmissionView) -> Context | Mapping[str, FileView]:
    return submission.context if what is Given.CONTEXT else _files(rule, submission)


def _files(rule: Rule, submission: SubmissionView) -> Mapping[str, FileView]:
    """By path, the files that the rule bears on."""
    return submission.by_path if rule.kinds is None else submission.handed_in_as(rule.kinds)


def _by_path(rule: Rule, want: Want, submission: SubmissionView) -> Mapping[str, Aspect]:
    files = _files(rule, submission).values()
    return {f.path: found for f in files if (found := _taken(want, f)) is not None}


def _all_taken(wants: Mapping[str, Want], view: Any) -> dict[str, Aspect | None] | None:
    """The aspects that a rule takes of a view; None when one that it demands was not seen."""
    taken = {}
    for name, want in wants.items():
        taken[name] = _taken(want, view)
        if taken[name] is None and want.demanded:
            return None
    return taken


def _taken(want: Want, file: FileView) -> Aspect | None:
    """The aspect as the rule takes it; None when it was not seen so far."""
    found = file.seen(want.aspect)
    return found if found is None or want.as_seen or not found.gaps else None
