"""Rich text and older Word documents made to harm: signs, groups and paragraphs without end."""

from functools import partial

_MANY = 2_000_000


def rich(piece: bytes, before: bytes = b"") -> bytes:
    """Rich text that says one thing over and over."""
    return b"{\\rtf1\\ansi " + before + piece * _MANY + b"}"


MADE = {
    "2 M words.rtf": partial(rich, b"\\b x"),
    "2 M paragraphs.rtf": partial(rich, b"\\par "),
    "2 M cells.rtf": partial(rich, b"\\cell ", b"\\intbl "),
    "2 M groups.rtf": partial(rich, b"{x}"),
    "2 M open groups.rtf": partial(rich, b"{"),
    "2 M escapes.doc": partial(rich, b"\\'b1"),
}
