"""COV003 photo-ceiling：图片多于规定的张数

检查什么：规定了“至多几张”的图片，每一格（类别 × 期间）和总数是否超过。

为什么：系统按规定的张数收图片，多出来的传不上去，或者由系统随意舍去。

例子：系统公布每类每月1至3张，义诊 2018-03 放了5张；总数控制在12张以内，放了15张。

怎么改：留下最能说明情况的，其余移出文件夹。cwc 不替你选。

依据：清单该项要求原文；或 overrides.yaml 里写的系统公布的数量（清单说图片数量测评时由系统发布）。
收集阶段是警告，报送阶段是错误；单位一级按期间计数的图片由区里汇总，超过只作提示。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import ArtefactView, RequirementView
from cwc.rules.registry import Verdict, rule

CELL = "{label}{name}有{have}张，至多{most}张"
TOTAL = "{label}共{have}张，总数至多{most}张"
MEND = "留下最能说明情况的{most}张，其余移出文件夹。"


@rule("COV003", "photo-ceiling")
def photo_ceiling(view: RequirementView, context: Context) -> Iterator[Verdict]:
    """One verdict for each cell with too many photos, and one for too many in all."""
    for artefact in view.artefacts:
        for cell in artefact.grid.cells:
            if cell.most and cell.have > cell.most:
                name = f"（{cell.name}）" if cell.name else ""
                message = CELL.format(
                    label=artefact.label, name=name, have=cell.have, most=cell.most
                )
                yield _verdict(view, artefact, message, cell.most, context)
        total = artefact.grid.total_at_most
        if total and artefact.grid.counted > total:
            message = TOTAL.format(label=artefact.label, have=artefact.grid.counted, most=total)
            yield _verdict(view, artefact, message, total, context)


def _verdict(
    view: RequirementView, artefact: ArtefactView, message: str, most: int, context: Context
) -> Verdict:
    owed = context.owes(context.artefact(view.code, artefact.index))
    return Verdict(
        severity=context.incomplete if owed else Severity.NOTE,
        requirement=view.code,
        artefact=artefact.index,
        place=artefact.label,
        message=message,
        sentence=context.sentence(view.code),
        mend=MEND.format(most=most),
    )
