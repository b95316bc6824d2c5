"""YAML under `indicators/` into a `Pack`."""

from cwc.packs.load import load_pack
from cwc.packs.locate import came_with_cwc, find_pack, name_for, pack_names
from cwc.packs.overrides import counts_of, overridden
from cwc.packs.tailor import dated, tailored

__all__ = [
    "came_with_cwc",
    "counts_of",
    "dated",
    "find_pack",
    "load_pack",
    "name_for",
    "overridden",
    "pack_names",
    "tailored",
]
