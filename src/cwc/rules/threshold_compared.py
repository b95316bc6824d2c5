"""TAB001 threshold-compared：表里的数与测评标准对照

检查什么：清单写明测评标准的数据（如千人口献血人次＞10），表里填的是多少，达到没有。

为什么：让填表的人和牵头科室心里有数。数是多少就是多少，没有达到也照实上报。

例子：千人口献血人次 12.3，测评标准＞10：达到测评标准。

怎么改：不用改。表里看不出数的，把名称和数写在同一行的相邻两格，或表头在上、数在下。

依据：清单该项要求原文里的“注”。清单写“或”的几个数，有一个即可。永远只作提示，不是错误：真实的数不能为了达标而改。
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
NOT_FOUND = "表里看不出这些数：{figures}"
MEND = "不用改：数是多少就是多少。"
MEND_NOT_FOUND = "把名称和数写在同一行的相邻两格，或表头在上、数在下；比例写上%。"
OR = "、"

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


@rule("TAB001", "threshold-compared")
def threshold_compared(view: FileView[DocumentFacts]) -> Iterator[Verdict]:
    """One note for each figure found, or one when none is."""
    for placement in view.placements:
        artefact = placement.artefact
        if isinstance(artefact, DataTableArtefact) and artefact.threshold:
            yield from _compared(view, placement, artefact.threshold)


def _compared(
    view: FileView[DocumentFacts], placement: Placement, thresholds: tuple[Threshold, ...]
) -> Iterator[Verdict]:
    rows = [passage.text.split("\t") for passage in view.facts.passages]
    found = [(t, v) for t in thresholds if (v := _figure(rows, t)) is not None]
    for threshold, value in found:
        template = REACHED if threshold.is_met(value) else NOT_REACHED
        message = template.format(
            figure=threshold.figure,
            value=f"{value:g}",
            unit=threshold.unit,
            bound=f"{threshold.bound}{threshold.unit}",
        )
        yield _verdict(view, placement, message, MEND)
    if not found:
        figures = OR.join(t.figure for t in thresholds)
        yield _verdict(view, placement, NOT_FOUND.format(figures=figures), MEND_NOT_FOUND)


def _figure(rows: list[list[str]], threshold: Threshold) -> float | None:
    """The number beside the figure's name, or below it; None when there is none."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if plain(threshold.figure) in plain(cell):
                below = [r[column] for r in rows[number + 1 :] if column < len(r)]
                values = (_value(text, threshold.unit) for text in (*row[column + 1 :], *below))
                found = next((value for value in values if value is not None), None)
                if found is not None:
                    return found
    return None


def _value(text: str, unit: str) -> float | None:
    """The number that a cell holds; a share only with its sign, since 1 may be 1 % or all."""
    match = _NUMBER.match(text.strip().replace("，", ","))
    if match is None or (unit == "%" and not text.strip().endswith(("%", "％"))):
        return None
    return float(match[0].replace(",", ""))


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
