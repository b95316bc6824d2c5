"""FIL004 file-empty：空文件

检查什么：有没有0字节的文件。

为什么：空文件多半是拷贝中断或网盘没有下载完，交上去等于没有交。

例子：2020年说明报告.docx 是0字节。

怎么改：从原处重新拷贝一份；网盘里的先下载到本机。

依据：读不出的一律记为“未检查”，不算合格；收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.obstacle import Obstacle
from cwc.model.view import UnreadView
from cwc.rules.registry import Verdict, rule

MESSAGE = "文件是空的（0字节）"
MEND = "从原处重新拷贝一份；网盘里的先下载到本机。"


@rule("FIL004", "file-empty", tells=frozenset({Obstacle.EMPTY}))
def file_empty(view: UnreadView, context: Context) -> Iterator[Verdict]:
    """One verdict for an empty file, wherever it lies."""
    yield Verdict(severity=context.incomplete, message=MESSAGE, mend=MEND)
