"""An outcome as one HTML page that needs nothing else: to be read, sent on and printed."""

from collections.abc import Iterable, Iterator
from html import escape
from textwrap import dedent

from cwc.model.finding import LOCKED, Finding, Severity
from cwc.model.grid import Status
from cwc.model.outcome import Outcome, RequirementOutcome
from cwc.wording.levers import levers_line
from cwc.wording.states import (
    ALARMS,
    ELSEWHERE,
    LEVEL_NAMES,
    SEVERITY_NAMES,
    STAGE_NAMES,
    STATUS_NAMES,
)

TITLE = "创文材料检查  {unit}"
ABOUT = "{level}　清单 {pack}　阶段 {stage}　基准日 {as_of}　文件 {files} 个"
TOTAL = "错误 {errors}　警告 {warnings}　提示 {notes}　豁免 {waived}"
SENTENCE = "清单：{text}"
MEND = "怎么改：{text}"
VOUCHED = "有人担保不是密级标志的"
VOUCHED_BY = "{path} {place}“{words}”（{by}：{reason}）"
WAIVED = "豁免的问题"
WAIVED_BY = "{by}：{reason}"

PAGE = dedent("""\
    <!DOCTYPE html>
    <html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>
    body {{ font: 15px/1.6 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #222;
      max-width: 60em; margin: 2em auto; padding: 0 1em; }}
    h1 {{ font-size: 1.4em; }} h2 {{ font-size: 1.1em; border-top: 1px solid #bbb;
      padding-top: .8em; break-after: avoid; }}
    p {{ margin: .3em 0; }} .sentence, .mend {{ color: #555; }}
    .finding {{ margin: .6em 0 .6em 1.5em; break-inside: avoid; }}
    .failing, .error {{ color: #b00020; }} .unchecked, .warning {{ color: #8a5a00; }}
    .ready {{ color: #1b6e2c; }}
    </style></head><body>
    {body}
    </body></html>
    """)


def render_html(outcome: Outcome, ascii_only: bool) -> str:
    """The whole outcome; `ascii_only` writes other signs as references, for any console."""
    title = TITLE.format(unit=outcome.unit)
    page = PAGE.format(title=escape(title), body="\n".join(_body(outcome, title)))
    return page.encode("ascii", "xmlcharrefreplace").decode() if ascii_only else page


def _body(outcome: Outcome, title: str) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    yield _line(
        ABOUT.format(
            level=LEVEL_NAMES[outcome.level],
            pack=outcome.pack,
            stage=STAGE_NAMES[outcome.stage],
            as_of=outcome.as_of,
            files=outcome.files,
        )
    )
    counts = {severity: outcome.count(severity) for severity in Severity}
    yield _line(
        TOTAL.format(
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notes=counts[Severity.NOTE],
            waived=len(outcome.waived),
        )
    )
    if line := levers_line(outcome.levers):
        yield _line(line)
    for code, heading in ALARMS.items():
        if found := [f for f in outcome.findings if f.code == code]:
            yield f'<h2 class="error">{heading}</h2>'
            yield from _findings(found, "")
    for requirement in outcome.asked:
        yield from _requirement(requirement, outcome)
    if rest := [f for f in outcome.findings if not f.requirement and f.code not in LOCKED]:
        yield f"<h2>{ELSEWHERE}</h2>"
        yield from _findings(rest, "")
    if outcome.vouched:
        yield f"<h2>{VOUCHED}</h2>"
    for vouched in outcome.vouched:
        yield _line(VOUCHED_BY.format(**vouched.model_dump()))
    if outcome.waived:
        yield f"<h2>{WAIVED}</h2>"
    for waived in outcome.waived:
        yield from _findings([waived.finding], "")
        yield _line(WAIVED_BY.format(by=waived.by, reason=waived.reason), "mend")


def _requirement(requirement: RequirementOutcome, outcome: Outcome) -> Iterator[str]:
    name = escape(f"{requirement.code} {requirement.name}")
    yield f'<h2><span class="{requirement.status}">{_status(requirement.status)}</span> {name}</h2>'
    yield _line(SENTENCE.format(text=requirement.text), "sentence")
    for artefact in requirement.artefacts:
        reason = f"（{artefact.reason}）" if artefact.reason else ""
        said = f"{artefact.label}：{_status(artefact.status)}{reason}"
        yield _line(said, str(artefact.status))
    mine = [f for f in outcome.findings if f.requirement == requirement.code]
    yield from _findings([f for f in mine if f.code not in LOCKED], requirement.text)


def _findings(findings: Iterable[Finding], told: str) -> Iterator[str]:
    """Worst first; the list's sentence unless it is `told` already."""
    for finding in sorted(findings, key=lambda f: -f.severity.weight):
        head = f"{SEVERITY_NAMES[finding.severity]} {finding.code} {finding.path}".strip()
        yield '<div class="finding">'
        yield f'<p class="{finding.severity}">{escape(head)}</p>'
        yield _line(finding.message)
        if finding.sentence not in {"", told}:
            yield _line(SENTENCE.format(text=finding.sentence), "sentence")
        yield _line(MEND.format(text=finding.mend), "mend")
        yield "</div>"


def _status(status: Status) -> str:
    return STATUS_NAMES[status]


def _line(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"
