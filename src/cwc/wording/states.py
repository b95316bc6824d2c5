"""States, weights, levels and stages in words."""

from cwc.model.finding import DOUBT, SECRECY, Severity
from cwc.model.grid import Status
from cwc.model.settings import Level, Stage

STATUS_NAMES = {
    Status.READY: "合格",
    Status.FAILING: "不合格",
    Status.AWAITING: "待上级提供",
    Status.POOLED: "待汇总",
    Status.NOT_APPLICABLE: "不适用",
    Status.UNCHECKED: "未检查",
    Status.NOT_DUE: "未到期",
}
SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
LEVEL_NAMES = {Level.UNIT: "单位", Level.BUREAU: "委局", Level.DISTRICT: "区级"}
STAGE_NAMES = {Stage.COLLECTING: "收集", Stage.SUBMITTING: "报送"}
# What stands above the findings of these rules, the graver first.
ALARMS = {
    SECRECY: "发现密级标志：请立即停止上传",
    DOUBT: "像是密级标志，拿不准：看过之前请不要上传",
}
# What stands above findings that are no requirement's.
ELSEWHERE = "登记表、cwc.yaml，和还没有归到任何要求的文件"
