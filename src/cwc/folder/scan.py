"""The files of a submission's folder; none is opened."""

import os
from fnmatch import fnmatchcase
from pathlib import Path

from cwc.errors import PathError
from cwc.folder.names import (
    INSTRUCTIONS_FILE,
    OVERRIDES_FILE,
    REGISTER_COPY,
    REGISTER_FILE,
    SETTINGS_FILE,
)

# Left behind by Windows, macOS, WPS and LibreOffice; nobody means to hand them in.
_JUNK = {"thumbs.db", "desktop.ini", ".ds_store"}
_JUNK_PREFIXES = ("~$", ".~", "._", "~wrl")
_OURS = {SETTINGS_FILE, OVERRIDES_FILE, REGISTER_FILE}
_JUNK_FOLDERS = {"__macosx", ".git", "$recycle.bin", "system volume information"}


def check_folder(folder: Path) -> None:
    """PathError unless `folder` is a folder with something in it."""
    if not folder.exists():
        raise PathError(f"{folder}：没有这个文件夹。请检查路径，含空格的路径要加引号。")
    if not folder.is_dir():
        raise PathError(f"{folder}：不是文件夹。请给出单位材料文件夹的路径；压缩包请先解压。")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise PathError(f"{folder}：没有权限打开。请检查共享盘权限。")
    empty = not any(folder.iterdir())
    if empty:
        raise PathError(
            f"{folder}：是空文件夹。请先建好目录，再放材料："
            f'cwc init "{folder}" --pack 清单的名字 --unit 单位名称 --level unit'
        )


def scan(folder: Path, pack_folder: Path) -> list[str]:
    """Paths of the evidence, relative to `folder` with "/", sorted.

    cwc's own files, a list of requirements kept here, and system litter are left out. A folder
    that cannot be listed stands in the list itself, so that reading it fails in plain sight; links
    are listed, not followed.
    """
    found: list[str] = []
    denied: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=denied.append):
        here = Path(root)
        links = [name for name in folders if os.path.islink(here / name)]  # noqa: PTH114 - no error
        folders[:] = [
            name
            for name in folders
            if name not in links
            and name.lower() not in _JUNK_FOLDERS
            and here / name != pack_folder
        ]
        inside = "" if here == folder else f"{here.relative_to(folder).as_posix()}/"
        for name in (*files, *links):
            if not _is_ours(not inside, name) and not _is_junk(name):
                found.append(inside + name)
    found += [Path(e.filename).relative_to(folder).as_posix() for e in denied if e.filename]
    return sorted(found)


def garbled(path: str) -> str | None:
    """How to show a path whose bytes are no Unicode (GBK names unpacked as UTF-8); None if fine."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return None


def _is_ours(at_top: bool, name: str) -> bool:
    return name == INSTRUCTIONS_FILE or (
        at_top and (name in _OURS or fnmatchcase(name, REGISTER_COPY.format(number="*")))
    )


def _is_junk(name: str) -> bool:
    return name.lower() in _JUNK or name.lower().startswith(_JUNK_PREFIXES)
