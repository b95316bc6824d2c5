"""CAP006 organiser-elsewhere：照片的单位像是外地的，或像是把本单位写错了

检查什么：照片说明里的单位，名字开头是不是别的省、市、县、区；是不是与本单位的名称只差一两个字。

为什么：外地的照片混进来，就不是本地的工作；照片多半是从网上或别人的材料里拿的。本单位写错一个字，就
成了别的单位。

例子：示范镇卫生院的照片，单位写的是“北京协和医院”，或“示范镇卫生所”。

怎么改：核对照片是不是本地的；确实是外地来义诊、对口支援的，不用改。写错的，照 cwc.yaml 的 unit 写。

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
from cwc.text.names import is_a_slip

MESSAGE = "单位写的是“{name}”，像是{place}的（共{count}张）"
MEND = "核对照片是不是本地的；确实是外地来义诊、对口支援的，不用改。"
ALIKE = "单位写的是“{name}”，和本单位“{unit}”只差一两个字（共{count}张）"
MEND_ALIKE = "写错的改过来；确实是另一家单位的，不用改。"


@rule("CAP006", "organiser-elsewhere", kinds=(Kind.PHOTOS,))
def organiser_elsewhere(view: SubmissionView, context: Context) -> Iterator[Verdict]:
    """One verdict for each organiser that seems to be from elsewhere or misspelt."""
    home = home_of(context.unit, context.header.title)
    paths: dict[str, list[str]] = {}
    for file in view.files:
        names = (use.caption.values.get(Field.UNIT) for use in file.uses(Kind.PHOTOS))
        for name in dict.fromkeys(filter(None, names)):
            paths.setdefault(name, []).append(file.path)
    for name, of_name in paths.items():
        said = {"name": name, "count": len(of_name)}
        if place := foreign_beginning(name, home):
            message, mend = MESSAGE.format(place=place, **said), MEND
        elif is_a_slip(name, context.unit):
            message, mend = ALIKE.format(unit=context.unit, **said), MEND_ALIKE
        else:
            continue
        yield Verdict(severity=Severity.NOTE, path=of_name[0], message=message, mend=mend)
