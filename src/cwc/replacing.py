"""A file written whole or not at all."""

import os
import tempfile
from pathlib import Path

_FRESH_MODE = 0o644


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
