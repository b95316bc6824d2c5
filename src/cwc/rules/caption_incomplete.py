"""CAP001 caption-incomplete：照片说明不全

检查什么：清单要求照片注明的每一项（活动时间、活动地点、主办单位、活动主题、场所名称等）是否都有内
容；活动时间要看得出年月。

为什么：说明不全的照片不算数。

例子：Ⅲ-49/-/① 要求注明活动时间、主办单位、活动主题，登记表里没有填单位。

怎么改：在材料登记.xlsx 里补上；同一次活动的照片只要在“活动”表里填一行。也可以写进文件名：“
2018-03-15 主题 地点.jpg”。单位不会从别处猜，请如实填写；都是一个单位办的，可以在 cwc.yaml 里写一次
defaults: {单位: 示范镇卫生院}，另有单位的照片照登记表。清单写“单位名称或个人姓名”的，填一样即可。

依据：清单该项要求原文里“每张图片需注明……”。说明取自登记表的“照片”行、“活动”行、文件名、文
件夹名，依次补足。
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cwc.model.artefact import Kind
from cwc.model.aspects import Picture
from cwc.model.caption import Field
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView, Placement
from cwc.rules.registry import Verdict, rule
from cwc.text.dates import find_date, impossible_day

MESSAGE = "用于 {code} 的说明缺：{labels}"
NO_DATE = "{label}（“{value}”看不出年月）"
NO_SUCH_DAY = "{label}（“{value}”：{month}月没有{day}日）"
MEND = "在材料登记.xlsx 里给这张照片（或它的活动）补上（写错的改正）：{fields}。"
DEFAULT = "都是本单位办的，在 cwc.yaml 里写一次：defaults: {{{field}: {unit}}}。"


@rule("CAP001", "caption-incomplete", kinds=(Kind.PHOTOS,))
def caption_incomplete(view: FileView, _picture: Picture, context: Context) -> Iterator[Verdict]:
    """One verdict for each requirement whose caption lacks something."""
    for use in view.uses(Kind.PHOTOS):
        if missing := lacking(use, context):
            labels = [lack.words for lack in missing]
            fields = ["或".join(lack.fields) for lack in missing]
            yield Verdict(
                severity=Severity.ERROR,
                place=use.requirement,
                requirement=use.requirement,
                artefact=use.artefact,
                message=MESSAGE.format(code=use.requirement, labels="、".join(labels)),
                sentence=context.requirement(use.requirement).text,
                mend=_mend(fields, context.unit),
            )


def _mend(fields: Sequence[str], unit: str) -> str:
    mend = MEND.format(fields="、".join(fields))
    more = DEFAULT.format(field=Field.UNIT.value, unit=unit)
    return mend + more if any(Field.UNIT.value in field for field in fields) else mend


@dataclass(frozen=True)
class Lack:
    """Something that the list asks for and a caption does not say.

    In the list's words, the fields any of which would say it, and what stands there instead.
    """

    words: str
    fields: tuple[Field, ...]
    said: str


def lacking(use: Placement, context: Context) -> list[Lack]:
    """What one use of a photo lacks in its caption, in the order of the list."""
    missing = []
    for label in context.artefact(use.requirement, use.artefact).caption_labels:
        fields = context.header.fields_of(label)
        value = next((v for f in fields if (v := use.caption.values.get(f))), "")
        date = find_date(value) if Field.TIME in fields else None
        if not value:
            missing.append(Lack(label, fields, ""))
        elif Field.TIME in fields and (date is None or date.lacks_month):
            missing.append(Lack(_undated(label, value), (Field.TIME,), value))
    return missing


def _undated(label: str, value: str) -> str:
    """Why a caption's time tells no month."""
    if unknown := impossible_day(value):
        month, day = unknown
        return NO_SUCH_DAY.format(label=label, value=value, month=month, day=day)
    return NO_DATE.format(label=label, value=value)
