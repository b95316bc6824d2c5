"""材料登记.xlsx: what the unit says about its activities and photos."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from cwc.errors import ConfigError
from cwc.folder.names import REGISTER_FILE, is_like_register
from cwc.model.caption import Caption, Field
from cwc.model.pack import Header, Pack
from cwc.model.view import RegisterView
from cwc.replacing import is_open
from cwc.text.dates import from_serial
from cwc.text.names import tidy_path
from cwc.workbook import Row, Sheet, Table, commands, read_tables, write_sheets

ACTIVITIES, PHOTOS = "活动", "照片"
TARGETS = {ACTIVITIES: "文件夹", PHOTOS: "文件"}
CATEGORY, USED_FOR = "类别", "用于指标"
# What cwc itself writes: a small picture, what a row still lacks, the photo's sha256.
THUMBNAIL, STATE, CONTENT = "缩略图", "情况", "内容校验（勿改）"
HINTS = {
    "文件夹": "“活动”里的子文件夹名，如：2018-03-15 志愿服务 文化广场",
    "文件": "照片的文件名；有重名的写全路径",
    Field.TIME.value: "如：2018年3月15日",
    Field.UNIT.value: "办活动的单位，写全称",
    Field.PERSON.value: "个人做的写姓名；清单说单位、个人写一样即可的，填一样",
    CATEGORY: "照要求.txt 里的类别写。用于几项指标的，各项的类别都写上，用分号隔开",
    THUMBNAIL: "cwc register 放的，只供辨认",
    STATE: "cwc register 写的，下次运行时重写",
}
USED_FOR_HINT = "如：{code}。用于几项的用分号隔开"
# What clerks write for "to be filled in", and XX卫生院; it fills nothing in.
_BLANK = re.compile(
    r"[\W_xXＸ×〇○]*+(?:待补充?|待定|待填|暂缺|暂无|不详|无|略|见附件|某[单位地人]{1,2}|照片|图片|相片|活动|现场|test|测试|\d)?"
    r"[\W_xXＸ×〇○]*+|(?:[xXＸ]{2,}+|[×〇○]{2,}+)[\u4e00-\u9fff]{1,6}",
    re.IGNORECASE,
)
# What stands for the cell above.
_DITTO = re.compile(r"同上[。.]?|同前|〃|″|〞|[\"“”]|ditto", re.IGNORECASE)
_OURS = {THUMBNAIL, STATE, CONTENT}
_OTHERS = {CATEGORY, USED_FOR, "备注", *_OURS}
_LIST = re.compile(r"[；;，,、/\s]+")

NO_FILE = "{path}：不是普通文件，没有读。请换回原来的登记表。"
NAMED_OTHERWISE = (
    "{folder}：没有 材料登记.xlsx，有 {name}。登记表只认“材料登记.xlsx”这个名字："
    "请改名（.xls、.et 的用 WPS 另存为 .xlsx），再运行一次。"
)
NO_SHEET = "{path}：没有名为“{name}”的工作表。请把工作表名改回“{name}”。"
UNKNOWN_HEADING = (
    "{path}：{sheet} 的表头“{heading}”不认识。请改回 cwc init 给出的表头，或改名为“备注”。"
    "原来的表头一个不少的，可以另加自己的栏目。"
)
NO_TARGET = (
    "{path}：{sheet} 第{number}行没有填“{target}”一栏，不知道说的是哪些照片。"
    "请补上；表头要在第1行。"
)


@dataclass(frozen=True)
class Entry:
    """One row: which folder or file it speaks of, and what it says."""

    sheet: str
    number: int
    target: str
    caption: Caption
    categories: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def where(self) -> str:
        """The row as messages name it."""
        return f"{self.sheet} 第{self.number}行"


NO_REGISTER = RegisterView(
    path=REGISTER_FILE, formulas=(), repeated={}, unanswered=(), is_open=False
)


@dataclass(frozen=True)
class Register:
    """Both sheets, in their order, and how they were read."""

    activities: tuple[Entry, ...] = ()
    photos: tuple[Entry, ...] = ()
    as_read: RegisterView = NO_REGISTER

    def with_more(self, sheet: str, more: tuple[Entry, ...]) -> "Register":
        """The same with more rows below those of one sheet."""
        if sheet == ACTIVITIES:
            return replace(self, activities=(*self.activities, *more))
        return replace(self, photos=(*self.photos, *more))


def read_register(folder: Path, pack: Pack) -> Register:
    """The register of a submission, empty when there is none; ConfigError when it is broken."""
    path = folder / REGISTER_FILE
    if not os.path.lexists(path):
        if named := _named_otherwise(folder):
            raise ConfigError(NAMED_OTHERWISE.format(folder=folder, name="、".join(named)))
        return Register()
    if not path.is_file():
        # A pipe would be waited for without end.
        raise ConfigError(NO_FILE.format(path=path))
    sheets = {name.strip(): table for name, table in read_tables(path).items()}
    faults = [NO_SHEET.format(path=path, name=name) for name in TARGETS if name not in sheets]
    for name in TARGETS:
        faults += _faults(path, name, sheets.get(name, Table((), [], {})), pack.header)
    if faults:
        raise ConfigError("\n".join(dict.fromkeys(faults)))
    activities, photos = (entries(name, sheets[name].rows, pack) for name in TARGETS)
    repeated, unanswered = Counter[str](), list[str]()
    for name in TARGETS:
        repeated.update(sheets[name].spread)
        for number, heading, is_answered in _dittos(sheets[name].rows):
            if is_answered:
                repeated[heading] += 1
            else:
                unanswered.append(f"{name} 第{number}行的{heading}")
    as_read = RegisterView(
        path=REGISTER_FILE,
        formulas=tuple(commands(path.read_bytes())),
        repeated=dict(repeated),
        unanswered=tuple(unanswered),
        is_open=is_open(path),
    )
    return Register(activities, photos, as_read)


def _named_otherwise(folder: Path) -> list[str]:
    """What seems to be the register under another name."""
    return sorted(path.name for path in folder.iterdir() if is_like_register(path.name))


def entries(sheet: str, rows: Iterable[Row], pack: Pack) -> tuple[Entry, ...]:
    """What the rows of one sheet say."""
    return tuple(_entry(sheet, row, pack) for row in _repeated(rows) if not is_empty(row))


def _dittos(rows: Sequence[Row]) -> Iterator[tuple[int, str, bool]]:
    """The cells that say 同上: row, heading, and whether the cell above says anything."""
    for row, said in zip(rows, _repeated(rows), strict=True):
        for heading, text in row.cells.items():
            if is_ditto(text):
                yield row.number, heading, heading in said.cells


def is_read(sheet: str, heading: str, header: Header) -> bool:
    """Whether a column of a sheet says what its rows speak of, or what of it."""
    return heading in {TARGETS[sheet], CATEGORY, USED_FOR} or bool(header.fields_of(heading))


def is_ditto(text: str) -> bool:
    """Whether a cell says what the cell above says."""
    return bool(_DITTO.fullmatch(text))


def is_empty(row: Row) -> bool:
    """Whether nobody but cwc says anything in a row: a clerk who clears one sees no more of it."""
    return row.cells.keys() <= _OURS


def _repeated(rows: Iterable[Row]) -> list[Row]:
    """The rows, 同上 in a cell replaced by what the cell above says: by nothing, if none does."""
    above: dict[str, str] = {}
    made = []
    for row in rows:
        said = {h: above.get(h, "") if is_ditto(t) else t for h, t in row.cells.items()}
        above = {heading: text for heading, text in said.items() if text}
        made.append(Row(row.number, above))
    return made


def _faults(path: Path, sheet: str, table: Table, header: Header) -> Iterator[str]:
    target = TARGETS[sheet]
    ours = {target, CATEGORY, USED_FOR}
    fields = {field for heading in table.headings for field in header.fields_of(heading)}
    # Where none of ours is missing, a heading that is unknown is no mistyped one.
    whole = ours <= set(table.headings) and fields >= set(header.fields)
    for row in table.rows:
        if is_empty(row):
            continue
        for heading in row.cells:
            if not (whole or heading in _OTHERS | {target} or header.fields_of(heading)):
                yield UNKNOWN_HEADING.format(path=path, sheet=sheet, heading=heading)
        if target not in row.cells:
            yield NO_TARGET.format(path=path, sheet=sheet, number=row.number, target=target)


def _entry(sheet: str, row: Row, pack: Pack) -> Entry:
    values: dict[Field, str] = {}
    for heading, text in row.cells.items():
        # 单位名称或个人姓名 goes where the unit goes; two headings for one field add up.
        for field in pack.header.fields_of(heading)[:1]:
            said = from_serial(text) if field is Field.TIME else text
            if not _BLANK.fullmatch(said):
                values[field] = f"{values[field]}、{said}" if field in values else said
    target = row.cells.get(TARGETS[sheet], "")
    return Entry(
        sheet=sheet,
        number=row.number,
        target=tidy_path(target),
        caption=Caption(values=values),
        categories=tuple(c for c in _LIST.split(row.cells.get(CATEGORY, "")) if c),
        codes=pack.codes.split(row.cells.get(USED_FOR, "")),
    )


def write_register(target: Path | BytesIO, code: str) -> None:
    """An empty register to fill in, with this code for an example."""
    hints = {**HINTS, USED_FOR: USED_FOR_HINT.format(code=code)}
    asked = [*(field.value for field in Field), CATEGORY, USED_FOR]
    widths = [16, 20, 24, 12, 28, 14, 14, 14, 26]
    columns = {name: [target, *asked, STATE] for name, target in TARGETS.items()}
    sheets = [
        Sheet(ACTIVITIES, columns[ACTIVITIES], [], [34, *widths, 28], hints),
        Sheet(PHOTOS, [THUMBNAIL, *columns[PHOTOS]], [], [18, 34, *widths, 28], hints),
    ]
    write_sheets(target, sheets)
