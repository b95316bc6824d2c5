"""REP007 report-again：同一份报告又交了一次

检查什么：正文一模一样的说明报告，是不是交了不止一份。

为什么：“分别说明”的每一份要写各自的情况；改个文件名就当成另一年、另一项，评审打开就看得出。

例子：2018年和2019年的说明报告，正文一个字不差。

怎么改：各写各的。误放了两份的，删去一份。

依据：清单“分别提供”“分别说明”。放在同一格里的只作提示，用在不同年度、不同项或不同要求的是错误；
只改了数字和标点的是警告。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.facts import DocumentFacts, Facts
from cwc.model.finding import Severity
from cwc.model.view import FileView, SubmissionView
from cwc.rules.registry import Verdict, rule

SAME = "和 {other} 是同一份报告"
ALMOST = "和 {other} 除了数字和标点，正文一模一样"
OTHER = "和 {other} 正文一模一样，却当成了另一份"
# What is changed to make last year's report look like this year's.
_WORDLESS = re.compile(r"[\W\d_]|[〇○零一二三四五六七八九十百千万]")
MEND = "误放了两份的，删去一份。"
MEND_OTHER = "各写各的情况；误放的删去。"


@rule("REP007", "report-again")
def report_again(view: SubmissionView) -> Iterator[Verdict]:
    """One verdict for each further report with the very text of another."""
    alike: dict[str, list[tuple[FileView[Facts], str]]] = defaultdict(list)
    for file in view.files:
        if isinstance(file.facts, DocumentFacts) and file.facts.words and file.is_for(Kind.REPORT):
            text = "".join(
                "".join(p.text.split()) for p in file.facts.passages if p.place == "正文"
            )
            alike[_WORDLESS.sub("", text)].append((file, text))
    for (first, text), *others in alike.values():
        for file, other in others:
            yield _verdict(first, file, same=other == text)


def _verdict(first: FileView[Facts], file: FileView[Facts], same: bool) -> Verdict:
    elsewhere = _slots(file) != _slots(first)
    severity, message, mend = Severity.NOTE, SAME, MEND
    if elsewhere:
        severity, mend = (Severity.ERROR if same else Severity.WARNING), MEND_OTHER
        message = OTHER if same else ALMOST
    return Verdict(
        severity=severity,
        path=file.path,
        requirement=file.first_code,
        message=message.format(other=first.path),
        sentence=file.placements[0].requirement.text,
        mend=mend,
    )


def _slots(file: FileView[Facts]) -> set[tuple[object, ...]]:
    return {(p.requirement.code, p.index, p.category, p.when) for p in file.placements}
