"""Somebody's word that findings may stand: written into cwc.yaml after a look at what is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cwc.engine.examine import examine
from cwc.engine.means import Means
from cwc.engine.waivers import check_waivers, waive
from cwc.errors import PathError, UsageError
from cwc.folder.names import SETTINGS_FILE
from cwc.model.finding import Finding
from cwc.model.settings import Stage, Waiver
from cwc.rules import find_rule
from cwc.yaml_edit import append

NO_FINDING = (
    "{place}：没有 {rule} 这个问题（或已经豁免）。请照检查结果写：有文件的写文件的路径，"
    "没有文件的写要求的编号。"
)
PAST = "--until：{until} 在基准日 {as_of} 以前，写了也不起作用。请写以后的日子。"


@dataclass(frozen=True)
class Leave:
    """Which rule's findings may stand until which day, who says so, and why."""

    rule: str
    until: date
    by: str
    reason: str


def write_waivers(
    folder: Path, places: Sequence[str], leave: Leave, means: Means
) -> tuple[Finding, ...]:
    """Write a waiver for each path or requirement's code into cwc.yaml; the findings it covers.

    ConfigError for a rule that is none or cannot be waived, UsageError for a day that is past,
    PathError when nothing of the kind was found there.
    """
    found_rule = find_rule(leave.rule)
    code = found_rule.code if found_rule else leave.rule
    waivers = tuple(
        Waiver(
            rule=code,
            path=place,
            reason=leave.reason,
            expiry=leave.until,
            by=leave.by,
        )
        for place in places
    )
    check_waivers(waivers, folder / SETTINGS_FILE)
    examination = examine(folder, Stage.SUBMITTING, None, means)
    as_of = examination.view.context.as_of
    if leave.until < as_of:
        raise UsageError(PAST.format(until=leave.until, as_of=as_of))
    context = examination.view.context
    for place, waiver in zip(places, waivers, strict=True):
        if not waive(examination.outcome.findings, [waiver], context)[1]:
            raise PathError(NO_FINDING.format(place=place, rule=code))
    covered = waive(examination.outcome.findings, waivers, context)[1]
    entries = [waiver.model_dump(mode="json") for waiver in waivers]
    append(folder / SETTINGS_FILE, "waivers", entries)
    return tuple(waived.finding for waived in covered)
