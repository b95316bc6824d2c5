"""COV002 coverage-gap：有的月份、类别或年度还空着

检查什么：要求“每类”“每月”“每两月”“每个节日”“分别说明”的材料，每一格（类别 × 地点 × 期
间）是否够数。

为什么：系统按格计数，某类某月少一张，这一格就不得分；事后补拍不了。

例子：Ⅲ-49/-/① 要求无偿献血、义诊每类每月1张，无偿献血缺 2018-03 和 2018-07。

怎么改：补上空格里的照片或报告；照片的月份取自登记表、文件名或文件夹名里的日期，类别取自登记表或文
件夹名。

依据：清单该项要求原文。到基准日为止还没有过完的月份是“未到期”，不算缺；年度报告从当年起就要有。
清单没有写从何时起的，不替它定。节日按农历推算，清单没有写节日前后几天，用清单包的 festival_days。
委局和区一级缺格在报送阶段是错误，收集阶段是警告；单位一级按期间计数的图片由区里汇总，缺格不算问题，状态是“待汇总”，写着填了几格。
"""

from collections.abc import Iterator

from cwc.coverage import name_cells
from cwc.model.artefact import Artefact, Kind
from cwc.model.asked import Axis
from cwc.model.context import Context
from cwc.model.grid import Cell
from cwc.model.view import ArtefactView, RequirementView
from cwc.rules.registry import Verdict, rule

MESSAGE = "{label}缺{count}格：{cells}"
EXTRA = "；按文件名另算成了：{names}"
MEND = (
    "补上这些格的材料；已经有的，照片在登记表或文件名里写明日期和类别，"
    "报告在文件名里写明是哪一项、哪一年的。"
)


@rule("COV002", "coverage-gap")
def coverage_gap(view: RequirementView, context: Context) -> Iterator[Verdict]:
    """One verdict for each artefact that this unit owes, and that has files and empty cells."""
    for artefact in view.artefacts:
        cells = artefact.empty_cells
        # What a district fills together is told by its state, with how much is there.
        if artefact.is_missing or not cells or not view.owes(artefact, context):
            continue
        asked = context.artefact(view.code, artefact.index)
        yield Verdict(
            severity=context.incomplete,
            requirement=view.code,
            artefact=artefact.index,
            place=artefact.label,
            message=_message(asked, artefact, cells),
            sentence=context.requirement(view.code).text,
            mend=MEND,
        )


def _message(asked: Artefact, artefact: ArtefactView, cells: tuple[Cell, ...]) -> str:
    message = MESSAGE.format(label=artefact.label, count=len(cells), cells=name_cells(cells))
    listed = asked.listed
    if asked.kind is not Kind.REPORT or listed is None or not listed.names:
        return message
    # The one that is missed may be there under a name that was taken for another.
    filled = (c.labels.get(Axis.CATEGORY) for c in artefact.grid.cells if c.have)
    names = "、".join(dict.fromkeys(n for n in filled if n and n not in listed.names))
    return message + (EXTRA.format(names=names) if names else "")
