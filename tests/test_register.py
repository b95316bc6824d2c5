"""`cwc register`: rows for the photos that are there, and no word lost of what was typed."""

import json
import random
import shutil
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Run, process, snapshot
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from cwc.model.aspects import Picture
from cwc.readers.table import TABLE
from cwc.register.save import save

REGISTER = "材料登记.xlsx"
Example = Callable[[str], Path]
PICTURE_ENDINGS = [e for reader in TABLE if Picture in reader.aspects for e in reader.endings]
CLINIC = "Ⅲ-49-① 公益活动/义诊"
DAY = "2018-05-19 家庭医生签约义诊 门诊大厅"
CHAT = {
    "微信照片": [f"mmexport15682600{n:05}.jpg" for n in range(10)],
    CLINIC: [f"微信图片_201805{day}.jpg" for day in range(10, 20)],
    "Ⅲ-49-① 公益活动/无偿献血": [f"IMG_201803{day}_094512.jpg" for day in range(10, 20)],
    f"活动/{DAY}": [f"微信图片_20180519({n}).jpg" for n in range(9)],
    f"活动/{DAY} ": ["2018-05-20 量血压 门口.jpg"],
}
# A comment of a JPEG, which no viewer shows.
SECRET = b"\xff\xfe" + (2 + len("机密★5年".encode())).to_bytes(2, "big") + "机密★5年".encode()


@cache
def _jpeg(name: str, taken: str) -> bytes:
    noise = random.Random(name).randbytes(64 * 48 * 3)
    image = Image.frombytes("RGB", (64, 48), noise).resize((640, 480))
    exif = Image.Exif()
    exif[0x010E] = "张三家"
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    made = BytesIO()
    image.save(made, "JPEG", exif=exif)
    return made.getvalue()


