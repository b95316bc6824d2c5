"""OUT appears whole or not at all, and only ever takes the place of a bag of ours."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cwc.bundles.bag import is_ours, problems
from cwc.errors import PathError

INSIDE = "{out}：不能放在材料文件夹里面（或反过来）。请另选一个位置，如 {folder} 旁边。"
NOT_OURS = "{out}：已经有东西，而且不是 cwc 打的包。请换个位置，或自己移走它。"
NOT_WHOLE = "{out}：是 cwc 打的包，但被改动过（{problem}）。为免丢失改动，请自己移走它再打包。"
NO_WRITE = "{out}：写不进去（{reason}）。请检查写权限和剩余空间，或换个位置。"
BUSY = "{out}：另一个 cwc bundle 正在写这里。请等它结束。"


@contextmanager
def reserved(out: Path, folder: Path) -> Iterator[None]:
    """OUT for this run alone; PathError when another run has it or when it may not be made."""
    try:
        there, home = out.resolve(), folder.resolve()
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        raise PathError(NOT_OURS.format(out=out)) from error
    if there.is_relative_to(home) or home.is_relative_to(there):
        raise PathError(INSIDE.format(out=out, folder=folder))
    name = hashlib.sha256(os.fsencode(there)).hexdigest()[:16]
    try:
        with FileLock(Path(tempfile.gettempdir()) / f"cwc-{name}.lock", timeout=0):
            _check_target(out)
            yield
    except Timeout as error:
        raise PathError(BUSY.format(out=out)) from error


def _check_target(out: Path) -> None:
    _recover(out)
    if not out.exists() and not out.is_symlink():
        return
    if out.is_symlink() or not out.is_dir() or not is_ours(out):
        raise PathError(NOT_OURS.format(out=out))
    if found := problems(out):
        raise PathError(NOT_WHOLE.format(out=out, problem=found[0]))


@contextmanager
def delivered(out: Path) -> Iterator[Path]:
    """A fresh folder beside OUT; it becomes OUT when the block ends well, else it goes away."""
    fresh, old = _beside(out, "new"), _beside(out, "old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _remove(fresh)
        fresh.mkdir()
        try:
            yield fresh
            _sync(fresh)
            if out.exists():
                out.rename(old)
            fresh.rename(out)
            _sync_folder(out.parent)
            _remove(old)
        except BaseException:
            _recover(out)
            raise
    except OSError as error:
        raise PathError(NO_WRITE.format(out=out, reason=error.strerror or error)) from error


def _recover(out: Path) -> None:
    """Clear away what a run that was killed left beside OUT; its old bag comes back."""
    fresh, old = _beside(out, "new"), _beside(out, "old")
    try:
        if old.exists() and not out.exists():
            old.rename(out)
        _remove(old)
        _remove(fresh)
    except OSError as error:
        raise PathError(NO_WRITE.format(out=out, reason=error.strerror or error)) from error


def _beside(out: Path, suffix: str) -> Path:
    return out.parent / f".{out.name}.cwc-{suffix}"


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _sync(folder: Path) -> None:
    """Flush every file to the disk, so that a power cut after the rename loses nothing."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
