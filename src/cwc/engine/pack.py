"""The pack that one submission is judged by: the list, the portal's counts, the unit's answers."""

from pathlib import Path

from cwc.model.pack import Pack
from cwc.model.settings import Settings
from cwc.packs import load_pack, overridden, tailored
from cwc.submission.layout import SETTINGS_FILE


def pack_for(folder: Path, settings: Settings, pack_folder: Path) -> Pack:
    """The pack as the submission in `folder` reads it; ConfigError.

    Counts come from the submission's overrides.yaml, then the pack's, then the list.
    """
    # Answers first: a second reading brings counts of its own, which the portal's replace too.
    pack = tailored(load_pack(pack_folder), settings, folder / SETTINGS_FILE)
    return overridden(overridden(pack, pack_folder), folder)
