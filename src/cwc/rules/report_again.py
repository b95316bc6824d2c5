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
from collections.abc import Iterator, Mapping

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView, SubmissionView
from cwc.rules.registry import AsSeen, Verdict, rule

SAME = "和 {other} 是同一份报告"
ALMOST = "和 {other} 除了数字和标点，正文一模一样"
OTHER = "和 {other} 正文一模一样，却当成了另一份"
# What is changed to make last year's report look like this year's.
_WORDLESS = re.compile(r"[\W\d_]|[〇○零一二三四五六七八九十百千万]")
MEND = "误放了两份的，删去一份。"
MEND_OTHER = "各写各的情况；误放的删去。"


@rule("REP007", "report-again", kinds=(Kind.REPORT,))
def report_again(
    view: SubmissionView, texts: Mapping[str, AsSeen[Text]], context: Context
) -> Iterator[Verdict]:
    """One verdict for each further report with the very text of another."""
    alike: dict[str, list[tuple[FileView, str]]] = defaultdict(list)
    for path, text in texts.items():
        file = view.file(path)
        if file and text.words:
            body = "".join("".join(part.text.split()) for part in text.body)
            alike[_WORDLESS.sub("", body)].append((file, body))
    for (first, body), *others in alike.values():
        for file, other in others:
            yield _verdict(first, file, context, same=other == body)


def _verdict(first: FileView, file: FileView, context: Context, same: bool) -> Verdict:
    elsewhere = _slots(file) != _slots(first)
    severity, message, mend = Severity.NOTE, SAME, MEND
    if elsewhere:
        severity, mend = (Severity.ERROR if same else Severity.WARNING), MEND_OTHER
        message = OTHER if same else ALMOST
    return Verdict(
        severity=severity,
        path=file.path,
        message=message.format(other=first.path),
        sentence=context.sentence(file.placements[0].requirement),
        mend=mend,
    )


def _slots(file: FileView) -> set[tuple[object, ...]]:
    return {(p.requirement, p.artefact, p.category, p.when) for p in file.placements}
