"""REP008 report-several：只要一份的报告放了几份

检查什么：说明报告的每一格（年份、名称）只要一份，是不是放了几份。

为什么：终稿、副本、某人改的都打进包传上去，评审不知道看哪一份；旧稿里的数字还可能对不上。

例子：同一年的“说明报告（终稿）.docx”“说明报告 - 副本.docx”“说明报告 刘院长改.docx”。

怎么改：留下定稿，其余移出文件夹。清单问是每类还是每家一份的，在 cwc.yaml 的 answers 里回答。

依据：清单“说明报告”每项（分别说明的，每年、每件事）一份。只是警告，cwc 不替你选。
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from cwc.model.artefact import Kind
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import RequirementView
from cwc.rules.registry import Verdict, rule

MESSAGE = "{label}{cell}只要一份，放了{count}份：{files}"
MEND = "留下定稿，其余移出文件夹。"


@rule("REP008", "report-several")
def report_several(view: RequirementView, context: Context) -> Iterator[Verdict]:
    """One verdict for each cell with more than its one report."""
    for artefact in view.artefacts:
        if context.artefact(view.code, artefact.index).kind is not Kind.REPORT:
            continue
        for cell, paths in artefact.grid.crowded.items():
            named = "、".join(PurePosixPath(path).name for path in paths)
            yield Verdict(
                severity=Severity.WARNING,
                requirement=view.code,
                artefact=artefact.index,
                place=artefact.label,
                message=MESSAGE.format(
                    label=artefact.label,
                    cell=f"（{cell}）" if cell else "",
                    count=len(paths),
                    files=named,
                ),
                sentence=context.sentence(view.code),
                mend=MEND,
            )
