"""Where packs lie: beside the sources, in the wheel, or in a folder of the clerk's own."""

import difflib
import os
from pathlib import Path

from cwc.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parents[1]
# An editable install finds the repository's folder, a wheel its own copy.
_SHELVES = (_PACKAGE.parents[1] / "indicators", _PACKAGE / "indicators")


def pack_names() -> list[str]:
    """The packs that came with cwc."""
    return sorted({p.parent.name for shelf in _SHELVES for p in shelf.glob("*/pack.yaml")})


def came_with_cwc(folder: Path) -> bool:
    """Whether the pack in `folder` is none of somebody's own."""
    return folder.parent in _SHELVES


def name_for(folder: Path, beside: Path) -> str:
    """How cwc.yaml in the folder `beside` names the pack in `folder`."""
    if came_with_cwc(folder):
        return folder.name
    try:
        return Path(os.path.relpath(folder, beside)).as_posix()
    except ValueError:  # another drive of Windows
        return folder.resolve().as_posix()


def find_pack(name: str, beside: Path) -> Path:
    """The folder of the pack `name`; a path is taken from `beside`. ConfigError when none."""
    for shelf in (*_SHELVES, beside):
        if os.path.isfile(shelf / name / "pack.yaml"):  # noqa: PTH113 - no error on odd names
            return shelf / name
    known = pack_names()
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"是不是想写“{near[0]}”？" if near else f"现有的清单：{'、'.join(known)}。"
    raise ConfigError(f"没有叫“{name}”的清单。{hint}也可以写一个含 pack.yaml 的文件夹的路径。")
