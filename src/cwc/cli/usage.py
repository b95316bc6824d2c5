"""What typer did not understand, in Chinese, with what can be written instead."""

import difflib
import re
from collections.abc import Callable, Sequence
from typing import Any

import typer

NO_COMMAND = "没有“{word}”这个命令。{hint}"
NO_NAME = "后面要写其中之一：{words}。"
NO_OPTION = "没有 {word} 这个选项。{hint}"
LIKE = "是不是想写 {words}？"
MISSING = "缺少 {name}：{help}"
NO_VALUE = "{name} 后面要写上内容。"
CHOICES = "{name} 只能写其中之一：{choices}。"
EXTRA = "多出来“{words}”，不知道是什么。有空格的路径要加引号。"
OTHER = "{name}：{message}"
USAGE = "这个命令没有看懂。用法：{command} --help"

# The kind of what typer raises; it keeps the classes below to itself.
NotUnderstood: type[Exception] = typer.BadParameter.mro()[1]


def explained(error: Any) -> str:
    """What was not understood, and what to write."""
    said = _SAY.get(type(error).__name__, _of_words)(error)
    path = error.ctx.command_path if error.ctx else "cwc"
    return "\n".join(filter(None, (said, USAGE.format(command=path))))


def _no_option(error: Any) -> str:
    return NO_OPTION.format(word=error.option_name, hint=_like(error.possibilities or ()))


def _missing(error: Any) -> str:
    return MISSING.format(name=_name(error), help=getattr(error.param, "help", None) or "")


def _bad(error: Any) -> str:
    first, *choices = re.findall(r"'([^']*)'", error.message) or [""]
    if choices and first not in choices:
        return CHOICES.format(name=_name(error), choices="、".join(choices))
    return OTHER.format(name=_name(error), message=error.message)


_SAY: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_option,
    "BadOptionUsage": lambda error: NO_VALUE.format(name=error.option_name),
    "MissingParameter": _missing,
    "BadParameter": _bad,
}


def _of_words(error: Any) -> str:
    """What there is to say of the words that are no options: a command, or too many."""
    group: Any = error.ctx.command if error.ctx else None
    among: Sequence[str] = group.list_commands(error.ctx) if hasattr(group, "commands") else ()
    if extra := re.search(r"extra argument.* \((.+)\)", error.message):
        return EXTRA.format(words=extra[1])
    if word := re.search(r"command '(.+?)'", error.message):
        return NO_COMMAND.format(
            word=word[1], hint=_like(difflib.get_close_matches(word[1], among))
        )
    return NO_NAME.format(words="、".join(among)) if among else ""


def _name(error: Any) -> str:
    """An option as it is written, an argument as the help calls it."""
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name).upper()


def _like(words: Sequence[str]) -> str:
    return LIKE.format(words="、".join(words)) if words else ""
