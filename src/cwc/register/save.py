"""材料登记.xlsx written in one piece, or beside itself while somebody has it open."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cwc.errors import PathError, reason
from cwc.folder.names import REGISTER_COPY
from cwc.replacing import is_open, replace_file

NO_WRITE = "{path}：写不进去（{reason}）。请检查写权限和剩余空间。"


def save(path: Path, read: bytes | None, data: bytes) -> Path:
    """Write the register, of which `read` was read, and give the path that was written to.

    That is a copy's when it is open, or was saved since; PathError when neither can be written.
    """
    try:
        if not _is_in_use(path, read):
            # Windows lets nobody replace what a program has open.
            with suppress(PermissionError):
                replace_file(path, data)
                return path
        copy = next(copy for copy in _copies(path) if not copy.exists())
        replace_file(copy, data)
    except OSError as error:
        raise PathError(NO_WRITE.format(path=path, reason=reason(error))) from error
    return copy


def copies(folder: Path) -> list[Path]:
    """What was written beside a folder's register, now or by runs before."""
    return sorted(folder.glob(REGISTER_COPY.format(number="*")))


def _is_in_use(path: Path, read: bytes | None) -> bool:
    if is_open(path):
        return True
    try:
        return (path.read_bytes() if path.exists() else None) != read
    except PermissionError:
        return True


def _copies(path: Path) -> Iterator[Path]:
    number = 1
    while True:
        yield path.with_name(REGISTER_COPY.format(number=number if number > 1 else ""))
        number += 1
