"""YAML under `indicators/` into a `Pack`."""

from cwc.packs.load import load_pack
from cwc.packs.locate import find_pack, name_for, pack_names

__all__ = ["find_pack", "load_pack", "name_for", "pack_names"]
