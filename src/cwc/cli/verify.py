"""`cwc verify`."""

from pathlib import Path
from typing import Annotated

import typer

from cwc.bundles.bag import identity, problems
from cwc.errors import ExitCode, PathError

NO_BAG = "{out}：没有这个文件夹。请给出 cwc bundle 生成的文件夹。"
NO_FOLDER = "{out}：不是文件夹。压缩包请先解压，再核对解压出来的文件夹。"
OTHER = "不是打包时的那一个：编号是 {found}"
WHOLE = "完好：{out} 的每个文件都与清单一致。"


def verify(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="cwc bundle 生成的文件夹。")],
    known: Annotated[
        str, typer.Option("--id", metavar="编号", help="打包时打印的编号：整个包有没有被重做过。")
    ] = "",
) -> None:
    """Compare a bag with its manifests."""
    if out.is_file():
        raise PathError(NO_FOLDER.format(out=out))
    if not out.is_dir():
        raise PathError(NO_BAG.format(out=out))
    found = problems(out)
    if known and not found and identity(out) != known.strip().lower():
        found = [OTHER.format(found=identity(out))]
    for problem in found:
        typer.echo(problem)
    if found:
        raise typer.Exit(ExitCode.FINDINGS)
    typer.echo(WHOLE.format(out=out))
