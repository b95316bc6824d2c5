"""Requirement codes as clerks write them."""

from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from cwc.model.codes import Codes
from cwc.model.grammar import CodeGrammar
from cwc.model.pack import Pack

CODES = ["Ⅲ-8/2/①", "Ⅲ-28/3/①", "Ⅲ-49/-/①", "Ⅲ-60/2"]


@pytest.fixture(scope="module")
def grammar(pack: Pack) -> CodeGrammar:
    return pack.header.codes


@pytest.fixture(scope="module")
def codes(grammar: CodeGrammar) -> Codes:
    return Codes(grammar, CODES)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Ⅲ-8/2/①"], "Ⅲ-8/2/①"),
        (["Ⅲ-8-2-① 融入日常生活"], "Ⅲ-8/2/①"),
        (["III-8-2-1"], "Ⅲ-8/2/①"),
        (["III-8（2）①"], "Ⅲ-8/2/①"),
        (["三-8 2）①"], "Ⅲ-8/2/①"),
        (["Ⅲ—8—2—①"], "Ⅲ-8/2/①"),
        (["ⅲ-８－２－①"], "Ⅲ-8/2/①"),
        (["Ⅲ8融入日常生活"], "Ⅲ-8/2/①"),
        (["Ⅲ-8", "2）", "①"], "Ⅲ-8/2/①"),
        (["Ⅲ-49/-/①"], "Ⅲ-49/-/①"),
        (["Ⅲ-49-①"], "Ⅲ-49/-/①"),
        (["Ⅲ-49-1"], "Ⅲ-49/-/①"),
        (["Ⅲ-49① 公益活动"], "Ⅲ-49/-/①"),
        (["Ⅲ-49 2018年材料"], "Ⅲ-49/-/①"),
        (["Ⅲ-49 3月义诊"], "Ⅲ-49/-/①"),
        (["Ⅲ-60"], "Ⅲ-60/2"),
        (["Ⅲ-8.2.①"], "Ⅲ-8/2/①"),
        (["Ⅲ.8.2.①"], "Ⅲ-8/2/①"),
        (["Ⅲ-49-①2018年"], "Ⅲ-49/-/①"),
        (["Ⅲ-8-2-① 2018年"], "Ⅲ-8/2/①"),
        (["Ⅲ-8-2-①20180420"], "Ⅲ-8/2/①"),
        (["Ⅲ-49，①"], "Ⅲ-49/-/①"),
        (["指标Ⅲ-8"], "Ⅲ-8/2/①"),
        (["（Ⅲ-8-2-①）"], "Ⅲ-8/2/①"),
        (["1.Ⅲ-8-2-①"], "Ⅲ-8/2/①"),
    ],
)
def test_one_requirement(codes: Codes, names: Sequence[str], code: str) -> None:
    assert codes.matching(names) == (code,)


@pytest.mark.parametrize(
    "name",
    [
        "新建文件夹",
        "8-2-①",
        "Ⅲ-4",
        "Ⅲ-490",
        "Ⅲ-8-3",
        "三下乡",
        "三8妇女节义诊",
        "Ⅲ",
        "III月",
        "2018-03-15",
    ],
)
def test_no_requirement(codes: Codes, name: str) -> None:
    assert codes.matching([name]) == ()


def test_too_short_a_code_means_several(grammar: CodeGrammar) -> None:
    both = ("Ⅲ-8/2/①", "Ⅲ-8/2/②")
    assert Codes(grammar, both).matching(["Ⅲ-8"]) == both


@pytest.mark.parametrize(
    "cell",
    [
        "Ⅲ-8-2-① Ⅲ-49-①",
        "Ⅲ-8-2-①；Ⅲ-49-①",
        "Ⅲ-8-2-①和Ⅲ-49-①",
        "Ⅲ-8/2/①/Ⅲ-49/-/①",
        "Ⅲ-8-2-①、III-49-1",
        "Ⅲ-8-2-①\nⅢ-49，①",
    ],
)
def test_several_codes_in_a_cell(codes: Codes, cell: str) -> None:
    found = [codes.matching([code]) for code in codes.split(cell)]
    assert found == [("Ⅲ-8/2/①",), ("Ⅲ-49/-/①",)]


def test_what_is_no_code_stays_to_be_told(codes: Codes) -> None:
    assert codes.split("公益活动") == ("公益活动",)
    assert codes.split(" ") == ()


