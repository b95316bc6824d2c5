"""字数, dates and names."""

from datetime import date

import pytest
from conftest import prose

from cwc.naming.captions import received_date
from cwc.text.dates import (
    DateSpan,
    find_date,
    from_serial,
    impossible_day,
    leading_date,
    leading_no_day,
    tidy_date,
)
from cwc.text.divisions import divisions_in, foreign_beginning, home_of, lies_in
from cwc.text.names import is_a_slip, plain, windows_safe
from cwc.text.numbers import is_numbered_in_picture
from cwc.text.prose import NoProse, no_prose
from cwc.text.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("   \t\n", 0),
        ("中国", 2),
        ("中国，你好。", 6),
        ("2018年以来", 4),
        ("hello world", 2),
        ("提升2.5个百分点", 7),
        ("“诚信”——建设……", 10),
        ("ABC中DEF", 3),
        ("全角ＡＢ", 4),
        ("𠮷野家", 3),
        ("零宽\u200b空格", 4),
    ],
)
def test_words_as_word_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2018年3月15日上午", "2018年3月15日"),
        ("2018-03-15", "2018年3月15日"),
        ("2018.3.5", "2018年3月5日"),
        ("20180315", "2018年3月15日"),
        ("２０１８年３月", "2018年3月"),
        ("2018-03", "2018年3月"),
        ("2018年说明报告", "2018年"),
        ("说明报告2019", "2019年"),
        ("2018年3-5月", "2018年3月至5月"),
        ("2018年3月－5月", "2018年3月至5月"),
        ("2018-09-08月饼义卖", "2018年9月8日"),
        ("2018-09-20 月饼义卖", "2018年9月20日"),
        ("2018年9月20日 月饼义卖", "2018年9月20日"),
        ("2018年3月5日至7日", "2018年3月5日"),
        ("2018年3月上旬", "2018年3月"),
        ("2018年元月", "2018年1月"),
        ("18年3月5日", "2018年3月5日"),
        ("二〇一八年三月五日", "2018年3月5日"),
        ("二○一八年十二月三十一日", "2018年12月31日"),
        ("2019/06/14上午", "2019年6月14日"),
        ("活动2018年2月30日", None),
        ("QQ图片20170413111354", None),
        ("IMG_1920x1080", None),
        ("第12号", None),
    ],
)
def test_dates(text: str, shown: str | None) -> None:
    found = find_date(text)
    assert (str(found) if found else None) == shown


@pytest.mark.parametrize(
    ("text", "day"),
    [("2018年11月31日", (11, 31)), ("2018年11月30日", None), ("去年冬天", None), ("2018年", None)],
)
def test_a_day_that_no_calendar_has(text: str, day: tuple[int, int] | None) -> None:
    assert impossible_day(text) == day


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2018-02-30 义诊 广场", ("2018-02-30", " 义诊 广场")),
        ("2018年11月31日", ("2018年11月31日", "")),
        ("2018-02-28 义诊", None),
        ("2018-13-01 义诊", None),
        ("20180230_1", None),
        ("义诊 2018-02-30", None),
    ],
)
def test_a_name_that_begins_with_no_day(name: str, said: tuple[str, str] | None) -> None:
    assert leading_no_day(name) == said


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("微信图片_20180519123456", "2018年5月19日"),
        ("QQ图片20180420091207", "2018年4月20日"),
        # 17:59 in London is the next day in China.
        ("mmexport1568224740000", "2019年9月12日"),
        ("微信图片_20181319123456", None),
        ("2018-05-19 义诊", None),
        ("IMG_1920x1080", None),
    ],
)
def test_the_day_on_which_a_chat_received_a_photo(name: str, day: str | None) -> None:
    found = received_date(name)
    assert (str(found) if found else None) == day


@pytest.mark.parametrize(
    ("one", "other", "is_off"),
    [
        ("示范镇卫生院", "示范镇卫生所", True),
        ("示范镇卫生院", "示范镇中卫生院", True),
        ("示范镇卫生院", "示范卫生院", True),
        ("示范镇卫生院", "示范镇卫生院", False),
        ("示范镇卫生院", "示范镇 卫生院", False),
        ("示范镇卫生院", "示范镇中心卫生院", True),
        ("示范镇卫生院", "示范镇第二中心卫生院", False),
        ("示范镇卫生院", "赣榆示范镇卫生院", False),
        ("示范镇卫生院", "示范镇卫生院门诊", False),
        ("示范镇卫生院", "模范镇卫生所", False),
        ("卫生院", "卫生所", False),
    ],
)
def test_a_slip_in_a_name(one: str, other: str, is_off: bool) -> None:
    assert is_a_slip(one, other) is is_a_slip(other, one) is is_off


