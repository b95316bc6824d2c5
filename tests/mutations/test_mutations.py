"""One change to a ready folder: a finding at the right place, gone when the change is undone."""

import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import docx.text.run
import openpyxl
import pytest
import xlsxwriter
from conftest import EXAMPLES, SAMPLES, examined, rotate, snapshot
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from pdf_maker import text_pdf
from PIL import Image, ImageOps

from cwc.model.finding import Finding, Severity

REGISTER = "材料登记.xlsx"


@dataclass(frozen=True)
class Change:
    """One change to an example, and the finding that it must bring: code, and path or place."""

    example: str
    file: str
    change: Callable[[Path], object]
    code: str
    at: str = ""


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def _zero_block(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4096] = bytes(4096)
    path.write_bytes(data)


def _cut_out(path: Path) -> None:
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + data[middle + 8192 :])


def _save(picture: Image.Image, path: Path, **how: object) -> None:
    made = BytesIO()
    picture.save(made, **how)  # type: ignore[arg-type]
    path.write_bytes(made.getvalue())


def _convert(form: str) -> Callable[[Path], None]:
    def convert(path: Path) -> None:
        with Image.open(path) as image:
            picture = image.convert("RGB")
        _save(picture, path, format=form)

    return convert


def _shrink(path: Path) -> None:
    with Image.open(path) as image:
        small = ImageOps.contain(image, (240, 240))
    _save(small, path, format="JPEG")


def _swell(path: Path) -> None:
    noise = Image.effect_noise((2400, 1800), 90).convert("RGB")
    _save(noise, path, format="JPEG", quality=97)


def _date_exif(path: Path) -> None:
    with Image.open(path) as image:
        picture = image.copy()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2016:07:01 10:00:00"
    _save(picture, path, format="JPEG", exif=exif)


def _rename(name: str) -> Callable[[Path], object]:
    return lambda path: path.rename(path.with_name(name))


def _move(where: str) -> Callable[[Path], object]:
    def move(path: Path) -> None:
        target = path.parent / where
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)

    return move


def _copy_to(name: str) -> Callable[[Path], object]:
    def copy(path: Path) -> None:
        target = path.parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)

    return copy


