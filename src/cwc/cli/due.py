"""`cwc due`."""

from datetime import datetime
from typing import Annotated

import typer

from cwc.cli.options import Folder
from cwc.cli.running import running
from cwc.engine.due import due
from cwc.model.period import parse_month
from cwc.reporters.due_text import render_due


def due_command(
    context: typer.Context,
    folder: Folder,
    month: Annotated[
        datetime | None,
        typer.Option(metavar="MONTH", formats=["%Y-%m"], help="哪个月，如 2020-06；缺省为本月。"),
    ] = None,
) -> None:
    """Print what falls due this month, while the photo can still be taken."""
    try:
        chosen = parse_month(f"{month.year:04}-{month.month:02}") if month else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--month") from error
    with running(context, trusting=True) as means:
        found = due(folder, chosen, means)
    typer.echo(render_due(found), nl=False)
