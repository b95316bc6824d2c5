"""Grids of cells: which slots of an artefact are filled. Pure."""

from cwc.coverage.grid import Item, grid

__all__ = ["Item", "grid"]
