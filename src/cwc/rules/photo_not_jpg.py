"""IMG003 photo-not-jpg：照片不是 JPG

检查什么：照片的内容是不是 JPG。只看内容，不看扩展名：改名为 .jpg 的 PNG 也算。

为什么：系统只收 JPG 或 JPEG；清单包的 forms.photos 另收别的格式的，照清单包。

例子：手机截图.png；苹果手机的 .heic（改名为 .jpg 的也是）；微信里存下来的 .webp。

怎么改：不用自己转换，打包时自动转成 JPG，原图不动，因此只是提示：颜色转成 sRGB（标着别的色域的、
印刷用的 CMYK 都算），16位的压成8位，透明的地方填白，转正。读 HEIC 要先装一次：
pip install "cwc[heic]"。

依据：清单“每张图片制作成JPG或JPEG格式”。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.readers.table import ending_of
from cwc.rules.registry import Verdict, rule

MESSAGE = "是 {format} 格式，不是 JPG"
MEND = "打包时自动处理：cwc bundle 会转成 JPG。"


@rule("IMG003", "photo-not-jpg", kinds=(Kind.PHOTOS,))
def photo_not_jpg(_view: FileView, picture: Picture, context: Context) -> Iterator[Verdict]:
    """One verdict for a photo in another format."""
    taken = context.header.form(Kind.PHOTOS).endings
    if taken and ending_of(picture.format) not in taken:
        yield Verdict(
            severity=Severity.NOTE,
            message=MESSAGE.format(format=picture.format),
            sentence=context.header.photo_limit.text,
            mend=MEND,
            fixable=True,
        )
