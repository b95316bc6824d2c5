"""YAML under `indicators/` into a `Pack`."""

from cwc.packs.load import load_pack
from cwc.packs.locate import find_pack, name_for, pack_names
from cwc.packs.overrides import overridden
from cwc.packs.tailor import dated, tailored

__all__ = [
    "dated",
    "find_pack",
    "load_pack",
    "name_for",
    "overridden",
    "pack_names",
    "tailored",
]
