"""`cwc init`."""

from pathlib import Path
from typing import Annotated

import typer

from cwc.model.settings import Level, Settings
from cwc.packs import find_pack, load_pack, name_for
from cwc.submission.scaffold import scaffold

MADE = "已建好：{path}"
KEPT = "已有，未改动：{path}"
NEXT = "下一步：看各文件夹里的要求.txt，放入材料，填材料登记.xlsx，然后运行 cwc check {folder}"


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="要建的（或已有的）材料文件夹。")],
    pack: Annotated[str, typer.Option(help="清单的名字，如 ganyu-2020，或清单文件夹的路径。")],
    unit: Annotated[str, typer.Option(help="单位全称。")],
    level: Annotated[Level, typer.Option(help="unit=一个单位；district=全区汇总。")],
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="只要这一项要求（可写多次）；缺省为全部。"),
    ] = None,
) -> None:
    """Lay out a folder; never overwrite."""
    if not unit.strip():
        raise typer.BadParameter("单位名称是空的，请写全称。", param_hint="--unit")
    found = find_pack(pack, Path())
    settings = Settings(pack=name_for(found, folder), unit=unit.strip(), level=level)
    for path, made in scaffold(folder, load_pack(found), settings, only):
        typer.echo((MADE if made else KEPT).format(path=path))
    typer.echo(NEXT.format(folder=folder))
