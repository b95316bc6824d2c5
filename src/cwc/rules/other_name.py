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
    r"[\u4e00-\u9fff]{2,14}?(?:卫生院|人民医院|中医院|医院|妇幼保健院|疾控中心|疾病预防控制中心|"
    r"卫生监督所|卫生健康委员会|卫健委|社区卫生服务中心)"
)
_PLACES = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:市|县|区)")
_PARTS = re.compile(r"[\s，。；、：,;:（）()“”]+")
# 社区, 全市, 城区 …: words that end like a place's name and name none.
_COMMON = re.compile(
    r"(?:社|辖|景|片|园|地|小|城|郊|灾|山|校|库|牧|病|院|林|禁|误|专|特|责任|服务|住宅|农村|生活|办公|"
    r"门诊|急诊|住院|隔离|候诊|留观|等候|吸烟|开发|功能|责任|公共|工作|操作|污染|清洁|农贸|"
    r"全|本|我|各|该|每|多|某|超|贫困|周边|市|县)(?:市|县|区)$"
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
    message = _fault(body, view.context.unit, view.context.level, view.context.header.title)
    if message:
        yield Verdict(
            severity=Severity.WARNING,
            path=view.path,
            requirement=view.first_code,
            message=message,
            sentence=view.placements[0].requirement.text,
            mend=MEND,
        )


def _fault(body: list[str], unit: str, level: Level, own_list: str) -> str | None:
    own = next(iter(_names(_PLACES, unit)), "")
    # An addressee's line stands above the title.
    title = next((text.strip() for text in body if not text.strip().endswith(("：", ":"))), "")
    text = "\n".join(body)
    begun = _LEADING.sub("", title)
    if level is Level.UNIT and (found := _UNITS.match(begun)) and not _akin(found[0], unit):
        return TITLE.format(name=found[0], unit=unit)
    if own and (found := _PLACES.match(begun)) and _is_foreign(found[0], own, unit + own_list):
        return TITLE.format(name=found[0], unit=unit)
    for name in dict.fromkeys(_names(_PLACES, text)):
        if own and own not in text and _is_foreign(name, own, unit + own_list):
            count = text.count(name)
            if count >= _TIMES:
                return BODY.format(name=name, count=count, own=own)
    return None


def _names(pattern: re.Pattern[str], text: str) -> list[str]:
    """The names that begin a line, a sentence or a part of one, where they stand by themselves."""
    parts = (_LEADING.sub("", part) for part in _PARTS.split(text))
    return [found[0] for part in parts if (found := pattern.match(part))]


def _is_foreign(name: str, own: str, about: str) -> bool:
    """Whether a place is neither one's own, nor above it, nor a common word."""
    return not _COMMON.search(name) and not _akin(name, own) and name not in about


def _akin(name: str, own: str) -> bool:
    """Whether one name holds the other, or both begin alike, as a short form does a long one."""
    return name in own or own in name or name[:3] == own[:3] or name[:2] == own[:2]