@pytest.mark.parametrize(
    ("text", "date_"), [("43164", "2018年3月5日"), ("4316", "4316"), ("99999", "99999")]
)
def test_a_number_that_was_a_date(text: str, date_: str) -> None:
    assert from_serial(text) == date_


def test_a_month_is_all_its_days() -> None:
    assert find_date("2020年2月") == DateSpan(date(2020, 2, 1), date(2020, 2, 29))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2018-03-15", "2018年3月15日"),
        ("2018.3", "2018年3月"),
        ("2018年3月15日上午", "2018年3月15日上午"),
        ("上半年", "上半年"),
    ],
)
def test_captions_print_plain_dates_one_way(text: str, shown: str) -> None:
    assert tidy_date(text) == shown


def test_leading_date_leaves_the_rest() -> None:
    assert leading_date("2018-03-15 义诊 广场") == (
        DateSpan(date(2018, 3, 15), date(2018, 3, 15)),
        " 义诊 广场",
    )
    assert leading_date("义诊 2018-03-15") is None


def test_spellings_of_one_name_are_one() -> None:
    names = ["Ⅲ-8-2-①", "III－8－2－①", "iii—8—2—①", "Ⅲ- 8 -2-①"]
    assert {plain(name) for name in names} == {"iii-8-2-#1#"}
    assert plain("cafe\u0301") == plain("caf\u00e9")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('a/b:c*d?"e"<f>|g', "a-b-c-d--e--f--g"),
        ("尾点. ", "尾点"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("", "_"),
        ("完成100%", "完成100％"),
        ("两  个   空格", "两 个 空格"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_names_that_windows_accepts(name: str, safe: str) -> None:
    assert windows_safe(name) == safe
    assert windows_safe(safe) == safe


ENGLISH = (
    "The clinic sent two doctors and a nurse to the village, where they measured the blood "
    "pressure of ninety people and told them how to live with it. "
)
CHINESE = "综述说明2018年以来本区把核心价值观融入行业规范的情况"


@pytest.mark.parametrize(
    ("text", "like", "fault"),
    [
        (ENGLISH, CHINESE, NoProse.OTHER_WRITING),
        (ENGLISH, "A report of 300 words on the clinic's work since 2018.", None),
        (CHINESE * 8, CHINESE, NoProse.REPEATED),
        (prose(300), CHINESE, None),
        (CHINESE, CHINESE, None),
    ],
)
def test_text_that_says_nothing(text: str, like: str, fault: NoProse | None) -> None:
    assert no_prose(text, like) is fault


def test_what_is_foreign_depends_on_where_home_is() -> None:
    home = home_of("赣榆区示范镇卫生院", "连云港市赣榆区责任清单")
    assert home == ("赣榆区",)
    assert foreign_beginning("北京协和医院", home) == "北京市"
    assert foreign_beginning("东海县人民医院", home) == "东海县"
    assert foreign_beginning("连云港市人民医院", home) == ""
    assert foreign_beginning("北京协和医院", home_of("示范镇卫生院")) == ""


def test_divisions_are_found_by_name_and_told_apart_by_code() -> None:
    assert divisions_in("江苏省连云港市赣榆区，满足市场、老城区、自治区") == [
        "江苏省",
        "连云港市",
        "赣榆区",
    ]
    assert lies_in("赣榆区", "连云港市")
    assert lies_in("赣榆县", "江苏省")
    assert not lies_in("连云港市", "赣榆区")
    assert not lies_in("海州区", "赣榆区")


@pytest.mark.parametrize("word", ["新城区", "老城区", "古城区", "市中区", "港口区"])
def test_words_that_are_also_names_are_no_names(word: str) -> None:
    assert divisions_in(f"改造{word}") == []


@pytest.mark.parametrize(
    ("line", "is_own"),
    [
        ("示范区人民政府令 第12号", True),
        ("〔2018〕12号", True),
        ("有关要求仍按云政发〔2016〕160号", False),
        ("落实云政发〔2016〕160号精神", False),
        ("各单位", False),
    ],
)
def test_a_number_of_another_sort_in_a_picture_stands_in_a_line_of_its_own(
    line: str, is_own: bool
) -> None:
    assert is_numbered_in_picture(line) == is_own
