"""IMG003 photo-not-jpg：照片不是 JPG

检查什么：照片的内容是不是 JPG。只看内容，不看扩展名：改名为 .jpg 的 PNG 也算。

为什么：系统只收 JPG 或 JPEG。

例子：手机截图.png；微信里存下来的 .webp。

怎么改：不用自己转换，cwc bundle 会转成 JPG，原图不动。

依据：清单“每张图片制作成JPG或JPEG格式”。
"""

from collections.abc import Iterator

from cwc.model.facts import PhotoFacts
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "是 {format} 格式，不是 JPG"
MEND = "不用手工转换，cwc bundle 会转成 JPG。"


@rule("IMG003", "photo-not-jpg")
def photo_not_jpg(view: FileView[PhotoFacts]) -> Iterator[Verdict]:
    """One verdict for a photo in another format."""
    if view.facts.format != "JPEG" and view.is_photo:
        yield Verdict(
            severity=Severity.ERROR,
            path=view.path,
            requirement=view.first_code,
            message=MESSAGE.format(format=view.facts.format),
            sentence=view.context.header.photo_limit.text,
            mend=MEND,
            fixable=True,
        )
