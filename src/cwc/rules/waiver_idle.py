"""PAK002 waiver-idle：豁免过期了，没有用上，或期限太长

检查什么：cwc.yaml 的每一条豁免（waivers），是不是还在有效期内，是不是真的对上了一个问题，期限是不是
在一年以内。

为什么：过期的豁免不再起作用；没有对上的多半是写错了规则、路径，或问题已经改好了，留着会让人误会；期限太长的，
等于再也没有人看。

例子：expiry 写的是2020-05-01，基准日是2020-06-15；path 里的文件已经改名；expiry 写的是2099-12-31。

怎么改：问题已经改好的，删去这一条；还要豁免的，改正规则、路径，或请原来批准的人重新定期限。

依据：每条豁免都要有人负责（by）、有理由（reason）、有期限（expiry）。密级标志（SEC001）不能豁免。
只是警告。
"""

from collections.abc import Iterator
from datetime import timedelta

from cwc.model.finding import Severity
from cwc.model.view import WaiversView
from cwc.rules.registry import Verdict, rule

# A waiver is somebody's word for one round of assessment, and rounds are yearly.
LONGEST = timedelta(days=366)
EXPIRED = "豁免“{rule} {path}”到{expiry}为止，已经过期，不再起作用"
UNUSED = "豁免“{rule} {path}”没有对上任何问题"
FAR = "豁免“{rule} {path}”到{expiry}为止，离基准日超过一年"
MEND_EXPIRED = "问题还在的，改好；还要豁免的，请{by}重新定期限。"
MEND_FAR = "请{by}把期限定在一年以内；到时还要豁免的，再看一次。"
MEND_UNUSED = "问题已经改好的，删去这一条；没有的，核对规则和路径。"


@rule("PAK002", "waiver-idle")
def waiver_idle(view: WaiversView) -> Iterator[Verdict]:
    """One verdict for each waiver that does nothing, or does it for longer than a year."""
    for waiver in (*view.idle, *view.used):
        if waiver.expiry < view.as_of:
            template, mend = EXPIRED, MEND_EXPIRED
        elif waiver in view.idle:
            template, mend = UNUSED, MEND_UNUSED
        elif waiver.expiry - view.as_of > LONGEST:
            template, mend = FAR, MEND_FAR
        else:
            continue
        yield Verdict(
            severity=Severity.WARNING,
            path=view.settings_path,
            message=template.format(rule=waiver.rule, path=waiver.path, expiry=waiver.expiry),
            mend=mend.format(by=waiver.by),
        )
