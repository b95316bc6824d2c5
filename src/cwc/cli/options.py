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

NO_DAY = "--as-of：“{text}”看不出是哪一天。请写成 2020-10-15 的样子。"
NO_MONTH = "--month：“{text}”看不出是哪个月。请写成 2020-06 的样子。"


def day(text: str | None) -> date | None:
    """The day that --as-of says as people write one, a month's last; UsageError."""
    span = _written(text, NO_DAY) if text else None
    return span.end if span else None


def month(text: str | None) -> YearMonth | None:
    """The month that --month says, or that its day lies in; UsageError."""
    span = _written(text, NO_MONTH) if text else None
    return YearMonth(span.start.year, span.start.month) if span else None


def _written(text: str, message: str) -> DateSpan:
    dated = leading_date(text)
    if dated is None or dated[1].strip() or dated[0].lacks_month:
        raise UsageError(message.format(text=text))
    try:
        # Of these years alone can a list speak.
        parse_day(dated[0].end.isoformat())
    except ValueError as error:
        raise UsageError(message.format(text=text)) from error
    return dated[0]


def ascii_only() -> bool:
    """Whether JSON must keep to ASCII, because the console is not UTF-8."""
    return "utf" not in (sys.stdout.encoding or "").lower()
