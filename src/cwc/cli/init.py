"""`cwc init`."""

from pathlib import Path
from typing import Annotated

import typer

from cwc.engine.pack import pack_for
from cwc.folder.names import SETTINGS_FILE
from cwc.folder.settings import load_settings, selected
from cwc.model.settings import Level, Settings
from cwc.packs import find_pack, name_for
from cwc.reporters.console import fold
from cwc.scaffold.layout import scaffold
from cwc.wording.demands import question

MADE = "已建好：{path}"
KEPT = "已有，未改动：{path}"
ASKS = "清单有几处没有写明，请问清楚后写进 {path}："
ASK = "{code} {question}"
NEXT = (
    "下一步：看各文件夹里的要求.txt，放入材料；"
    "运行 cwc register {folder} 登记照片，补上缺的；然后运行 cwc check {folder}"
)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="要建的（或已有的）材料文件夹。")],
    pack: Annotated[str, typer.Option(help="清单的名字（见 cwc pack list），或清单文件夹的路径。")],
    unit: Annotated[str, typer.Option(help="单位全称。")],
    level: Annotated[
        Level, typer.Option(help="unit=一个单位；bureau=一个委局；district=全区汇总。")
    ],
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
    if (folder / SETTINGS_FILE).exists():
        settings = load_settings(folder)
    whole = pack_for(folder, settings, found)
    requirements = selected(settings, whole, folder / SETTINGS_FILE, only or ())
    for path, made in scaffold(folder, whole, settings, requirements):
        typer.echo((MADE if made else KEPT).format(path=path))
    asks = [(r.code, ask) for r in requirements for ask in r.ask]
    if asks:
        typer.echo(ASKS.format(path=folder / SETTINGS_FILE))
    for code, ask in asks:
        typer.echo("\n".join(fold(ASK.format(code=code, question=question(ask)), indent=2)))
    typer.echo(NEXT.format(folder=folder))
