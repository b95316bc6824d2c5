"""`cwc init`."""

from pathlib import Path
from typing import Annotated

import typer

from cwc.engine.pack import pack_for
from cwc.folder.names import SETTINGS_FILE
from cwc.folder.settings import load_settings, selected
from cwc.model.pack import Requirement
from cwc.model.settings import Level, Settings
from cwc.packs import find_pack, name_for
from cwc.reporters.console import fold
from cwc.scaffold.layout import scaffold
from cwc.wording.demands import question
from cwc.yaml_edit import append

MADE = "已建好：{path}"
KEPT = "已有，未改动：{path}"
ADDED = "已加进 {path} 的 requirements：{codes}"
SUPPLIED = "由上级提供、本单位不用交的没有建：{codes}"
ASKS = "清单有几处没有写明，请问清楚后写进 {path}："
ASK = "{code} {question}"
NEXT = (
    "下一步：看各文件夹里的要求.txt，放入材料；"
    '运行 cwc register "{folder}" 登记照片，补上缺的；然后运行 cwc check "{folder}"'
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
    path = folder / SETTINGS_FILE
    is_there = path.exists()
    if is_there:
        settings = load_settings(folder)
    whole = pack_for(folder, settings, found)
    assigned = selected(settings, whole, path)
    requirements = selected(settings, whole, path, only or ())
    supplied: list[Requirement] = []
    if not (is_there or only) and settings.level is Level.UNIT:
        supplied = [r for r in requirements if r.is_supplied]
        requirements = [r for r in requirements if r not in supplied] or requirements
    if more := [r.code for r in requirements if r not in assigned]:
        append(path, "requirements", more)
        typer.echo(ADDED.format(path=path, codes="、".join(more)))
    for made_path, made in scaffold(folder, whole, settings, requirements):
        typer.echo((MADE if made else KEPT).format(path=made_path))
    if supplied:
        typer.echo("\n".join(fold(SUPPLIED.format(codes="、".join(r.code for r in supplied)))))
    asks = [(r.code, ask) for r in requirements for ask in r.ask]
    if asks:
        typer.echo(ASKS.format(path=path))
    for code, ask in asks:
        typer.echo("\n".join(fold(ASK.format(code=code, question=question(ask)), indent=2)))
    typer.echo(NEXT.format(folder=folder))
