"""The red header and the seals of a paper whose pages are pictures."""

from collections.abc import Iterable

from PIL import Image

from cwc.model.aspects import Hidden, RedHeader, Seals
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Sure
from cwc.readers.ink import page_ink

# However the page lies: where it is upright, a header is seen.
_TURNS = (0, 90, 180, 270)


def red_header(page: Image.Image) -> RedHeader | Hidden:
    """Whether a page has one; hidden where the ink does not tell."""
    unsure = False
    for degrees in _TURNS:
        ink = page_ink(page.rotate(-degrees, expand=True) if degrees else page)
        if ink.red_header is Sure.YES:
            return RedHeader(found=True)
        unsure = unsure or ink.red_header is Sure.UNSURE
        if not ink.has_red:
            break
    return Hidden(obstacle=Obstacle.UNSURE_HEADER) if unsure else RedHeader(found=False)


def seals(pages: Iterable[Image.Image]) -> Seals:
    """How many seals the pages show."""
    found = [seal for page in pages for seal in page_ink(page).seals]
    certain = sum(seal.certain for seal in found)
    return Seals(count=certain, doubtful=len(found) - certain)
