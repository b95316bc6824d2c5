"""What the search finds in bytes: the marks in them by their years."""

import re

from cwc.readers.search import mentions
from cwc.text.secrecy import as_read, find_marks

# No sample has a mark of so many years.
YEARS = 47
MARK = f"机密★{YEARS}年"
_NUMBERED = re.compile(r"机密★(\d{1,4})年")


def found(data: bytes) -> set[int]:
    """The years of the certain marks that the search finds."""
    texts = [part.text for part in mentions(data).passages]
    certain = [text for text in texts if any(mark.certain for mark in find_marks([text]))]
    return {int(years) for text in certain for years in _NUMBERED.findall(as_read(text))}
