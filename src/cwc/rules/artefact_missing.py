"""COV001 artefact-missing：要求的材料一份也没有

检查什么：清单要求的每样材料（说明报告、图片资料、正式发文、部门评价）至少有一份放进了对应的文件夹。

为什么：网上申报按指标逐项打分，缺一样材料，这一项就可能不得分。

例子：Ⅲ-8/2/① 要求说明报告和图片资料，文件夹里只有照片，没有说明报告。

怎么改：把材料放进该项要求的文件夹；文件夹名以指标编号开头，如“Ⅲ-8-2-① 融入日常生活”。

依据：清单该项要求原文。由上级提供的材料（部门评价）缺少时是“待上级提供”，不算缺。收集阶段缺材料
是警告，报送阶段是错误。按月汇总到区的图片，单位一级没有时只作提示；但整项要求什么都没交，在哪一级
都要补。
"""

from collections.abc import Iterator

from cwc.coverage import name_cells
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import ArtefactView, RequirementView
from cwc.rules.registry import Verdict, rule

MESSAGE = "缺{label}：一份也没有"
SEVERAL = "，要{count}份：{cells}"
MESSAGE_STRAY = "缺{label}：放进来的{count}个文件都还不能算数，原因见各文件"
MEND = "把{label}放进文件夹“{folder}”里。"
MEND_STRAY = "照各文件的“怎么改”处理。"
MEND_DISTRICT = "本单位若有这方面的照片，请放进来；没有可以不管，由区里汇总。"


@rule("COV001", "artefact-missing")
def artefact_missing(view: RequirementView, context: Context) -> Iterator[Verdict]:
    """One verdict for each artefact of which nothing counts."""
    for artefact in view.artefacts:
        if artefact.is_missing:
            yield _verdict(view, artefact, context)


def _verdict(view: RequirementView, artefact: ArtefactView, context: Context) -> Verdict:
    owed = view.owes(artefact, context)
    message, mend = (MESSAGE, MEND if owed else MEND_DISTRICT)
    asked = context.artefact(view.code, artefact.index)
    if len(cells := artefact.empty_cells) > 1 and not asked.is_album:
        message += SEVERAL.format(count=len(cells), cells=name_cells(cells))
    if artefact.paths:
        message, mend = MESSAGE_STRAY, MEND_STRAY
    return Verdict(
        severity=context.incomplete if owed else Severity.NOTE,
        requirement=view.code,
        artefact=artefact.index,
        place=artefact.label,
        message=message.format(label=artefact.label, count=len(artefact.paths)),
        sentence=context.requirement(view.code).text,
        mend=mend.format(label=artefact.label, folder=context.folder_name(view.code)),
    )
