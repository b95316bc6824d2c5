"""SEC004 formula-injection：表格里有会运行的公式

检查什么：材料登记.xlsx 和数据表格里，有没有会启动程序、联网取数或跳到别处的公式（=cmd|…、
=HYPERLINK(…)、=WEBSERVICE(…)……）。

为什么：别人打开表格时，这样的公式会在他的电脑上运行程序，或把表里的数传出去。

例子：备注栏里是“=HYPERLINK("http://…","点这里")”。

怎么改：删去公式，只留文字；不知道怎么来的，请网络管理员看一看。

依据：表格注入是常见的攻击手法（CWE-1236）。求和、求平均这样的公式不算。只是警告。
"""

from collections.abc import Iterator, Mapping

from cwc.model.aspects import Formulas
from cwc.model.finding import Severity
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule

MESSAGE = "{count}处会运行的公式：{cells}"
MEND = "删去公式，只留文字；不知道怎么来的，请网络管理员看一看。"
NAMED = 5


@rule("SEC004", "formula-injection")
def formula_injection(view: SubmissionView, formulas: Mapping[str, Formulas]) -> Iterator[Verdict]:
    """One verdict for each workbook, the register included, with such cells."""
    books = [(view.register_read.path, view.register_read.formulas)]
    books += [(path, found.cells) for path, found in formulas.items()]
    for path, cells in books:
        if cells:
            yield Verdict(
                severity=Severity.WARNING,
                path=path,
                message=MESSAGE.format(count=len(cells), cells="、".join(cells[:NAMED])),
                mend=MEND,
            )
