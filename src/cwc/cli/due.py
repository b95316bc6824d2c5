"""`cwc due`."""

from typing import Annotated

import typer

from cwc.cli.options import Folder, month
from cwc.cli.running import running
from cwc.engine.due import due
from cwc.reporters.due_text import render_due


def due_command(
    context: typer.Context,
    folder: Folder,
    month_: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help="哪个月，如 2020-06；缺省为本月。"),
    ] = None,
) -> None:
    """Print what falls due this month, while the photo can still be taken."""
    chosen = month(month_)
    with running(context, trusting=True) as means:
        found = due(folder, chosen, means)
    typer.echo(render_due(found), nl=False)
