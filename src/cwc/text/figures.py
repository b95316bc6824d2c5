"""The figures of a table: which number stands for a name, beside it or below it."""

import re
from collections.abc import Iterator, Sequence

from cwc.text.names import plain

_TITLE = re.compile(r"统计表|情况表|一览|汇总|表$|的?情况$")
_STANDARD = re.compile(r"标准|目标|要求|指标值|计划|考核|达标|测评|编号|序号")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITED = re.compile(r"[^\d.,，\s]")
# 千人口献血人次（人次/千人）：10.6
_BESIDE = 16
# A share of a whole has no more.
_WHOLE_PERCENT = 100
# How many of all there are; what grew, by which others were surpassed, may be more.
_SHARE = re.compile(
    r"(?:满意|覆盖|合格|知晓|普及|出勤|签约|建档|及格|优良|接种|达标|公开|处置|采纳)[率度]"
    r"[^\d%％。，,；;、\n提增升降超翻]{0,8}(\d{1,9}(?:\.\d{1,9})?)[%％]"
)
# So many equal digits are a key held down; in a text one more, and only where people or things are
# counted.
_ONE_DIGIT = re.compile(r"(\d)\1{4,}")
_HELD_DOWN = re.compile(r"(?<![\d.])([1-9])\1{5,99}[多余]?[万亿]?(?:人|名|户|份|场|次|例|件|册|元)")
_NUMBER = re.compile(r"(?P<number>[-+]?\d[\d,]*(?:\.\d+)?)(?P<rest>\D*)")


def find_figure(rows: Sequence[Sequence[str]], figure: str, unit: str) -> float | None:
    """The number beside the figure's name, or below it; None when there is none."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not _is_named(cell, figure):
                continue
            # 千人口献血人次：10.6 in one cell; then to the right; then below, the last row first,
            # which is the latest.
            own = [cell.partition("：")[2], cell.partition(":")[2]]
            beside = _with_unit(list(_values_beside(rows, number, column)), unit)
            below = [lower[column] for lower in rows[number + 1 :] if column < len(lower)]
            for texts in (own, beside, below[::-1]):
                values = (_value(text, unit) for text in texts)
                found = next((value for value in values if value is not None), None)
                if found is not None:
                    return found
    return None


def _is_named(cell: str, figure: str) -> bool:
    """Whether a cell names the figure, and is neither a table's title nor a sentence."""
    said, name = plain(cell), plain(figure)
    if len(said) > len(name) + _BESIDE or _TITLE.search(said):
        return False
    rest = iter(said)
    # 千人口无偿献血人次 for 千人口献血人次: the name's signs in order, little between them.
    return name in said or (len(said) <= len(name) + 4 and all(sign in rest for sign in name))


def _values_beside(rows: Sequence[Sequence[str]], number: int, column: int) -> Iterator[str]:
    """The cells to the right, without those below a heading that says they are the standard."""
    for place in range(column + 1, len(rows[number])):
        above = (row[place] for row in rows[:number] if place < len(row))
        if not any(_STANDARD.search(heading) for heading in above):
            yield rows[number][place]


def _value(text: str, unit: str) -> float | None:
    """The number that a cell holds and nothing else; a year is none.

    A share only with its sign, since 1 may be 1 % or all.
    """
    match = _NUMBER.fullmatch(plain(text).replace("，", ",").removeprefix("约"))
    if match is None or (unit == "%") != match["rest"].startswith("%"):
        return None
    is_year = _YEAR.fullmatch(match["number"]) and match["rest"] in {"", "年"}
    return None if is_year else float(match["number"].replace(",", ""))


def _with_unit(texts: list[str], unit: str) -> list[str]:
    """The cells of a row with the unit that one of them names for all: 比例 | % | 100."""
    if unit and unit in texts:
        return [text if _UNITED.search(text) else f"{text}{unit}" for text in texts]
    return texts


def is_unlikely(value: float, unit: str) -> bool:
    """Whether a figure cannot be: more than all, less than nothing, one digit over and over."""
    over = unit == "%" and value > _WHOLE_PERCENT
    return over or value < 0 or bool(_ONE_DIGIT.search(f"{value:.0f}"))


def unlikely_in(text: str) -> list[str]:
    """What cannot be, as it is written: 满意度120%, 9999999人次."""
    shares = (m[0] for m in _SHARE.finditer(text) if float(m[1]) > _WHOLE_PERCENT)
    return [*dict.fromkeys((*shares, *(m[0] for m in _HELD_DOWN.finditer(text))))]
