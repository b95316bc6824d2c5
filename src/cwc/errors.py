"""Exit codes, one exception for each code that a clerk can mend, and what broken files raise."""

import errno
import struct
import zipfile
import zlib
from enum import IntEnum

# What the libraries raise on files that are cut short, garbled or hostile. Our own faults of
# reasoning (assertions, divisions, run-time errors) are not among them: those must be seen.
BROKEN_FILE = (
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    OverflowError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class ExitCode(IntEnum):
    """What the shell and CI see."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    CONFIG = 3
    PATH = 4
    BUG = 70
    INTERRUPTED = 130


# What a clerk can do something about; the system's own words are English on many machines.
_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EFBIG: "文件太大",
    errno.EROFS: "这个位置只能读",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经有同名的",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EBUSY: "正被别的程序占用",
    errno.ENAMETOOLONG: "名字太长",
    errno.EIO: "读写出错",
}


def reason(error: Exception) -> str:
    """Why the system refused, in the clerk's words where there are any."""
    if not isinstance(error, OSError):
        return str(error)
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class TooMuchError(Exception):
    """There is more of anything in a file than a document has: it was made to harm."""


class CwcError(Exception):
    """Something the clerk can mend; the message says what and how."""

    exit_code = ExitCode.BUG


class ConfigError(CwcError):
    """A pack, `cwc.yaml` or the register cannot be understood."""

    exit_code = ExitCode.CONFIG


class UsageError(CwcError):
    """An option that says what it cannot say."""

    exit_code = ExitCode.USAGE


class PathError(CwcError):
    """An input or output path does not serve."""

    exit_code = ExitCode.PATH
