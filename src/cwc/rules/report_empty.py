"""REP002 report-empty：说明报告里没有字，或有字而不成话

检查什么：说明报告里有没有正文；正文是不是翻来覆去的同一个字、同一句话，是不是乱码，是不是别的文字。

为什么：只有标题、空白页、一张图片或凑数的字，等于没有交。

例子：打开是一页空白；整篇是一张截图；字全在文本框里；“没有开展任何活动”抄了十几遍；满篇“锟斤拷”。

怎么改：把正文写进去（粘贴成文字，不要粘贴成图片），存好再放进来。

依据：清单“说明报告要按照字数要求写出文字说明”。只看字的分布，不看意思：上千份公开文档里，只有乱码、程序
和外文的会被看成不成话。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Insets, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.place import Role
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule
from cwc.text.prose import NoProse, no_prose

MESSAGE = "说明报告里没有字"
PICTURES = "说明报告里没有字，只有{count}张图片"
BOXED = "正文里没有字，字都在文本框里"
NONSENSE = {
    NoProse.REPEATED: "正文是同样的字句翻来覆去，不成一篇说明",
    NoProse.UNUSUAL: "正文多是生僻字，像是乱码",
    NoProse.OTHER_WRITING: "正文几乎没有清单用的文字",
}
MEND = "把正文写进去（粘贴成文字，不要粘贴成图片，不要放在文本框里），存好再放进来。"


@rule("REP002", "report-empty", kinds=(Kind.REPORT,))
def report_empty(
    view: FileView, text: AsSeen[Text], insets: Insets, context: Context
) -> Iterator[Verdict]:
    """One verdict for a report whose body holds no word, or words that say nothing."""
    asked = context.sentence(view.placements[0].requirement)
    if message := _fault(text, insets.pictures, asked):
        yield Verdict(
            severity=Severity.ERROR,
            message=message,
            sentence=context.header.form(Kind.REPORT).text or "",
            mend=MEND,
        )


def _fault(text: Text, pictures: int, asked: str) -> str | None:
    if text.words == 0:
        if any(part.where.role is Role.TEXT_BOX for part in text.parts):
            return BOXED
        return PICTURES.format(count=pictures) if pictures else MESSAGE
    # What was not read whole is told of as that.
    body = "\n".join(part.text for part in text.body)
    fault = None if text.unread else no_prose(body, asked)
    return NONSENSE[fault] if fault else None
