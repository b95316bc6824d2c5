"""CAP002 caption-date-conflict：说明里的日期与别处对不上

检查什么：照片说明里的时间，和文件夹名、文件名里的日期、照片里相机记下的拍摄时间（EXIF）是不是同一
天；是不是比基准日还晚。

为什么：日期错一个数字，照片就算到别的月份去了；评审会点开照片看拍摄时间。

例子：登记表写2018年3月15日，文件夹是“2018-05-13 健康义诊”；登记表写2018年3月，相机记的是2019年3
月。

怎么改：核对是哪一天，把写错的那一处改过来；相机时间没有调准的，照实填登记表，不用改照片。

依据：清单“每张图片需注明活动时间”。文件夹名、文件名是人写的，对不上是错误；相机的钟会不准，对不
上是警告，前后差一天不算；比基准日晚的，也可能是基准日写早了，是警告。聊天软件存下来的照片没有相机时间，文件名里是收到的时间，都不能核实，这很
平常，不作提示。
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.caption import Field
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.naming.captions import camera_date
from cwc.rules.registry import Verdict, rule
from cwc.text.dates import DateSpan, find_date, is_range, leading_date
from cwc.text.names import stem

WRITTEN = "说明写的是{said}，{where}“{name}”是{other}"
TO_COME = "说明写的是{said}，比基准日{as_of}还晚"
CAMERA = "说明写的是{said}，相机记的是{other}"
NAME_CAMERA = "说明写的是{said}，文件名里相机记的是{other}"
FOLDER, FILE = "文件夹", "文件名"
MEND = "核对是哪一天，把写错的那一处改过来。"
MEND_TO_COME = "核对年份和日期；基准日写早了的，改 cwc.yaml 的 as_of。"
MEND_CAMERA = "核对是哪一天；相机的钟没有调准的，不用改，不想再看到就用 cwc waive 记下原因。"

_HAS_HAN = re.compile(r"[\u4e00-\u9fff]|^\d{4}-\d{1,2}-\d{1,2}")
# A camera abroad or just after midnight.
_DAY = timedelta(days=1)
# How much it weighs, what is to be said, how to mend it.
_Conflict = tuple[Severity, str, str]


@rule("CAP002", "caption-date-conflict", kinds=(Kind.PHOTOS,))
def caption_date_conflict(view: FileView, picture: Picture, context: Context) -> Iterator[Verdict]:
    """One verdict for the first date that contradicts the caption's."""
    for use in view.placements:
        written = use.caption.values.get(Field.TIME, "")
        said = find_date(written)
        if said is None or is_range(written):
            continue
        conflict = _conflict(view.path, picture, said) or _to_come(said, context.as_of)
        if conflict:
            severity, message, mend = conflict
            yield Verdict(
                severity=severity,
                message=message,
                sentence=context.requirement(use.requirement).text,
                mend=mend,
            )
            return


def _to_come(said: DateSpan, as_of: date) -> _Conflict | None:
    if said.start <= as_of:
        return None
    message = TO_COME.format(said=said, as_of=DateSpan(as_of, as_of))
    return Severity.WARNING, message, MEND_TO_COME


def _conflict(path: str, picture: Picture, said: DateSpan) -> _Conflict | None:
    *folders, _ = path.split("/")
    own = stem(path)
    for where, name in ((FILE, own), *((FOLDER, name) for name in folders)):
        # A counter of digits alone is no date; of several days the caption may name any.
        dated = leading_date(name) if _HAS_HAN.search(name) and not is_range(name) else None
        if dated and not _meet(said, dated[0]):
            message = WRITTEN.format(said=said, where=where, name=name, other=dated[0])
            return Severity.ERROR, message, MEND
    near = DateSpan(said.start - _DAY, said.end + _DAY)
    taken = picture.taken
    if taken and not _meet(near, DateSpan(taken.date(), taken.date())):
        day = DateSpan(taken.date(), taken.date())
        return Severity.WARNING, CAMERA.format(said=said, other=day), MEND_CAMERA
    noted = camera_date(own)
    if noted and not _meet(near, noted):
        return Severity.WARNING, NAME_CAMERA.format(said=said, other=noted), MEND_CAMERA
    return None


def _meet(one: DateSpan, two: DateSpan) -> bool:
    return one.start <= two.end and two.start <= one.end
