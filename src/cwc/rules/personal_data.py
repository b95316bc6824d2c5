"""SEC002 personal-data：有个人信息

检查什么：文档和表格里有没有身份证号码（校验位对得上的）、成串的手机号码（3个以上）、患者的姓名栏。

为什么：上传到申报系统的材料很多人看得到；泄露患者和群众的个人信息，单位要担责任。

例子：义诊登记表里有身份证号和手机号；附件是一张患者名单。

怎么改：删去号码，旁边的姓名也删去或只留姓氏；是表格的，删去这几栏。统计数字不受影响。

依据：《中华人民共和国个人信息保护法》第二十八条，医疗健康信息是敏感个人信息；身份证号码的校验位见
GB 11643。身份证号码在报送阶段是错误（清单没有一处要它），其余是警告；显示时隐去中间的数字。写在
句子里的姓名机器认不出，请人看。
"""

import re
from collections.abc import Iterator

from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule

IDS = "{count}个身份证号码，如 {example}"
MOBILES = "{count}个手机号码，如 {example}"
PATIENTS = "患者姓名栏（{heading}）"
MESSAGE = "里面有{what}"
AND = "、"
MEND = "删去号码，旁边的姓名也删去或只留姓氏；是表格的，删去这几栏。"

# GB 11643: 17 digits and a check sign; the weights and signs are the standard's.
_ID = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS = "10X98765432"
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d(?:[ -]?\d{4}){2})(?!\d)")
# One number may be a hotline's or the contact's; from three on it is a list of people.
_MOBILES = 3
_PATIENT = re.compile(r"(?:患者|病人|病员|住院者)(?:的)?姓名")
_NAME = re.compile(r"姓\s*名")
_ILLNESS = re.compile(
    r"(?:入院|出院|临床|主要)?诊断(?:结果|名称)?|病情|病名|病种|疾病(?:名称)?|住院号|病历号"
)
_PARTED = re.compile(r"(?<=\d)[ -](?=\d)")


@rule("SEC002", "personal-data")
def personal_data(view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One verdict for a document that names people as it should not."""
    texts = [part.text for part in text.parts]
    whole = "\n".join(texts)
    ids = {match for match in _ID.findall(_PARTED.sub("", whole)) if _checks(match)}
    mobiles = {re.sub("[ -]", "", found) for found in _MOBILE.findall(whole)}
    parts = []
    if ids:
        parts.append(IDS.format(count=len(ids), example=_masked(min(ids), 6)))
    if len(mobiles) >= _MOBILES:
        parts.append(MOBILES.format(count=len(mobiles), example=_masked(min(mobiles), 3)))
    if heading := next((h for row in texts if (h := _patients(row))), ""):
        parts.append(PATIENTS.format(heading=heading))
    if parts and view.placements:
        yield Verdict(
            severity=context.incomplete if ids else Severity.WARNING,
            message=MESSAGE.format(what=AND.join(parts)),
            mend=MEND,
        )


def _checks(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1].upper() == _SIGNS[total % 11]


def _masked(number: str, shown: int) -> str:
    return number[:shown] + "*" * (len(number) - shown - 2) + number[-2:]


def _patients(row: str) -> str:
    """The heading of a row that names patients: 患者姓名, or 姓名 beside 诊断."""
    cells = [cell.strip() for cell in row.split("\t")]
    if len(cells) < 2:
        return ""
    if found := next((cell for cell in cells if _PATIENT.fullmatch(cell)), ""):
        return found
    named = next((cell for cell in cells if _NAME.fullmatch(cell)), "")
    ill = next((cell for cell in cells if _ILLNESS.fullmatch(cell)), "")
    return f"{named}、{ill}" if named and ill else ""
