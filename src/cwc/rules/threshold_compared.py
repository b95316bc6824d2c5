"""TAB001 threshold-compared：表里的数与测评标准对照

检查什么：清单写明测评标准的数据（如千人口献血人次＞10），表里填的是多少，达到没有。

为什么：让填表的人和牵头科室心里有数。数是多少就是多少，没有达到也照实上报。

例子：千人口献血人次 12.3，测评标准＞10：达到测评标准。

怎么改：不用改。

依据：清单该项要求原文里的“注”。清单写“或”的几个数，有一个即可。永远只作提示，不是错误：真实的
数不能为了达标而改。
"""

import re
from collections.abc import Iterator

from cwc.model.artefact import DataTableArtefact, Threshold
from cwc.model.facts import DocumentFacts
from cwc.model.finding import Severity
from cwc.model.view import FileView, Placement
from cwc.rules.registry import Verdict, rule
from cwc.text.names import plain

REACHED = "{figure} {value}{unit}，达到测评标准（{bound}）"
NOT_REACHED = "{figure} {value}{unit}，未达到测评标准（{bound}），照实上报"
MEND = "不用改：数是多少就是多少。"

_TITLE = re.compile(r"统计表|情况表|一览|汇总|表$|的?情况$")
_STANDARD = re.compile(r"标准|目标|要求|指标值|计划|考核|达标|测评|编号|序号")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITED = re.compile(r"[^\d.,，\s]")
# 千人口献血人次（人次/千人）：10.6
_BESIDE = 16
_NUMBER = re.compile(r"(?P<number>[-+]?\d[\d,]*(?:\.\d+)?)(?P<rest>\D*)")


@rule("TAB001", "threshold-compared")
def threshold_compared(view: FileView[DocumentFacts]) -> Iterator[Verdict]:
    """One note for each figure found."""
    for placement in view.placements:
        artefact = placement.artefact
        if isinstance(artefact, DataTableArtefact) and artefact.threshold:
            yield from _compared(view, placement, artefact.threshold)


def _compared(
    view: FileView[DocumentFacts], placement: Placement, thresholds: tuple[Threshold, ...]
) -> Iterator[Verdict]:
    for threshold, value in figures(view.facts, thresholds):
        template = REACHED if threshold.is_met(value) else NOT_REACHED
        message = template.format(
            figure=threshold.figure,
            value=f"{value:g}",
            unit=threshold.unit,
            bound=f"{threshold.bound}{threshold.unit}",
        )
        yield _verdict(view, placement, message, MEND)


def figures(
    facts: DocumentFacts, thresholds: tuple[Threshold, ...]
) -> list[tuple[Threshold, float]]:
    """The figures that a table holds, of those asked for."""
    rows = [passage.text.split("\t") for passage in facts.passages]
    found = ((threshold, _figure(rows, threshold)) for threshold in thresholds)
    return [(threshold, value) for threshold, value in found if value is not None]


def _figure(rows: list[list[str]], threshold: Threshold) -> float | None:
    """The number beside the figure's name, or below it; None when there is none."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not _is_named(cell, threshold.figure):
                continue
            # 千人口献血人次：10.6 in one cell; then to the right; then below, the last row first,
            # which is the latest.
            own = [cell.partition("：")[2], cell.partition(":")[2]]
            beside = _with_unit(list(_values_beside(rows, number, column)), threshold.unit)
            below = [lower[column] for lower in rows[number + 1 :] if column < len(lower)]
            for texts in (own, beside, below[::-1]):
                values = (_value(text, threshold) for text in texts)
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


def _values_beside(rows: list[list[str]], number: int, column: int) -> Iterator[str]:
    """The cells to the right, without those below a heading that says they are the standard."""
    for place in range(column + 1, len(rows[number])):
        above = (row[place] for row in rows[:number] if place < len(row))
        if not any(_STANDARD.search(heading) for heading in above):
            yield rows[number][place]


def _value(text: str, threshold: Threshold) -> float | None:
    """The number that a cell holds and nothing else; a year is none.

    A share only with its sign, since 1 may be 1 % or all.
    """
    match = _NUMBER.fullmatch(plain(text).replace("，", ",").removeprefix("约"))
    if match is None or (threshold.unit == "%") != match["rest"].startswith("%"):
        return None
    is_year = _YEAR.fullmatch(match["number"]) and match["rest"] in {"", "年"}
    return None if is_year else float(match["number"].replace(",", ""))


def _with_unit(texts: list[str], unit: str) -> list[str]:
    """The cells of a row with the unit that one of them names for all: 比例 | % | 100."""
    if unit and unit in texts:
        return [text if _UNITED.search(text) else f"{text}{unit}" for text in texts]
    return texts


def _verdict(
    view: FileView[DocumentFacts], placement: Placement, message: str, mend: str
) -> Verdict:
    return Verdict(
        severity=Severity.NOTE,
        path=view.path,
        place=placement.requirement.code,
        requirement=placement.requirement.code,
        message=message,
        sentence=placement.requirement.text,
        mend=mend,
    )
