"""`cwc look`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cwc.cli.options import ascii_only
from cwc.cli.running import running
from cwc.engine.looking import draw, look_at
from cwc.reporters.looked_text import render_looked


class Form(StrEnum):
    """How it is told."""

    TEXT = "text"
    JSON = "json"


def look(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="文件...", help="要看的文件，可以几个。")],
    output: Annotated[
        Form, typer.Option("--format", help="输出格式；json 一个文件一行。")
    ] = Form.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            metavar="OUT",
            help="每一页画成图片放在这里，框出看到的字和章；有密级标志的不画。",
        ),
    ] = None,
) -> None:
    """Tell everything that is seen of single files."""
    with running(context) as means:
        for looked, script in look_at([Path(path) for path in paths], means):
            if output is Form.JSON:
                data = looked.model_dump(mode="json")
                typer.echo(json.dumps(data, ensure_ascii=ascii_only()))
            else:
                typer.echo(render_looked(looked))
            if out:
                draw(looked, script, out, means)
