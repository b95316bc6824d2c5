"""Requirement codes as clerks write them."""

from collections.abc import Sequence

import pytest

from cwc.submission.codes import folder_name, matching

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
    ],
)
def test_one_requirement(names: Sequence[str], code: str) -> None:
    assert matching(names, CODES) == [code]


@pytest.mark.parametrize(
    "name", ["新建文件夹", "8-2-①", "Ⅲ-4", "Ⅲ-490", "Ⅲ-8-3", "三下乡", "Ⅲ", "III月", "2018-03-15"]
)
def test_no_requirement(name: str) -> None:
    assert matching([name], CODES) == []


def test_too_short_a_code_means_several() -> None:
    assert matching(["Ⅲ-8"], ["Ⅲ-8/2/①", "Ⅲ-8/2/②"]) == ["Ⅲ-8/2/①", "Ⅲ-8/2/②"]


@pytest.mark.parametrize("code", CODES)
def test_our_own_folder_names_lead_back(code: str) -> None:
    assert matching([folder_name(code, "名称")], CODES) == [code]
