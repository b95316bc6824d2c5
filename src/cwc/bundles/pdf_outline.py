"""The bookmarks of a PDF: a branch for each category, a leaf for each photo."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cwc.bundles.pdf_file import PdfFile, text_string


@dataclass(frozen=True)
class Mark:
    """A place in the PDF: its page's object, its upper left corner in points, what is there."""

    page: int
    left: float
    top: float
    branch: str
    title: str


def add_outline(pdf: PdfFile, marks: Sequence[Mark]) -> int:
    """Write the bookmarks; return the number of their root."""
    root = pdf.promise()
    groups = [(name, list(group)) for name, group in groupby(marks, key=lambda m: m.branch)]
    branches = [pdf.promise() for _ in groups]
    for n, (name, group) in enumerate(groups):
        leaves = [pdf.promise() for _ in group]
        for k, mark in enumerate(group):
            _add_bookmark(pdf, leaves, k, f"/Parent {branches[n]} 0 R", (mark.title, mark))
        below = f"/First {leaves[0]} 0 R /Last {leaves[-1]} 0 R /Count {-len(leaves)}"
        _add_bookmark(pdf, branches, n, f"/Parent {root} 0 R {below}", (name, group[0]))
    pdf.add(
        f"<< /Type /Outlines /First {branches[0]} 0 R /Last {branches[-1]} 0 R "
        f"/Count {len(branches)} >>",
        root,
    )
    return root


def _add_bookmark(
    pdf: PdfFile, row: Sequence[int], index: int, kin: str, entry: tuple[str, Mark]
) -> None:
    title, mark = entry
    before = f"/Prev {row[index - 1]} 0 R " if index else ""
    after = f"/Next {row[index + 1]} 0 R " if index + 1 < len(row) else ""
    pdf.add(
        f"<< /Title {text_string(title)} {kin} {before}{after}"
        f"/Dest [{mark.page} 0 R /XYZ {mark.left:.2f} {mark.top:.2f} null] >>",
        row[index],
    )
