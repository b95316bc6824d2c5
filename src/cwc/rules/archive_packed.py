"""FIL006 archive-packed：压缩包没有解开

检查什么：有没有 .zip、.rar、.7z 等压缩包。

为什么：系统不收压缩包，里面的材料 cwc 也没有看，等于没有交；里面若有涉密文件，也没有人看见。

例子：照片打包.zip。

怎么改：解压到这个文件夹，再把压缩包移出去。

依据：清单“网上报送材料的格式包括图片资料、正式发文、部门评价、说明报告、数据表格”，没有压缩包。
收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.obstacle import Obstacle
from cwc.model.view import UnreadView
from cwc.rules.registry import Verdict, rule

MESSAGE = "压缩包没有解开，里面的文件没有检查"
MEND = "解压到这个文件夹，再把压缩包移出去。"


@rule("FIL006", "archive-packed", tells=frozenset({Obstacle.ARCHIVE}))
def archive_packed(view: UnreadView, context: Context) -> Iterator[Verdict]:
    """One verdict for each archive, wherever it lies."""
    yield Verdict(severity=context.incomplete, message=MESSAGE, mend=MEND)
