"""材料登记.xlsx: what the unit says about its activities and photos."""

import re
from dataclasses import dataclass
from pathlib import Path

from cwc.errors import ConfigError
from cwc.model.caption import Caption, Field
from cwc.model.pack import Header
from cwc.submission.layout import REGISTER_FILE
from cwc.workbook import Row, Sheet, read_rows, write_sheets

ACTIVITIES, PHOTOS = "活动", "照片"
_TARGETS = {ACTIVITIES: "文件夹", PHOTOS: "文件"}
_CATEGORY, _USED_FOR = "类别", "用于指标"
HINTS = {
    "文件夹": "“活动”里的子文件夹名，如：2018-03-15 健康义诊 文化广场",
    "文件": "照片的文件名；有重名的写全路径",
    Field.TIME.value: "如：2018年3月15日",
    Field.UNIT.value: "主办单位或开展活动的单位，写全称",
    _CATEGORY: "如：义诊。几个类别用分号隔开",
    _USED_FOR: "如：Ⅲ-49/-/①。用于几项的用分号隔开",
}
_LIST = re.compile(r"[；;，,、\n]+")


@dataclass(frozen=True)
class Entry:
    """One row: which folder or file it speaks of, and what it says."""

    where: str
    target: str
    caption: Caption
    categories: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """Both sheets, in their order."""

    activities: tuple[Entry, ...] = ()
    photos: tuple[Entry, ...] = ()


def read_register(folder: Path, header: Header) -> Register:
    """The register of a submission, empty when there is none; ConfigError when it is broken."""
    path = folder / REGISTER_FILE
    if not path.exists():
        return Register()
    sheets = {name.strip(): rows for name, rows in read_rows(path).items()}
    for name in _TARGETS:
        if name not in sheets:
            raise ConfigError(f"{path}：没有名为“{name}”的工作表。请把工作表名改回“{name}”。")
    return Register(
        *(tuple(_entry(path, name, row, header) for row in sheets[name]) for name in _TARGETS)
    )


def _entry(path: Path, sheet: str, row: Row, header: Header) -> Entry:
    where = f"{sheet} 第{row.number}行"
    target = row.cells.get(_TARGETS[sheet], "")
    if not target:
        raise ConfigError(
            f"{path}：{where}没有填“{_TARGETS[sheet]}”一栏，不知道说的是哪些照片。请补上。"
        )
    values = {}
    for heading, text in row.cells.items():
        field = header.field_of(heading)
        if field:
            values[field] = text
        elif heading not in {_TARGETS[sheet], _CATEGORY, _USED_FOR, "备注"}:
            raise ConfigError(
                f"{path}：{sheet} 的表头“{heading}”不认识。请改回 cwc init 给出的表头。"
            )
    origin = dict.fromkeys(values, f"{REGISTER_FILE} {where}")
    return Entry(
        where=where,
        target=target.replace("\\", "/").strip("/"),
        caption=Caption(values=values, origin=origin),
        categories=_split(row.cells.get(_CATEGORY, "")),
        codes=_split(row.cells.get(_USED_FOR, "")),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _LIST.split(cell) if part.strip())


def write_register(path: Path) -> None:
    """An empty register to fill in."""
    fields = [field.value for field in Field]
    widths = [34, 16, 20, 24, 28, 14, 14, 14, 26]
    sheets = [
        Sheet(name, [target, *fields, _CATEGORY, _USED_FOR], [], widths, HINTS)
        for name, target in _TARGETS.items()
    ]
    write_sheets(path, sheets)
