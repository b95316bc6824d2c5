"""The decorator that makes a function a rule, and the walk that applies them all."""

import inspect
import sys
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cwc.model.finding import Finding, Severity
from cwc.model.view import FileView, RequirementView, SubmissionView, WaiversView


@dataclass(frozen=True)
class Verdict:
    """What a rule says of one thing; the registry adds the rule's code and name."""

    severity: Severity
    message: str
    mend: str
    path: str = ""
    place: str = ""
    requirement: str = ""
    sentence: str = ""
    fixable: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule: which view it takes, and for files which facts.

    The findings of an `unread` rule say that something was not checked, not that it is wrong.
    """

    code: str
    name: str
    manual: str
    view: type
    facts: tuple[type, ...]
    unread: bool
    check: Callable[[Any], Iterator[Verdict]]

    def findings(self, view: object) -> Iterator[Finding]:
        """The rule's verdicts on one view."""
        for verdict in self.check(view):
            yield Finding(code=self.code, name=self.name, **vars(verdict))


RULES: dict[str, Rule] = {}

Check = typing.TypeVar("Check", bound=Callable[[Any], Iterator[Verdict]])


def rule(code: str, name: str, unread: bool = False) -> Callable[[Check], Check]:
    """Register a function of one view; its annotation says which view and which facts it wants."""

    def register(check: Check) -> Check:
        wanted = next(v for k, v in typing.get_type_hints(check).items() if k != "return")
        generic = wanted.__pydantic_generic_metadata__
        facts = [f for arg in generic["args"] for f in (typing.get_args(arg) or (arg,))]
        manual = inspect.getdoc(sys.modules[check.__module__]) or ""
        view = generic["origin"] or wanted
        RULES[code] = Rule(code, name, manual, view, tuple(facts), unread, check)
        return check

    return register


def find_rule(word: str) -> Rule | None:
    """The rule of this code or name."""
    return next((r for r in RULES.values() if word.lower() in {r.code.lower(), r.name}), None)


def judge(submission: SubmissionView) -> list[Finding]:
    """Every rule over every view of the submission that it wants, sorted."""
    findings: list[Finding] = []
    for one in RULES.values():
        if one.view is FileView:
            views: list[Any] = [f for f in submission.files if isinstance(f.facts, one.facts)]
        elif one.view is RequirementView:
            views = list(submission.requirements)
        else:
            views = [submission] if one.view is SubmissionView else []
        findings += [finding for view in views for finding in one.findings(view)]
    return sorted(findings, key=lambda f: f.sort_key)


def judge_waivers(view: WaiversView) -> list[Finding]:
    """What the rules say of waivers, which are known to be idle only when all else is judged."""
    rules = [one for one in RULES.values() if one.view is WaiversView]
    return [finding for one in rules for finding in one.findings(view)]
