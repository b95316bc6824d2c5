"""TAB001 threshold-compared：表里的数与测评标准对照

检查什么：清单写明测评标准的数据（如千人口献血人次＞10），表里填的是多少，达到没有。

为什么：让填表的人和牵头科室心里有数。数是多少就是多少，没有达到也照实上报。

例子：千人口献血人次 12.3，测评标准＞10：达到测评标准。

怎么改：不用改。

依据：清单该项要求原文里的“注”。清单写“或”的几个数，有一个即可。永远只作提示，不是错误：真实的
数不能为了达标而改。超过100%的比例、9999999 这样的数不说达到没有，请人核对。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule
from cwc.text.figures import find_figure, is_unlikely

REACHED = "{figure} {value}{unit}，达到测评标准（{bound}）"
NOT_REACHED = "{figure} {value}{unit}，未达到测评标准（{bound}），照实上报"
UNLIKELY = "{figure} {value}{unit}，不像真实的数"
MEND = "不用改：数是多少就是多少。"
MEND_UNLIKELY = "对照原始记录核对：小数点、单位、多打的数字。"


@rule("TAB001", "threshold-compared", kinds=(Kind.DATA_TABLE,))
def threshold_compared(view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One note for each figure found."""
    rows = text.rows
    for use in view.uses(Kind.DATA_TABLE):
        for threshold in context.artefact(use.requirement, use.artefact).thresholds:
            value = find_figure(rows, threshold.figure, threshold.unit)
            if value is None:
                continue
            if is_unlikely(value, threshold.unit):
                template, mend = UNLIKELY, MEND_UNLIKELY
            else:
                template, mend = REACHED if threshold.is_met(value) else NOT_REACHED, MEND
            yield Verdict(
                severity=Severity.NOTE,
                place=use.requirement,
                requirement=use.requirement,
                artefact=use.artefact,
                message=template.format(
                    figure=threshold.figure,
                    value=f"{value:.10g}",
                    unit=threshold.unit,
                    bound=f"{threshold.bound}{threshold.unit}",
                ),
                sentence=context.sentence(use.requirement),
                mend=mend,
            )
