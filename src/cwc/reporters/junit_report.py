"""An outcome as JUnit XML, which CI servers show: a suite a requirement, a case an artefact."""

import re
from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cwc.model.finding import Finding, Severity
from cwc.model.grid import Status
from cwc.model.outcome import Outcome, RequirementOutcome
from cwc.wording.levers import levers_line
from cwc.wording.states import STATUS_NAMES

ELSEWHERE = "未归入任何要求"
SKIPPED = (Status.UNCHECKED, Status.AWAITING, Status.POOLED)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TEXT = "{severity} {code} {path} {place}\n{message}\n怎么改：{mend}\n"


def render_junit(outcome: Outcome) -> str:
    """The requirements of this unit as suites; findings of the rest in a suite of their own."""
    head = f"cwc {outcome.pack} {outcome.unit} {levers_line(outcome.levers)}"
    root = Element("testsuites", name=_safe(head.rstrip()))
    owned: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        owned[finding.requirement, finding.artefact or 0].append(finding)
    for requirement in outcome.requirements:
        if requirement.status is not Status.NOT_APPLICABLE:
            _suite(root, requirement, owned)
    rest = [finding for findings in owned.values() for finding in findings]
    if rest:
        suite = SubElement(root, "testsuite", name=ELSEWHERE)
        _case(suite, ELSEWHERE, "folder", rest)
        _count(suite)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(
    root: Element, requirement: RequirementOutcome, owned: dict[tuple[str, int], list[Finding]]
) -> None:
    """A suite with a case for each artefact, and what it owns taken out of `owned`."""
    suite = SubElement(root, "testsuite", name=_safe(f"{requirement.code} {requirement.name}"))
    for index, artefact in enumerate(requirement.artefacts):
        mine = owned.pop((requirement.code, index), [])
        case = _case(suite, artefact.label, requirement.code, mine)
        if artefact.status in SKIPPED and case.find("failure") is None:
            message = artefact.reason or STATUS_NAMES[artefact.status]
            SubElement(case, "skipped", message=_safe(message))
    _count(suite)


def _case(suite: Element, name: str, group: str, findings: list[Finding]) -> Element:
    case = SubElement(suite, "testcase", name=name, classname=group)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        failure = SubElement(case, "failure", message=_safe(errors[0].message), type=errors[0].code)
        failure.text = "".join(map(_text, errors))
    others = [finding for finding in findings if finding.severity is not Severity.ERROR]
    if others:
        SubElement(case, "system-out").text = "".join(map(_text, others))
    return case


def _text(finding: Finding) -> str:
    return _safe(
        TEXT.format(
            severity=finding.severity.value,
            code=finding.code,
            path=finding.path,
            place=finding.place,
            message=finding.message,
            mend=finding.mend,
        )
    )


def _safe(text: str) -> str:
    """Without the signs that XML 1.0 has no place for, which names of files and units may hold."""
    return _NO_XML.sub("", text)


def _count(suite: Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
