"""IMG001 photo-too-large：照片超过容量上限

检查什么：每张照片的文件大小有没有超过 2,097,152 字节（2×1024×1024），或 2,000,000 字节。

为什么：系统拒收超过2M的图片。2M 有两种算法，清单没有说是哪一种，两者之间的照片可能被拒。

例子：手机原图 3.6 MB。

怎么改：不用自己压缩，打包时自动压到 2,000,000 字节以内，像素不减，原图不动。因此只是提示。

依据：清单“每张图片制作成JPG或JPEG格式、容量不能大于2M”。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "{size:,} 字节，超过 {limit:,} 字节"
MEND = "打包时自动处理：cwc bundle 会压到 {safe:,} 字节以内，像素不减。"


@rule("IMG001", "photo-too-large", kinds=(Kind.PHOTOS,))
def photo_too_large(view: FileView, _picture: Picture, context: Context) -> Iterator[Verdict]:
    """A verdict when a photo handed in as 图片资料 is larger than either reading of the limit."""
    limit = context.header.photo_limit
    size_bytes = view.size_bytes
    if size_bytes <= limit.safe_bytes:
        return
    over = size_bytes > limit.max_bytes
    yield Verdict(
        severity=Severity.NOTE,
        message=MESSAGE.format(
            size=size_bytes, limit=limit.max_bytes if over else limit.safe_bytes
        ),
        sentence=limit.text,
        mend=MEND.format(safe=limit.safe_bytes),
        fixable=True,
    )
