"""SEC001 secrecy-mark：文件里有密级标志

检查什么：每个文件的全部内容（不管藏在哪一部分：正文、表格、页眉页脚、文本框、水印、批注、修订、隐藏
文字、属性、域、图表、内嵌的文件、旧版本、照片的附加信息）、文件名和文件夹名、照片说明、登记表和
cwc.yaml 里，有没有“机密★5年”“秘密★”“密级：机密”“【绝密】”一类的标志，或单独占一行、一格、一个页眉的
密级。写成一字一行、夹空格或看不见的字符、用异体字，都算。

为什么：涉密文件不得通过网上申报系统上传。传出去的后果由人承担，比丢分重得多。

例子：页眉里有“机密★5年”；正文第一行只有“秘密”两个字。

怎么改：立即停止上传，把文件移出这个文件夹，按保密规定处理，并报告本单位保密员。要反映这项工作，另
写一份不涉密的情况说明。确认标志有误的，由定密单位处理后重新提供，不要自行删除标志。

依据：清单“涉密文件不得通过‘网上申报系统’上传，可以WORD、WPS或永中格式将有关工作情况说明上报”；
标志的写法见 GB/T 9704 党政机关公文格式“密级和保密期限”。拿不准的另由 SEC005 提出。照片画面里、扫
描件里的字看不到（SECURITY.md）。这一条不能豁免、降级或强行放过：有它就不打包。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.finding import SECRECY, Severity
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule
from cwc.wording.places import place_names

MESSAGE = "{places}里有密级标志“{mark}”"
MEND = "不要上传。移出本文件夹，按保密规定处理并报告保密员；需要时另写一份不涉密的情况说明。"


@rule(SECRECY, "secrecy-mark")
def secrecy_mark(view: SubmissionView, context: Context) -> Iterator[Verdict]:
    """One verdict for each file that carries marks, its name and captions included."""
    for path, marks in view.marks_by_path.items():
        certain = [mark for mark in marks if mark.certain]
        if certain:
            places = place_names(mark.where for mark in certain)
            yield Verdict(
                severity=Severity.ERROR,
                path=path,
                place=places,
                message=MESSAGE.format(places=places, mark=certain[0].words),
                sentence=context.header.secrecy,
                mend=MEND,
            )
