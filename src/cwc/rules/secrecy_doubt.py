"""SEC005 secrecy-doubt：像是密级标志，拿不准

检查什么：和 SEC001 看同样的地方。“绝密”“机密”“秘密”不是明确的标志，但样子像：写在很短的一段、一格
或一个名字里，旁边有星号或年数，或者在页眉、属性、隐藏文字里。

为什么：机器分不清“原机密★5年已解密”“商业秘密★5年”和真的标志。放过一个，后果由人承担；所以先停
下来，请人看。

例子：页眉里写着“内部机密”；表格里有一格是“秘密文件”。

怎么改：请保密员或负责人打开文件看。是密级标志的，照 SEC001 处理；不是的，由看过的人运行
cwc vouch 文件夹 文件 --about secrecy --by 姓名 --reason 理由。文件改动以后要重新看。名字、照片说
明、登记表和 cwc.yaml 里的，也可以改个说法。

依据：同 SEC001。不能豁免、降级或强行放过，只能由具名的人担保；担保的写进检查结果和目录.xlsx。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.finding import DOUBT, SECRECY, Severity
from cwc.model.settings import About
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule
from cwc.wording.places import place_names
from cwc.wording.vouching import VOUCH

MESSAGE = "{places}里有“{mark}”，像是密级标志，要请人看"
MEND = "请保密员或负责人看：是密级标志的，移出本文件夹并报告；不是的，由看过的人" + VOUCH


@rule(DOUBT, "secrecy-doubt", yields_to=(SECRECY,))
def secrecy_doubt(view: SubmissionView, context: Context) -> Iterator[Verdict]:
    """One verdict for each file with doubtful marks that nobody vouches for."""
    for path, marks in view.marks_by_path.items():
        doubtful = [mark for mark in marks if not mark.certain and mark.voucher is None]
        if doubtful:
            places = place_names(mark.where for mark in doubtful)
            yield Verdict(
                severity=Severity.ERROR,
                path=path,
                place=places,
                message=MESSAGE.format(places=places, mark=doubtful[0].words),
                sentence=context.header.secrecy,
                mend=MEND.format(path=path, about=About.SECRECY),
            )