@pytest.mark.parametrize("code", CODES)
def test_our_own_folder_names_lead_back(codes: Codes, grammar: CodeGrammar, code: str) -> None:
    assert codes.matching([grammar.folder_name(code, "名称")]) == (code,)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Ⅲ-49①②", ("Ⅲ-49①", "Ⅲ-49②")),
        ("Ⅲ-15/2/①、③", ("Ⅲ-15/2/①", "Ⅲ-15/2/③")),
        ("Ⅲ-49-1，8-2-2", ("Ⅲ-49-1", "Ⅲ-8-2-2")),
        ("Ⅲ-49-①；未3-10-①", ("Ⅲ-49-①", "未3-10-①")),
    ],
)
def test_several_items_in_one_cell(codes: Codes, cell: str, found: tuple[str, ...]) -> None:
    assert codes.split(cell) == found


@pytest.mark.parametrize(
    "cell", ["1.Ⅲ-8-2-①", "（Ⅲ-8-2-①）", "指标Ⅲ-8-2-①", "1.Ⅲ-8-2-① 融入日常生活 2018-3"]
)
def test_what_stands_before_a_code_is_no_other_code(codes: Codes, cell: str) -> None:
    assert codes.split(cell) == (cell,)


@pytest.mark.parametrize(
    "names",
    [["Ⅲ-49 3.15义诊"], ["Ⅲ-49", "3.15义诊"], ["Ⅲ-49", "3月15日义诊"], ["Ⅲ-49 2018.3.15"]],
)
def test_a_day_behind_a_code_is_none_of_its_numbers(
    grammar: CodeGrammar, names: Sequence[str]
) -> None:
    three = ("Ⅲ-49/-/①", "Ⅲ-49/-/②", "Ⅲ-49/-/③")
    assert Codes(grammar, three).matching(names) == three


# The three other ways in which lists write their codes: numbers alone, letters, words and 三.
DOTTED = CodeGrammar(numbers=3, join=".")
LETTERS = CodeGrammar(heads={"A-": ("A.",), "B-": ("B.",)}, join="-")
WORDS = CodeGrammar(heads={"要素": ("第", "测评要素")}, numerals="chinese", unnumbered="-")
LISTS: dict[str, tuple[CodeGrammar, tuple[str, ...]]] = {
    DOTTED.join: (DOTTED, ("1.1.1.1", "1.1.1.2", "1.1.2", "1.12.3.1.2", "2.1.1")),
    LETTERS.join: (LETTERS, ("A-2", "A-3-1", "A-3-2", "A-4-1-①", "B-2-3")),
    WORDS.join: (WORDS, ("要素三", "要素十二/2/①", "要素十三/-/②", "要素二十一/1")),
}


@pytest.mark.parametrize(
    ("join", "names", "code"),
    [
        (".", ["1.1.1.1"], "1.1.1.1"),
        (".", ["1.1.1.2 志愿服务"], "1.1.1.2"),
        (".", ["１．１．１．２ 志愿服务"], "1.1.1.2"),
        (".", ["1.1.1", "2"], "1.1.1.2"),
        (".", ["1.1.1-2"], "1.1.1.2"),
        (".", ["1.1.2"], "1.1.2"),
        (".", ["1.1.2 2018年材料"], "1.1.2"),
        (".", ["1.1.2 2018.1.1"], "1.1.2"),
        (".", ["1.1.2 3.15义诊"], "1.1.2"),
        (".", ["指标1.1.2"], "1.1.2"),
        (".", ["（1.1.2）"], "1.1.2"),
        (".", ["1.12.3（1）（2）"], "1.12.3.1.2"),
        (".", ["1.12.3"], "1.12.3.1.2"),
        ("-", ["A-2"], "A-2"),
        ("-", ["a-2 志愿服务"], "A-2"),
        ("-", ["Ａ－２"], "A-2"),
        ("-", ["A.2"], "A-2"),
        ("-", ["A-3-1"], "A-3-1"),
        ("-", ["A-3", "2"], "A-3-2"),
        ("-", ["A-4-1-①"], "A-4-1-①"),
        ("-", ["A-4（1）①"], "A-4-1-①"),
        ("-", ["B—2—3"], "B-2-3"),
        ("-", ["1.B-2 2018-3-15"], "B-2-3"),
        ("/", ["要素三"], "要素三"),
        ("/", ["要素三 三下乡"], "要素三"),
        ("/", ["要素3 志愿服务"], "要素三"),
        ("/", ["测评要素三"], "要素三"),
        ("/", ["要素十二"], "要素十二/2/①"),
        ("/", ["要素12（2）①"], "要素十二/2/①"),
        ("/", ["要素十二（二）①"], "要素十二/2/①"),
        ("/", ["要素十三②"], "要素十三/-/②"),
        ("/", ["要素二十一-1"], "要素二十一/1"),
    ],
)
def test_one_requirement_of_another_list(join: str, names: Sequence[str], code: str) -> None:
    grammar, codes = LISTS[join]
    assert Codes(grammar, codes).matching(names) == (code,)


