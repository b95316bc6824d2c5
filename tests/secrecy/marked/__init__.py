"""Valid office files and photos, each with exactly one secrecy mark somewhere in it.

Made without knowledge of how the search works, 453 files. The first run over them: 21 of 453
silent, 373 of 426 found certain, 31 doubtful, 1 hidden; since then 0 silent.
"""

from collections.abc import Iterator

from secrecy.marked import other, pdf_table, picture, sheet_table, word_body, word_table
from secrecy.marked.kit import Made

__all__ = ["Made", "made"]

_MODULES = (word_body, word_table, sheet_table, pdf_table, picture, other)


def made() -> Iterator[Made]:
    """Make every file, always in the same order and with the same bytes."""
    for module in _MODULES:
        yield from module.made()
