"""The only boundary: consoles, exit codes, and bugs that must not look like findings."""

import contextlib
import io
import os
import sys
import traceback

from cwc.cli.app import app
from cwc.errors import CwcError, ExitCode

BUG = (
    "cwc 内部出错了（不是材料的问题）：{error}\n"
    "请把上面的英文信息和所用的命令发给维护人员。文件夹里的材料没有被改动。"
)
USAGE = "这个命令没有看懂，原因见上。用法：cwc --help"


def main() -> None:
    """Run the command line and exit; never with a traceback of the clerk's making."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A GBK console lacks some signs of file names: show them as \\uXXXX, do not fail.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SystemExit as stop:
        if stop.code == ExitCode.USAGE:
            _say(USAGE)
        raise
    except CwcError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our pipe went away (head, more): nothing is wrong.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.CLEAN)
    except Exception as error:
        traceback.print_exc()
        _say(BUG.format(error=error))
        sys.exit(ExitCode.BUG)


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - the boundary speaks for everybody
