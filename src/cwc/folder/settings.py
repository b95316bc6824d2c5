"""cwc.yaml of one submission."""

import re
from collections.abc import Sequence
from pathlib import Path

from cwc import yaml_source
from cwc.errors import ConfigError
from cwc.folder.names import SETTINGS_FILE
from cwc.model.pack import Pack, Requirement
from cwc.model.settings import Settings

# As Notepad saves it, as others end such files, as a copy is called.
_LIKE_SETTINGS = re.compile(r"cwc\b.{0,20}\.(?:txt|ya?ml)", re.IGNORECASE)
NAMED_OTHERWISE = (
    "{folder}：没有 cwc.yaml，有 {name}。请把它改名为 cwc.yaml"
    "（看不见 .txt 的，先在资源管理器的“查看”里勾上“文件扩展名”）。"
)


def load_settings(folder: Path) -> Settings:
    """Read cwc.yaml; ConfigError when it is missing or wrong."""
    path = folder / SETTINGS_FILE
    if not path.is_file():
        if named := sorted(p.name for p in folder.iterdir() if _LIKE_SETTINGS.fullmatch(p.name)):
            raise ConfigError(NAMED_OTHERWISE.format(folder=folder, name="、".join(named)))
        raise ConfigError(
            f"{folder}：里面没有 {SETTINGS_FILE}，不知道按哪份清单检查。"
            f'请先运行：cwc init "{folder}" --pack 清单的名字 --unit 单位名称 --level unit'
            "（已有的文件不会改动）。"
        )
    return yaml_source.load(path, Settings)


def selected(
    settings: Settings, pack: Pack, path: Path, only: Sequence[str] = ()
) -> list[Requirement]:
    """The requirements named by `only`, or else those that this unit answers for."""
    codes = only or settings.requirements
    if codes is None:
        return list(pack.requirements)
    return pack.only(frozenset(_resolve(code, pack, path) for code in codes))


def _resolve(code: str, pack: Pack, path: Path) -> str:
    """The one requirement that a written code means; ConfigError naming `path` otherwise."""
    found = pack.codes.matching([code])
    if len(found) == 1:
        return found[0]
    known = "、".join(found or (r.code for r in pack.requirements))
    problem = "对应不止一项要求" if found else "不在清单里"
    raise ConfigError(f"{path}：“{code}”{problem}，请写成其中之一：{known}。")
