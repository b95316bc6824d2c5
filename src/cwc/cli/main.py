"""The only boundary: consoles, exit codes, and bugs that must not look like findings.

Every process that reads documents imports this module again, as the console script does at its
top: so nothing heavy stands here, and the commands are imported where they are run.
"""

import contextlib
import gc
import io
import os
import sys
import traceback
import warnings
from typing import TYPE_CHECKING

from cwc.errors import CwcError, ExitCode, reason

if TYPE_CHECKING:
    from cwc.engine.workers import Workers

BUG = (
    "cwc 内部出错了（不是材料的问题）：{error}\n"
    "请把上面的英文信息和所用的命令发给维护人员。文件夹里的材料没有被改动。"
)
SYSTEM = "读写文件时系统报错：{name} {reason}。请检查磁盘空间、共享盘连接和权限，再试一次。"


def main(workers: "Workers | None" = None) -> None:
    """Run the command line and exit; never with a traceback of the clerk's making.

    Commands find `workers` as `obj` in their context; with None they choose for themselves.
    """
    _prepare()
    try:
        from cwc.cli.app import run  # noqa: PLC0415 - see above

        sys.exit(run(sys.argv[1:], workers))
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
    except OSError as error:
        # Nobody mended it closer to its cause: a full disk, a share that went away.
        _say(SYSTEM.format(name=error.filename or "", reason=reason(error)))
        sys.exit(ExitCode.PATH)
    except Exception as error:
        traceback.print_exc()
        _say(BUG.format(error=error))
        sys.exit(ExitCode.BUG)


def _prepare() -> None:
    """Consoles that take every name, and no remarks of libraries, which no clerk can use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A GBK console lacks some signs of file names: show them as \\uXXXX, do not fail.
            stream.reconfigure(errors="backslashreplace")
    # A run makes many small objects and ends: looking for rings among them is time lost.
    gc.set_threshold(1_000_000)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - the boundary speaks for everybody