def _photo(path: Path, taken: str = "", mark: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = _jpeg("/".join(path.parts[-2:]), taken)
    path.write_bytes(data[:2] + mark + data[2:])
    return path


@pytest.fixture
def unit(run: Run, tmp_path: Path) -> Path:
    """A folder as `cwc init` makes it, for two requirements."""
    words = ("--pack", "ganyu-2020", "--unit", "示范镇卫生院", "--level", "unit")
    run("init", "单位", *words, "--only", "Ⅲ-49-1", "--only", "Ⅲ-8-2-1")
    return tmp_path / "单位"


@pytest.fixture
def chat(unit: Path) -> Path:
    """The same with forty photos as they come from chat."""
    for folder, names in CHAT.items():
        for name in names:
            _photo(unit / folder.strip() / name)
    return unit


Row = dict[str, str]


def _book(folder: Path, name: str = REGISTER) -> Any:
    return openpyxl.load_workbook(folder / name)


def _rows(folder: Path, sheet: str = "照片", name: str = REGISTER) -> dict[str, Row]:
    """By file or folder, what each row says."""
    book = _book(folder, name)
    head, *lines = book[sheet].iter_rows(values_only=True)
    said = [{str(h): str(v or "") for h, v in zip(head, line, strict=True) if h} for line in lines]
    return {row["文件" if sheet == "照片" else "文件夹"]: row for row in said}


def _type(folder: Path, words: Mapping[str, Row], sheet: str = "照片") -> None:
    """Type words into the cells of rows, as a clerk does in WPS."""
    book = _book(folder)
    page = book[sheet]
    columns = {str(cell.value): cell.column for cell in page[1]}
    target = columns["文件" if sheet == "照片" else "文件夹"]
    for line in page.iter_rows(min_row=2):
        for heading, text in words.get(str(line[target - 1].value), {}).items():
            page.cell(line[0].row, columns[heading]).value = text
    book.save(folder / REGISTER)


def _findings(run: Run, folder: Path) -> set[str]:
    done = run("check", folder, "--format", "json", "--stage", "submitting")
    return {json.dumps(f, ensure_ascii=False) for f in json.loads(done.stdout)["findings"]}


def _placed(run: Run, folder: Path) -> Any:
    return json.loads(run("check", folder, "--format", "json").stdout)["requirements"]


def _pictures(folder: Path) -> list[bytes]:
    with zipfile.ZipFile(folder / REGISTER) as package:
        return [package.read(n) for n in package.namelist() if n.startswith("xl/media/")]


def test_forty_photos_from_chat(run: Run, chat: Path) -> None:
    before = _placed(run, chat), _findings(run, chat)
    done = run("register", chat)
    assert (done.returncode, done.stderr) == (0, "")
    assert "照片40张，新登记40行，新登记活动1行" in done.stdout
    assert "用于指标11行" in done.stdout
    assert (
        f'下一步：在 WPS 里打开它，补上黄色的格，存好、关掉，再运行一次 cwc register "{chat}"'
        in (done.stdout)
    )
    rows = _rows(chat)
    assert len(rows) == 40
    camera = rows["Ⅲ-49-① 公益活动/无偿献血/IMG_20180310_094512.jpg"]
    assert camera | {"内容校验（勿改）": "", "缩略图": ""} == {
        "缩略图": "",
        "文件": "Ⅲ-49-① 公益活动/无偿献血/IMG_20180310_094512.jpg",
        "时间": "2018年3月10日",
        **dict.fromkeys(("地点", "单位", "个人姓名", "主题", "服务对象", "服务内容"), ""),
        "类别": "无偿献血",
        "用于指标": "Ⅲ-49/-/①",
        "情况": "缺：单位、主题；时间是相机记的，请核对",
        "内容校验（勿改）": "",
    }
    # The day on which a chat received it is no word of the clerk's: it is only asked about.
    received = rows[f"{CLINIC}/微信图片_20180519.jpg"]
    assert received["时间"] == ""
    assert received["情况"] == "缺：时间（名字里有2018年5月19日，是不是？）、单位、主题"
    shared = rows[f"活动/{DAY}/微信图片_20180519(0).jpg"]
    assert (shared["时间"], shared["主题"], shared["情况"]) == ("", "", "照“活动”表")
    other = rows[f"活动/{DAY}/2018-05-20 量血压 门口.jpg"]
    assert (other["时间"], other["主题"], other["地点"]) == ("2018年5月20日", "量血压", "门口")
    (activity,) = _rows(chat, "活动").values()
    assert activity["文件夹"] == DAY
    assert (activity["时间"], activity["地点"]) == ("2018年5月19日", "门诊大厅")
    assert activity["情况"] == "缺：用于指标"
    placed, findings = _placed(run, chat), _findings(run, chat)
    assert placed == before[0]
    assert {f for f in findings - before[1] if "CAP001" not in f} == set()
    assert len(findings) == len(before[1])


def test_what_the_register_looks_like(run: Run, chat: Path) -> None:
    run("register", chat)
    book = _book(chat)
    page = book["照片"]
    assert len(page._images) == 40
    assert {image.anchor._from.row for image in page._images} == set(range(1, 41))
    assert all(Image.open(BytesIO(p)).getexif() == {} for p in _pictures(chat))
    assert all(b"\xe5\xbc\xa0\xe4\xb8\x89" not in picture for picture in _pictures(chat))
    assert max(Image.open(BytesIO(p)).width for p in _pictures(chat)) <= 120
    lists = {
        str(rule.sqref): (rule.formula1, rule.showErrorMessage)
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists == {"J2:J20001": ("cwc_类别", False), "K2:K20001": ("cwc_用于指标", False)}
    choices = [cell.value for cell in book["选项"]["A"]]
    assert choices == ["用于指标", "Ⅲ-8/2/①", "Ⅲ-49/-/①"]
    assert book.defined_names["cwc_用于指标"].attr_text == "'选项'!$A$2:$A$3"
    assert [cell.value for cell in book["选项"]["C"]] == ["类别", "无偿献血", "义诊"]
    assert page.column_dimensions["M"].hidden
    (coloured,) = page.conditional_formatting
    assert str(coloured.sqref) == "A2:L41"
    run("register", chat)
    again = _book(chat)
    assert len(again["照片"]._images) == 40
    assert len(list(again["照片"].conditional_formatting)) == 1
    assert [list(s.values) for s in again] == [list(s.values) for s in book]


def _busy(chat: Path) -> None:
    """What clerks do to a workbook: their own columns, sheets, notes, pictures, odd cells."""
    book = _book(chat)
    page = book["照片"]
    page["N1"], page["O3"] = "拍摄人", "没有表头的一格"
    for row in range(2, 42):
        page.cell(row, 14).value = f"拍摄人{row}"
        page.cell(row, 5).value = f"第{row}个单位"
    page["G2"].value = "=1+1不是公式"
    page["G2"].data_type = "s"
    page["C3"].value = 43164
    page["G3"].comment = Comment("问过院长", "张某")
    page["L4"].value = "这一格是我写的"
    own = book.create_sheet("我的表")
    own["B2"], own["B3"] = "留着", "=SUM(1,2)"
    own.merge_cells("D1:E2")
    own["D1"] = "合并的也留着"
    book["选项"]["C9"] = "我加的类别"
    own.add_image(SheetImage(BytesIO(_pictures(chat)[0].replace(b"cwc:", b"my: "))), "G7")
    book.save(chat / REGISTER)


def _words(folder: Path) -> dict[tuple[str, str], Any]:
    book = _book(folder)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }


def test_every_word_typed_is_kept_and_rows_follow_their_photos(run: Run, chat: Path) -> None:
    run("register", chat)
    _busy(chat)
    typed, before = _words(chat), _rows(chat)
    (chat / CLINIC / "微信图片_20180519.jpg").rename(chat / CLINIC / "改名.jpg")
    (chat / "Ⅲ-8-2-① 融入日常生活/窗口").mkdir()
    moved = chat / "Ⅲ-8-2-① 融入日常生活/窗口/大厅.jpg"
    (chat / "微信照片/mmexport1568260000003.jpg").rename(moved)
    (chat / "微信照片/mmexport1568260000004.jpg").unlink()
    _photo(chat / CLINIC / "2018-06-01 儿童义诊 幼儿园.jpg")
    done = run("register", chat)
    assert "照片40张，新登记1行" in done.stdout
    assert "照片改了名、换了地方的2行，已经跟上" in done.stdout
    assert "找不到照片的1行，没有删：微信照片/mmexport1568260000004.jpg" in done.stdout
    now, ours = _words(chat), {"B", "L"}
    lost = {place: word for place, word in typed.items() if now.get(place) != word}
    assert {place[1][0] for place in lost} <= ours
    assert now["照片", "L4"] == "这一格是我写的"
    rows = _rows(chat)
    assert len(rows) == 41
    old = before[f"{CLINIC}/微信图片_20180519.jpg"]
    assert rows[f"{CLINIC}/改名.jpg"]["拍摄人"] == old["拍摄人"]
    followed = rows["Ⅲ-8-2-① 融入日常生活/窗口/大厅.jpg"]
    assert followed["单位"] == before["微信照片/mmexport1568260000003.jpg"]["单位"]
    # A cell that was empty is filled as a new row's would be.
    assert (followed["类别"], followed["用于指标"]) == ("窗口", "Ⅲ-8/2/①")
    gone = rows["微信照片/mmexport1568260000004.jpg"]
    assert gone["情况"].startswith("找不到这张照片")
    assert gone["单位"] == before["微信照片/mmexport1568260000004.jpg"]["单位"]
    assert rows[f"{CLINIC}/2018-06-01 儿童义诊 幼儿园.jpg"]["主题"] == "儿童义诊"
    book = _book(chat)
    assert book["照片"]["G2"].data_type == "s"
    assert book["照片"]["G3"].comment.text == "问过院长"
    assert len(book["照片"]._images) == 40
    assert len(book["我的表"]._images) == 1
    check = run("check", chat, "--format", "json")
    assert check.returncode in {0, 1}, check.stderr


def test_check_reads_what_was_typed(run: Run, chat: Path) -> None:
    run("register", chat)
    name = "微信照片/mmexport1568260000000.jpg"
    words = {"用于指标": "Ⅲ-49/-/①", "类别": "义诊", "单位": "示范镇卫生院", "主题": "夏季义诊"}
    _type(chat, {name: words | {"时间": "2018年7月1日"}})
    _type(chat, {DAY: {"用于指标": "Ⅲ-49/-/①", "类别": "义诊", "单位": "示范镇卫生院"}}, "活动")
    assert "用于指标9行" in run("register", chat).stdout
    assert _rows(chat)[name]["情况"] == "齐了"
    assert _rows(chat, "活动")[DAY]["情况"] == "齐了"
    # The one photo whose name says another day than its folder is asked about as ever.
    left = [f for f in _findings(run, chat) if name in f or DAY in f]
    assert ["CAP002" in f and "量血压" in f for f in left] == [True]


def test_words_follow_photos_that_change_their_names(run: Run, unit: Path) -> None:
    one, two, three = (_photo(unit / "照" / f"{n}.jpg") for n in "123")
    run("register", unit)
    _type(unit, {f"照/{n}.jpg": {"主题": f"主题{n}"} for n in "123"})
    one.rename(unit / "x")
    two.rename(one)
    (unit / "x").rename(two)
    assert "换了地方的2行" in run("register", unit).stdout
    assert {k: row["主题"] for k, row in _rows(unit).items()} == {
        "照/2.jpg": "主题1",
        "照/1.jpg": "主题2",
        "照/3.jpg": "主题3",
    }
    # The photo that is gone must not lend its words to the one that has its name now.
    two.unlink()
    three.rename(two)
    run("register", unit)
    rows = _rows(unit)
    assert rows["照/2.jpg"]["主题"] == "主题3"
    assert rows["（不在了）照/2.jpg"]["主题"] == "主题1"
    # Worked on under its name it stays the same row.
    with Image.open(one) as image:
        image.crop((0, 0, 600, 400)).save(one)
    done = run("register", unit)
    assert "内容变了的1行，请核对：照/1.jpg" in done.stdout
    assert _rows(unit)["照/1.jpg"]["主题"] == "主题2"
    assert "内容变了" not in run("register", unit).stdout


def test_another_photo_with_the_name_of_one_that_is_gone(run: Run, unit: Path) -> None:
    photo, other = _photo(unit / "照" / "1.jpg"), _photo(unit / "照" / "2.jpg")
    kept = photo.read_bytes()
    run("register", unit)
    _type(unit, {"照/1.jpg": {"主题": "主题1"}})
    photo.unlink()
    told = run("register", unit).stdout
    assert "找不到照片的1行" in told
    assert "都齐了" not in told
    other.rename(photo)
    _photo(unit / "照" / "3.jpg").rename(photo)
    assert "新登记1行" in run("register", unit).stdout
    rows = _rows(unit)
    assert (rows["（不在了）照/1.jpg"]["主题"], rows["照/1.jpg"]["主题"]) == ("主题1", "")
    (unit / "回来.jpg").write_bytes(kept)
    run("register", unit)
    assert _rows(unit)["回来.jpg"]["主题"] == "主题1"


def test_an_activity_follows_its_folder(run: Run, chat: Path) -> None:
    run("register", chat)
    _type(chat, {DAY: {"用于指标": "Ⅲ-49/-/①", "单位": "签约办", "主题": "签约"}}, "活动")
    new = "2018-05-18 家庭医生签约义诊 门诊大厅"
    (chat / "活动" / DAY).rename(chat / "活动" / new)
    assert "新登记0行。" in run("register", chat).stdout
    (row,) = _rows(chat, "活动").values()
    assert row["文件夹"] == new
    assert (row["时间"], row["主题"]) == ("2018年5月18日", "签约")
    assert sum(path.startswith(f"活动/{new}/") for path in _rows(chat)) == 10


def test_what_only_repeated_the_old_place_says_the_new_one(run: Run, unit: Path) -> None:
    old = _photo(unit / CLINIC / "2018-03-15 健康义诊 广场.jpg")
    run("register", unit)
    new = unit / "Ⅲ-49-① 公益活动/无偿献血/2018-03-16 献血 广场.jpg"
    new.parent.mkdir()
    old.rename(new)
    _type(unit, {f"{CLINIC}/{old.name}": {"地点": "镇政府广场"}})
    run("register", unit)
    (row,) = _rows(unit).values()
    assert [row[h] for h in ("时间", "地点", "主题", "类别")] == [
        "2018年3月16日",
        "镇政府广场",
        "献血",
        "无偿献血",
    ]
    new.rename(new.with_name("a.jpg"))
    run("register", unit)
    (row,) = _rows(unit).values()
    assert (row["时间"], row["主题"]) == ("2018年3月16日", "献血")


def test_a_cell_that_another_leans_on_stays(run: Run, unit: Path) -> None:
    old = _photo(unit / CLINIC / "2018-03-15 健康义诊 广场.jpg")
    _photo(unit / CLINIC / "甲.jpg")
    run("register", unit)
    _type(unit, {f"{CLINIC}/甲.jpg": {"时间": "同上"}})
    old.rename(old.with_name("2018-03-16 健康义诊 广场.jpg"))
    run("register", unit)
    assert _rows(unit)[f"{CLINIC}/2018-03-16 健康义诊 广场.jpg"]["时间"] == "2018年3月15日"


def test_a_row_that_was_cleared_is_no_row(run: Run, unit: Path) -> None:
    for name in "甲乙":
        _photo(unit / CLINIC / f"2018-03-15 {name}.jpg")
    run("register", unit)
    book = _book(unit)
    for column in "BCGJK":
        book["照片"][f"{column}2"] = None
    book.save(unit / REGISTER)
    assert run("check", unit).returncode == 1
    assert "新登记1行" in run("register", unit).stdout
    assert [row["主题"] for row in _rows(unit).values()] == ["", "甲", "乙"]


def test_what_cameras_noted_is_filled_in_where_it_is_asked_for(run: Run, unit: Path) -> None:
    _photo(unit / CLINIC / "DSC1.jpg", "2018:03:15 09:00:00")
    _photo(unit / "Ⅲ-8-2-① 融入日常生活/窗口/DSC2.jpg", "2018:03:15 09:00:00")
    _photo(unit / "义诊2018年4月" / "DSC3.jpg", "2018:03:15 09:00:00")
    for number in range(2):
        _photo(unit / "活动/健康讲座" / f"{number}.jpg", f"2018:06:01 0{number}:00:00")
    run("register", unit)
    times = {Path(path).name: row["时间"] for path, row in _rows(unit).items()}
    assert times == {
        "DSC1.jpg": "2018年3月15日",
        "DSC2.jpg": "",
        "DSC3.jpg": "",
        "0.jpg": "",
        "1.jpg": "",
    }
    assert _rows(unit, "活动")["健康讲座"]["时间"] == "2018年6月1日"
    assert "时间是相机记的" in _rows(unit, "活动")["健康讲座"]["情况"]
    run("register", unit)
    assert "时间是相机记的" in _rows(unit)[f"{CLINIC}/DSC1.jpg"]["情况"]


def test_the_day_in_a_name_from_a_chat_is_asked_about(run: Run, unit: Path) -> None:
    for name in ("mmexport1568260000000.jpg", "QQ图片20180420091207.jpg"):
        _photo(unit / "Ⅲ-49-① 公益活动/义诊" / name)
    run("register", unit)
    asked = [row["情况"].split("、")[0] for row in _rows(unit).values()]
    assert sorted(asked) == [
        "缺：时间（名字里有2018年4月20日，是不是？）",
        "缺：时间（名字里有2019年9月12日，是不是？）",
    ]


@pytest.mark.parametrize("name", ["~$材料登记.xlsx", ".~材料登记.xlsx", ".~lock.材料登记.xlsx#"])
def test_a_workbook_that_is_open_is_left_alone(run: Run, chat: Path, name: str) -> None:
    before = (chat / REGISTER).read_bytes()
    (chat / name).write_bytes(b"x")
    for copy in ("材料登记（新）.xlsx", "材料登记（新2）.xlsx"):
        done = run("register", chat)
        assert done.returncode == 0
        assert f"没有改它，写在了 {copy}" in done.stdout
        assert len(_rows(chat, name=copy)) == 40
    assert (chat / REGISTER).read_bytes() == before
    assert "（新" not in "".join(_findings(run, chat))
    (chat / name).unlink()
    done = run("register", chat)
    assert "旁边还有以前写的 材料登记（新2）.xlsx、材料登记（新）.xlsx" in done.stdout
    assert len(_rows(chat)) == 40


def test_a_workbook_that_cannot_be_replaced_is_left_alone(chat: Path) -> None:
    before = snapshot(chat)
    script = (
        "def refuse(event, args):\n"
        " if event == 'os.rename' and str(args[1]).endswith('材料登记.xlsx'):\n"
        "  raise PermissionError(13, 'in use')\n"
        "sys.addaudithook(refuse)"
    )
    done = process("register", chat, script=script)
    assert done.returncode == 0, done.stderr.decode()
    after = snapshot(chat)
    assert set(after) - set(before) == {"材料登记（新）.xlsx"}
    assert {name: after[name] for name in before} == before


def test_what_was_saved_in_the_meantime_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / REGISTER
    path.write_bytes(b"saved since")
    assert save(path, b"as it was read", b"new").name == "材料登记（新）.xlsx"
    assert path.read_bytes() == b"saved since"
    assert save(path, b"saved since", b"new") == path
    assert path.read_bytes() == b"new"


def test_a_word_at_the_end_of_a_sheet_is_reached(run: Run, chat: Path) -> None:
    book = _book(chat)
    book["照片"]["B900000"] = "1.jpg"
    book.save(chat / REGISTER)
    assert "新登记40行" in run("register", chat).stdout
    assert _book(chat)["照片"]["B900040"].value.endswith(".jpg")


def test_a_run_that_is_killed_leaves_the_register_as_it_was(chat: Path) -> None:
    before = (chat / REGISTER).read_bytes()
    script = (
        "import os\n"
        "def die(event, args):\n"
        " if event == 'os.rename' and str(args[1]).endswith('材料登记.xlsx'):\n"
        "  os._exit(9)\n"
        "sys.addaudithook(die)"
    )
    assert process("register", chat, script=script).returncode == 9
    assert (chat / REGISTER).read_bytes() == before
    assert process("register", chat).returncode == 0


def _spoil(way: str, path: Path) -> None:
    book: Any = openpyxl.load_workbook(path)
    page = book["照片"]
    if way == "merged":
        page.merge_cells("D2:D5")
    elif way == "formula":
        page["B2"], page["G2"] = "1.jpg", '="义"&"诊"'
    elif way == "heading":
        page["C1"] = "时见"
        page["B2"], page["C2"] = "1.jpg", "2018年3月"
    elif way == "sheet":
        book.remove(page)
    elif way == "target":
        page["G2"] = "没有写文件"
    book.save(path)
    if way == "text box":
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(
                "xl/drawings/drawing9.xml", '<xdr:sp xmlns:xdr="urn:x">我的话</xdr:sp>'
            )
    elif way == "pictures in cells":
        with zipfile.ZipFile(path, "a") as package:
            package.writestr("xl/cellimages.xml", "<x/>")
    elif way == "cut":
        path.write_bytes(path.read_bytes()[:2000])


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("merged", "照片 的 D2:D5 是合并的单元格"),
        ("formula", "照片 的 G2 是公式"),
        ("heading", "时见"),
        ("sheet", "没有名为“照片”的工作表"),
        ("target", "没有填“文件”一栏"),
        ("text box", "xl/drawings/drawing9.xml"),
        ("pictures in cells", "xl/cellimages.xml"),
        ("cut", "打不开"),
    ],
)
def test_what_cannot_be_filled_in_is_told_and_untouched(
    run: Run, chat: Path, way: str, said: str
) -> None:
    _spoil(way, chat / REGISTER)
    before = snapshot(chat)
    done = run("register", chat)
    assert done.returncode == 3
    assert said in done.stderr
    assert snapshot(chat) == before


