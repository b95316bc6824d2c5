"""Exit codes, one exception for each code that a clerk can mend, and what broken files raise."""

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


class TooMuchError(Exception):
    """There is more of anything in a file than a document has: it was made to harm."""


class CwcError(Exception):
    """Something the clerk can mend; the message says what and how."""

    exit_code = ExitCode.BUG


class ConfigError(CwcError):
    """A pack, `cwc.yaml` or the register cannot be understood."""

    exit_code = ExitCode.CONFIG


class PathError(CwcError):
    """An input or output path does not serve."""

    exit_code = ExitCode.PATH
