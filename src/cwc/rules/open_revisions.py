"""REP005 open-revisions：文档里还有修订、批注或隐藏文字

检查什么：说明报告、正式发文、部门评价（Word）里有没有没有接受或拒绝的修订，有没有批注和隐藏文字。

为什么：文档是原样上传的。评审打开会看到删改的痕迹和内部的意见；已删除的、隐藏的文字也还在文件里。

例子：领导改过的稿子，红色的修订还在。

怎么改：在 WPS 或 Word 的“审阅”里“接受所有修订”，再“删除所有批注”，存盘。
隐藏文字：全选，“字体”里去掉“隐藏文字”，再删去不要的。

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
HIDDEN = "{count}处隐藏文字"
AND = "，"
MEND = "在“审阅”里接受所有修订，删除所有批注；隐藏文字全选后在“字体”里取消隐藏，删去不要的。存盘。"
_KINDS = (Kind.REPORT, Kind.OFFICIAL_DOCUMENT, Kind.DEPARTMENT_EVALUATION)


@rule("REP005", "open-revisions", kinds=_KINDS)
def open_revisions(_view: FileView, review: Review, context: Context) -> Iterator[Verdict]:
    """One verdict for a document with revisions, comments or hidden text."""
    parts = [
        template.format(count=count)
        for template, count in (
            (REVISIONS, review.revisions),
            (COMMENTS, review.comments),
            (HIDDEN, review.hidden),
        )
        if count
    ]
    if parts:
        yield Verdict(
            severity=Severity.WARNING,
            message=AND.join(parts),
            sentence=context.header.form(Kind.REPORT).text or "",
            mend=MEND,
        )