FORMULAS = (
    "=cmd|'!A0.jpg",
    "+86 13800000000.jpg",
    "@SUM(1).jpg",
    "-1.jpg",
    "=1+1/2018-03-15 义诊 广场.jpg",
    "=1+1/2018-03-15 =HYPERLINK(1)义诊 -门口.jpg",
    "活动/=cmd|'!A0/1.jpg",
    "活动/@1/2018-03-15 =1义诊 广场.jpg",
)


def test_no_name_becomes_a_formula(run: Run, unit: Path) -> None:
    for name in FORMULAS:
        _photo(unit / name)
    before = _findings(run, unit)
    done = run("register", unit)
    assert "新登记8行" in done.stdout
    book = _book(unit)
    cells = [cell for page in book for line in page.iter_rows() for cell in line]
    assert all(cell.data_type in {"s", "n"} for cell in cells)
    assert not [c.value for c in cells if str(c.value or "").startswith(("=", "+", "-", "@"))]
    assert _findings(run, unit) == before
    assert "新登记0行" in run("register", unit).stdout


def test_a_photo_with_a_secrecy_mark_is_never_shown(run: Run, unit: Path) -> None:
    _photo(unit / CLINIC / "甲.jpg")
    marked = _photo(unit / CLINIC / "乙.jpg", mark=SECRET)
    _photo(unit / "活动/机密★5年 演练/1.jpg")
    done = run("register", unit)
    assert "有密级标志或像有的2张没有登记" in done.stdout
    assert list(_rows(unit)) == [f"{CLINIC}/甲.jpg"]
    assert _rows(unit, "活动") == {}
    assert len(_pictures(unit)) == 1
    # One that was shown before the mark came in keeps its words and loses its picture.
    marked.unlink()
    plain = _photo(unit / CLINIC / "丙.jpg")
    run("register", unit)
    _type(unit, {f"{CLINIC}/丙.jpg": {"主题": "我填的"}})
    _photo(plain, mark=SECRET)
    run("register", unit)
    row = _rows(unit)[f"{CLINIC}/丙.jpg"]
    assert (row["主题"], row["情况"]) == ("我填的", "先照 cwc check 处理密级标志")
    assert len(_pictures(unit)) == 1


