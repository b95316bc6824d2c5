"""`cwc explain`."""

from typing import Annotated

import typer

from cwc.errors import ExitCode
from cwc.reporters.console import reflow
from cwc.rules import RULES, find_rule

UNKNOWN = "没有叫“{word}”的规则。现有的规则："


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="规则编号或名称，如 COV002。")],
) -> None:
    """Print a rule's manual page."""
    found = find_rule(code)
    if found is None:
        typer.echo(UNKNOWN.format(word=code), err=True)
        for one in sorted(RULES.values(), key=lambda r: r.code):
            typer.echo(f"  {one.manual.splitlines()[0]}", err=True)
        raise typer.Exit(ExitCode.USAGE)
    typer.echo("\n".join(reflow(found.manual)))
