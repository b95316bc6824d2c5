"""`cwc cache`: what was seen in files, kept from run to run."""

import typer

from cwc.cli.help import Command, group
from cwc.engine.cache import cache_path, clear, opened

INFO = (
    "缓存：{path}\n"
    "记着{count}个文件读出的内容（大小、日期、文字），共{size:,}字节；只有你自己能读。"
)
CLEARED = "已清空：{path}"


def info() -> None:
    """Print where the cache lies and how much it holds."""
    with opened() as cache:
        count, size = cache.count(), cache.size_bytes
    typer.echo(INFO.format(path=cache_path(), count=count, size=size))


def clear_command() -> None:
    """Delete the cache; the next check reads every file anew."""
    clear()
    typer.echo(CLEARED.format(path=cache_path()))


cache_app = group()
cache_app.command("info", cls=Command, help="缓存在哪里，有多大。")(info)
cache_app.command("clear", cls=Command, help="清空缓存。")(clear_command)
