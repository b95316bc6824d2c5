"""`cwc check`."""

from enum import StrEnum
from typing import Annotated

import typer

from cwc.cli.options import AsOf, Folder, ascii_only, day
from cwc.cli.running import running
from cwc.engine.examine import examine
from cwc.errors import ExitCode
from cwc.model.finding import Severity
from cwc.model.outcome import Outcome
from cwc.model.settings import Stage
from cwc.reporters.formats import FORMATS

NO_FORMAT = "可以写：{words}。"


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


def check(
    context: typer.Context,
    folder: Folder,
    output: Annotated[
        str,
        typer.Option("--format", metavar=f"<{'|'.join(FORMATS)}>", help="输出格式。"),
    ] = "text",
    stage: Annotated[
        Stage,
        typer.Option(help="collecting=还在收集（缺材料是警告）；submitting=就要报送（是错误）。"),
    ] = Stage.COLLECTING,
    fail_on: Annotated[
        FailOn, typer.Option(help="有这一级及以上的问题时退出码为1。")
    ] = FailOn.ERROR,
    as_of: AsOf = None,
    cached: Annotated[
        bool,
        typer.Option(
            "--cache/--no-cache", help="用不用上次读过的结果；报送阶段总是重新核对每个文件。"
        ),
    ] = True,
) -> None:
    """Check one folder, print the outcome, exit 0 or 1."""
    if output not in FORMATS:
        raise typer.BadParameter(NO_FORMAT.format(words="、".join(FORMATS)), param_hint="--format")
    trusting = cached and stage is Stage.COLLECTING
    with running(context, trusting=trusting, cached=cached) as means:
        outcome = examine(folder, stage, day(as_of), means).outcome
    typer.echo(FORMATS[output](outcome, ascii_only()), nl=False)
    raise typer.Exit(ExitCode.FINDINGS if _fails(outcome, fail_on) else ExitCode.CLEAN)


def _fails(outcome: Outcome, fail_on: FailOn) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    return any(f.severity.weight >= Severity(fail_on.value).weight for f in outcome.findings)
