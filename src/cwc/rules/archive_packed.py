"""FIL006 archive-packed：压缩包没有解开

检查什么：有没有 .zip、.rar、.7z 等压缩包。

为什么：系统不收压缩包，里面的材料 cwc 也没有看，等于没有交；里面若有涉密文件，也没有人看见。

例子：照片打包.zip。

怎么改：解压到这个文件夹，再把压缩包移出去。

依据：清单“网上报送材料的格式包括图片资料、正式发文、部门评价、说明报告、数据表格”，没有压缩包。
收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from cwc.model.facts import DocumentFacts, PhotoFacts, Unreadable
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "压缩包没有解开，里面的文件没有检查"
MEND = "解压到这个文件夹，再把压缩包移出去。"
ENDINGS = {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".001"}


@rule("FIL006", "archive-packed", unread=True)
def archive_packed(view: FileView[Unreadable | DocumentFacts | PhotoFacts]) -> Iterator[Verdict]:
    """One verdict for each archive, wherever it lies."""
    if PurePosixPath(view.path).suffix.lower() in ENDINGS:
        yield Verdict(
            severity=view.context.incomplete,
            path=view.path,
            requirement=view.first_code,
            message=MESSAGE,
            mend=MEND,
        )
