"""TAB002 table-figure-missing：表里没有要的数

检查什么：清单点名要统计的数，数据表格里有没有。

为什么：交了表而没有这个数，等于没有交。

例子：要千人口献血人次，表里只有献血总量。

怎么改：把名称和数写在同一行的相邻两格，或表头在上、数在下；比例写上%。清单写“或”的几个数，有一
个即可。

依据：清单该项要求原文。表的样子多种多样，机器可能看漏，所以只是警告。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule
from cwc.text.figures import find_figure

MESSAGE = "表里看不出这些数：{figures}"
MEND = "把名称和数写在同一行的相邻两格，或表头在上、数在下；比例写上%。"
OR = "、"


@rule("TAB002", "table-figure-missing", kinds=(Kind.DATA_TABLE,))
def table_figure_missing(view: FileView, text: Text, context: Context) -> Iterator[Verdict]:
    """One verdict for a table that holds none of the figures asked for."""
    for use in view.uses(Kind.DATA_TABLE):
        asked = context.artefact(use.requirement, use.artefact).thresholds
        found = (find_figure(text.rows, t.figure, t.unit) for t in asked)
        if asked and all(value is None for value in found):
            yield Verdict(
                severity=Severity.WARNING,
                place=use.requirement,
                requirement=use.requirement,
                artefact=use.artefact,
                message=MESSAGE.format(figures=OR.join(t.figure for t in asked)),
                sentence=context.sentence(use.requirement),
                mend=MEND,
            )
