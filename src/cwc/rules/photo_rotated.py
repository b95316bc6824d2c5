"""IMG006 photo-rotated：照片是横着（倒着）存的

检查什么：照片是不是靠一个“方向”标记才显示成正的。

为什么：手机把照片横着存，再记一个方向；系统和有的软件不认这个标记，显示出来就是躺着的。

例子：竖着拍的合影，传上去是横的。

怎么改：不用自己转，打包时自动转正，原图不动。因此只是提示。

依据：EXIF 标准的 Orientation 标记，1是正的，2到8是翻转或旋转过的。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "照片靠方向标记（{orientation}）才显示成正的，有的系统不认"
MEND = "打包时自动处理：cwc bundle 会转正。"
UPRIGHT = 1


@rule("IMG006", "photo-rotated", kinds=(Kind.PHOTOS,))
def photo_rotated(_view: FileView, picture: Picture) -> Iterator[Verdict]:
    """One verdict for a photo that only its EXIF turns upright."""
    if picture.orientation != UPRIGHT:
        yield Verdict(
            severity=Severity.NOTE,
            message=MESSAGE.format(orientation=picture.orientation),
            mend=MEND,
            fixable=True,
        )
