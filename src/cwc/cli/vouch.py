"""`cwc vouch`."""

from typing import Annotated

import typer

from cwc.cli.options import By, Folder, Reason, said
from cwc.cli.running import running
from cwc.engine.vouching import Word, vouch
from cwc.model.settings import About

DONE = "已写进 {folder}/cwc.yaml：{by} 担保 {count} 处（{paths}）。文件改动以后要重新担保。"


def vouch_command(
    context: typer.Context,
    folder: Folder,
    paths: Annotated[
        list[str], typer.Argument(metavar="文件...", help="检查结果里的路径，可以写几个。")
    ],
    about: Annotated[
        About,
        typer.Option(
            help="unread=读不出的内容有人逐页看过；secrecy=像密级标志的字有人看过，不是标志。"
        ),
    ],
    by: By,
    reason: Reason,
) -> None:
    """Write who vouches for files into cwc.yaml."""
    word = Word(about, said("--by", by), said("--reason", reason))
    with running(context) as means:
        done = vouch(folder, paths, word, means)
    named = "、".join(dict.fromkeys(voucher.path for voucher in done))
    typer.echo(DONE.format(folder=folder, by=word.by, count=len(done), paths=named))
