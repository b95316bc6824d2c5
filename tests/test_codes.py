"""Requirement codes as clerks write them."""

from collections.abc import Sequence

import pytest

from cwc.submission.codes import folder_name, matching, split_codes

CODES = ["Ⅲ-8/2/①", "Ⅲ-28/3/①", "Ⅲ-49/-/①", "Ⅲ-60/2"]


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
def test_one_requirement(names: Sequence[str], code: str) -> None:
    assert matching(names, CODES) == [code]


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
def test_no_requirement(name: str) -> None:
    assert matching([name], CODES) == []


def test_too_short_a_code_means_several() -> None:
    assert matching(["Ⅲ-8"], ["Ⅲ-8/2/①", "Ⅲ-8/2/②"]) == ["Ⅲ-8/2/①", "Ⅲ-8/2/②"]


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
def test_several_codes_in_a_cell(cell: str) -> None:
    found = [matching([code], CODES) for code in split_codes(cell)]
    assert found == [["Ⅲ-8/2/①"], ["Ⅲ-49/-/①"]]


def test_what_is_no_code_stays_to_be_told() -> None:
    assert split_codes("公益活动") == ("公益活动",)
    assert split_codes(" ") == ()


@pytest.mark.parametrize("code", CODES)
def test_our_own_folder_names_lead_back(code: str) -> None:
    assert matching([folder_name(code, "名称")], CODES) == [code]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Ⅲ-49①②", ("Ⅲ-49①", "Ⅲ-49②")),
        ("Ⅲ-15/2/①、③", ("Ⅲ-15/2/①", "Ⅲ-15/2/③")),
        ("Ⅲ-49-1，8-2-2", ("Ⅲ-49-1", "Ⅲ-8-2-2")),
        ("Ⅲ-49-①；未3-10-①", ("Ⅲ-49-①", "未3-10-①")),
    ],
)
def test_several_items_in_one_cell(cell: str, codes: tuple[str, ...]) -> None:
    assert split_codes(cell) == codes
