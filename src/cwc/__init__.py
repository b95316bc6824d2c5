"""创文材料检查: checks and packs evidence for the 全国文明城市 online declaration."""

__version__ = "0.1.0"
