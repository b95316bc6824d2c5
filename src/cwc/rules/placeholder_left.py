"""REP003 placeholder-left：报告里还有没填的地方

检查什么：说明报告里有没有留着 XX、×××、20xx年、待补充、（此处填写……）、____ 这样的空。

为什么：套用的模板没有填完就交上去，评审一眼就看得出。

例子：“全年开展义诊XX场，服务群众×××人次”。

怎么改：照实填上；没有的数，把这句话删去。

依据：清单要求说明实际的情况。英文里的字母（如 XXL）、数学里的乘号（3×4）、拉开的字（日   期）不算。
单独的横线、空括号、签名处的“年  月  日”、“待定”、TODO，也可能不是没填，只是提示。
"""

import re
from collections.abc import Iterator
from functools import cache

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.place import Layer, Role
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule

MESSAGE = "还有{count}处没有填，如“{around}”"
MAYBE = "有{count}处像是留着没有填，如“{around}”"
MEND = "照实填上；没有的数，把这句话删去。"

# What is counted or named: before one of these a blank was left, elsewhere signs may hide a name
# (患者王××) or a number (0518-86××××12), which is as it should be.
_COUNTED = (
    r"人次|人|场|次|份|个|名|项|万?元|万|件|户|家|篇|期|张|例|台|%|％|年|月|日|[乡镇县区市]|单位"
)
# Of these only some follow a gap for certain: 日   期, 事   项 and 采   购   人 are words set wide,
# and none before a colon (取整   例：).
_COUNTED_ALONE = r"人次|场次?|次|份|名|万?元|户|篇|例|台|%|％"
# 待定 is also said of what nobody decided yet; lines and brackets are also a quiz's and a form's,
# TODO a programmer's.
_MAYBE = re.compile(
    rf"_{{3,}}|[（(][ \u3000]+[）)](?={_COUNTED})|待(?:完善|核实|定)(?=[。；，、）)\]】\s]|$)|"
    r"\b(?:TODO|TBD)\b|"
    r"(?<=年)[ \u3000]{2,}月[ \u3000]{2,}日"
)
_AROUND = 6
# What a reader of the paper sees: not the properties of a file, nor the prompts of its template.
_PRINTED = {
    *(Role.BODY, Role.HEADER, Role.FOOTER, Role.HEADER_FOOTER, Role.FOOTNOTE, Role.ENDNOTE),
    *(Role.TEXT_BOX, Role.SHEET),
}


@rule("REP003", "placeholder-left", kinds=(Kind.REPORT,))
def placeholder_left(_view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One verdict for a report with blanks, showing the first; a note where they may be none."""
    printed = (p for p in text.parts if p.where.layer is Layer.SHOWN and p.where.role in _PRINTED)
    texts = [part.text for part in printed]
    for severity, message, blank in (
        (Severity.ERROR, MESSAGE, _blank(context.header.names.units)),
        (Severity.NOTE, MAYBE, _MAYBE),
    ):
        found = [(piece, match) for piece in texts for match in blank.finditer(piece)]
        if found:
            piece, match = found[0]
            around = piece[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            yield Verdict(
                severity=severity,
                message=message.format(count=len(found), around=" ".join(around.split())),
                sentence=context.header.form(Kind.REPORT).text or "",
                mend=MEND,
            )
            return


@cache
def _blank(units: tuple[str, ...]) -> re.Pattern[str]:
    """What a blank looks like; before the names of the list's units, too: XX卫生院."""
    counted = f"(?:{'|'.join([_COUNTED, *map(re.escape, units)])})"
    han = r"(?<=[\u4e00-\u9fff])"
    return re.compile(
        rf"(?:(?<![xXＸ0-9%+＋])[xXＸ]{{2,}}|(?<![×0-9+＋])×{{2,}}|(?<!●)●{{2,}}|(?<![一二○〇])[〇○]{{2,}})"
        rf"(?={counted})|{han}\*{{2,}}(?={_COUNTED_ALONE})|"
        rf"{han}[xXＸ×](?=人次|场|份|件|户|例)|"
        r"(?<!\d)20(?:[xXＸ]{1,2}|[×〇○]{1,2}|[ \u3000]{2,}|_{2,})(?=年)|"
        rf"{han}_{{2,}}(?=[ \u3000]?(?:{_COUNTED_ALONE}))|"
        rf"{han}[（(][ \u3000]+[）)](?=人次|场|例|户)|"
        rf"(?<=[\u4e00-\u9fff]{{2}})[ \u3000]{{3,}}(?=(?:{_COUNTED_ALONE})(?![:：]))|"
        r"(?<![□☑√])待(?:补充|填写?)(?=[。；，、）)\]】\s]|$)|"
        r"[（(【\[](?:此处|这里)(?:填写?|补充|写|插入)|(?:单击|点击)[^。]{0,6}此处输入"
    )
