"""CAP003 same-photo-again：同一张照片又交了一次

检查什么：内容一模一样的照片，是不是放了不止一处；各处的时间、地点、单位是不是一样。

为什么：一张照片当成两次活动是造假，查出来整项不得分；同一次活动的放两份只是多余。

例子：3月义诊的照片改个名字又放进5月的文件夹。

怎么改：不是同一次活动的，换成真正的照片；是同一次活动的，删去多余的一份，在登记表的“用于指标”里
写几项指标。

依据：清单“每张图片需注明活动时间、活动地点、主办单位”。说明一样的只作提示，时间、地点或单位不同
的是错误。
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.caption import Field
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView, SubmissionView
from cwc.rules.registry import Verdict, rule

SAME = "和 {other} 是同一张照片"
OTHER = "和 {other} 是同一张照片，说明却不同：{field}一处是“{one}”，一处是“{two}”"
MEND_SAME = "删去多余的一份；用于几项指标的，在登记表的“用于指标”里写几项。"
MEND_OTHER = "不是同一次活动的，换成真正的照片；是同一次活动的，改成一样的说明。"
_TELLING = (Field.TIME, Field.VENUE, Field.UNIT)


@rule("CAP003", "same-photo-again", kinds=(Kind.PHOTOS,))
def same_photo_again(
    view: SubmissionView, pictures: Mapping[str, Picture], context: Context
) -> Iterator[Verdict]:
    """One verdict for each further file with a photo's very content."""
    alike: dict[str, list[FileView]] = defaultdict(list)
    for file in view.files:
        if file.path in pictures:
            alike[file.sha256].append(file)
    for first, *others in alike.values():
        for file in others:
            yield _verdict(first, file, context)


def _verdict(first: FileView, file: FileView, context: Context) -> Verdict:
    one_caption, other_caption = (f.placements[0].caption for f in (first, file))
    difference = one_caption.difference(other_caption, _TELLING)
    if difference is None:
        severity, message, mend = Severity.NOTE, SAME.format(other=first.path), MEND_SAME
    else:
        field, one, two = difference
        message = OTHER.format(other=first.path, field=field, one=one, two=two)
        severity, mend = Severity.ERROR, MEND_OTHER
    return Verdict(
        severity=severity,
        path=file.path,
        message=message,
        sentence=context.sentence(file.placements[0].requirement),
        mend=mend,
    )