@pytest.mark.parametrize(
    ("join", "name"),
    [
        (".", "1.1"),
        (".", "1.1月"),
        (".", "1.1.1月"),
        (".", "1.1.2日"),
        (".", "2018.1.1"),
        (".", "2018.1.1.2"),
        (".", "1-1-2"),
        (".", "1.目录"),
        (".", "1、1.目录"),
        (".", "1.1.29"),
        ("-", "A4纸扫描"),
        ("-", "A2"),
        ("-", "A-2月"),
        ("-", "DATA-2"),
        ("-", "C-2"),
        ("-", "2"),
        ("/", "要素一览"),
        ("/", "要素三月"),
        ("/", "要素三十"),
        ("/", "要素三三"),
        ("/", "三"),
        ("/", "三下乡"),
        ("/", "第三季度"),
        ("/", "第三次活动"),
        ("/", "第3月"),
        ("/", "2018年"),
    ],
)
def test_no_requirement_of_another_list(join: str, name: str) -> None:
    grammar, codes = LISTS[join]
    assert Codes(grammar, codes).matching([name]) == ()


@pytest.mark.parametrize(("join", "code"), [(j, c) for j, (_, cs) in LISTS.items() for c in cs])
def test_folder_names_of_another_list_lead_back(join: str, code: str) -> None:
    grammar, codes = LISTS[join]
    assert Codes(grammar, codes).matching([grammar.folder_name(code, "三项名称")]) == (code,)


@pytest.mark.parametrize(
    ("join", "cell", "found"),
    [
        (".", "1.1.1.1；1.1.1.2", ("1.1.1.1", "1.1.1.2")),
        (".", "1.1.1.1、1.1.2 2.1.1", ("1.1.1.1", "1.1.2", "2.1.1")),
        (".", "1.1.1.1 2018.1.1", ("1.1.1.1 2018.1.1",)),
        (".", "1.1.2①②", ("1.1.2①", "1.1.2②")),
        (".", "1、1.1.2", ("1、1.1.2",)),
        ("-", "A-2；b-2-3", ("A-2", "b-2-3")),
        ("-", "B-2-3，3-1", ("B-2-3", "B-3-1")),
        ("-", "Ａ－２ Ｂ－２－３", ("Ａ－２", "Ｂ－２－３")),
        ("/", "要素三和要素十二（2）①", ("要素三", "要素十二（2）①")),
        ("/", "三下乡", ("三下乡",)),
    ],
)
def test_several_codes_of_another_list(join: str, cell: str, found: tuple[str, ...]) -> None:
    grammar, codes = LISTS[join]
    assert Codes(grammar, codes).split(cell) == found


@pytest.mark.parametrize(
    ("join", "codes"),
    [
        (".", ["1.2.1", "1.10.1", "2.1.1"]),
        ("-", ["A-2", "A-10", "B-1"]),
        ("/", ["要素三", "要素十", "要素十二", "要素二十一"]),
    ],
)
def test_indicators_stand_by_their_numbers(join: str, codes: list[str]) -> None:
    reader = LISTS[join][0].reader
    assert sorted({*codes}, key=reader.order) == codes
    assert all(reader.is_indicator(code) for code in codes)


def test_the_same_question_is_answered_once(codes: Codes) -> None:
    assert codes.matching(("Ⅲ-8", "2）")) is codes.matching(["Ⅲ-8", "2）"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"heads": {"A": ("B",), "B": ()}}, "写在两处"),
        ({"numbers": 1}, "至少是2"),
        ({"numbers": 3, "numerals": "chinese"}, "arabic"),
        ({"heads": {"A": ()}, "join": "-", "unnumbered": "-"}, "同一个符号"),
    ],
)
def test_a_grammar_that_cannot_be_read(words: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        CodeGrammar(**words)
