"""要求.txt: one requirement in plain Chinese, so that a clerk needs no other paper."""

from collections.abc import Iterator

from cwc.folder.names import ACTIVITIES_FOLDER, REGISTER_FILE, SETTINGS_FILE
from cwc.model.artefact import Artefact, Kind
from cwc.model.pack import Header, Requirement
from cwc.wording.demands import asked, question

HEAD = """\
{code} {name}

清单原文：{text}
测评标准：{standard}
分管领导：{leader}    牵头科室：{lead}
责任单位：{responsible}

要交的材料
"""
FORM = "格式：{text}"
FORM_UNNAMED = "格式：清单没有规定"
PROVISIONAL = "张数以系统为准：{text}"
PHOTO_HOW = (
    f"放法：{{first}}，别的（单位等）填在{REGISTER_FILE}的“照片”表里；或放在“{ACTIVITIES_FOLDER}”里，"
    "一次活动一个子文件夹，名字写“日期 主题 地点”，再在“活动”表里填一行，什么都填在那一行。"
    "太大的照片不用自己压缩。"
)
IN_CATEGORY = "照片放在本文件夹的类别子文件夹里，文件名写“日期 主题 地点”"
IN_FOLDER = "照片放在本文件夹里，文件名写“日期 主题 地点”"
FESTIVAL_HOW = "节日写进子文件夹名、主题或登记表的“类别”，两个节日挨得近时才分得清。"
DOCUMENT_HOW = "放法：放在本文件夹里。"
SECRECY = "涉密：{text}"
OPEN_QUESTIONS = "\n清单没有写明、要问清楚的（问清后写进" + SETTINGS_FILE + "）\n"


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
    asks = "".join(f"- {question(ask)}\n" for ask in requirement.ask)
    return head + "".join(parts) + (OPEN_QUESTIONS + asks if asks else "")


def _lines(artefact: Artefact, header: Header) -> Iterator[str]:
    yield from asked(artefact, header)
    form = header.form(artefact.kind)
    yield FORM.format(text=form.text) if form.taken else FORM_UNNAMED
    if form.marking:
        yield form.marking.text
    if artefact.kind in {Kind.OFFICIAL_DOCUMENT, Kind.NORMATIVE_DOCUMENT}:
        yield SECRECY.format(text=header.secrecy)
    if not artefact.is_album:
        yield DOCUMENT_HOW
        return
    if header.photo_counts.provisional:
        yield PROVISIONAL.format(text=header.photo_counts.text)
    yield PHOTO_HOW.format(first=IN_CATEGORY if artefact.listed else IN_FOLDER)
    if artefact.festivals:
        yield FESTIVAL_HOW
