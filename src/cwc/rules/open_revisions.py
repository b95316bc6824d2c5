"""REP005 open-revisions：报告里还有没处理的修订或批注

检查什么：说明报告（Word）里有没有没有接受或拒绝的修订，有没有批注。

为什么：评审打开会看到删改的痕迹和内部的意见；已删除的文字也还在文件里。

例子：领导改过的稿子，红色的修订还在。

怎么改：在 WPS 或 Word 的“审阅”里“接受所有修订”，再“删除所有批注”，存盘。

依据：清单“说明报告……以WORD、WPS或永中格式上传”，上传的是定稿。只是警告。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Review
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

REVISIONS = "{count}处修订没有接受或拒绝"
COMMENTS = "{count}条批注"
AND = "，"
MEND = "在“审阅”里接受所有修订，删除所有批注，存盘。"


@rule("REP005", "open-revisions", kinds=(Kind.REPORT,))
def open_revisions(_view: FileView, review: Review, context: Context) -> Iterator[Verdict]:
    """One verdict for a report with revisions or comments left open."""
    parts = [
        template.format(count=count)
        for template, count in ((REVISIONS, review.revisions), (COMMENTS, review.comments))
        if count
    ]
    if parts:
        yield Verdict(
            severity=Severity.WARNING,
            message=AND.join(parts),
            sentence=context.header.form(Kind.REPORT).text or "",
            mend=MEND,
        )