def test_a_photo_that_cannot_be_read_has_a_row_and_no_picture(run: Run, unit: Path) -> None:
    cut = _photo(unit / CLINIC / "甲.jpg")
    cut.write_bytes(cut.read_bytes()[:3000])
    _photo(unit / CLINIC / "乙\x07.jpg")
    done = run("register", unit)
    assert list(_rows(unit)) == [f"{CLINIC}/甲.jpg"]
    assert _pictures(unit) == []
    assert "没法登记的1张" in done.stdout


@pytest.mark.parametrize("name", ["ready-unit", "ready-district", "messy-unit"])
def test_a_register_as_it_was_made_changes_nothing_that_check_says(
    run: Run, example: Example, name: str
) -> None:
    folder = example(name)
    before = _placed(run, folder), _findings(run, folder)
    typed = _words(folder)
    assert [run("register", folder).returncode for _ in range(2)] == [0, 0]
    assert (_placed(run, folder), _findings(run, folder)) == before
    now = _words(folder)
    assert {place: now.get(place) for place in typed} == typed


def test_there_need_be_no_register(run: Run, chat: Path) -> None:
    (chat / REGISTER).unlink()
    assert run("register", chat).returncode == 0
    assert len(_rows(chat)) == 40
    assert [p.name for p in chat.iterdir() if p.name.startswith(".")] == []


