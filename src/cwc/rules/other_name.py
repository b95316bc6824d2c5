"""REP004 other-name：报告写的像是别的单位、别的地方或别的年份

检查什么：说明报告的标题里，有没有别的单位（卫生院、医院、疾控中心……）或别的县、市、区的名字；正文里是不是
只有别的单位、别的地方的名字，没有自己的；一年一份的，正文写的是不是别的年份。

为什么：借来的稿子、去年的稿子没有改完就交上去，整份报告都会被怀疑。

例子：示范镇卫生院交的报告，标题是“东风镇卫生院2019年公益活动情况”；用作2019年的，通篇只写2018年。

怎么改：核对这份稿子写的是不是本单位、这一年；改过来，数字也要换成自己的。

依据：清单要求说明“本区”“本单位”的情况。单位的名字取自 cwc.yaml 的 unit，县、市、区的名字照 GB/T
2260。机器只比名字，写到兄弟单位、上级单位、前一年是正常的，所以只是警告。
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.settings import Level
from cwc.model.view import FileView, Placement
from cwc.rules.registry import AsSeen, Verdict, rule
from cwc.text.divisions import divisions_in, home_of, is_foreign, short_name

TITLE = "标题里写的是“{name}”，本单位是“{unit}”"
BODY = "正文里{count}次写到“{name}”，一次也没有写到“{own}”"
YEAR = "用作{year}年的，正文写的是{years}，一次也没有写到{year}年"
BEGINS = "用作{year}年的，先写到的却是“{said}”"
MEND = "核对是不是本单位、这一年的稿子；改过来，数字也要换成自己的。"

_LEADING = re.compile(
    r"^(?:关于|对于|按照|根据|围绕|位于|来自|[在对到从向为与和及由的于是把将让请经])+"
)
_SENTENCE = "。"
# The year that a text is about; not 自2018年以来, 与2018年相比, 2018年至2020年, 2018年度计划.
_ABOUT = re.compile(
    r"(?<![\d比较与同和自从到至—-])(20\d\d)年"
    r"(?!以来|以后|之后|起|至|到|底|末|初|[—~-]|[、和及]|.{0,6}基础|同期)"
)
# Once may be a neighbour who lent a hand.
_TIMES = 2
_NEVER = r"(?!)"
# 各地区, 全镇, 乡镇 name no place.
_TOWN = r"(?![各全本我该每某])[^\W镇乡县市区]{2}(?:镇|乡|街道|县|市|区)"
_SHORT, _AROUND = 2, 8


@rule("REP004", "other-name", kinds=(Kind.REPORT,))
def other_name(view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One verdict for a report that seems to be somebody else's, or another year's."""
    body = [part.text for part in text.body if part.text.strip()]
    own = _own(context)
    message = (
        _in_title(body, own)
        or _in_body("\n".join(body), own)
        or _other_year(body, view.placements, context)
    )
    if message:
        yield Verdict(
            severity=Severity.WARNING,
            message=message,
            sentence=context.sentence(view.placements[0].requirement),
            mend=MEND,
        )


@dataclass(frozen=True)
class _Own:
    """Who hands in: the unit, its place, how it is called for short, and what units are called."""

    unit: str
    divisions: tuple[str, ...]
    shorts: tuple[str, ...]
    units: "_Units | None"

    def is_foreign(self, division: str) -> bool:
        """Whether a division is neither its own, nor above it, nor in it."""
        return is_foreign(division, self.divisions)

    def is_named_in(self, text: str) -> bool:
        return any(short in text for short in self.shorts)


@dataclass(frozen=True)
class _Units:
    """What finds names of units: at the beginning of a title, anywhere after a town or district."""

    begin: re.Pattern[str]
    anywhere: re.Pattern[str]


@cache
def _units(words: tuple[str, ...]) -> _Units:
    ends = "|".join(map(re.escape, words)) or _NEVER
    return _Units(
        begin=re.compile(rf"[\u4e00-\u9fff]{{2,14}}?(?:{ends})"),
        anywhere=re.compile(rf"{_TOWN}[\u4e00-\u9fff]{{0,4}}?(?:{ends})"),
    )


def _own(context: Context) -> _Own:
    unit = context.unit
    in_unit = divisions_in(unit)
    divisions = home_of(unit, context.header.title)
    words = context.header.names.units
    stem = unit
    for division in in_unit:
        stem = stem.replace(division, "", 1)
    # 赣州市人民医院 has no name of its own but its city's.
    of_place = not stem or stem.startswith(words)
    names = [short_name(d) for d in in_unit] if of_place else [stem[:_SHORT]]
    is_unit = context.level is Level.UNIT
    shorts = (unit, *names, *(() if is_unit else map(short_name, divisions)))
    return _Own(unit, divisions, shorts, _units(words) if is_unit else None)


def _in_title(body: list[str], own: _Own) -> str | None:
    # An addressee's line stands above the title.
    title = next((text.strip() for text in body if not text.strip().endswith(("：", ":"))), "")
    begun = _LEADING.sub("", title)
    if own.is_named_in(title):
        return None
    name = next(iter(divisions_in(begun)), "")
    if name and begun.startswith(name) and own.is_foreign(name):
        return TITLE.format(name=name, unit=own.unit)
    found = own.units.begin.match(begun) if own.units else None
    return TITLE.format(name=found[0], unit=own.unit) if found else None


def _in_body(text: str, own: _Own) -> str | None:
    if own.is_named_in(text):
        return None
    foreign = Counter(d for d in divisions_in(text) if own.is_foreign(d))
    if own.units:
        # Those of one's own place are above, or beside: 区人民医院 lends a hand everywhere.
        named = (found[0] for found in own.units.anywhere.finditer(text))
        foreign.update(n for n in named if all(map(own.is_foreign, divisions_in(n))))
    for name, count in foreign.most_common(1):
        if count >= _TIMES:
            return BODY.format(name=name, count=count, own=own.unit)
    return None


def _other_year(body: list[str], uses: Iterable[Placement], context: Context) -> str | None:
    """What is wrong when a report for one of the list's years speaks of another."""
    for use in uses:
        asked = context.artefact(use.requirement, use.artefact).counted_years
        year = use.when.start.year if use.when else None
        if year not in asked:
            continue
        # Of a report that was borrowed from another year the title alone is changed.
        text = [piece for piece in body if _SENTENCE in piece] or body
        about = {int(found) for piece in text for found in _ABOUT.findall(piece)}
        others = sorted(about & {*asked} - {year})
        if others and not any(str(year) in piece for piece in text):
            years = "、".join(f"{other}年" for other in others)
            return YEAR.format(year=year, years=years)
        first = next((m for piece in body for m in _ABOUT.finditer(piece)), None)
        if first and int(first[1]) != year and int(first[1]) in asked:
            around = first.string[first.start() : first.end() + _AROUND]
            return BEGINS.format(year=year, said=" ".join(around.split()))
    return None
