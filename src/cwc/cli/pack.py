"""`cwc pack`: the lists that came with cwc, and one's own."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cwc.cli.help import Command, group
from cwc.cli.options import ascii_only
from cwc.model.pack import Pack
from cwc.packs import dated, find_pack, load_pack, overridden, pack_names
from cwc.reporters.pack_json import render_pack_json
from cwc.reporters.pack_text import render_pack, render_pack_line

VALID = "{name}：{count}项要求，写法没有问题。"

Name = Annotated[
    str, typer.Argument(metavar="PACK", help="清单的名字（见 cwc pack list），或清单文件夹的路径。")
]


class Format(StrEnum):
    """How a pack is written."""

    TEXT = "text"
    JSON = "json"


def list_() -> None:
    """Print one line for each pack that came with cwc."""
    for name in pack_names():
        typer.echo(render_pack_line(_load(name)))


def show(
    name: Name,
    output: Annotated[Format, typer.Option("--format", help="输出格式。")] = Format.TEXT,
) -> None:
    """Print a whole pack."""
    pack = _load(name)
    if output is Format.JSON:
        typer.echo(render_pack_json(pack, ascii_only()), nl=False)
    else:
        typer.echo(render_pack(dated(pack)), nl=False)


def validate(name: Name) -> None:
    """Read every YAML of a pack; the faults stop at the boundary with exit 3."""
    typer.echo(VALID.format(name=name, count=len(_load(name).requirements)))


def _load(name: str) -> Pack:
    folder = find_pack(name, Path())
    return overridden(load_pack(folder), folder)


pack_app = group()
pack_app.command("list", cls=Command, help="列出现有的清单。")(list_)
pack_app.command("show", cls=Command, help="把一份清单从头到尾列出来：原文、负责人、要交的材料。")(
    show
)
pack_app.command("validate", cls=Command, help="检查一份清单的 YAML 写得对不对。")(validate)
