"""How much work pdfium is put to, in one document."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from cwc.model.obstacle import Obstacle
from cwc.readers.obstacle import Blocked

# How often pdfium may look at a sign or an object. For each run of text it goes through all signs
# of the page, some hundred million in a second: a page of a report has 60 runs and 1,500 signs, so
# that 5,000 pages of them are read; an object costs as much as a thousand signs.
MAX_LOOKS = 450_000_000
_OBJECT_LOOKS = 1_000


class Looks:
    """How often pdfium was made to look, and what it may be asked for."""

    def __init__(self) -> None:
        self._left = MAX_LOOKS

    def objects(self, page: pdfium.PdfPage, *kinds: int) -> Iterator[pdfium.PdfObject]:
        """The objects of a page, and in its forms; Blocked when there are too many."""
        for item in page.get_objects(max_depth=4):
            self.spend(_OBJECT_LOOKS)
            if not kinds or item.type in kinds:
                yield item

    def spend(self, looks: int) -> None:
        """Count so many looks; Blocked when they were too many."""
        if looks > self._left:
            raise Blocked(Obstacle.TOO_LARGE)
        self._left -= looks