def _write(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _new(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda path: (path.parent / name).write_bytes(data)


def _sample(name: str) -> Callable[[Path], object]:
    return lambda path: shutil.copy(SAMPLES / name, path)


def _edit(change: Callable[[docx.document.Document], object]) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        document = docx.Document(str(path))
        change(document)
        document.save(str(path))

    return edit


def _add(text: str) -> Callable[[Path], None]:
    return _edit(lambda document: document.add_paragraph(text))


def _halve(document: docx.document.Document) -> None:
    for paragraph in document.paragraphs[len(document.paragraphs) // 2 :]:
        paragraph.text = ""


def _clear(document: docx.document.Document) -> None:
    for paragraph in document.paragraphs:
        paragraph.text = ""


def _head(text: str) -> Callable[[Path], None]:
    def head(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = text

    return _edit(head)


def _title(text: str) -> Callable[[Path], None]:
    def title(document: docx.document.Document) -> None:
        document.paragraphs[0].text = text

    return _edit(title)


def _revise(document: docx.document.Document) -> None:
    insertion = OxmlElement("w:ins")
    insertion.set(qn("w:id"), "9")
    insertion.set(qn("w:author"), "甲")
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    insertion.append(run)
    document.paragraphs[-1]._p.append(insertion)


def _attach(name: str, data: bytes) -> Callable[[Path], None]:
    def attach(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(name, data)

    return attach


def _set(sheet: str, cell: str, value: str | None) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        book[sheet][cell] = value
        book.save(path)

    return change


def _row_of(path: Path, sheet: str, target: str) -> int:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=1, max_col=1, values_only=True)
    return next(n for n, (value,) in enumerate(rows, start=1) if target in str(value))


def _field(sheet: str, target: str, column: str, value: str | None) -> Callable[[Path], None]:
    """Change one cell of the row about `target`."""

    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        headings = [cell.value for cell in book[sheet][1]]
        place = headings.index(column) + 1
        book[sheet].cell(_row_of(path, sheet, target), place).value = value
        book.save(path)

    return change


def _swap_dates(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["活动"]
    place = [cell.value for cell in sheet[1]].index("时间") + 1
    one, two = sheet.cell(2, place), sheet.cell(3, place)
    one.value, two.value = two.value, one.value
    book.save(path)


def _table(*rows: tuple[str, ...]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.unlink()
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("统计")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    return write


def _numbered(number: str) -> Callable[[Path], object]:
    return lambda path: text_pdf(path, [number, "工作安排"])


def _settings(old: str, new: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8-sig")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _body(text: str) -> Callable[[Path], None]:
    """All that the report says is this."""

    def write(document: docx.document.Document) -> None:
        _clear(document)
        document.add_paragraph(text)

    return _edit(write)


def _each_run(change: Callable[[docx.text.run.Run], object]) -> Callable[[Path], None]:
    def change_all(document: docx.document.Document) -> None:
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                change(run)

    return _edit(change_all)


def _whiten(run: docx.text.run.Run) -> None:
    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _make_tiny(run: docx.text.run.Run) -> None:
    run.font.size = Pt(1)


def _hide(run: docx.text.run.Run) -> None:
    run.font.hidden = True


def _painted(paint: Callable[[Image.Image], Image.Image]) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with Image.open(path) as image:
            picture = paint(image.convert("RGB"))
        _save(picture, path, format="JPEG", quality=90)

    return change


def _flat(colour: str) -> Callable[[Path], None]:
    return _painted(lambda photo: Image.new("RGB", photo.size, colour))


def _again(paint: Callable[[Image.Image], Image.Image]) -> Callable[[Path], None]:
    """The photo once more under another activity, made to look otherwise."""

    def change(path: Path) -> None:
        target = path.parent / "../2019-09-12 无偿献血 卫生院/又一张.jpg"
        with Image.open(path) as image:
            _save(paint(image.convert("RGB")), target, format="JPEG", quality=85)

    return change


def _appended(path: Path) -> None:
    target = path.parent / "../2019-09-12 无偿献血 卫生院/又一张.jpg"
    target.write_bytes(path.read_bytes() + b"\0")


def _settings_and(more: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(
        path.read_text(encoding="utf-8-sig") + more, encoding="utf-8"
    )


U, D = "ready-unit", "ready-district"
A1 = "活动/2018-03-15 健康知识义诊 文化广场/"
A3 = "活动/2018-06-14 世界献血者日无偿献血 镇政府广场/"
P1, P2 = A1 + "IMG_20180315_094512.jpg", A1 + "IMG_20180315_093000.jpg"
RULES_PHOTO = "Ⅲ-8-2-① 融入日常生活/医疗服务规范/QQ图片20180420091133.jpg"
R8 = "Ⅲ-8-2-① 融入日常生活/说明报告 行业规范.docx"
R18, R19 = "Ⅲ-49-① 公益活动/说明报告 2018年.docx", "Ⅲ-49-① 公益活动/说明报告 2019年.docx"
D18 = "Ⅲ-49-① 公益活动/2018年说明报告.docx"
DOC = "Ⅲ-28-3-① 公民权益保护/示范区养老服务体系规划.pdf"
TABLE = "Ⅲ-49-③ 公益活动/2017年无偿献血统计表.xlsx"
BLOOD = "Ⅲ-49-① 公益活动/图片资料/无偿献血/2018-03-05 学雷锋日无偿献血/1.jpg"
SPRING = "Ⅲ-11-1-② 保护传承中华优秀传统文化/2018-02-09 迎春送健康 前进村/1.jpg"

CHANGES = {
    # A file is gone.
    "a report dropped": Change(U, R8, Path.unlink, "COV001", "说明报告"),
    "a year's report dropped": Change(U, R19, Path.unlink, "COV002", "说明报告"),
    "one of two photos dropped": Change(
        D, "Ⅲ-8-2-① 融入日常生活/图片资料/医疗服务规范/1.jpg", Path.unlink, "COV002", "图片资料"
    ),
    "a month's photo dropped": Change(D, BLOOD, Path.unlink, "COV002", "图片资料"),
    "a festival's photo dropped": Change(D, SPRING, Path.unlink, "COV002", "图片资料"),
    "a document dropped": Change(D, DOC, Path.unlink, "COV001", "正式发文"),
    "a table dropped": Change(D, TABLE, Path.unlink, "COV001", "数据表格"),
    "a kind of three dropped": Change(
        D, "Ⅲ-49-② 公益活动/扶贫帮困 说明报告.docx", Path.unlink, "COV002", "说明报告"
    ),
    # A file is renamed or moved.
    "a report without its year": Change(
        U, R19, _rename("说明报告.docx"), "FIL001", "说明报告.docx"
    ),
    "a report of another year": Change(
        U, R19, _rename("说明报告 2017年.docx"), "COV002", "说明报告"
    ),
    "a folder of no requirement": Change(
        U, R8, _move("../杂物/报告.docx"), "FIL001", "杂物/报告.docx"
    ),
    "another requirement's folder": Change(
        D, D18, _move("../Ⅲ-94-1 其他/报告.docx"), "FIL001", "Ⅲ-94-1"
    ),
    "a document called a report": Change(
        D, TABLE, _rename("说明报告.xlsx"), "FIL001", "说明报告.xlsx"
    ),
    "another ending": Change(
        U, R8, _rename("说明报告 行业规范.pdf"), "FIL003", "说明报告 行业规范.pdf"
    ),
    "an activity's folder renamed": Change(U, A1, _rename("2018-03-15 义诊"), "FIL001", REGISTER),
    "a festival far away": Change(
        D, SPRING, _move("../2018-07-01 送健康 村/1.jpg"), "FIL001", "2018-07-01"
    ),
    "a photo without its month": Change(
        D, BLOOD, _move("../学雷锋/1.jpg"), "CAP001", "学雷锋/1.jpg"
    ),
    "a photo from before": Change(
        D, BLOOD, _move("../2016-03-05 献血 广场/1.jpg"), "COV004", "2016-03-05"
    ),
    "a screenshot by its name": Change(
        D,
        "Ⅲ-65-2-② 突发公共事件应急处理/2018-02-01 心肺复苏培训 人民医院/1.jpg",
        _rename("公众号截图.jpg"),
        "IMG002",
        "截图",
    ),
    "a name that Windows cannot hold": Change(U, P1, _rename("图:1.jpg"), "FIL005", "图:1.jpg"),
    "a reserved name": Change(U, P1, _rename("aux.jpg"), "FIL005", "aux.jpg"),
    # A file is broken.
    "a photo cut short": Change(U, P1, _truncate, "IMG004", P1),
    "a photo with a zeroed block": Change(U, P1, _zero_block, "IMG004", P1),
    "a photo with a lost block": Change(U, P2, _cut_out, "IMG004", P2),
    "an empty photo": Change(U, P1, _write(b""), "FIL004", P1),
    "an empty report": Change(U, R8, _write(b""), "FIL004", R8),
    "a report cut short": Change(U, R8, _truncate, "FIL002", R8),
    "a document cut short": Change(D, DOC, _write(b"%PDF-1.7\n"), "FIL002", DOC),
    "a table cut short": Change(D, TABLE, _truncate, "FIL002", TABLE),
    "a report under a password": Change(U, R8, _sample("encrypted.docx"), "FIL002", R8),
    "a document under a password": Change(D, DOC, _sample("encrypted.pdf"), "FIL002", DOC),
    "a document that is a scan": Change(D, DOC, _sample("scan-watermark.pdf"), "FIL002", DOC),
    "text under a photo's name": Change(U, P1, _write(b"no photo"), "FIL002", P1),
    # A photo is another.
    "a PNG": Change(U, P1, _convert("PNG"), "IMG003", P1),
    "a WebP": Change(U, P1, _convert("WEBP"), "IMG003", P1),
    "a BMP": Change(U, P1, _convert("BMP"), "IMG003", P1),
    "on its side": Change(U, P1, rotate, "IMG006", P1),
    "a thumbnail": Change(U, P1, _shrink, "IMG005", P1),
    "too many bytes": Change(U, P1, _swell, "IMG001", P1),
    "taken on another day": Change(U, P1, _date_exif, "CAP002", P1),
    "under another activity": Change(
        U, P1, _copy_to("../2019-09-12 无偿献血 卫生院/又一张.jpg"), "CAP003", "又一张.jpg"
    ),
    "twice in one activity": Change(U, P1, _copy_to("又一张.jpg"), "CAP003", "又一张.jpg"),
    # A report is another.
    "half the words": Change(U, R8, _edit(_halve), "REP001", R8),
    "many more words": Change(U, R8, _add("字" * 200), "REP001", R8),
    "no words": Change(U, R8, _edit(_clear), "REP002", R8),
    "a blank left open": Change(U, R8, _add("全年XX场。"), "REP003", R8),
    "another unit's name": Change(U, R8, _title("东风镇卫生院情况说明"), "REP004", R8),
    "an open revision": Change(U, R8, _edit(_revise), "REP005", R8),
    "a signature": Change(U, R8, _add("2020年5月13日"), "REP006", R8),
    "one year's for another's": Change(
        U,
        R19,
        lambda path: shutil.copy(path.with_name("说明报告 2018年.docx"), path),
        "REP007",
        R19,
    ),
    "a mark in the header": Change(U, R8, _head("机密★5年"), "SEC001", R8),
    "a mark in the text": Change(U, R8, _add("密级：秘密"), "SEC001", R8),
    "a macro": Change(U, R8, _attach("word/vbaProject.bin", b"\xd0\xcf"), "SEC003", R8),
    "a file embedded": Change(U, R8, _attach("word/embeddings/a.bin", b"x"), "SEC003", R8),
    "an ID number": Change(U, R8, _add("11010519491231002X"), "SEC002", R8),
    # A document or a table is another.
    "a document without a number": Change(
        D, DOC, lambda path: text_pdf(path, ["工作安排"]), "DOC001", DOC
    ),
    "another figure": Change(
        D, TABLE, _table(("指标", "数值"), ("千人口献血人次", "8.1")), "TAB001", TABLE
    ),
    "no figure asked for": Change(
        D, TABLE, _table(("指标", "数值"), ("献血总量", "81")), "TAB002", TABLE
    ),
    "a list of mobile numbers": Change(
        D,
        TABLE,
        _table(("千人口献血人次", "11"), ("13800000001", "13900000002", "15000000003")),
        "SEC002",
        TABLE,
    ),
    # Beside the files.
    "an archive": Change(U, R8, _new("打包.zip", b"PK\x05\x06" + bytes(18)), "FIL006", "打包.zip"),
    "a shortcut": Change(U, R8, _new("报告.lnk", b"L"), "FIL007", "报告.lnk"),
    "the same name for Windows": Change(
        U, RULES_PHOTO, _copy_to("qq图片20180420091133.JPG"), "FIL005", "20180420091133"
    ),
    # The register and the settings.
    "two captions' dates swapped": Change(U, REGISTER, _swap_dates, "CAP002", "IMG_2018"),
    "one digit of a date": Change(
        U, REGISTER, _field("活动", "2018-03-15", "时间", "2018年8月15日"), "CAP002", "IMG_2018"
    ),
    "a date out of the list's years": Change(
        U, REGISTER, _field("活动", "2018-03-15", "时间", "2013年3月15日"), "CAP002", "IMG_2018"
    ),
    "no organiser": Change(
        U, REGISTER, _field("活动", "2018-03-15", "单位", None), "CAP001", "IMG_2018"
    ),
    "no theme that says something": Change(
        U, REGISTER, _field("照片", "QQ图片20180420091133", "地点", "待补充"), "CAP001", RULES_PHOTO
    ),
    "an unknown code": Change(
        U, REGISTER, _field("活动", "2018-06-14", "用于指标", "Ⅲ-94/1"), "FIL001", A3
    ),
    "no use": Change(U, REGISTER, _field("活动", "2018-06-14", "用于指标", None), "FIL001", A3),
    "another category": Change(
        D, REGISTER, _field("活动", "2018-01-20", "类别", "无偿献血"), "COV002", "图片资料"
    ),
    "a row for no file": Change(
        U, REGISTER, _field("照片", "QQ图片20180420091133", "文件", "没有.jpg"), "FIL001", REGISTER
    ),
    "a formula that runs": Change(
        U, REGISTER, _set("活动", "F2", '=HYPERLINK("http://a/","b")'), "SEC004", REGISTER
    ),
    "a later day": Change(
        D, "cwc.yaml", _settings("as_of: 2018-06-15", "as_of: 2018-07-15"), "COV002", "图片资料"
    ),
    "a question unanswered": Change(
        D, "cwc.yaml", _settings("  Ⅲ-49/-/①: 每年一份\n", ""), "PAK001", ""
    ),
    "a voucher for no file": Change(
        D,
        "cwc.yaml",
        _settings_and(f"vouchers: [{{path: 没有.pdf, sha256: {'0' * 64}, by: 甲, reason: 乙}}]\n"),
        "FIL001",
        "cwc.yaml",
    ),
    "a waiver past its day": Change(
        D,
        "cwc.yaml",
        _settings_and(
            "waivers: [{rule: COV002, path: x, reason: 乙, by: 甲, expiry: 2018-01-01}]\n"
        ),
        "PAK002",
        "cwc.yaml",
    ),
    "a waiver for ever": Change(
        U,
        "cwc.yaml",
        _settings_and(
            "waivers: [{rule: COV002, path: Ⅲ-49/-/①, reason: 乙, by: 甲, expiry: 2099-12-31}]\n"
        ),
        "PAK002",
        "cwc.yaml",
    ),
    # Text that is none, or that nobody sees.
    **{
        f"a report of {name}": Change(U, R8, _body(text), "REP002", R8)
        for name, text in {
            "one sign": "的" * 400,
            "commas": "，" * 400,
            "one sentence": "没有开展任何活动。" * 40,
            "lost signs": "锟斤拷" * 130,
            "English": "The hospital held free clinics for the public. " * 50,
        }.items()
    },
    **{
        f"a report {name}": Change(U, R8, _each_run(change), "REP002", R8)
        for name, change in {
            "white on white": _whiten,
            "of one point": _make_tiny,
            "that is hidden": _hide,
        }.items()
    },
    # Blanks of a template.
    **{
        f"a blank: {text}": Change(U, R8, _add(text), "REP003", R8)
        for text in (
            *("服务×××人次。", "义诊____场。", "20XX年开展。", "由XX卫生院组织。", "共●●人参加。"),
            *("发放X份。", "（此处填写数字）", "数据（待补充）。", "经费***万元", "义诊（  ）场。"),
        )
    },
    # Secrecy marks, and what looks like one.
    **{
        f"a mark: {text}": Change(U, R8, _add(text), "SEC001", R8)
        for text in (
            "绝密★长期",
            "机 密 ★ 五 年",
            "【机密】",
            "秘密★1年",
            "机密★启用前",
            "密级：绝密",
        )
    },
    **{
        f"perhaps a mark: {text}": Change(U, R8, change, "SEC005", R8)
        for text, change in {
            "declassified": _add("原机密★5年已解密"),
            "in the header": _head("内部机密"),
        }.items()
    },
    "a mark in a file's name": Change(
        U, R8, _rename("机密★5年 说明报告 行业规范.docx"), "SEC001", "机密★5年"
    ),
    "a mark in a caption": Change(
        U, REGISTER, _field("活动", "2018-03-15", "主题", "机密★5年"), "SEC001", REGISTER
    ),
    # Another unit's, another place's, another year's.
    **{
        f"a report that begins: {text}": Change(U, R19, _title(text), "REP004", R19)
        for text in (
            *("东海县2019年公益活动情况", "2018年公益活动情况", "青口镇中心卫生院情况"),
            *("灌云县人民医院2019年情况", "关于南京市2019年公益活动的说明"),
        )
    },
    "a report that speaks of another county": Change(
        U,
        R8,
        _body("东海县开展义诊。" + "医生护士下乡服务群众。" * 20 + "东海县组织献血。"),
        "REP00",
        R8,
    ),
    "a second version": Change(U, R19, _copy_to("说明报告 2019年 终稿.docx"), "REP008", "说明报告"),
    # Photos that show nothing, less than they seem to, or the same once more.
    **{
        f"a photo {name}": Change(U, P1, change, "IMG008", P1)
        for name, change in {
            "all white": _flat("white"),
            "all black": _flat("black"),
            "of one colour": _flat("navy"),
            "of noise": _painted(lambda photo: Image.effect_noise(photo.size, 90).convert("RGB")),
            "made larger": _painted(
                lambda photo: photo.resize((40, 30)).resize(photo.size, Image.Resampling.BICUBIC)
            ),
        }.items()
    },
    **{
        f"the same photo {name}": Change(U, P1, change, "CAP004", "又一张.jpg")
        for name, change in {
            "with a byte more": _appended,
            "in grey": _again(lambda photo: ImageOps.grayscale(photo).convert("RGB")),
            "brighter": _again(lambda photo: photo.point(lambda value: min(255, value * 6 // 5))),
            "mirrored": _again(ImageOps.mirror),
            "smaller": _again(lambda photo: ImageOps.contain(photo, (800, 800))),
            "on its side": _again(lambda photo: photo.transpose(Image.Transpose.ROTATE_90)),
        }.items()
    },
    **{
        f"a photo as {form}": Change(U, P1, _convert(form), "IMG003", P1)
        for form in ("GIF", "TIFF", "AVIF")
    },
    "a photo that a guard encrypted": Change(
        U, P1, _write(b"%TSD-Header-###%" + bytes(999)), "FIL002", P1
    ),
    "a report that a guard encrypted": Change(
        U, R8, _write(b"%TSD-Header-###%" + bytes(999)), "FIL002", R8
    ),
    # Captions that say nothing.
    **{
        f"a time: {text}": Change(
            U, REGISTER, _field("活动", "2018-03-15", "时间", text), "CAP", ""
        )
        for text in ("2018年2月30日", "2018年13月1日", "2018年", "上午", "近期", "2027年3月15日")
    },
    **{
        f"an organiser: {text}": Change(
            U, REGISTER, _field("活动", "2018-03-15", "单位", text), "CAP001", "IMG_2018"
        )
        for text in ("略", "某单位", "见附件", "test", "1", "XX卫生院", "😀", "——", "不详", "同上")
    },
    **{
        f"a category: {text}": Change(
            U, REGISTER, _field("活动", "2018-03-15", "类别", text), "COV005", "图片资料"
        )
        for text in ("义珍", "義診")
    },
    # Figures that cannot be, numbers written wrong.
    **{
        f"a figure: {value}": Change(
            D, TABLE, _table(("指标", "数值"), (figure, value)), "TAB001", TABLE
        )
        for figure, value in (
            ("自愿无偿献血占临床用血的比例", "250%"),
            ("千人口献血人次", "9999999"),
        )
    },
    **{
        f"a number: {number}": Change(D, DOC, _numbered(number), "DOC002", DOC)
        for number in ("示政发[2018]12号", "示政发〔18〕12号", "示政发〔2018〕第012号")
    },
    **{
        f"beside the files: {name}": Change(U, R8, _new(name, data), code, name)
        for name, data, code in (
            ("照片.rar", b"Rar!\x1a\x07\x01\0", "FIL006"),
            ("照片.7z", b"7z\xbc\xaf\x27\x1c", "FIL006"),
            ("网页.url", b"[InternetShortcut]", "FIL007"),
        )
    },
}


def _findings(folder: Path) -> Counter[Finding]:
    outcome = examined(folder).outcome
    return Counter(outcome.findings)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    root = tmp_path_factory.mktemp("mutated")
    yield {name: Path(shutil.copytree(EXAMPLES / name, root / name)) for name in (U, D)}
    assert all(snapshot(root / name) == snapshot(EXAMPLES / name) for name in (U, D))


@pytest.fixture(scope="module")
def unchanged() -> dict[str, Counter[Finding]]:
    return {name: _findings(EXAMPLES / name) for name in (U, D)}


@pytest.mark.parametrize("name", CHANGES)
def test_a_single_change_is_found_and_its_undoing_too(
    copies: dict[str, Path], unchanged: dict[str, Counter[Finding]], name: str
) -> None:
    one = CHANGES[name]
    folder, before = copies[one.example], snapshot(copies[one.example])
    try:
        one.change(folder / one.file)
        added = _findings(folder) - unchanged[one.example]
    finally:
        _restore(folder, before)
    found = [f"{f.code} {f.path} {f.place} {f.requirement}" for f in added]
    assert any(f.startswith(one.code) and one.at in f for f in found), found


@pytest.mark.parametrize("example", [U, D])
def test_undone_nothing_is_left(
    copies: dict[str, Path], unchanged: dict[str, Counter[Finding]], example: str
) -> None:
    assert _findings(copies[example]) == unchanged[example]
    assert all(finding.severity is Severity.NOTE for finding in unchanged[example])


def test_there_are_many_changes_for_many_rules() -> None:
    assert len(CHANGES) >= 150
    assert len({change.code for change in CHANGES.values()}) >= 35


def _restore(folder: Path, before: dict[str, bytes]) -> None:
    after = snapshot(folder)
    for path in after.keys() - before.keys():
        (folder / path).unlink()
    for path, data in before.items():
        if after.get(path) != data:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    for empty in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if (
            not any(empty.iterdir())
            and not (EXAMPLES / folder.name / empty.relative_to(folder)).is_dir()
        ):
            empty.rmdir()
