"""FIL003 wrong-form：文件的格式不是这里要的

检查什么：放进每项要求的文件，格式（扩展名）是不是清单允许的：说明报告用 Word、WPS 或永中，图片
用 JPG 或合成 PDF，正式发文用 PDF，或红头页图片加 Word、WPS、永中的正文。

为什么：系统按格式收材料，格式不对的传不上去。

例子：说明报告交了 PDF；图片资料交了相机的 NEF；正式发文交了 Excel。

怎么改：用 WPS 或看图软件另存为要求的格式。照片贴在 Word 里的，把原图一张张放进来。

依据：清单“网上报送材料的格式”一节各种材料的格式要求。清单没有规定格式的（数据表格、规范文件、部
门评价）什么都收。收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.grid import Misfit
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule

MESSAGE = "这里要的是{about}，放不进这种文件"
MEND = "换成要求的格式（文档用 WPS、照片用看图软件另存为）；不交的移出材料文件夹。"


@rule("FIL003", "wrong-form")
def wrong_form(view: SubmissionView, context: Context) -> Iterator[Verdict]:
    """One verdict for each file whose ending no artefact of its requirement takes."""
    for stray in view.strays:
        if stray.misfit is Misfit.WRONG_FORM:
            yield Verdict(
                severity=context.incomplete,
                path=stray.path,
                place=stray.requirement,
                requirement=stray.requirement,
                artefact=stray.artefact,
                message=MESSAGE.format(about=stray.about),
                sentence=context.sentence(stray.requirement),
                mend=MEND,
            )
