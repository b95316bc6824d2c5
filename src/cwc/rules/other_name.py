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
from dataclasses import dataclass
from functools import cache

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.header import NameWords
from cwc.model.settings import Level
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule

TITLE = "标题里写的是“{name}”，本单位是“{unit}”"
BODY = "正文里{count}次写到“{name}”，一次也没有写到“{own}”"
MEND = "核对是不是本单位的稿子；名字改过来，数字也要换成自己的。"

_PARTS = re.compile(r"[\s，。；、：,;:（）()“”]+")
# 社区, 全市, 城区 …: words that end like a place's name and name none, in any list.
_COMMON = (
    *"社辖景片园地小城郊灾山校库牧林禁误专特全本我各该每多某超市县",
    *("责任", "服务", "住宅", "农村", "生活", "办公", "等候", "吸烟", "开发", "功能", "公共"),
    *("工作", "操作", "农贸", "贫困", "周边"),
)
_LEADING = re.compile(
    r"^(?:关于|对于|按照|根据|围绕|位于|来自|[在对到从向为与和及由的于是把将让请经])+"
)
_TIMES = 2
_NEVER = r"(?!)"


@rule("REP004", "other-name", kinds=(Kind.REPORT,))
def other_name(view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One verdict for a report that seems to be somebody else's."""
    body = [part.text for part in text.body if part.text.strip()]
    message = _fault(body, context, _patterns(context.header.names))
    if message:
        yield Verdict(
            severity=Severity.WARNING,
            message=message,
            sentence=context.sentence(view.placements[0].requirement),
            mend=MEND,
        )


@dataclass(frozen=True)
class _Patterns:
    """The names of other units, of other places, and the words that only look like places."""

    units: re.Pattern[str]
    places: re.Pattern[str]
    common: re.Pattern[str]


@cache
def _patterns(names: NameWords) -> _Patterns:
    units, places, common = (
        "|".join(map(re.escape, words)) or _NEVER
        for words in (names.units, names.places, (*_COMMON, *names.common))
    )
    return _Patterns(
        units=re.compile(rf"[\u4e00-\u9fff]{{2,14}}?(?:{units})"),
        places=re.compile(rf"[\u4e00-\u9fff]{{2,3}}?(?:{places})"),
        common=re.compile(f"(?:{common})(?:{places})$"),
    )


def _fault(body: list[str], context: Context, known: _Patterns) -> str | None:
    unit, about = context.unit, context.unit + context.header.title
    own = next(iter(_names(known.places, unit)), "")
    # An addressee's line stands above the title.
    title = next((text.strip() for text in body if not text.strip().endswith(("：", ":"))), "")
    text = "\n".join(body)
    begun = _LEADING.sub("", title)
    found = known.units.match(begun) if context.level is Level.UNIT else None
    if found and not _akin(found[0], unit):
        return TITLE.format(name=found[0], unit=unit)
    found = known.places.match(begun) if own else None
    if found and _is_foreign(found[0], own, about, known.common):
        return TITLE.format(name=found[0], unit=unit)
    for name in dict.fromkeys(_names(known.places, text)):
        if own and own not in text and _is_foreign(name, own, about, known.common):
            count = text.count(name)
            if count >= _TIMES:
                return BODY.format(name=name, count=count, own=own)
    return None


def _names(pattern: re.Pattern[str], text: str) -> list[str]:
    """The names that begin a line, a sentence or a part of one, where they stand by themselves."""
    parts = (_LEADING.sub("", part) for part in _PARTS.split(text))
    return [found[0] for part in parts if (found := pattern.match(part))]


def _is_foreign(name: str, own: str, about: str, common: re.Pattern[str]) -> bool:
    """Whether a place is neither one's own, nor above it, nor a common word."""
    return not common.search(name) and not _akin(name, own) and name not in about


def _akin(name: str, own: str) -> bool:
    """Whether one name holds the other, or both begin alike, as a short form does a long one."""
    return name in own or own in name or name[:3] == own[:3] or name[:2] == own[:2]
