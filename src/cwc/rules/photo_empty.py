"""IMG008 photo-empty：照片上看不出内容

检查什么：照片是不是一片白、一片黑、一种颜色或一片杂点；是不是小图放大的；清单指明要现场照片的，是不是一页字
（截图、拍的文件）。

为什么：凑数的空白图、放大的缩略图，评审一眼就看得出；缩略图放大以后，人脸和横幅还是一团。

例子：拍到镜头盖的一张；聊天里的小图放大到1600×1200；要现场照片，交的是通知的截图。

怎么改：换成真正的照片；小图找拍照的人要原片，放大没有用。

依据：清单要求图片反映活动的实际情况。只看明暗的分布，不看拍的是什么：限度照638张公开的真实照片定，其中一张也不会
被当作空白、放大或一页字；别的照片还没有量过。一页字只作提示。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Detail, Picture
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

FLAT = "照片是一片空白（或一种颜色），看不出内容"
NOISE = "照片是一片杂点，看不出内容"
ENLARGED = "像是小图放大的：{width}×{height}像素，却没有细处"
PAGE = "像是一页字（截图或拍的文件），这里要的是{asked}"
MEND = "换成真正的照片。"
MEND_ENLARGED = "找拍照的人要原片；本来就拍得模糊的，换一张清楚的。"
MEND_PAGE = "换成{asked}；确实是现场的横幅、展板的，不用改。"
# Measured on 638 photos of public repositories: they have 61 levels and more; shapes from 45 %,
# where noise has 11; edges from 17 %, where what was 80 pixels wide and less has mostly to 15.
_FLAT_LEVELS, _NOISE_SHAPES, _ENLARGED_EDGES = 24, 20, 16
# As 33 of 69 screenshots and none of the photos. All of these bounds were set on the same photos.
_PAGE_GROUND, _PAGE_SHAPES = 45, 70


@rule("IMG008", "photo-empty", kinds=(Kind.PHOTOS,))
def photo_empty(
    view: FileView, picture: Picture, detail: Detail, context: Context
) -> Iterator[Verdict]:
    """One verdict for a photo that shows nothing, or less than its size says."""
    message, mend, severity = "", MEND, Severity.WARNING
    large = max(picture.width_px, picture.height_px) >= context.header.photo_floor.long_side_px
    if detail.contrast_levels < _FLAT_LEVELS:
        message = FLAT
    elif detail.shapes_percent < _NOISE_SHAPES:
        message = NOISE
    elif large and detail.edges_percent < _ENLARGED_EDGES:
        message = ENLARGED.format(width=picture.width_px, height=picture.height_px)
        mend = MEND_ENLARGED
    elif detail.ground_percent >= _PAGE_GROUND and detail.shapes_percent < _PAGE_SHAPES:
        asked = _asked(view, context)
        message, mend = PAGE.format(asked=asked) if asked else "", MEND_PAGE.format(asked=asked)
        severity = Severity.NOTE
    if message:
        yield Verdict(severity=severity, message=message, mend=mend)


def _asked(view: FileView, context: Context) -> str:
    """The sort of picture that the list asks for in words, if any use of the file does."""
    uses = view.uses(Kind.PHOTOS)
    asked = (context.artefact(use.requirement, use.artefact).depiction for use in uses)
    return next(filter(None, asked), "")
