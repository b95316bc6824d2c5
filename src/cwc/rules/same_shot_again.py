"""CAP004 same-shot-again：很可能是同一张照片，改了样子又交了一次

检查什么：重新压缩、缩放、镜像、去色、调过明暗、裁过边的照片，是不是和另一张是同一次拍的，说明却是另一天、
另一处、另一家单位或另一个主题。

为什么：一张照片当成两次活动是造假，改了大小、裁了边，评审也看得出；查出来整项不得分。

例子：3月义诊的照片从聊天里再存一遍，裁掉一条边，放进5月的文件夹。

怎么改：把两张打开对比。真是同一张的，不是那次活动的换成真正的照片，是同一次活动的改成一样的说明；确实是
两次活动、只是拍得很像的，不用改，写一条豁免说明即可。

依据：清单“每张图片需注明活动时间、活动地点、主办单位”。比的是画面的大样：3,154张真实照片里，改过的认出
99%以上，裁去5%的认出88%，两张不同的照片认错的不到每5万对一对（多是同一地点的连拍）。只是警告；说明一样
的（同一次活动的连拍）不提示。内容一模一样的由 CAP003 检查。
"""

from collections.abc import Iterator, Mapping

from cwc.model.artefact import Kind
from cwc.model.aspects import Likeness
from cwc.model.caption import Field
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule

MESSAGE = "很可能和 {other} 是同一张照片，说明却不同：{field}一处是“{one}”，一处是“{two}”"
MEND = (
    "打开对比：是同一张的，换成真正的照片或改成一样的说明；"
    "确实是两次活动的，用 cwc waive 记下原因。"
)
TELLING = (Field.TIME, Field.VENUE, Field.UNIT, Field.THEME)


@rule("CAP004", "same-shot-again", kinds=(Kind.PHOTOS,), yields_to=("CAP003",))
def same_shot_again(
    view: SubmissionView, likenesses: Mapping[str, Likeness], context: Context
) -> Iterator[Verdict]:
    """One verdict for each photo that seems to be an earlier one under another caption."""
    files = [file for path in likenesses if (file := view.file(path))]
    if not files:
        return
    # It imports numpy, which takes a while where there is nothing to compare.
    from cwc.likeness import same_shots  # noqa: PLC0415

    told = set()
    for one, other in same_shots([likenesses[file.path].fingerprint for file in files]):
        first, again = files[one], files[other]
        one_caption, other_caption = (f.placements[0].caption for f in (first, again))
        difference = one_caption.difference(other_caption, TELLING)
        if difference and again.path not in told and first.sha256 != again.sha256:
            told.add(again.path)
            field, here, there = difference
            yield Verdict(
                severity=Severity.WARNING,
                path=again.path,
                message=MESSAGE.format(other=first.path, field=field, one=here, two=there),
                sentence=context.sentence(again.placements[0].requirement),
                mend=MEND,
            )
