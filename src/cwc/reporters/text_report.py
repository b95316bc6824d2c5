"""An outcome as text for an 80-column console, without signs that GBK lacks."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from textwrap import dedent

from cwc.model.finding import ABSENT, LOCKED, Finding, Severity
from cwc.model.grid import WORST_FIRST
from cwc.model.outcome import Outcome, RequirementOutcome
from cwc.model.settings import Stage
from cwc.reporters.console import WIDTH, fold
from cwc.reporters.grid_text import grid_lines
from cwc.wording.levers import levers_line
from cwc.wording.states import (
    ALARMS,
    ELSEWHERE,
    LEVEL_NAMES,
    SEVERITY_NAMES,
    STAGE_NAMES,
    STATUS_NAMES,
)

# What to begin with.
FIRST = 3
# Secrecy stands at the top; that nothing is there is the line of an empty requirement.
ELSEWHERE_TOLD = LOCKED | ABSENT
# A clerk mends a kind of fault in one go; two examples show what it looks like.
# A third alone is shown as well: it takes no more room than saying that there is one.
SHOWN = 2
NAMED = 6

HEAD = dedent("""\
    创文材料检查  {unit}（{level}）  {state}
    清单 {pack}  阶段 {stage}  基准日 {as_of}  文件 {files} 个
    要求 {requirements}  错误 {errors}  警告 {warnings}  提示 {notes}{waived}""")
FIRST_OF = "先看{number}  {severity} {code} {where}：{message}"
MANY = "{count}处，如 {path}"
EMPTY = "还没有材料的要求"
VOUCHED = "担保 {path} {place}“{words}”不是密级标志（{by}：{reason}）"
SENTENCE = "清单：{text}"
MEND = "怎么改：{text}"
MORE = "还有{count}个：{paths}"
WAIVED_COUNT = "  豁免 {count}"
WAIVED = "豁免 {code} {where}（{by}：{reason}）"
MENDED = "{mend}（{code} 共{count}个）"
COLLECTING = "还在收集：缺材料、归不进去的先算警告，打包时算错误。"
HINT = "看一条规则的说明：cwc explain {code}"


def render_text(outcome: Outcome) -> str:
    """A summary, then the whole: secrecy marks first, then the requirements, worst first."""
    lines = [*_summary(outcome)]
    told = [f for f in outcome.findings if not _mends_itself(f)]
    for code, heading in ALARMS.items():
        if found := [f for f in told if f.code == code]:
            lines += ["", "=" * WIDTH, heading, *_findings(found, ""), "=" * WIDTH]
    for requirement in (r for r in outcome.asked if r.files):
        lines += ["", *_requirement(requirement, told)]
    if empty := [r for r in outcome.asked if not r.files]:
        lines += ["", "-" * WIDTH, EMPTY]
        lines += [line for requirement in empty for line in _empty(requirement)]
        codes = {r.code for r in empty}
        about = [f for f in told if f.requirement in codes]
        lines += _findings([f for f in about if f.code not in ELSEWHERE_TOLD], "")
    elsewhere = [f for f in told if not f.requirement and not _is_secret(f)]
    if elsewhere:
        lines += ["", ELSEWHERE, *_findings(elsewhere, "")]
    # A name with taken-apart signs is shown whole: a GBK console has no signs to take apart.
    return unicodedata.normalize("NFC", "\n".join([*lines, "", *_end(outcome)]) + "\n")


def _summary(outcome: Outcome) -> Iterator[str]:
    """Whose folder, how it was looked at, how it stands, what to begin with."""
    counts = [
        f"{STATUS_NAMES[status]} {count}"
        for status in WORST_FIRST
        if (count := sum(1 for r in outcome.requirements if r.status is status))
    ]
    head = HEAD.format(
        unit=outcome.unit,
        state=STATUS_NAMES[outcome.status],
        level=LEVEL_NAMES[outcome.level],
        pack=outcome.pack,
        stage=STAGE_NAMES[outcome.stage],
        as_of=outcome.as_of,
        files=outcome.files,
        requirements="、".join(counts),
        errors=outcome.count(Severity.ERROR),
        warnings=outcome.count(Severity.WARNING),
        notes=outcome.count(Severity.NOTE) - sum(map(_mends_itself, outcome.findings)),
        waived=WAIVED_COUNT.format(count=len(outcome.waived)) if outcome.waived else "",
    )
    yield from fold(head)
    if line := levers_line(outcome.levers):
        yield from fold(line)
    told = [f for f in outcome.findings if f.severity is not Severity.NOTE]
    for number, kind in enumerate(_gravest(told), start=1):
        first = kind[0]
        if len(kind) > 1:
            path = PurePosixPath(first.path).name or first.requirement
            where = MANY.format(count=len(kind), path=path)
        else:
            where = first.path or first.requirement
        line = FIRST_OF.format(
            number=number,
            severity=SEVERITY_NAMES[first.severity],
            code=first.code,
            where=where,
            message=first.message,
        )
        yield from fold(line)


def _gravest(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The kinds of faults to begin with: secrecy first, then the graver, then the more frequent."""
    kinds: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.severity, finding.code].append(finding)
    return sorted(
        kinds.values(),
        key=lambda kind: (not _is_secret(kind[0]), -kind[0].severity.weight, -len(kind)),
    )[:FIRST]


