"""Exit codes, and one exception for each code that a clerk can mend."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell and CI see."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    CONFIG = 3
    PATH = 4
    MISSING_PROGRAM = 5
    BUG = 70
    INTERRUPTED = 130


class CwcError(Exception):
    """Something the clerk can mend; the message says what and how."""

    exit_code = ExitCode.BUG


class ConfigError(CwcError):
    """A pack, `cwc.yaml` or the register cannot be understood."""

    exit_code = ExitCode.CONFIG


class PathError(CwcError):
    """An input or output path does not serve."""

    exit_code = ExitCode.PATH
