"""REP003 placeholder-left：报告里还有没填的地方

检查什么：说明报告里有没有留着 XX、×××、20xx年、待补充、（此处填写……）、____ 这样的空。

为什么：套用的模板没有填完就交上去，评审一眼就看得出。

例子：“全年开展义诊XX场，服务群众×××人次”。

怎么改：照实填上；没有的数，把这句话删去。

依据：清单要求说明实际的情况。英文里的字母（如 XXL）、数学里的乘号（3×4）不算。
"""

import re
from collections.abc import Iterator
from functools import cache

from cwc.model.artefact import Kind
from cwc.model.aspects import Layer, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule

MESSAGE = "还有{count}处没有填，如“{around}”"
MEND = "照实填上；没有的数，把这句话删去。"

# What is counted or named: before one of these a blank was left, elsewhere signs may hide a name
# (患者王××) or a number (0518-86××××12), which is as it should be.
_COUNTED = (
    r"人次|人|场|次|份|个|名|项|万?元|万|件|户|家|篇|期|张|例|台|%|％|年|月|日|[乡镇县区市]|单位"
)
_AROUND = 6


@rule("REP003", "placeholder-left", kinds=(Kind.REPORT,))
def placeholder_left(_view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One verdict for a report with blanks, showing the first."""
    blank = _blank(context.header.names.units)
    texts = [part.text for part in text.parts if part.where.layer is not Layer.AGAIN]
    found = [(piece, match) for piece in texts for match in blank.finditer(piece)]
    if found:
        piece, match = found[0]
        around = piece[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        yield Verdict(
            severity=Severity.ERROR,
            message=MESSAGE.format(count=len(found), around=" ".join(around.split())),
            sentence=context.header.form(Kind.REPORT).text or "",
            mend=MEND,
        )


@cache
def _blank(units: tuple[str, ...]) -> re.Pattern[str]:
    """What a blank looks like; before the names of the list's units, too: XX卫生院."""
    counted = f"(?:{'|'.join([_COUNTED, *map(re.escape, units)])})"
    return re.compile(
        rf"(?:(?<![xXＸ])[xXＸ]{{2,}}|(?<![×*★●])[×*★●]{{2,}}|(?<![一二○〇])[〇○]{{2,}})(?={counted})|"
        rf"(?<![A-Za-z0-9\u4e00-\u9fff×])[xXＸ×](?={counted})|"
        r"(?<=[\u4e00-\u9fff])[xXＸ×](?=(?:人次|场|份))|"
        r"(?:19|20)(?:[xXＸ]{1,2}|[×〇○]{1,2}|[ \u3000]{1,})(?=年)|_{3,}|"
        rf"[（(][ \u3000]+[）)](?={counted})|(?<=[\u4e00-\u9fff])[ \u3000]{{3,}}(?={counted})|"
        r"待(?:补充|填写?|完善|核实|定)(?=[。；，、）)\]】\s]|$)|"
        r"[（(【\[](?:此处|这里)(?:填写?|补充|写|插入)|(?:单击|点击)[^。]{0,6}此处输入|TODO|TBD"
    )
