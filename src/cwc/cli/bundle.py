"""`cwc bundle`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cwc.bundles.bag import identity
from cwc.cli.options import Folder
from cwc.cli.progress import progress
from cwc.cli.running import running
from cwc.engine.bundle import Bundling, Result, Wishes, bundle
from cwc.errors import ExitCode
from cwc.model.finding import Finding, Severity
from cwc.model.plan import PerPage, PhotoForm
from cwc.reporters.plan_text import render_plan
from cwc.reporters.text_report import render_text

SECRET = "没有打包：发现密级标志，整个包都不能生成。请按上面的提示处理。"
DOUBTFUL = "没有打包：有像是密级标志的字，要先请人看过（cwc vouch）。请按上面的提示处理。"
BLOCKED = (
    "没有打包：还有{count}个错误要先改：{kinds}。改完一处就看一次：\n"
    'cwc check "{folder}" --stage submitting\n'
    "确实要先打一个不完整的包，加 --allow-incomplete。"
)
KIND = "{code} {count}个（如 {where}）"
NO_PAGES = "单张 JPG 没有页，--per-page 只用于 --photos pdf。"
EMPTY = "没有打包：没有一份能打进去的材料。"
WARNED = '还有警告，请看过再上传：{kinds}。逐条看：\ncwc check "{folder}" --stage submitting'
PLANNED = "以上是计划，没有写任何文件。去掉 --dry-run 就生成 {out}"
MADE = (
    '已打包：{out}\n上传时照 data/目录.xlsx 的顺序；再次核对：cwc verify "{out}"\n'
    '编号：{id}\n另外记下编号，才看得出整个包有没有被重做：cwc verify "{out}" --id 编号'
)
_REFUSED = {Result.SECRET, Result.DOUBTFUL, Result.BLOCKED, Result.EMPTY}
EXCUSED = "这个包不完整：{count}个错误由人豁免，列在目录.xlsx 的“豁免的问题”里。"
INCOMPLETE = "这个包不完整：{count}个错误没有解决，列在目录.xlsx 的“未解决的问题”里。"


def bundle_command(
    context: typer.Context,
    folder: Folder,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="要生成的包（文件夹）。")],
    photos: Annotated[
        PhotoForm, typer.Option(help="pdf=每项图片资料一个 PDF；jpg=单张 JPG，说明在图下方。")
    ] = PhotoForm.PDF,
    per_page: Annotated[
        PerPage | None,
        typer.Option(help="PDF 一页几张；不写时，两张横的放得下就合一页，其余一页一张。"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看计划，不写文件。")] = False,
    allow_incomplete: Annotated[
        bool, typer.Option("--allow-incomplete", help="有错误也打包（密级标志除外）。")
    ] = False,
) -> None:
    """Judge as submitting, then make OUT whole or not at all."""
    if per_page and photos is not PhotoForm.PDF:
        raise typer.BadParameter(NO_PAGES, param_hint="--per-page")
    wishes = Wishes(photos, dry_run, allow_incomplete, per_page)
    with running(context) as means, progress("打包") as made:
        done = bundle(folder, out, wishes, means, made)
    if done.result in _REFUSED:
        typer.echo(render_text(done.outcome), nl=False)
        typer.echo(_refusal(done, folder), err=True)
        raise typer.Exit(ExitCode.PATH if done.result is Result.EMPTY else ExitCode.FINDINGS)
    typer.echo(render_plan(done.plan), nl=False)
    if done.plan.unresolved:
        typer.echo(INCOMPLETE.format(count=len(done.plan.unresolved)))
    if done.plan.excused:
        typer.echo(EXCUSED.format(count=len(done.plan.excused)))
    if warnings := [f for f in done.outcome.findings if f.severity is Severity.WARNING]:
        typer.echo(WARNED.format(kinds=_kinds(warnings), folder=folder))
    if done.result is Result.MADE:
        typer.echo(MADE.format(out=out, id=identity(out)))
    else:
        typer.echo(PLANNED.format(out=out))


def _refusal(done: Bundling, folder: Path) -> str:
    told = {Result.SECRET: SECRET, Result.DOUBTFUL: DOUBTFUL, Result.EMPTY: EMPTY}
    if done.result in told:
        return told[done.result]
    errors = done.plan.unresolved
    return BLOCKED.format(count=len(errors), kinds=_kinds(errors), folder=folder)


def _kinds(findings: Sequence[Finding]) -> str:
    """How many there are of each rule, and where the first is."""
    first = {finding.code: finding.where.strip() for finding in reversed(findings)}
    kinds = Counter(finding.code for finding in findings).most_common()
    return "，".join(KIND.format(code=c, count=n, where=first[c]) for c, n in kinds)
