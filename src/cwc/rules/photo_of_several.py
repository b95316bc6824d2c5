"""IMG007 photo-of-several：文件里不止一张

检查什么：一个照片文件里是不是还有别的画面：动图的别的帧，多页 TIFF 的别的页，立体或连拍照片的别的
几张。

为什么：每张图片要单独上传；打进包的只有第一张，别的就丢了。

例子：把几页扫描件存成一个 .tif；动图 .gif。

怎么改：别的几张也要用的，用看图软件一张张另存为 JPG，一起放进来；不要的不用管。

依据：清单“每张图片制作成JPG或JPEG格式”。手机照片里附带的缩略图、景深图不算。只是警告。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "文件里不止一张（动图、多页或连拍），只用第一张"
MEND = "别的几张也要用的，用看图软件一张张另存为 JPG，一起放进来；不要的不用管。"


@rule("IMG007", "photo-of-several", kinds=(Kind.PHOTOS,))
def photo_of_several(_view: FileView, picture: Picture, context: Context) -> Iterator[Verdict]:
    """One verdict for a file that holds more pictures than the one that is used."""
    if picture.of_several:
        yield Verdict(
            severity=Severity.WARNING,
            message=MESSAGE,
            sentence=context.header.photo_limit.text,
            mend=MEND,
        )
