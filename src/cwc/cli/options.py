"""Options that several commands share."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cwc.errors import UsageError
from cwc.model.period import YearMonth, parse_day
from cwc.text.dates import DateSpan, leading_date

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="单位材料文件夹。")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="基准日，如 2020-10-15；缺省为 cwc.yaml 的 as_of 或今天。",
    ),
]
By = Annotated[str, typer.Option(help="谁负责：姓名。")]
Reason = Annotated[str, typer.Option(help="理由：怎么看的，为什么没有问题。")]

BLANK = "{option}：不能是空的。请写上。"
NO_DAY = "{option}：“{text}”看不出是哪一天。请写成 2020-10-15 的样子。"
NO_MONTH = "--month：“{text}”看不出是哪个月。请写成 2020-06 的样子。"


def day(text: str | None) -> date | None:
    """The day that --as-of says as people write one, a month's last; UsageError."""
    return _day("--as-of", text) if text else None


def until(text: str) -> date:
    """The day that --until says, a month's last; UsageError."""
    return _day("--until", text)


def _day(option: str, text: str) -> date:
    return _written(text, NO_DAY.format(option=option, text=text)).end


def month(text: str | None) -> YearMonth | None:
    """The month that --month says, or that its day lies in; UsageError."""
    span = _written(text, NO_MONTH.format(text=text)) if text else None
    return YearMonth(span.start.year, span.start.month) if span else None


def said(option: str, text: str) -> str:
    """What somebody wrote for an option that may not be blank; UsageError."""
    if not text.strip():
        raise UsageError(BLANK.format(option=option))
    return text.strip()


def _written(text: str, message: str) -> DateSpan:
    dated = leading_date(text)
    if dated is None or dated[1].strip() or dated[0].lacks_month:
        raise UsageError(message)
    try:
        # Of these years alone can a list speak.
        parse_day(dated[0].end.isoformat())
    except ValueError as error:
        raise UsageError(message) from error
    return dated[0]


def ascii_only() -> bool:
    """Whether JSON must keep to ASCII, because the console is not UTF-8."""
    return "utf" not in (sys.stdout.encoding or "").lower()
