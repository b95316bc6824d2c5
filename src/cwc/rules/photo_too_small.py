"""IMG005 photo-too-small：照片太小，看不清

检查什么：照片的长边够不够清单包规定的像素（ganyu-2020 是480）。

为什么：太小的照片多半是聊天软件里的缩略图，横幅、人脸、宣传栏上的字都看不清，评审可以不认。

例子：长边只有240像素的缩略图。

怎么改：在聊天里点开“原图”再保存，或找拍照的人要原片。放大不会变清楚。

依据：清单没有规定像素。480是本工具的理解：打进 PDF 一张照片约16厘米宽，480像素合每英寸76点，与普
通屏幕差不多，再少就看不清横幅上的字。写在清单包的 photo_floor 里，可以改。只是警告。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "只有{width}×{height}像素，长边不到{floor}，多半是缩略图"
MEND = "点开原图再保存，或找拍照的人要原片；放大没有用。"


@rule("IMG005", "photo-too-small", kinds=(Kind.PHOTOS,))
def photo_too_small(_view: FileView, picture: Picture, context: Context) -> Iterator[Verdict]:
    """One verdict for a photo whose longer side is below the pack's floor."""
    floor = context.header.photo_floor.long_side_px
    if max(picture.width_px, picture.height_px) < floor:
        yield Verdict(
            severity=Severity.WARNING,
            message=MESSAGE.format(width=picture.width_px, height=picture.height_px, floor=floor),
            sentence=context.header.photo_floor.text or "",
            mend=MEND,
        )
