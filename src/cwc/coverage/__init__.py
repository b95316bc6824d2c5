"""Grids of cells: which slots of an artefact are filled. Pure."""

from cwc.coverage.grid import Item, grid
from cwc.coverage.naming import name_cells

__all__ = ["Item", "grid", "name_cells"]
