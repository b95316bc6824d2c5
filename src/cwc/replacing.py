"""A file written whole or not at all."""

import os
import tempfile
from pathlib import Path

_FRESH_MODE = 0o644
# As Excel, WPS and LibreOffice show others that a file is open.
_LOCKS = ("~${name}", ".~{name}", ".~lock.{name}#")


def is_open(path: Path) -> bool:
    """Whether somebody seems to have a document open, with words in it that are not saved."""
    return any(path.with_name(lock.format(name=path.name)).exists() for lock in _LOCKS)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in a file's place, or make it; OSError when it cannot, and nothing has changed."""
    target = path.resolve()  # a link stays one
    # Names that begin so are no material, should a run be killed here.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".~{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode if target.exists() else _FRESH_MODE)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
