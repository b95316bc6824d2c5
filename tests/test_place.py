"""Placing: workbook rows, file names and folders, in that order."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from cwc.errors import ConfigError
from cwc.model.caption import Caption, Field
from cwc.model.grid import Misfit
from cwc.model.pack import Pack
from cwc.model.settings import Level, Settings
from cwc.packs import tailored
from cwc.placing.placer import Placed, Placer
from cwc.register.rows import Rows
from cwc.register.sheets import Entry, Register, read_register
from cwc.workbook import Sheet, write_sheets

ASSIGNED = frozenset({"Ⅲ-8/2/①", "Ⅲ-28/3/①", "Ⅲ-49/-/①", "Ⅲ-60/2"})


def _entry(
    target: str, codes: tuple[str, ...] = (), categories: tuple[str, ...] = (), **values: str
) -> Entry:
    fields = {Field(name): text for name, text in values.items()}
    return Entry("活动", 2, target, Caption(values=fields), categories, codes)


def _place(
    pack: Pack,
    path: str,
    register: Register = Register(),  # noqa: B008 - frozen
    others: Mapping[str, str] | None = None,
    assigned: frozenset[str] | None = None,
    defaults: Mapping[Field, str] | None = None,
) -> Placed:
    digests = {path: "a" * 64, **(others or {})}
    codes = assigned or ASSIGNED
    return Placer(pack, codes, Rows(register, digests), defaults or {}).place(path)


@pytest.mark.parametrize(
    ("path", "code", "index"),
    [
        ("Ⅲ-8-2-① 融入日常生活/说明报告.docx", "Ⅲ-8/2/①", 0),
        ("网上申报/Ⅲ-8/2）/①/窗口/a.JPG", "Ⅲ-8/2/①", 1),
        ("Ⅲ-60/1.pdf", "Ⅲ-60/2", 0),
        ("1.Ⅲ-8-2-① 融入日常生活/说明报告.docx", "Ⅲ-8/2/①", 0),
        ("（Ⅲ-8-2-①）融入日常生活/窗口/a.jpg", "Ⅲ-8/2/①", 1),
        ("Ⅲ-49/3.15义诊/a.jpg", "Ⅲ-49/-/①", 1),
        ("Ⅲ-28-3-① 发文.pdf", "Ⅲ-28/3/①", 0),
        ("Ⅲ-28/红头页.jpg", "Ⅲ-28/3/①", 0),
        ("Ⅲ-49/图片资料/义诊.pdf", "Ⅲ-49/-/①", 1),
        ("Ⅲ-49/说明报告/2018.doc", "Ⅲ-49/-/①", 0),
        ("Ⅲ-49/义诊/说明报告会.jpg", "Ⅲ-49/-/①", 1),
        ("Ⅲ-49/义诊/部门评价会议 2018年.docx", "Ⅲ-49/-/①", 0),
        ("Ⅲ-49/落实通知要求的情况 2018年.docx", "Ⅲ-49/-/①", 0),
        ("Ⅲ-49/群众意见 2018年.docx", "Ⅲ-49/-/①", 0),
        ("Ⅲ-28-3-① 公民权益保护/关于校园安全的通知.pdf", "Ⅲ-28/3/①", 0),
    ],
)
def test_by_folder_and_ending(pack: Pack, path: str, code: str, index: int) -> None:
    placed = _place(pack, path)
    assert not placed.strays
    assert [(p.requirement, p.artefact) for p in placed.placements] == [(code, index)]


@pytest.mark.parametrize(
    ("path", "misfit"),
    [
        ("新建文件夹/a.jpg", Misfit.NO_REQUIREMENT),
        ("a.jpg", Misfit.NO_REQUIREMENT),
        ("Ⅲ-99/a.jpg", Misfit.UNKNOWN_FOLDER),
        ("活动/2018-03-15 义诊/a.jpg", Misfit.UNUSED_ACTIVITY),
        # A file that is called as the folder is.
        ("活动", Misfit.NO_REQUIREMENT),
        ("Ⅲ-28/a.xlsx", Misfit.WRONG_FORM),
        ("Ⅲ-49/说明报告/2018.pdf", Misfit.WRONG_FORM),
        ("Ⅲ-8/b.zip", Misfit.WRONG_FORM),
        ("Ⅲ-8-2-① 融入日常生活/关于印发医务人员服务规范的通知.docx", Misfit.OTHER_KIND),
        ("Ⅲ-8-2-① 融入日常生活/义诊通知（示卫发〔2018〕15号）.docx", Misfit.OTHER_KIND),
        ("Ⅲ-8-2-① 融入日常生活/关于加强服务的意见2018.docx", Misfit.OTHER_KIND),
    ],
)
def test_what_belongs_nowhere(pack: Pack, path: str, misfit: Misfit) -> None:
    placed = _place(pack, path)
    assert not placed.placements
    assert [stray.misfit for stray in placed.strays] == [misfit]


def test_a_short_name_means_the_units_own_requirement(pack: Pack) -> None:
    one = frozenset({"Ⅲ-49/-/①"})
    placed = _place(pack, "Ⅲ-49/义诊/2.jpg", assigned=one)
    assert [(p.requirement, p.category) for p in placed.placements] == [("Ⅲ-49/-/①", "义诊")]
    both = frozenset({"Ⅲ-49/-/①", "Ⅲ-49/-/②"})
    placed = _place(pack, "Ⅲ-49/义诊/2.jpg", assigned=both)
    assert [s.misfit for s in placed.strays] == [Misfit.AMBIGUOUS_REQUIREMENT]
    placed = _place(pack, "Ⅲ-49/②植绿护绿.docx", assigned=one)
    assert [s.misfit for s in placed.strays] == [Misfit.NOT_ASSIGNED]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("未3-10-① 学校教育/方案.docx", "未3/10/①"),
        ("未成年人3（10）②/说明报告.docx", "未3/10/②"),
        ("未-5-4-2/说明报告.docx", "未5/4/②"),
    ],
)
def test_the_list_for_minors(pack: Pack, path: str, code: str) -> None:
    every = frozenset(r.code for r in pack.requirements)
    placed = _place(pack, path, assigned=every)
    assert [p.requirement for p in placed.placements] == [code]


def test_a_requirement_that_is_not_the_units(pack: Pack) -> None:
    placed = _place(pack, "Ⅲ-28/a.pdf", assigned=frozenset({"Ⅲ-8/2/①"}))
    assert [stray.misfit for stray in placed.strays] == [Misfit.NOT_ASSIGNED]


def test_an_activity_serves_two_requirements(pack: Pack) -> None:
    row = _entry(
        "2018-05-19 签约义诊 门诊",
        ("Ⅲ-49/-/①", "III-8-2-1"),
        ("义诊", "医疗服务规范"),
        时间="2018年5月19日",
        单位="卫生院",
        主题="签约义诊",
        地点="门诊大厅",
    )
    placed = _place(pack, "活动/2018-05-19 签约义诊 门诊/a.jpg", Register(activities=(row,)))
    uses = {p.requirement: p for p in placed.placements}
    assert uses["Ⅲ-49/-/①"].category == "义诊"
    assert uses["Ⅲ-8/2/①"].category == "医疗服务规范"
    assert str(uses["Ⅲ-49/-/①"].when) == "2018年5月19日"
    assert uses["Ⅲ-8/2/①"].caption.values[Field.VENUE] == "门诊大厅"


def test_photo_row_prevails_over_activity_row_over_name_over_folder(pack: Pack) -> None:
    register = Register(
        activities=(
            _entry("2018-05-19 旧主题 门诊", ("Ⅲ-49",), ("义诊",), 单位="甲", 主题="新主题"),
        ),
        photos=(_entry("2018-05-20 图中 集市.jpg", 单位="乙"),),
    )
    placed = _place(pack, "活动/2018-05-19 旧主题 门诊/2018-05-20 图中 集市.jpg", register)
    assert placed.placements[0].caption.values == {
        Field.UNIT: "乙",
        Field.THEME: "新主题",
        Field.TIME: "2018年5月20日",
        Field.VENUE: "集市",
    }


def test_a_day_that_no_calendar_has_keeps_the_rest_of_the_name(pack: Pack) -> None:
    placed = _place(pack, "Ⅲ-49-① 公益活动/义诊/2018-02-30 春节前义诊 白沙河村.jpg")
    (use,) = placed.placements
    assert use.when is None
    assert use.caption.values == {
        Field.TIME: "2018-02-30",
        Field.THEME: "春节前义诊",
        Field.VENUE: "白沙河村",
    }


def test_a_row_goes_with_the_content_under_another_name(pack: Pack) -> None:
    register = Register(photos=(_entry("原图.jpg", 地点="大厅"),))
    copy = "Ⅲ-8/窗口/微信图片.jpg"
    placed = _place(pack, copy, register, others={"活动/原图.jpg": "a" * 64})
    assert placed.placements[0].caption.values == {Field.VENUE: "大厅"}


def test_a_row_does_not_go_with_other_content(pack: Pack) -> None:
    register = Register(photos=(_entry("原图.jpg", 地点="大厅"),))
    placed = _place(pack, "Ⅲ-8/窗口/微信.jpg", register, others={"活动/原图.jpg": "b" * 64})
    assert placed.placements[0].caption.values == {}


def test_rows_that_speak_of_no_file_are_told() -> None:
    readings = {
        path: digest * 64 for path, digest in (("活动/甲/1.jpg", "a"), ("活动/乙/1.jpg", "b"))
    }
    register = Register(
        activities=(_entry("甲"), _entry("丙"), _entry("活动/甲"), _entry("甲")),
        photos=(_entry("1.jpg"), _entry("乙/1.jpg"), _entry("活动/乙/1.jpg")),
    )
    rows = Rows(register, readings)
    assert [(s.misfit, s.about) for s in rows.strays] == [
        (Misfit.AMBIGUOUS_ROW, "活动 第2行的“1.jpg”"),
        (Misfit.SECOND_ROW, "活动 第2行的“活动/乙/1.jpg”"),
        (Misfit.SECOND_ROW, "活动 第2行的“活动/甲”"),
        (Misfit.SECOND_ROW, "活动 第2行的“甲”"),
        (Misfit.ROW_WITHOUT_FILE, "活动 第2行的“丙”"),
    ]
    assert [row.target for row in rows.of("活动/乙/1.jpg")] == ["乙/1.jpg"]
    assert [row.target for row in rows.of("活动/甲/1.jpg")] == ["甲"]


def test_a_code_that_is_not_in_the_list(pack: Pack) -> None:
    row = _entry("活动一", ("Ⅲ-94/1", "Ⅲ-49"), ("义诊",))
    placed = _place(pack, "活动/活动一/a.jpg", Register(activities=(row,)))
    assert [p.requirement for p in placed.placements] == ["Ⅲ-49/-/①"]
    assert [s.misfit for s in placed.strays] == [Misfit.UNKNOWN_CODE]
    assert "Ⅲ-94/1" in placed.strays[0].about


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("Ⅲ-49/义诊/a.jpg", "义诊"),
        ("Ⅲ-49/图片资料/2018-03/无偿献血/a.jpg", "无偿献血"),
        ("Ⅲ-49/2018-03-15 健康义诊 广场.jpg", "义诊"),
        ("Ⅲ-49/捐助/2018-03-15 冬衣.jpg", "捐助"),
        ("Ⅲ-49/2018-03/a.jpg", None),
        ("Ⅲ-49/图片资料/a.jpg", None),
        ("Ⅲ-49/献血/a.jpg", "无偿献血"),
        ("Ⅲ-8/2)/①/医疗服务规范/a.jpg", "医疗服务规范"),
        ("Ⅲ-8 融入日常生活/2) 守则/①综述/窗口/a.jpg", "窗口"),
        ("Ⅲ-8/照片/a.jpg", None),
        ("Ⅲ-8/微信图片/a.jpg", None),
        ("Ⅲ-8/新建文件夹 (2)/a.jpg", None),
        ("Ⅲ-8/压缩后/a.jpg", None),
        ("Ⅲ-8/3月/a.jpg", None),
    ],
)
def test_category_from_folder_or_name(pack: Pack, path: str, category: str | None) -> None:
    assert [p.category for p in _place(pack, path).placements] == [category]


@pytest.mark.parametrize(
    ("path", "when"),
    [
        ("Ⅲ-49/义诊/2018年/3月/1.jpg", "2018年3月"),
        ("Ⅲ-49/2018年/5月/义诊/1.jpg", "2018年5月"),
        ("Ⅲ-49/2019年/无偿献血/4月/1.jpg", "2019年4月"),
        ("Ⅲ-49/义诊2018-03/IMG_2019.jpg", "2018年3月"),
        ("Ⅲ-49/义诊/2018年/IMG_1999.jpg", "2018年"),
        ("Ⅲ-49/义诊/2018、3、15/1.jpg", "2018年3月15日"),
        ("Ⅲ-49/2020-05 提交/2018年说明报告.docx", "2018年"),
    ],
)
def test_dates_in_names(pack: Pack, path: str, when: str) -> None:
    assert [str(p.when) for p in _place(pack, path).placements] == [when]


@pytest.mark.parametrize(
    "name",
    [
        "2018年3月15日上午",
        "2018-03-15 微信图片_1",
        "2018-03-15 照片1",
        "2018-03-15 拷贝",
        "2018-3-15至2018-4-2",
    ],
)
def test_no_theme_is_made_of_empty_words(pack: Pack, name: str) -> None:
    caption = _place(pack, f"Ⅲ-49/义诊/{name}.jpg").placements[0].caption
    assert caption.values == {Field.TIME: "2018年3月15日"}


@pytest.mark.parametrize(
    "name", ["QQ图片20170413111354.jpg", "微信图片_20180315093000.jpg", "mmexport1521077400000.jpg"]
)
def test_names_that_chat_gives_say_nothing(pack: Pack, name: str) -> None:
    placement = _place(pack, f"Ⅲ-49/义诊/{name}").placements[0]
    assert placement.caption.values == {}
    assert placement.when is None


WIDE = frozenset({"Ⅲ-11/1/②", "Ⅲ-84/2/①", "Ⅲ-8/2/②", "Ⅲ-15/2/①", "Ⅲ-83/2/②", "Ⅲ-33/1/②", "Ⅲ-60/2"})


@pytest.mark.parametrize(
    ("path", "category"),
    [
        # The folder is meant, whatever the name also speaks of; a place is no category.
        ("Ⅲ-84-2-①/卫生/2018-01-15 健康义诊 文化广场.jpg", "卫生"),
        ("Ⅲ-84-2-①/科技/2018-01-20 农技培训 镇卫生院.jpg", "科技"),
        ("Ⅲ-84-2-①/2018-01-20 科技培训 镇卫生院.jpg", "科技"),
        ("Ⅲ-83-2-②/企事业/2018-01-20 创建 李庄社区.jpg", "企事业"),
        ("Ⅲ-15-2-①/残疾人/慰问贫困户.jpg", "残疾人"),
        ("Ⅲ-84-2-①/2018-01-15 下乡 李庄.jpg", None),
    ],
)
def test_a_category_folder_prevails_over_the_name(
    pack: Pack, path: str, category: str | None
) -> None:
    (placement,) = _place(pack, path, assigned=WIDE).placements
    assert placement.category == category


def _narrowed(pack: Pack, *names: str) -> Pack:
    categories = {"Ⅲ-84/2/①": names}
    settings = Settings(pack="p", unit="u", level=Level.BUREAU, categories=categories)
    return tailored(pack, settings, Path("cwc.yaml"))


def test_what_is_left_to_others_does_not_pass_for_ones_own(pack: Pack) -> None:
    own = _narrowed(pack, "卫生")
    (placement,) = _place(own, "Ⅲ-84-2-①/2018-01-20 三下乡 李庄.jpg", assigned=WIDE).placements
    assert placement.category == "卫生"
    path = "Ⅲ-84-2-①/科技/2018-01-20 农技培训 李庄.jpg"
    (placement,) = _place(own, path, assigned=WIDE).placements
    assert placement.category == "科技"
    row = _entry("2018-01-20 三下乡", ("Ⅲ-84/2/①",), ("文化下乡",))
    register = Register(activities=(row,))
    (placement,) = _place(own, "活动/2018-01-20 三下乡/1.jpg", register, assigned=WIDE).placements
    assert placement.category == "文化"


@pytest.mark.parametrize(
    ("path", "occasion"),
    [
        ("Ⅲ-11-1-②/2018-02-20 闹元宵 广场.jpg", "元宵节"),
        ("Ⅲ-11-1-②/2018年元宵/2018-02-20 灯谜 广场.jpg", "元宵节"),
        ("Ⅲ-11-1-②/2019年中秋/1.jpg", "中秋节"),
        ("Ⅲ-11-1-②/2018-02-10 送春联 村.jpg", None),
        ("Ⅲ-11-1-②/2019-06-01 六一儿童节慰问 小学.jpg", "六一"),
        ("Ⅲ-11-1-②/2020-01-10 腊八节送粥 社区.jpg", "腊八"),
    ],
)
def test_festivals_by_their_short_names(pack: Pack, path: str, occasion: str | None) -> None:
    (placement,) = _place(pack, path, assigned=WIDE).placements
    assert placement.occasion == occasion


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("关爱空巢老人志愿服务说明报告.docx", "空巢老人"),
        ("附件1：说明报告（残疾人）.docx", "残疾人"),
        ("青少年.docx", "青少年"),
        ("老年人说明报告2019年.docx", "老年人"),
        ("①孤儿.docx", "孤儿"),
        ("封面.docx", None),
        ("新建 Microsoft Word 文档.docx", None),
        ("2018年说明报告.docx", None),
    ],
)
def test_what_a_report_is_about(pack: Pack, name: str, about: str | None) -> None:
    (placement,) = _place(pack, f"Ⅲ-15-2-①/{name}", assigned=WIDE).placements
    assert placement.category == about


@pytest.mark.parametrize(
    ("name", "about"),
    [("打击电信诈骗专项治理v2.docx", "电信诈骗"), ("第一项 电信诈骗.docx", "电信诈骗")],
)
def test_versions_and_verbs_are_no_items_of_their_own(pack: Pack, name: str, about: str) -> None:
    (placement,) = _place(pack, f"Ⅲ-33-1-②/{name}", assigned=WIDE).placements
    assert placement.category == about


def test_a_document_that_says_another_kind(pack: Pack) -> None:
    placed = _place(pack, "Ⅲ-60-2/说明报告.docx", assigned=WIDE)
    assert [s.misfit for s in placed.strays] == [Misfit.OTHER_KIND]
    assert "这里要的是部门评价" in placed.strays[0].about


def test_several_items_in_one_folder_name(pack: Pack) -> None:
    placed = _place(pack, "Ⅲ-15-2-①③/1.jpg", assigned=WIDE)
    assert [s.misfit for s in placed.strays] == [Misfit.AMBIGUOUS_REQUIREMENT]


def test_a_category_of_another_requirement_makes_no_new_one(pack: Pack) -> None:
    row = _entry("2018-03-15 义诊", ("Ⅲ-49/-/①", "Ⅲ-8/2/②"), ("义诊",))
    both = frozenset({"Ⅲ-49/-/①", "Ⅲ-8/2/②"})
    placed = _place(pack, "活动/2018-03-15 义诊/1.jpg", Register(activities=(row,)), assigned=both)
    assert [p.category for p in placed.placements] == ["义诊", None]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("20200513定稿 2018年说明报告.docx", "2018年"),
        ("2020年5月报2018年说明报告.docx", "2018年"),
        ("2019年度公益活动报告.docx", "2019年"),
        ("说明报告2020.docx", "2020年"),
    ],
)
def test_the_year_that_a_report_is_about(pack: Pack, name: str, year: str) -> None:
    (placement,) = _place(pack, f"Ⅲ-49-①/{name}").placements
    assert placement.when is not None
    assert str(placement.when.start.year) == year.removesuffix("年")


def test_a_default_fills_in_what_nothing_else_says(pack: Pack) -> None:
    path, unit = "Ⅲ-49/3.15义诊/a.jpg", {Field.UNIT: "示范镇卫生院"}
    (use,) = _place(pack, path, defaults=unit).placements
    assert use.caption.values[Field.UNIT] == "示范镇卫生院"
    own = Register(photos=(_entry("a.jpg", 单位="区中心血站"),))
    (use,) = _place(pack, path, own, defaults=unit).placements
    assert use.caption.values[Field.UNIT] == "区中心血站"


def test_only_the_unit_has_a_default() -> None:
    def settings(field: Field) -> Settings:
        return Settings(pack="p", unit="u", level=Level.UNIT, defaults={field: "示范镇卫生院"})

    assert settings(Field.UNIT).defaults == {Field.UNIT: "示范镇卫生院"}
    for field in set(Field) - {Field.UNIT}:
        with pytest.raises(ValueError, match="只能写“单位”"):
            settings(field)


def _registered(folder: Path, pack: Pack, *rows: Sequence[str]) -> Register:
    """The register with these rows of photos: file, time, unit, theme."""
    heads = ["文件夹", "文件", "时间", "单位", "主题"]
    sheets = [
        Sheet("活动", heads[:1], [], [20]),
        Sheet("照片", heads[1:], rows, [20] * 4),
    ]
    write_sheets(folder / "材料登记.xlsx", sheets)
    return read_register(folder, pack)


@pytest.mark.parametrize("ditto", ["同上", "同上。", "〃", "″", '"'])
def test_a_cell_may_say_what_the_one_above_says(tmp_path: Path, pack: Pack, ditto: str) -> None:
    first = ("1.jpg", "2018年3月15日", "示范镇卫生院", "义诊")
    rows = [first, ("2.jpg", ditto, ditto, "献血"), ("3.jpg", "", ditto, ditto)]
    _, second, third = _registered(tmp_path, pack, *rows).photos
    assert second.caption.values == {
        Field.TIME: "2018年3月15日",
        Field.UNIT: "示范镇卫生院",
        Field.THEME: "献血",
    }
    assert third.caption.values == {Field.UNIT: "示范镇卫生院", Field.THEME: "献血"}


def test_what_was_repeated_is_counted(tmp_path: Path, pack: Pack) -> None:
    rows = [
        ("1.jpg", "2018年3月15日", "同上", "义诊"),
        ("2.jpg", "同上", "示范镇卫生院", ""),
        ("3.jpg", "", "同上", "献血"),
        ("4.jpg", "", "", ""),
    ]
    read = _registered(tmp_path, pack, *rows).as_read
    assert read.repeated == {"时间": 1, "单位": 1}
    assert read.unanswered == ("照片 第2行的单位",)


def test_a_merged_cell_speaks_for_every_row_that_it_reaches_into(
    tmp_path: Path, pack: Pack
) -> None:
    rows = [
        ("1.jpg", "2018年3月15日", "示范镇卫生院", "义诊"),
        ("2.jpg", "", "", "献血"),
        ("3.jpg", "", "", "健康讲座"),
        ("4.jpg", "2018年4月1日", "", "义诊"),
    ]
    _registered(tmp_path, pack, *rows)
    path = tmp_path / "材料登记.xlsx"
    book = openpyxl.load_workbook(path)
    # The heading's own, one across, one that ends in rows which say nothing.
    for cells in ("E1:F1", "B2:B4", "C2:C3", "D5:E9"):
        book["照片"].merge_cells(cells)
    book.save(path)
    register = read_register(tmp_path, pack)
    said = [
        (p.caption.values.get(Field.TIME), p.caption.values.get(Field.UNIT))
        for p in register.photos
    ]
    day, unit = "2018年3月15日", "示范镇卫生院"
    assert said == [(day, unit), (day, unit), (day, None), ("2018年4月1日", None)]
    assert register.as_read.repeated == {"时间": 2, "单位": 1}


@pytest.mark.parametrize("lock", ["~$材料登记.xlsx", ".~材料登记.xlsx", ".~lock.材料登记.xlsx#"])
def test_a_register_that_is_open_is_told(tmp_path: Path, pack: Pack, lock: str) -> None:
    assert not _registered(tmp_path, pack).as_read.is_open
    (tmp_path / lock).touch()
    assert read_register(tmp_path, pack).as_read.is_open


@pytest.mark.parametrize(
    "name",
    [
        "材料登记表.xlsx",
        "材料登记 (1).XLSX",
        "材料登记（新）.xlsx",
        "卫生院材料登记.et",
        "材料登记.xls",
    ],
)
def test_a_register_under_another_name_is_asked_about(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ConfigError, match="请改名") as told:
        read_register(tmp_path, pack)
    assert name in str(told.value)


@pytest.mark.parametrize("name", ["~$材料登记.xlsx", "材料登记说明.docx", "登记.xlsx"])
def test_there_need_be_no_register(tmp_path: Path, pack: Pack, name: str) -> None:
    (tmp_path / name).touch()
    assert read_register(tmp_path, pack) == Register()


def test_a_second_register_is_no_evidence(pack: Pack) -> None:
    (stray,) = _place(pack, "材料登记表.xlsx").strays
    assert stray.misfit is Misfit.LIKE_REGISTER
    (stray,) = _place(pack, "新建文件夹/材料登记表.xlsx").strays
    assert stray.misfit is Misfit.NO_REQUIREMENT


@pytest.mark.parametrize(
    "text",
    [
        "同上",
        "略",
        "见附件",
        "XX卫生院",
        "××医院",
        "某地",
        "某单位",
        "test",
        "1",
        "待补充",
        "…",
        "😀",
    ],
)
def test_what_says_nothing_fills_nothing_in(tmp_path: Path, pack: Pack, text: str) -> None:
    (photo,) = _registered(tmp_path, pack, ("1.jpg", "2018年3月15日", text, "义诊")).photos
    assert photo.caption.values == {Field.TIME: "2018年3月15日", Field.THEME: "义诊"}


@pytest.mark.parametrize("text", ["示范镇卫生院", "某某广场义诊", "测试中心", "X光科", "3位老人"])
def test_what_says_something_stays(tmp_path: Path, pack: Pack, text: str) -> None:
    (photo,) = _registered(tmp_path, pack, ("1.jpg", "43164", text, "义诊")).photos
    assert photo.caption.values[Field.UNIT] == text
    assert photo.caption.values[Field.TIME] == "2018年3月5日"
