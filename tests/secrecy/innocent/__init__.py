"""Harmless evidence files that speak of 密 and ★: none has a mark.

Of the sort "short" are cells and captions too short to be told from a mark by their shape.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from secrecy.innocent import docx, jpg, pdf, xlsx
from secrecy.innocent.texts import CELL, Text, plain, texts

_BUILD: Final[dict[str, Callable[[str, str, str, int], bytes]]] = {
    "docx": docx.build,
    "xlsx": xlsx.build,
    "pdf": pdf.build,
    "jpg": jpg.build,
}
_LIMITS: Final[dict[str, dict[str, dict[str, int]]]] = {
    "docx": {k: {n: v[0] for n, v in p.items()} for k, p in docx.PLACES.items()},
    "xlsx": {k: {n: v[0] for n, v in p.items()} for k, p in xlsx.PLACES.items()},
    "pdf": {k: {n: v[0] for n, v in p.items()} for k, p in pdf.PLACES.items()},
    "jpg": {k: {n: v[0] for n, v in p.items()} for k, p in jpg.PLACES.items()},
}
_ROTATIONS: Final = {
    "law": ("docx", "pdf", "docx", "xlsx", "pdf", "jpg"),
    "prose": ("docx", "pdf", "xlsx", "docx", "jpg"),
    "caption": ("jpg", "docx", "jpg", "pdf", "jpg", "xlsx"),
    "table": ("xlsx", "docx", "pdf", "docx"),
    "filename": ("docx", "pdf", "xlsx", "jpg"),
}
_ROTATION: Final = ("docx", "jpg", "xlsx", "pdf", "docx", "pdf", "xlsx")
_COPIES: Final = {"short": 1, "filename": 1, "technical": 2, "prose": 2, "caption": 2, "table": 2}
_FOLDERS: Final = (
    "报告", "会议", "制度", "总结", "附件", "宣传", "培训", "台账", "01 组织领导", "02 工作落实",
)  # fmt: skip
_TITLES: Final = (
    "说明报告", "工作总结", "情况汇报", "实施方案", "会议记录", "活动简报", "统计表", "佐证材料",
    "通知", "自评说明", "座谈发言", "调查问卷", "学习笔记",
)  # fmt: skip
_SCENES: Final = ("会场", "合影", "签到", "展板", "街道", "操场", "农田", "厂房", "课堂")
_PHOTO_WORDS: Final = ("照片", "合影", "现场", "展板")
_SHEET_WORDS: Final = ("台账", "签到表", "盘点", "清单", "对照", "名单", "登记")


@dataclass(frozen=True)
class Harmless:
    """One innocent file of a submission folder."""

    name: str
    path: str
    data: bytes
    sort: str


def _neutral_path(form: str, number: int) -> str:
    """Return an unsuspicious path that no other number gets."""
    if form == "jpg":
        scene = _SCENES[number % len(_SCENES)]
        return f"照片/2018年{1 + number % 12}月{scene} IMG_{2000 + number}.jpg"
    folder, title = _FOLDERS[number % len(_FOLDERS)], _TITLES[number % len(_TITLES)]
    return f"{folder}/{2014 + number % 5}年{title}-{number:03d}.{form}"


class _Planner:
    """Hand out forms and places in turn, so that each is used about as often."""

    def __init__(self) -> None:
        """Start with every place unused."""
        self._used: Counter[tuple[str, str, str]] = Counter()
        self._turn: Counter[str] = Counter()

    def form(self, text: Text) -> str:
        """Return the next form for a text of this sort that can hold its shape."""
        turns = _ROTATIONS.get(text.sort, _ROTATION)
        while True:
            form = turns[self._turn[text.sort] % len(turns)]
            self._turn[text.sort] += 1
            if text.shape in _LIMITS[form]:
                return form

    def place(self, form: str, text: Text) -> str:
        """Return the least used place of the form that is wide enough for the text."""
        length = len(plain(text.body))
        limits = _LIMITS[form][text.shape]
        wide = [name for name, limit in limits.items() if limit >= length]
        if text.sort == "short":
            wide = [name for name in wide if name not in {"scattered", "letters"}]
        place = min(wide, key=lambda name: self._used[form, text.shape, name])
        self._used[form, text.shape, place] += 1
        return place


def _named(text: Text, number: int) -> Harmless:
    """Return a neutral file whose own name carries the text."""
    if any(word in text.body for word in _PHOTO_WORDS):
        form = "jpg"
    elif any(word in text.body for word in _SHEET_WORDS):
        form = "xlsx"
    else:
        form = ("docx", "pdf")[number % 2]
    place = "exif-description" if form == "jpg" else "body" if form != "xlsx" else "cell"
    data = _BUILD[form]("plain", place, "资料齐全，见下。", number)
    name = f"filename-{text.topic}-{text.number:03d}-{form}"
    return Harmless(name, f"{text.body}.{form}", data, text.sort)


def _planned(text: Text, planner: _Planner, number: int) -> Harmless:
    """Return a file that carries the text at the next free place."""
    form = planner.form(text)
    place = planner.place(form, text)
    data = _BUILD[form](text.shape, place, text.body, number)
    name = f"{text.sort}-{text.topic}-{text.number:03d}-{place}-{form}"
    return Harmless(name, _neutral_path(form, number), data, text.sort)


def harmless() -> Iterator[Harmless]:
    """Yield every harmless file, in a fixed order."""
    planner, number, seen = _Planner(), 0, set[str]()
    bank = texts()
    for copy in range(2):
        for text in bank:
            if copy >= _COPIES.get(text.sort, 1 + text.number % 2):
                continue
            number += 1
            named = text.sort == "filename" and CELL not in text.body
            item = _named(text, number) if named else _planned(text, planner, number)
            if item.name not in seen:
                seen.add(item.name)
                yield item
