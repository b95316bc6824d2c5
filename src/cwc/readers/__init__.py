"""One file into frozen aspects; a reader knows no requirement and no rule."""

from cwc.readers.read import read_file

__all__ = ["read_file"]
