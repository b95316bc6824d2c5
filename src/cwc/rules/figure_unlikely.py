"""REP009 figure-unlikely：报告里的数不像真实的数

检查什么：说明报告的正文里，有没有超过100%的满意度、覆盖率、合格率……，有没有一个数字一按到底的数（9999999人次）。

为什么：一个不可能的数，会让评审怀疑整份报告。

例子：“群众满意度120%”；“服务群众6666666人次”。

怎么改：对照原始记录核对：小数点、单位、多打的数字。

依据：占全部的比例不会超过100%。增长、提高了多少的可以，不算。只是提示。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule
from cwc.text.figures import unlikely_in

MESSAGE = "不像真实的数：{figures}"
MEND = "对照原始记录核对：小数点、单位、多打的数字。"
NAMED = 5


@rule("REP009", "figure-unlikely", kinds=(Kind.REPORT,))
def figure_unlikely(_view: FileView, text: AsSeen[Text]) -> Iterator[Verdict]:
    """One verdict for a report with figures that cannot be."""
    found = dict.fromkeys(figure for part in text.body for figure in unlikely_in(part.text))
    if found:
        message = MESSAGE.format(figures="、".join([*found][:NAMED]))
        yield Verdict(severity=Severity.NOTE, message=message, mend=MEND)
