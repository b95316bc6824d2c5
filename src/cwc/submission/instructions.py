"""要求.txt: one requirement in plain Chinese, so that a clerk needs no other paper."""

from collections.abc import Iterator

from cwc.model.pack import (
    Artefact,
    Header,
    PhotosArtefact,
    ReportArtefact,
    Requirement,
)
from cwc.submission.layout import ACTIVITIES_FOLDER, REGISTER_FILE

HEAD = """\
{code} {name}

清单原文：{text}
测评标准：{standard}
分管领导：{leader}    牵头科室：{lead}
责任单位：{responsible}

要交的材料
"""
WORDS = "约{about}字（{low}至{high}字之间不会提示）"
EACH_YEAR = "{years}每年一份，文件名里写上年份，如“{first}年说明报告.docx”"
CATEGORIES = "分类：{names}"
OPEN = "（清单只举了例，可以另加类别）"
OPEN_UNNAMED = "分类：清单没有列出类别，请按实际分，一类一个子文件夹"
PERIOD = "期间：{since}至{until}"
COUNT = "{per}至少{at_least}张"
CAPTION = "每张要注明：{labels}"
SUPPLIED = "由{by}提供，没有收到前不用管"
FORM = "格式：{text}"
PHOTO_HOW = (
    f"放法：照片放在本文件夹的类别子文件夹里；或放在“{ACTIVITIES_FOLDER}”里，一次活动一个子文件夹，"
    f"名字写“日期 主题 地点”，再在{REGISTER_FILE}的“活动”表里填一行。超过2M的照片不用自己压缩。"
)
_PER = {("category",): "每类", ("month",): "每月", ("category", "month"): "每类每月", (): ""}


def instructions(requirement: Requirement, header: Header) -> str:
    """The text of 要求.txt for one requirement."""
    head = HEAD.format(
        code=requirement.code,
        name=requirement.indicator.name,
        text=requirement.text,
        standard=requirement.standard_text,
        leader="、".join(requirement.leader),
        lead="、".join(requirement.lead),
        responsible="、".join(requirement.responsible) or "（清单未列）",
    )
    parts = []
    for index, artefact in enumerate(requirement.artefacts):
        label = requirement.artefact_label(index)
        lines = "\n".join(f"   {line}" for line in _lines(artefact, header))
        parts.append(f"{index + 1}. {label}\n{lines}\n")
    return head + "".join(parts)


def _lines(artefact: Artefact, header: Header) -> Iterator[str]:
    if artefact.supplied_by:
        yield SUPPLIED.format(by=artefact.supplied_by)
    if isinstance(artefact, ReportArtefact):
        yield from _report(artefact, header)
    if isinstance(artefact, PhotosArtefact):
        yield from _photos(artefact, header)
    yield FORM.format(text=header.forms[artefact.kind].text)
    if isinstance(artefact, PhotosArtefact):
        yield PHOTO_HOW


def _report(artefact: ReportArtefact, header: Header) -> Iterator[str]:
    if artefact.each:
        years = "、".join(str(year) for year in artefact.each.years)
        yield EACH_YEAR.format(years=f"{years}年", first=artefact.each.years[0])
    if artefact.words:
        about = artefact.words.about
        low, high = header.word_band.silent_range(about)
        yield WORDS.format(about=about, low=low, high=high)


def _photos(artefact: PhotosArtefact, header: Header) -> Iterator[str]:
    yield COUNT.format(per=_PER[artefact.per], at_least=artefact.at_least)
    categories = artefact.categories
    if categories and categories.names:
        yield CATEGORIES.format(names="、".join(categories.names)) + (
            OPEN if categories.open else ""
        )
    elif categories:
        yield OPEN_UNNAMED
    if artefact.since:
        yield PERIOD.format(since=artefact.since, until=artefact.until or header.assessment.until)
    if artefact.caption:
        yield CAPTION.format(labels="、".join(artefact.caption))
