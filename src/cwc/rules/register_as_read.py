"""CAP005 register-as-read：登记表读到的，和眼前的不一样

检查什么：材料登记.xlsx 是不是正开着；“同上”和合并的单元格照上面一行填了多少，有没有上面空着的。

为什么：没有保存的字这里看不到，照着改的结果会白改；照上面填的，有时并不是想说的。

例子：登记表还开在 WPS 里就运行检查；一列“单位”只写了第一行，下面合并成一格。

怎么改：存盘、关掉登记表再检查一次；照上面填的，打包后在目录.xlsx 里看一眼对不对。

依据：登记表旁边有“~$”“.~”开头的锁文件。只是提示；没有人开着、锁文件却还在的，删去它。“同上”的上面没
有字，等于没有填，是警告。
"""

from collections.abc import Iterator

from cwc.model.finding import Severity
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule

OPEN = "正开着，还没有保存的字这次没有看到"
CLOSE = "存盘、关掉登记表，再检查一次；没有人开着的，删去旁边的锁文件。"
UNANSWERED = "写的是“同上”，上面一格却没有字：{cells}"
WRITE_OUT = "写出是什么；上面的行排过序、删过的，照原来的补上。"
NAMED = 5
REPEATED = "“同上”和合并的单元格照上面一行填了：{counts}"
LOOK = "不用改；打包后在目录.xlsx 里看一眼填得对不对。"


@rule("CAP005", "register-as-read")
def register_as_read(view: SubmissionView) -> Iterator[Verdict]:
    """One verdict when the register is open, one when cells of it say what the one above says."""
    register = view.register_read
    if register.is_open:
        yield Verdict(severity=Severity.NOTE, path=register.path, message=OPEN, mend=CLOSE)
    if register.unanswered:
        message = UNANSWERED.format(cells="、".join(register.unanswered[:NAMED]))
        yield Verdict(
            severity=Severity.WARNING, path=register.path, message=message, mend=WRITE_OUT
        )
    if register.repeated:
        counts = "、".join(f"{heading}{count}格" for heading, count in register.repeated.items())
        message = REPEATED.format(counts=counts)
        yield Verdict(severity=Severity.NOTE, path=register.path, message=message, mend=LOOK)
