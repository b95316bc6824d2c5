"""COV004 photo-outside-period：照片不在要求的期间之内

检查什么：照片（报告）的日期在不在清单要求的期间里。

为什么：期间之外的照片不算数，放在里面只会占位置。

例子：要2018年以来的，交了2016年6月的。

怎么改：核对日期；日期写错了的改正，确实不在期间内的移出去。

依据：清单该项要求原文里的“2018年以来”“2018、2019、2020年”；清单包的 assessment 写着这一轮到哪
个月为止。收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.grid import Misfit
from cwc.model.view import SubmissionView
from cwc.rules.registry import Verdict, rule

MESSAGE = "日期是{when}，不在要求的期间之内"
MEND = "核对日期；日期写错了的改正，确实不在期间内的移出去。"


@rule("COV004", "photo-outside-period", yields_to=("CAP002",))
def photo_outside_period(view: SubmissionView, context: Context) -> Iterator[Verdict]:
    """One verdict for each file in each requirement whose period it misses."""
    for stray in view.strays:
        if stray.misfit is Misfit.OUTSIDE_PERIOD:
            yield Verdict(
                severity=context.incomplete,
                path=stray.path,
                place=stray.requirement,
                requirement=stray.requirement,
                artefact=stray.artefact,
                message=MESSAGE.format(when=stray.about),
                sentence=context.sentence(stray.requirement),
                mend=MEND,
            )
