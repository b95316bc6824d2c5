"""What `--help` prints, without a line of English."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

# What typer says by itself; what is ours is Chinese already.
_CHINESE = (
    (re.compile(r"^Usage: ", re.MULTILINE), "用法："),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r"Show this message and exit\."), "显示这一页。"),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 …"),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\[default: "), "[缺省："),
    # Of what type a word is read: it says nothing to who types it.
    (re.compile(r" <(?:path|str|int|text)>"), ""),
)


def in_chinese(text: str) -> str:
    """A page of help with typer's own words put into Chinese."""
    for english, chinese in _CHINESE:
        text = english.sub(chinese, text)
    return text


class Command(TyperCommand):
    """One command."""

    def get_help(self, ctx: Any) -> str:
        """Its page."""
        return in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """Commands that are listed together."""

    def get_help(self, ctx: Any) -> str:
        """Its page."""
        return in_chinese(super().get_help(ctx))


def group(name: str | None = None, about: str | None = None) -> typer.Typer:
    """A command line of several commands, which it lists when none is named."""
    return typer.Typer(
        name=name,
        cls=Group,
        help=about,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
