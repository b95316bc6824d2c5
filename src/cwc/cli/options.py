"""Options that several commands share."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from cwc.model.period import parse_day

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="单位材料文件夹。")]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="基准日，如 2020-10-15；缺省为 cwc.yaml 的 as_of 或今天。",
    ),
]


def day(as_of: datetime | None) -> date | None:
    """The day of --as-of; typer's complaint when no list can speak of it."""
    if as_of is None:
        return None
    try:
        return parse_day(as_of.date().isoformat())
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from error


def ascii_only() -> bool:
    """Whether JSON must keep to ASCII, because the console is not UTF-8."""
    return "utf" not in (sys.stdout.encoding or "").lower()
