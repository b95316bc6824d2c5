"""REP007 report-again：同一份报告又交了一次

检查什么：正文一模一样的说明报告，是不是交了不止一份。

为什么：“分别说明”的每一份要写各自的情况；改个文件名就当成另一年、另一项，评审打开就看得出。

例子：2018年和2019年的说明报告，正文一个字不差。

怎么改：各写各的。误放了两份的，删去一份。

依据：清单“分别提供”“分别说明”。放在同一格里的只作提示，用在不同年度、不同项或不同要求的是错误。
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.facts import DocumentFacts, Facts
from cwc.model.finding import Severity
from cwc.model.view import FileView, SubmissionView
from cwc.rules.registry import Verdict, rule

SAME = "和 {other} 是同一份报告"
OTHER = "和 {other} 正文一模一样，却当成了另一份"
MEND = "误放了两份的，删去一份。"
MEND_OTHER = "各写各的情况；误放的删去。"


@rule("REP007", "report-again")
def report_again(view: SubmissionView) -> Iterator[Verdict]:
    """One verdict for each further report with the very text of another."""
    alike: dict[str, list[FileView[Facts]]] = defaultdict(list)
    for file in view.files:
        if isinstance(file.facts, DocumentFacts) and file.facts.words and file.is_for(Kind.REPORT):
            alike[_digest(file.facts)].append(file)
    for first, *others in alike.values():
        for file in others:
            elsewhere = _slots(file) != _slots(first)
            yield Verdict(
                severity=Severity.ERROR if elsewhere else Severity.NOTE,
                path=file.path,
                requirement=file.first_code,
                message=(OTHER if elsewhere else SAME).format(other=first.path),
                sentence=file.placements[0].requirement.text,
                mend=MEND_OTHER if elsewhere else MEND,
            )


def _digest(facts: DocumentFacts) -> str:
    text = "".join("".join(p.text.split()) for p in facts.passages if p.place == "正文")
    return hashlib.sha256(text.encode()).hexdigest()


def _slots(file: FileView[Facts]) -> set[tuple[object, ...]]:
    return {(p.requirement.code, p.index, p.category, p.when) for p in file.placements}
