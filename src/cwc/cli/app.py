"""The commands, each in a module of its own that is imported when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import typer

from cwc.cli.help import Command as HelpedCommand
from cwc.cli.help import group
from cwc.cli.usage import USAGE, NotUnderstood, explained
from cwc.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from cwc.engine.workers import Workers


@dataclass(frozen=True)
class Command:
    """Where a command, or a group of commands, is defined, and its line of help."""

    module: str
    function: str
    help: str


COMMANDS = {
    "init": Command(
        "init", "init", "建好材料文件夹：每项要求一个文件夹，加登记表。已有的文件不动。"
    ),
    "register": Command(
        "register", "register_command", "登记照片：填好材料登记.xlsx 里看得出的，已填的字一个不动。"
    ),
    "check": Command("check", "check", "检查一个单位的材料文件夹。不改动其中任何文件。"),
    "look": Command("look", "look", "看一个文件：字数、文号、红头、红章、密级标志，都看到了什么。"),
    "due": Command("due", "due_command", "本月该做什么：这个月到期而还缺的，趁照片还拍得到。"),
    "explain": Command("explain", "explain", "说明一条规则：检查什么、为什么、怎么改、依据。"),
    "vouch": Command(
        "vouch", "vouch_command", "担保：读不出的、像密级标志的，由看过的人具名写进 cwc.yaml。"
    ),
    "waive": Command(
        "waive", "waive_command", "豁免：确实要留着的问题，由负责的人具名、定期限，写进 cwc.yaml。"
    ),
    "bundle": Command(
        "bundle", "bundle_command", "打包：压缩照片、加说明、生成目录和校验清单。原文件不动。"
    ),
    "verify": Command("verify", "verify", "核对一个打好的包有没有缺损。"),
    "pack": Command("pack", "pack_app", "清单：列出、显示、检查写法。"),
    "cache": Command("cache", "cache_app", "缓存：读过的文件记在本机，看看或清空。"),
}


def run(words: Sequence[str], workers: "Workers | None") -> int:
    """Run the command that `words` name; its exit code. UsageError when they name none."""
    try:
        code = app_for(words)(list(words), obj=workers, standalone_mode=False)
    except NotUnderstood as error:
        # Without words what is raised is the help.
        raise UsageError(explained(error) if words else str(error)) from error
    return int(code or ExitCode.CLEAN)


def app_for(words: Sequence[str]) -> typer.Typer:
    """The command line as far as `words` need it: one command, or all to be listed."""
    app = group("cwc", "创文材料检查：检查一个单位的网上申报材料，压缩、加说明、打包。")
    # With a single command typer would take its name for an argument.
    app.callback()(lambda: None)
    name = words[0] if words else ""
    if name not in COMMANDS:
        for listed, command in COMMANDS.items():
            app.command(listed, cls=HelpedCommand, help=command.help)(_only_listed)
        return app
    command = COMMANDS[name]
    defined = getattr(import_module(f"cwc.cli.{command.module}"), command.function)
    if isinstance(defined, typer.Typer):
        app.add_typer(defined, name=name, help=command.help)
    else:
        app.command(name, cls=HelpedCommand, help=command.help)(defined)
    return app


def _only_listed() -> None:
    """Stand for a command in the list; one that is run all the same must not seem to succeed."""
    raise UsageError(USAGE.format(command="cwc"))
