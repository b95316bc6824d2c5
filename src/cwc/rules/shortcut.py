"""FIL007 shortcut：是快捷方式或链接，不是文件本身

检查什么：有没有指向别处的链接（Windows 快捷方式 .lnk、网址 .url、系统的符号链接）。

为什么：链接只在这台电脑上有用，拷走或上传后里面什么都没有；它还可能指到文件夹外面不该带走的东西。

例子：“2018年说明报告.docx - 快捷方式.lnk”。

怎么改：把链接指向的文件本身拷贝过来，删去链接。

依据：cwc 不跟着链接走出这个文件夹。读不出的一律记为“未检查”；收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.obstacle import Obstacle
from cwc.model.view import UnreadView
from cwc.rules.registry import Verdict, rule

MESSAGE = "是链接，不是文件本身"
MEND = "把链接指向的文件本身拷贝过来，删去链接。"


@rule("FIL007", "shortcut", tells=frozenset({Obstacle.LINK}))
def shortcut(view: UnreadView, context: Context) -> Iterator[Verdict]:
    """One verdict for each link, wherever it lies."""
    yield Verdict(severity=context.incomplete, message=MESSAGE, mend=MEND)