def test_two_files_of_one_content_and_one_name(run: Run, unit: Path) -> None:
    first = _photo(unit / CLINIC / "1.jpg")
    other = unit / "Ⅲ-49-① 公益活动/无偿献血/1.jpg"
    other.parent.mkdir()
    shutil.copy(first, other)
    _photo(unit / "1.jpg")
    before = _placed(run, unit), _findings(run, unit)
    assert "新登记3行" in run("register", unit).stdout
    assert (_placed(run, unit), _findings(run, unit)) == before
    assert {row["类别"] for row in _rows(unit).values()} == {"义诊", "无偿献血", ""}
    assert "新登记0行" in run("register", unit).stdout


def test_columns_of_ones_own_need_all_of_ours(run: Run, example: Example) -> None:
    folder = example("ready-district")
    book = _book(folder)
    page = book["照片"]
    page.cell(1, page.max_column + 1).value = "拍摄人"
    page.cell(2, page.max_column).value = "张某"
    book.save(folder / REGISTER)
    assert run("check", folder).returncode in {0, 1}
    page["B1"] = None
    book.save(folder / REGISTER)
    done = run("check", folder)
    assert done.returncode == 3
    assert "表头“拍摄人”不认识" in done.stderr


@pytest.mark.parametrize("ending", PICTURE_ENDINGS)
def test_a_picture_of_any_form_has_a_row(run: Run, unit: Path, ending: str) -> None:
    photo = unit / CLINIC / f"2018-05-12 护士节义诊 集市{ending}"
    _photo(photo)
    assert run("register", unit).returncode == 0
    assert f"{CLINIC}/{photo.name}" in _rows(unit)
