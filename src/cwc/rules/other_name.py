"""REP004 other-name：报告写的像是别的单位或别的地方

检查什么：说明报告的标题里，有没有别的单位（卫生院、医院、疾控中心……）或别的县、市、区的名字；正
文里是不是只有别的地方的名字，没有自己的。

为什么：借来的稿子没有改完名字就交上去，整份报告都会被怀疑。

例子：示范镇卫生院交的报告，标题是“东风镇卫生院2019年公益活动情况”。

怎么改：核对这份稿子写的是不是本单位；名字改过来，数字也要换成自己的。

依据：清单要求说明“本区”“本单位”的情况。单位的名字取自 cwc.yaml 的 unit。机器只比名字，写到兄
弟单位、上级单位是正常的，所以只是警告。
"""

import re
from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.facts import DocumentFacts
from cwc.model.finding import Severity
from cwc.model.settings import Level
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

TITLE = "标题里写的是“{name}”，本单位是“{unit}”"
BODY = "正文里{count}次写到“{name}”，一次也没有写到“{own}”"
MEND = "核对是不是本单位的稿子；名字改过来，数字也要换成自己的。"

_UNITS = re.compile(
    r"[\u4e00-\u9fff]{2,7}?(?:卫生院|人民医院|中医院|医院|妇幼保健院|疾控中心|疾病预防控制中心|"
    r"卫生监督所|卫生健康委员会|卫健委|社区卫生服务中心)"
)
_PLACES = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:市|县|区)(?![\u4e00-\u9fff]?(?:医|民医))")
# 社区, 全市, 城区 …: words that end like a place's name and name none.
_COMMON = re.compile(
    r"(?:社|辖|景|片|园|地|小|城|郊|灾|山|校|库|牧|病|院|林|禁|误|专|特|责任|服务|住宅|农村|生活|办公|"
    r"门诊|急诊|住院|隔离|全|本|我|各|该|每|多|某|超|贫困|周边|市|县)(?:市|县|区)$"
)
_LEADING = re.compile(
    r"^(?:关于|对于|按照|根据|围绕|位于|来自|[在对到从向为与和及由的于是把将让请经])+"
)
_TIMES = 2


@rule("REP004", "other-name")
def other_name(view: FileView[DocumentFacts]) -> Iterator[Verdict]:
    """One verdict for a report that seems to be somebody else's."""
    if not view.is_for(Kind.REPORT):
        return
    body = [p.text for p in view.facts.passages if p.place == "正文" and p.text.strip()]
    message = _fault(body, view.context.unit, view.context.level) if body else None
    if message:
        yield Verdict(
            severity=Severity.WARNING,
            path=view.path,
            requirement=view.first_code,
            message=message,
            sentence=view.placements[0].requirement.text,
            mend=MEND,
        )


def _fault(body: list[str], unit: str, level: Level) -> str | None:
    own = next(iter(_places(unit)), "")
    title, text = body[0], "\n".join(body)
    if level is Level.UNIT:
        for name in _names(_UNITS, title):
            if not _akin(name, unit):
                return TITLE.format(name=name, unit=unit)
    for name in _places(title):
        if own and not _akin(name, own) and name not in unit:
            return TITLE.format(name=name, unit=unit)
    for name in dict.fromkeys(_places(text)):
        if own and text.count(name) >= _TIMES and own not in text and not _akin(name, own):
            return BODY.format(name=name, count=text.count(name), own=own)
    return None


def _names(pattern: re.Pattern[str], text: str) -> list[str]:
    return [_LEADING.sub("", match[0]) for match in pattern.finditer(text)]


def _places(text: str) -> list[str]:
    return [name for name in _names(_PLACES, text) if len(name) > 2 and not _COMMON.search(name)]


def _akin(name: str, own: str) -> bool:
    """Whether one name holds the other, as a short form does a long one."""
    return name in own or own in name
