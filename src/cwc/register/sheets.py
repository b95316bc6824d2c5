"""材料登记.xlsx: what the unit says about its activities and photos."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwc.errors import ConfigError
from cwc.folder.names import REGISTER_FILE
from cwc.model.caption import Caption, Field
from cwc.model.pack import Header, Pack
from cwc.text.dates import from_serial
from cwc.text.names import tidy_path
from cwc.workbook import Row, Sheet, commands, read_rows, write_sheets

ACTIVITIES, PHOTOS = "活动", "照片"
_TARGETS = {ACTIVITIES: "文件夹", PHOTOS: "文件"}
_CATEGORY, _USED_FOR = "类别", "用于指标"
HINTS = {
    "文件夹": "“活动”里的子文件夹名，如：2018-03-15 志愿服务 文化广场",
    "文件": "照片的文件名；有重名的写全路径",
    Field.TIME.value: "如：2018年3月15日",
    Field.UNIT.value: "办活动的单位，写全称",
    Field.PERSON.value: "个人做的写姓名；清单说单位、个人写一样即可的，填一样",
    _CATEGORY: "照要求.txt 里的类别写。用于几项指标的，各项的类别都写上，用分号隔开",
}
USED_FOR = "如：{code}。用于几项的用分号隔开"
# What clerks write for "to be filled in", and XX卫生院; it fills nothing in.
_BLANK = re.compile(
    r"[\W_xXＸ×〇○]*+(?:待补充?|待定|待填|暂缺|暂无|不详|无|略|见附件|某[单位地人]{1,2}|test|测试|\d)?"
    r"[\W_xXＸ×〇○]*+|(?:[xXＸ]{2,}+|[×〇○]{2,}+)[\u4e00-\u9fff]{1,6}",
    re.IGNORECASE,
)
# What stands for the cell above.
_DITTO = re.compile(r"同上[。.]?|同前|〃|″|〞|[\"“”]|ditto", re.IGNORECASE)
_OTHERS = (_CATEGORY, _USED_FOR, "备注")
_LIST = re.compile(r"[；;，,、/\s]+")

NO_FILE = "{path}：不是普通文件，没有读。请换回原来的登记表。"
NO_SHEET = "{path}：没有名为“{name}”的工作表。请把工作表名改回“{name}”。"
UNKNOWN_HEADING = (
    "{path}：{sheet} 的表头“{heading}”不认识。请改回 cwc init 给出的表头，或改名为“备注”。"
)
NO_TARGET = (
    "{path}：{sheet} 第{number}行没有填“{target}”一栏，不知道说的是哪些照片。"
    "请补上（合并的单元格要拆开，每行都填）；表头要在第1行。"
)


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
    """Both sheets, in their order, and the cells that a spreadsheet would run."""

    activities: tuple[Entry, ...] = ()
    photos: tuple[Entry, ...] = ()
    formulas: tuple[str, ...] = ()


def read_register(folder: Path, pack: Pack) -> Register:
    """The register of a submission, empty when there is none; ConfigError when it is broken."""
    path = folder / REGISTER_FILE
    if not os.path.lexists(path):
        return Register()
    if not path.is_file():
        # A pipe would be waited for without end.
        raise ConfigError(NO_FILE.format(path=path))
    sheets = {name.strip(): _repeated(rows) for name, rows in read_rows(path).items()}
    faults = [NO_SHEET.format(path=path, name=name) for name in _TARGETS if name not in sheets]
    entries: dict[str, tuple[Entry, ...]] = {}
    for name in _TARGETS:
        rows = sheets.get(name, [])
        faults += _faults(path, name, rows, pack.header)
        entries[name] = tuple(_entry(name, row, pack) for row in rows)
    if faults:
        raise ConfigError("\n".join(dict.fromkeys(faults)))
    formulas = commands(path.read_bytes())
    return Register(entries[ACTIVITIES], entries[PHOTOS], tuple(formulas))


def _repeated(rows: Sequence[Row]) -> list[Row]:
    """The rows, 同上 in a cell replaced by what the cell above says: by nothing, if none does."""
    above: dict[str, str] = {}
    made = []
    for row in rows:
        said = {h: above.get(h, "") if _DITTO.fullmatch(t) else t for h, t in row.cells.items()}
        above = {heading: text for heading, text in said.items() if text}
        made.append(Row(row.number, above))
    return made


def _faults(path: Path, sheet: str, rows: Iterable[Row], header: Header) -> Iterator[str]:
    target = _TARGETS[sheet]
    for row in rows:
        for heading in row.cells:
            if heading not in {target, *_OTHERS} and not header.fields_of(heading):
                yield UNKNOWN_HEADING.format(path=path, sheet=sheet, heading=heading)
        if target not in row.cells:
            yield NO_TARGET.format(path=path, sheet=sheet, number=row.number, target=target)


def _entry(sheet: str, row: Row, pack: Pack) -> Entry:
    where = f"{sheet} 第{row.number}行"
    values: dict[Field, str] = {}
    for heading, text in row.cells.items():
        # 单位名称或个人姓名 goes where the unit goes; two headings for one field add up.
        for field in pack.header.fields_of(heading)[:1]:
            said = from_serial(text) if field is Field.TIME else text
            if not _BLANK.fullmatch(said):
                values[field] = f"{values[field]}、{said}" if field in values else said
    target = row.cells.get(_TARGETS[sheet], "")
    return Entry(
        where=where,
        target=tidy_path(target),
        caption=Caption(values=values),
        categories=tuple(c for c in _LIST.split(row.cells.get(_CATEGORY, "")) if c),
        codes=pack.codes.split(row.cells.get(_USED_FOR, "")),
    )


def write_register(path: Path, code: str) -> None:
    """An empty register to fill in, with this code for an example."""
    hints = {**HINTS, _USED_FOR: USED_FOR.format(code=code)}
    fields = [field.value for field in Field]
    widths = [34, 16, 20, 24, 12, 28, 14, 14, 14, 26]
    sheets = [
        Sheet(name, [target, *fields, _CATEGORY, _USED_FOR], [], widths, hints)
        for name, target in _TARGETS.items()
    ]
    write_sheets(path, sheets)
