"""`cwc waive`."""

from typing import Annotated

import typer

from cwc.cli.options import By, Folder, Reason, said, until
from cwc.cli.running import running
from cwc.engine.waiving import Leave, write_waivers
from cwc.reporters.console import fold

DONE = "已写进 {folder}/cwc.yaml：{by} 豁免 {rule} {count} 处（{places}），到 {until} 为止："


def waive_command(
    context: typer.Context,
    folder: Folder,
    rule: Annotated[str, typer.Argument(metavar="CODE", help="规则编号或名称，如 COV002。")],
    places: Annotated[
        list[str],
        typer.Argument(
            metavar="文件...", help="检查结果里的路径；没有文件的问题写要求的编号。可以写几个。"
        ),
    ],
    last: Annotated[str, typer.Option("--until", metavar="DATE", help="到哪一天，不超过一年。")],
    by: By,
    reason: Reason,
) -> None:
    """Write who lets findings stand, and how long, into cwc.yaml."""
    leave = Leave(rule, until(last), said("--by", by), said("--reason", reason))
    with running(context) as means:
        done = write_waivers(folder, places, leave, means)
    typer.echo(
        DONE.format(
            folder=folder,
            by=leave.by,
            rule=done[0].code,
            count=len(done),
            places="、".join(places),
            until=leave.until,
        )
    )
    for finding in done:
        typer.echo("\n".join(fold(f"{finding.where}：{finding.message}", indent=2)))
