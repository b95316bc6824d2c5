"""The pack that one submission is judged by: the list, the portal's counts, the unit's answers."""

from pathlib import Path

from cwc import yaml_source
from cwc.errors import ConfigError
from cwc.folder.names import SETTINGS_FILE
from cwc.model.finding import LOCKED
from cwc.model.pack import Pack
from cwc.model.settings import Settings
from cwc.packs import load_pack, overridden, tailored
from cwc.packs.load import HEADER_FILE
from cwc.rules import find_rule

UNKNOWN = "{path}：severities 里没有叫“{word}”的规则。请照检查结果里的编号写，如 COV002。"
NEVER = "{path}：“{word}”的轻重不能改：密级标志永远是错误。请删去这一项。"


def pack_for(folder: Path, settings: Settings, pack_folder: Path) -> Pack:
    """The pack as the submission in `folder` reads it; ConfigError.

    Counts come from the submission's overrides.yaml, then the pack's, then the list.
    """
    # Answers first: a second reading brings counts of its own, which the portal's replace too.
    read = load_pack(pack_folder)
    _check_severities(read, pack_folder / HEADER_FILE)
    pack = tailored(read, settings, folder / SETTINGS_FILE)
    return overridden(overridden(pack, pack_folder), folder)


def _check_severities(pack: Pack, path: Path) -> None:
    """ConfigError when the pack re-grades a rule that is none, or one that no pack may."""
    for word in pack.header.severities:
        where = f"{path}:{yaml_source.line_of(path, 'severities', word)}"
        found = find_rule(word)
        if found is None:
            raise ConfigError(UNKNOWN.format(path=where, word=word))
        if found.code in LOCKED:
            raise ConfigError(NEVER.format(path=where, word=word))