def _requirement(requirement: RequirementOutcome, told: Sequence[Finding]) -> Iterator[str]:
    yield "-" * WIDTH
    yield from fold(f"[{STATUS_NAMES[requirement.status]}] {requirement.code} {requirement.name}")
    yield from fold(SENTENCE.format(text=requirement.text), indent=2)
    for index, artefact in enumerate(requirement.artefacts):
        reason = f"（{artefact.reason}）" if artefact.reason else ""
        yield from fold(f"{artefact.label}：{STATUS_NAMES[artefact.status]}{reason}", indent=2)
        cells = [cell for cell in requirement.grid if cell.artefact == index]
        yield from (f"    {line}" for line in grid_lines(cells))
    mine = [f for f in told if f.requirement == requirement.code]
    yield from _findings([f for f in mine if not _is_secret(f)], requirement.text)


def _empty(requirement: RequirementOutcome) -> list[str]:
    """One line for a requirement with nothing in it yet."""
    artefacts = [a.label + (f"（{a.reason}）" if a.reason else "") for a in requirement.artefacts]
    head = f"[{STATUS_NAMES[requirement.status]}] {requirement.code} {requirement.name}"
    return fold(f"{head}：{'、'.join(artefacts)}", indent=2)


def _is_secret(finding: Finding) -> bool:
    return finding.code in LOCKED


def _mends_itself(finding: Finding) -> bool:
    """Whether nobody need do anything: one line speaks of all such photos."""
    return finding.fixable and finding.severity is Severity.NOTE


def _findings(findings: Iterable[Finding], told: str) -> Iterator[str]:
    """Findings worst first, two of a kind; the list's sentence unless it is `told` already."""
    worst_first = sorted(findings, key=lambda f: (-f.severity.weight, f.code, f.mend))
    for (severity, code, mend), group in groupby(
        worst_first, key=lambda f: (f.severity, f.code, f.mend)
    ):
        kind = list(group)
        shown = kind if len(kind) == SHOWN + 1 else kind[:SHOWN]
        for finding in shown:
            yield from fold(f"{SEVERITY_NAMES[severity]} {code} {finding.path}".rstrip(), indent=2)
            yield from fold(finding.message, indent=4)
        if rest := kind[len(shown) :]:
            names = _short_names(rest)
            more = "……" if len(names) > NAMED else ""
            named = "、".join(names[:NAMED]) + more
            yield from fold(MORE.format(count=len(rest), paths=named), indent=4)
        if kind[0].sentence not in {told, ""}:
            yield from fold(SENTENCE.format(text=kind[0].sentence), indent=4)
        yield from fold(MEND.format(text=mend), indent=4)


def _short_names(findings: Iterable[Finding]) -> list[str]:
    """File names without their folders, as long as that leaves them different."""
    paths = list(dict.fromkeys(PurePosixPath(f.path) for f in findings))
    names = [path.name for path in paths]
    same = len(set(names)) < len(names)
    return [str(PurePosixPath(*path.parts[-2:])) for path in paths] if same else names


def _end(outcome: Outcome) -> Iterator[str]:
    """What nobody need mend, what somebody answers for, and where more is said."""
    yield "=" * WIDTH
    mended = Counter((f.code, f.mend) for f in outcome.findings if _mends_itself(f))
    for (code, mend), count in sorted(mended.items()):
        yield from fold(MENDED.format(mend=mend, code=code, count=count))
    for waived in outcome.waived:
        finding = waived.finding
        yield from fold(
            WAIVED.format(
                code=finding.code, where=finding.where, by=waived.by, reason=waived.reason
            )
        )
    for vouched in outcome.vouched:
        yield from fold(VOUCHED.format(**vouched.model_dump()))
    if outcome.stage is Stage.COLLECTING and outcome.findings:
        yield COLLECTING
    if outcome.findings:
        worst = max(outcome.findings, key=lambda f: f.severity.weight)
        yield HINT.format(code=worst.code)
