"""CAP006 organiser-elsewhere：照片的单位像是外地的

检查什么：照片说明里的单位，名字开头是不是别的省、市、县、区。

为什么：外地的照片混进来，就不是本地的工作；照片多半是从网上或别人的材料里拿的。

例子：示范镇卫生院的照片，单位写的是“北京协和医院”。

怎么改：核对照片是不是本地的；确实是外地来义诊、对口支援的，不用改。

依据：清单要求的是本区、本单位的情况。地名照 GB/T 2260，路名、小区名里的不算。只是提示，一家单位说
一次。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.caption import Field
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule
from cwc.text.divisions import foreign_beginning, home_of

MESSAGE = "单位写的是“{name}”，像是{place}的（共{count}张）"
MEND = "核对照片是不是本地的；确实是外地来义诊、对口支援的，不用改。"


@rule("CAP006", "organiser-elsewhere", kinds=(Kind.PHOTOS,))
def organiser_elsewhere(view: SubmissionView, context: Context) -> Iterator[Verdict]:
    """One verdict for each organiser that seems to be from elsewhere, at its first photo."""
    home = home_of(context.unit, context.header.title)
    paths: dict[str, list[str]] = {}
    for file in view.files:
        said = (use.caption.values.get(Field.UNIT) for use in file.uses(Kind.PHOTOS))
        for name in dict.fromkeys(filter(None, said)):
            paths.setdefault(name, []).append(file.path)
    for name, of_name in paths.items():
        if place := foreign_beginning(name, home):
            yield Verdict(
                severity=Severity.NOTE,
                path=of_name[0],
                message=MESSAGE.format(name=name, place=place, count=len(of_name)),
                mend=MEND,
            )
