"""REP006 report-signed：报告的落款和公章

检查什么：说明报告末尾有没有落款（单位名称、日期），有没有盖章的图。

为什么：有的清单要求盖章，有的不要，有的不许；照清单来。

例子：ganyu-2020 不需要落款和公章，报告末尾有“示范镇卫生院 2020年5月13日”和红章。

怎么改：清单说不需要的，删去更好，留着也可以；说要的补上，说不许的删去。

依据：清单“不需要单位落款和加盖公章”。清单包的 forms.report.seal 写着要不要：不需要的只作提示，
要而没有、不许而有的是错误。红章只认单独插入的红色图章图片，盖在扫描件上的认不出。
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from cwc.model.artefact import Kind
from cwc.model.aspects import Seals, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule

SIGNATURE, SEAL = "落款“{text}”", "公章（{count}个红色图章）"
NOT_NEEDED = "有{what}，清单不需要"
FORBIDDEN = "有{what}，清单不许有"
REQUIRED = "没有落款或公章，清单要求有"
AND = "和"
MENDS = {
    "not_needed": "删去更好，留着也可以。",
    "forbidden": "删去落款和公章。",
    "required": "补上落款，加盖公章。",
}

_DATE = (
    r"(?:(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月|"
    r"[二〇○零一九]{4}年[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日)?)"
)
_ENDS = ("院", "局", "委", "委员会", "中心", "科", "站", "所", "室", "办", "办公室", "单位", "政府")
# The signature may be followed by a few names of annexes.
_LAST_LINES = 6


@rule("REP006", "report-signed", kinds=(Kind.REPORT,), asked=lambda form: form.seal is not None)
def report_signed(
    _view: FileView, text: AsSeen[Text], seals: Seals, context: Context
) -> Iterator[Verdict]:
    """One verdict for a report that is signed or sealed otherwise than the pack says."""
    wanted = context.header.form(Kind.REPORT).seal
    if wanted is None:
        return
    signature = _signature(text, context.header.names.units)
    signed = [SIGNATURE.format(text=signature)] if signature else []
    sealed = [SEAL.format(count=seals.count)] if seals.count else []
    what = AND.join([*signed, *sealed])
    if bool(what) == (wanted == "required"):
        return
    template = {"not_needed": NOT_NEEDED, "forbidden": FORBIDDEN}.get(wanted, REQUIRED)
    yield Verdict(
        severity=Severity.NOTE if wanted == "not_needed" else Severity.ERROR,
        message=template.format(what=what),
        sentence=context.header.form(Kind.REPORT).text or "",
        mend=MENDS[wanted],
    )


def _signature(text: Text, units: tuple[str, ...]) -> str:
    """The date that stands alone among the last lines, with the unit above it."""
    body = [unicodedata.normalize("NFKC", part.text) for part in text.body]
    lines = [line.strip() for piece in body for line in piece.splitlines() if line.strip()]
    last = lines[-_LAST_LINES:]
    unit_name, signed_line = _patterns(units)
    for number, line in enumerate(last):
        if signed := signed_line.fullmatch(line):
            above = last[number - 1] if number else ""
            unit = signed["unit"] or (above if unit_name.fullmatch(above) else "")
            return f"{unit} {signed['date']}".strip()
    return ""


@cache
def _patterns(units: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A unit's name alone, and a line that is a signature: a date, perhaps a unit before it."""
    name = rf"[^，。；：、\d]{{2,30}}(?:{'|'.join(map(re.escape, (*_ENDS, *units)))})"
    dated = rf"(?:(?P<unit>{name})[\s　]*|(?:日期|时间)[:：]\s*)?(?P<date>{_DATE})"
    return re.compile(name), re.compile(dated)
