"""Findings that somebody answers for: taken out of what must be mended, and never out of sight."""

from collections.abc import Sequence
from pathlib import Path

from cwc.engine.judging import judge_waivers
from cwc.errors import ConfigError
from cwc.folder.names import SETTINGS_FILE
from cwc.model.context import Context
from cwc.model.finding import LOCKED, Finding
from cwc.model.outcome import Waived
from cwc.model.settings import Waiver
from cwc.model.view import WaiversView
from cwc.rules import find_rule
from cwc.text.names import tidy_path

UNKNOWN = "{path}：waivers 里没有叫“{rule}”的规则。请照检查结果里的编号写，如 COV002。"
NEVER = "{path}：{rule} 不能豁免。请删去这一条，按 cwc explain {rule} 处理。"


def check_waivers(waivers: Sequence[Waiver], path: Path) -> None:
    """ConfigError when a waiver names no rule, or one that cannot be waived."""
    for waiver in waivers:
        rule = find_rule(waiver.rule)
        if rule is None:
            raise ConfigError(UNKNOWN.format(path=path, rule=waiver.rule))
        if rule.code in LOCKED:
            raise ConfigError(NEVER.format(path=path, rule=rule.code))


def waive(
    findings: Sequence[Finding], waivers: Sequence[Waiver], context: Context
) -> tuple[list[Finding], list[Waived]]:
    """The findings that stay, with those about idle waivers, and the waived ones."""
    kept: list[Finding] = []
    waived: list[Waived] = []
    live = _by_rule_and_place(waivers, context)
    used: set[int] = set()
    for finding in findings:
        place = tidy_path(finding.path or finding.requirement)
        found = live.get((finding.code, place))
        if found is None:
            kept.append(finding)
        else:
            used.add(found)
            waiver = waivers[found]
            waived.append(Waived(finding=finding, by=waiver.by, reason=waiver.reason))
    view = WaiversView(
        idle=tuple(waiver for n, waiver in enumerate(waivers) if n not in used),
        used=tuple(waiver for n, waiver in enumerate(waivers) if n in used),
        settings_path=SETTINGS_FILE,
        as_of=context.as_of,
    )
    kept += judge_waivers(view)
    return sorted(kept, key=lambda f: f.sort_key), waived


def _by_rule_and_place(waivers: Sequence[Waiver], context: Context) -> dict[tuple[str, str], int]:
    """The number of the first live waiver for each rule's code and path or requirement."""
    found: dict[tuple[str, str], int] = {}
    for number, waiver in enumerate(waivers):
        rule = find_rule(waiver.rule)
        if rule is None or waiver.expiry < context.as_of:
            continue
        # A requirement is named however its code is written; by a file's name it is not.
        for place in (tidy_path(waiver.path), *context.pack.codes.matching([waiver.path])):
            found.setdefault((rule.code, place), number)
    return found
