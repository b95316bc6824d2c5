"""REP002 report-empty：说明报告里没有字

检查什么：说明报告里有没有正文。

为什么：只有标题、空白页或一张图片的报告，等于没有交。

例子：打开是一页空白；整篇是一张截图。

怎么改：把正文写进去（粘贴成文字，不要粘贴成图片），存好再放进来。

依据：清单“说明报告要按照字数要求写出文字说明”。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Insets, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule

MESSAGE = "说明报告里没有字"
PICTURES = "说明报告里没有字，只有{count}张图片"
MEND = "把正文写进去（粘贴成文字，不要粘贴成图片），存好再放进来。"


@rule("REP002", "report-empty", kinds=(Kind.REPORT,))
def report_empty(
    _view: FileView, text: AsSeen[Text], insets: Insets, context: Context
) -> Iterator[Verdict]:
    """One verdict for a report whose body holds no word."""
    if text.words == 0:
        count = insets.pictures
        yield Verdict(
            severity=Severity.ERROR,
            message=PICTURES.format(count=count) if count else MESSAGE,
            sentence=context.header.form(Kind.REPORT).text or "",
            mend=MEND,
        )
