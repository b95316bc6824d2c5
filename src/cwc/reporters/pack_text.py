"""A pack as text that reads like the list itself."""

from collections.abc import Iterator
from itertools import groupby

from cwc.model.pack import Header, Pack, Requirement
from cwc.reporters.console import WIDTH, fold
from cwc.wording.demands import asked, question

LINE = "{id}  {title}\n  {by} {number}（{date}），{count}项要求"
HEAD = "{title}\n{by} {number}（{date}）"
GROUP = "{code} {name}"
INDICATOR = "{code} {name}"
STANDARD = "{number}）{text}"
ITEM = "{item}{text}"
CODE = "编号 {code}"
PEOPLE = "分管领导 {leader}    牵头科室 {lead}"
RESPONSIBLE = "责任单位 {responsible}"
ARTEFACT = "- {label}：{asked}"
NOTHING_MORE = "清单没有别的要求"
ASK = "? {question}"
TOTAL = "共{count}项要求，其中{asks}处没有写明，要问清楚（? 号）。"
PROVISIONAL = "图片张数以系统为准：{text}"


def render_pack_line(pack: Pack) -> str:
    """One pack in two lines."""
    return LINE.format(**_head(pack.header), id=pack.header.id, count=len(pack.requirements))


def render_pack(pack: Pack) -> str:
    """Group by group, indicator by indicator, standard by standard, as the list has it."""
    lines = fold(HEAD.format(**_head(pack.header)))
    for group, in_group in groupby(pack.requirements, key=lambda r: r.group):
        lines += ["", "=" * WIDTH, *fold(GROUP.format(code=group.code, name=group.name))]
        for indicator, in_indicator in groupby(in_group, key=lambda r: r.indicator):
            lines += ["", *fold(INDICATOR.format(code=indicator.code, name=indicator.name))]
            for _, in_standard in groupby(in_indicator, key=lambda r: r.standard):
                lines += _standard(list(in_standard), pack.header)
    asks = sum(len(requirement.ask) for requirement in pack.requirements)
    lines += ["", "=" * WIDTH, TOTAL.format(count=len(pack.requirements), asks=asks)]
    if pack.header.photo_counts.provisional:
        lines += fold(PROVISIONAL.format(text=pack.header.photo_counts.text))
    return "\n".join(lines) + "\n"


def _head(header: Header) -> dict[str, str]:
    issued = header.issued
    return {
        "title": header.title,
        "by": issued.by,
        "number": issued.number,
        "date": issued.date.isoformat(),
    }


def _standard(requirements: list[Requirement], header: Header) -> Iterator[str]:
    first = requirements[0]
    text = first.standard_text
    if first.standard:
        text = STANDARD.format(number=first.standard, text=text)
    yield from fold(text, indent=2)
    for requirement in requirements:
        yield from _requirement(requirement, header)


def _requirement(requirement: Requirement, header: Header) -> Iterator[str]:
    item = requirement.item or ""
    # ① stands by itself; a number does not.
    item += "）" if item.isdecimal() else ""
    yield from fold(ITEM.format(item=item, text=requirement.text), indent=4)
    yield from fold(CODE.format(code=requirement.code), indent=6)
    leader, lead = "、".join(requirement.leader), "、".join(requirement.lead)
    yield from fold(PEOPLE.format(leader=leader, lead=lead), indent=6)
    if requirement.responsible:
        yield from fold(
            RESPONSIBLE.format(responsible="、".join(requirement.responsible)), indent=6
        )
    for index, artefact in enumerate(requirement.artefacts):
        demands = "；".join(asked(artefact, header)) or NOTHING_MORE
        label = requirement.artefact_label(index)
        yield from fold(ARTEFACT.format(label=label, asked=demands), indent=6)
    for ask in requirement.ask:
        yield from fold(ASK.format(question=question(ask)), indent=6)
