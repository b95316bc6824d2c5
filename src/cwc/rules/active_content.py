"""SEC003 active-content：文档里有宏或内嵌的文件

检查什么：Word、Excel 里有没有宏，PDF 里有没有打开就运行的脚本；有没有内嵌别的文件。

为什么：宏和脚本可能是病毒，系统会拒收；内嵌的文件跟着一起传出去，往往没有人看过。

例子：统计表.xlsm；Word 里嵌着一份 Excel。

怎么改：另存为不带宏的格式（.docx、.xlsx）；内嵌的文件删去，需要的单独交。

依据：清单的格式里没有带宏的文档。只是警告；内嵌文件里的密级标志另由 SEC001 检查，读不了的是“未检
查”。
"""

from collections.abc import Iterator

from cwc.model.aspects import Package
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule
from cwc.wording.places import place_name

MACROS = "有宏或打开就运行的脚本"
EMBEDDED = "内嵌了{count}个文件：{names}"
AND = "；"
MEND = "另存为不带宏的格式；内嵌的文件删去，需要的单独交。"


@rule("SEC003", "active-content")
def active_content(view: FileView, package: Package) -> Iterator[Verdict]:
    """One verdict for a document that carries more than text and pictures."""
    parts = [MACROS] if package.macros else []
    if package.embedded:
        names = "、".join(map(place_name, package.embedded))
        parts.append(EMBEDDED.format(count=len(package.embedded), names=names))
    if parts:
        yield Verdict(
            severity=Severity.WARNING,
            message=AND.join(parts),
            mend=MEND,
        )
