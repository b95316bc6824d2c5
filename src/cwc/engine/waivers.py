"""Findings that somebody answers for: taken out of what must be mended, and never out of sight."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cwc.errors import ConfigError
from cwc.model.finding import Finding
from cwc.model.outcome import Waived
from cwc.model.settings import Waiver
from cwc.model.view import WaiversView
from cwc.rules import find_rule, judge_waivers
from cwc.rules.secrecy_mark import CODE as SECRECY
from cwc.submission.codes import matching
from cwc.submission.layout import SETTINGS_FILE

UNKNOWN = "{path}：waivers 里没有叫“{rule}”的规则。请照检查结果里的编号写，如 COV002。"
NEVER = "{path}：{rule} 不能豁免。请删去这一条，按 cwc explain {rule} 处理。"


def check_waivers(waivers: Sequence[Waiver], path: Path) -> None:
    """ConfigError when a waiver names no rule, or one that cannot be waived."""
    for waiver in waivers:
        rule = find_rule(waiver.rule)
        if rule is None:
            raise ConfigError(UNKNOWN.format(path=path, rule=waiver.rule))
        if rule.code == SECRECY:
            raise ConfigError(NEVER.format(path=path, rule=rule.code))


def waive(
    findings: Sequence[Finding], waivers: Sequence[Waiver], as_of: date
) -> tuple[list[Finding], list[Waived]]:
    """The findings that stay, with those about idle waivers, and the waived ones."""
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: list[Waiver] = []
    for finding in findings:
        waiver = next((w for w in waivers if _covers(w, finding, as_of)), None)
        if waiver is None:
            kept.append(finding)
        else:
            used.append(waiver)
            waived.append(Waived(finding=finding, by=waiver.by, reason=waiver.reason))
    idle = tuple(waiver for waiver in waivers if waiver not in used)
    kept += judge_waivers(WaiversView(idle=idle, settings_path=SETTINGS_FILE, as_of=as_of))
    return sorted(kept, key=lambda f: f.sort_key), waived


def _covers(waiver: Waiver, finding: Finding, as_of: date) -> bool:
    where = finding.path or finding.requirement
    return (
        as_of <= waiver.expiry
        and waiver.rule.lower() in {finding.code.lower(), finding.name}
        and (_plain(waiver.path) == _plain(where) or _is_code(waiver.path, where))
    )


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path.replace("\\", "/").removeprefix("./"))


def _is_code(written: str, code: str) -> bool:
    """Whether a requirement is meant, however its code is written."""
    return matching([written], [code]) == [code]
