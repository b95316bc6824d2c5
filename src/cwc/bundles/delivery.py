"""OUT appears whole or not at all, and only ever takes the place of a bag of ours."""

import hashlib
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cwc.bundles.bag import is_ours, problems
from cwc.errors import PathError, reason

INSIDE = "{out}：不能放在材料文件夹里面（或反过来）。请另选一个位置，如 {folder} 旁边。"
NOT_OURS = "{out}：已经有东西，而且不是 cwc 打的包。请换个位置，或自己移走它。"
NOT_WHOLE = "{out}：是 cwc 打的包，但被改动过（{problem}）。为免丢失改动，请自己移走它再打包。"
NO_WRITE = "{out}：写不进去（{reason}）。请检查写权限和剩余空间，或换个位置。"
BUSY = "{out}：另一个 cwc bundle 正在写这里。请等它结束。"

# In a workshop: the bag that is being made, the one it replaces, and that while it is removed.
_NEW, _OLD, _GONE, _MARKER = "new", "old", "gone", "cwc.id"
_ID = re.compile(r"[0-9a-f]{32}")


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
            _check_target(out, folder)
            yield
    except Timeout as error:
        raise PathError(BUSY.format(out=out)) from error


def _check_target(out: Path, folder: Path) -> None:
    _recover(out, folder)
    if not out.exists() and not out.is_symlink():
        return
    if out.is_symlink() or not out.is_dir() or not is_ours(out):
        raise PathError(NOT_OURS.format(out=out))
    if found := problems(out):
        raise PathError(NOT_WHOLE.format(out=out, problem=found[0]))


@contextmanager
def delivered(out: Path, folder: Path) -> Iterator[Path]:
    """A fresh folder beside OUT; it becomes OUT when the block ends well, else it goes away."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            shop = _workshop(out)
            fresh = shop / _NEW
            fresh.mkdir()
            yield fresh
            _sync(fresh)
            if out.exists():
                out.rename(shop / _OLD)
            fresh.rename(out)
            _sync_folder(out.parent)
            _remove(shop)
        except BaseException:
            _recover(out, folder)
            raise
    except OSError as error:
        raise PathError(NO_WRITE.format(out=out, reason=reason(error))) from error


def _workshop(out: Path) -> Path:
    """A folder beside OUT that proves to be ours: its name's id stands in the marker inside."""
    mark = uuid.uuid4().hex
    shop = out.parent / f"{_lead(out)}{mark}"
    shop.mkdir()
    (shop / _MARKER).write_text(mark, encoding="ascii")
    return shop


def _recover(out: Path, folder: Path) -> None:
    """Clear away what a run that was killed left beside OUT; its old bag comes back."""
    home = folder.resolve()
    try:
        for shop in _workshops(out):
            # Nothing that has to do with the evidence, whatever it is called.
            if home.is_relative_to(shop.resolve()) or shop.resolve().is_relative_to(home):
                continue
            if (shop / _OLD).exists() and not os.path.lexists(out):
                (shop / _OLD).rename(out)
            _remove(shop)
    except OSError as error:
        raise PathError(NO_WRITE.format(out=out, reason=reason(error))) from error


def _workshops(out: Path) -> list[Path]:
    """The folders beside OUT that a run of ours made for it."""
    lead = _lead(out)
    if not out.parent.is_dir():
        return []
    with os.scandir(out.parent) as entries:
        named = [e for e in entries if e.name.startswith(lead) and e.is_dir(follow_symlinks=False)]
    return sorted(Path(e.path) for e in named if _is_proven(Path(e.path), e.name[len(lead) :]))


def _is_proven(shop: Path, mark: str) -> bool:
    """Whether the marker is there; it is made first and goes last, so that none may be left."""
    if not _ID.fullmatch(mark):
        return False
    marker = shop / _MARKER
    if not os.path.lexists(marker):
        return not any(shop.iterdir())
    return not marker.is_symlink() and marker.is_file() and marker.read_bytes() == mark.encode()


def _lead(out: Path) -> str:
    return f".{out.name}.cwc-"


def _remove(shop: Path) -> None:
    # What is half removed must not come back as the old bag.
    if (shop / _OLD).exists():
        (shop / _OLD).rename(shop / _GONE)
    for name in (_NEW, _GONE):
        if (shop / name).exists():
            shutil.rmtree(shop / name)
    (shop / _MARKER).unlink(missing_ok=True)
    shop.rmdir()


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
