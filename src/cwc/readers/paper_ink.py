"""The red ink of a paper's pages: its header, its seals."""

from collections.abc import Sequence

from PIL import Image

from cwc.model.aspects import Hidden, RedHeader, Seals
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Ink, InkPage, Sure
from cwc.readers.ink import page_ink

# However the page lies: where it is upright, a header is seen.
_TURNS = (0, 90, 180, 270)


def red_header(page: Image.Image) -> RedHeader | Hidden:
    """Whether a page has one; hidden where the ink does not tell."""
    found = _header(page)
    if found is Sure.UNSURE:
        return Hidden(obstacle=Obstacle.UNSURE_HEADER)
    return RedHeader(found=found is Sure.YES)


def _header(page: Image.Image) -> Sure:
    found = Sure.NO
    for degrees in _TURNS:
        ink = page_ink(page.rotate(-degrees, expand=True) if degrees else page)
        if ink.red_header is Sure.YES:
            return Sure.YES
        if ink.red_header is Sure.UNSURE:
            found = Sure.UNSURE
        if not ink.has_red:
            break
    return found


def seals(pages: Sequence[Image.Image]) -> Seals:
    """How many seals the pages show."""
    found = [seal for page in pages for seal in page_ink(page).seals]
    certain = sum(seal.certain for seal in found)
    return Seals(count=certain, doubtful=len(found) - certain)


def ink(pages: Sequence[Image.Image]) -> Ink:
    """All of it, page by page."""
    told = []
    for number, page in enumerate(pages, start=1):
        own = page_ink(page)
        told.append(
            InkPage(page=number, has_red=own.has_red, red_header=_header(page), seals=own.seals)
        )
    return Ink(pages=tuple(told))
