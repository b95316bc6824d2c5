"""FIL001 file-unplaced：看不出文件该归到哪里

检查什么：文件夹里的每个文件，都能归到某一项要求的某一样材料；按月、按类计数的照片，还要能归到某一
格；登记表的每一行、cwc.yaml 的每一条担保，都能找到它说的文件。

为什么：归不进去的文件不会被打包上传，等于没有交。

例子：照片放在“新建文件夹”里；活动文件夹没有登记“用于指标”；按月计数的照片看不出是哪个月。

怎么改：按提示移动文件、改名，或在材料登记.xlsx 里补上类别、时间、用于指标。不交的文件请移出文件夹。

依据：清单“网上报送材料的格式”一节和该项要求原文。收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.grid import SAID_IN_CAPTION, Misfit, Stray
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule

MESSAGES = {
    Misfit.NO_REQUIREMENT: "看不出属于哪一项要求",
    Misfit.LIKE_REGISTER: "像是另一份登记表，没有读",
    Misfit.AMBIGUOUS_REQUIREMENT: "文件夹名对应好几项要求：{about}",
    Misfit.NOT_ASSIGNED: "放在 {about} 下，但 cwc.yaml 里本单位不负责这一项",
    Misfit.UNUSED_ACTIVITY: "“{about}”没有登记用于哪项指标",
    Misfit.UNKNOWN_CODE: "{about}在清单里对不上唯一的一项",
    Misfit.UNKNOWN_FOLDER: "文件夹名“{about}”的编号不在清单里",
    Misfit.ROW_WITHOUT_FILE: "{about}找不到对应的文件",
    Misfit.AMBIGUOUS_ROW: "{about}对应几个不同的文件",
    Misfit.SECOND_ROW: "{about}前面已经登记过，这一行没有用上",
    Misfit.VOUCHER_WITHOUT_FILE: "vouchers 里的“{about}”找不到对应的文件",
    Misfit.OTHER_KIND: "名字说是{about}",
    Misfit.AMBIGUOUS_ARTEFACT: "看不出是哪一样材料：{about}",
    Misfit.NO_CATEGORY: "看不出属于哪一类（项）：{about}",
    Misfit.NO_VENUE: "看不出是在哪个地点拍的",
    Misfit.NO_OCCASION: "日期不在{about}之内",
    Misfit.NO_PERIOD: "看不出是哪个期间（年、月）的",
}
MENDS = {
    Misfit.NO_REQUIREMENT: "移到以指标编号开头的文件夹（如“{folder}”）里；不交的请移出去。",
    Misfit.LIKE_REGISTER: "登记表只认 材料登记.xlsx：把这一份里的字并过去，再把它移出去。",
    Misfit.AMBIGUOUS_REQUIREMENT: "把文件夹名写全，如“{folder}”。",
    Misfit.NOT_ASSIGNED: "移到本单位负责的要求下，或在 cwc.yaml 的 requirements 里加上这一项。",
    Misfit.UNUSED_ACTIVITY: "在材料登记.xlsx 的“活动”表里填上这个文件夹和“用于指标”；"
    "单张的照片填在“照片”表里。",
    Misfit.UNKNOWN_CODE: "照清单写全编号，如“{code}”。",
    Misfit.UNKNOWN_FOLDER: "核对编号；不归本单位或不在这份清单里的，请移出去。",
    Misfit.ROW_WITHOUT_FILE: "核对文件夹或文件的名字，或删去这一行；"
    "照片改了名、换了地方的，运行 cwc register 会跟上。",
    Misfit.SECOND_ROW: "合成一行：用于几项指标、几个类别的，用分号隔开。",
    Misfit.VOUCHER_WITHOUT_FILE: "照检查结果里的路径写全，或删去这一条。",
    Misfit.AMBIGUOUS_ROW: "写全路径，如“活动/2018-03-15 主题 地点/1.jpg”。",
    Misfit.OTHER_KIND: "移到要它的那一项要求下；不交的移出材料文件夹；名字起错了的，改名。",
    Misfit.AMBIGUOUS_ARTEFACT: "放进名为“说明报告”“图片资料”等的子文件夹，或把种类写进文件名。",
    Misfit.NO_CATEGORY: "照片在登记表填“类别”，或放进以类别命名的子文件夹；报告把类别写进文件名。",
    Misfit.NO_VENUE: "在登记表填“地点”，或把地点写进文件名，如“2018-03-15 主题 地点.jpg”。",
    Misfit.NO_OCCASION: "核对日期和节日的名称（登记表的“类别”、主题、文件夹名）；"
    "不是清单列的节日的，请移出去。",
    Misfit.NO_PERIOD: "把日期写进文件名，如“2018-03-15 主题 地点.jpg”“2018年说明报告.docx”；"
    "照片也可以在登记表填“时间”。",
}


@rule("FIL001", "file-unplaced")
def file_unplaced(view: SubmissionView, context: Context) -> Iterator[Verdict]:
    """One verdict for each use of a file that counts nowhere."""
    example = context.pack.requirements[0].code
    folder = context.folder_name(example)
    for stray in view.strays:
        if stray.misfit in MESSAGES:
            yield Verdict(
                severity=context.incomplete,
                path=stray.path,
                place=stray.requirement,
                requirement=stray.requirement,
                artefact=stray.artefact,
                message=MESSAGES[stray.misfit].format(about=stray.about).rstrip("："),
                sentence=context.sentence(stray.requirement),
                mend=MENDS[stray.misfit].format(folder=folder, code=example),
                # One cause, one complaint: a caption that must tell the time is told to.
                yields_to=("CAP001",) if _caption_tells(stray, context) else (),
            )


def _caption_tells(stray: Stray, context: Context) -> bool:
    """Whether what is missing would stand in the caption that the list asks for."""
    field = SAID_IN_CAPTION.get(stray.misfit)
    if field is None or stray.artefact is None:
        return False
    labels = context.artefact(stray.requirement, stray.artefact).caption_labels
    return any(field in context.header.fields_of(label) for label in labels)
