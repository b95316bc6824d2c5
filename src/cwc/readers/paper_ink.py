"""The red ink of a paper's pages: its header, its seals."""

from collections.abc import Iterable

from PIL import Image

from cwc.model.aspects import Hidden, RedHeader, Seals
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Ink, InkPage, Sure
from cwc.readers.ink import PageInk, page_ink

# However the page lies: where it is upright, a header is seen.
_TURNS = (90, 180, 270)


def ink_of(pages: Iterable[Image.Image]) -> Ink:
    """The ink of each page."""
    return Ink(pages=tuple(_page(number, page) for number, page in enumerate(pages, start=1)))


def header_of(page: InkPage) -> RedHeader | Hidden:
    """Whether a page has a red header; hidden where its ink does not tell."""
    if page.red_header is Sure.UNSURE:
        return Hidden(obstacle=Obstacle.UNSURE_HEADER)
    return RedHeader(found=page.red_header is Sure.YES)


def seals_of(ink: Ink) -> Seals:
    """How many seals the pages show."""
    found = [seal for page in ink.pages for seal in page.seals]
    certain = sum(seal.certain for seal in found)
    return Seals(count=certain, doubtful=len(found) - certain)


def _page(number: int, page: Image.Image) -> InkPage:
    as_it_lies = page_ink(page)
    header = as_it_lies.red_header
    if header is not Sure.YES and as_it_lies.has_red and as_it_lies.is_paper:
        header = _turned(page, as_it_lies)
    return InkPage(
        page=number, has_red=as_it_lies.has_red, red_header=header, seals=as_it_lies.seals
    )


def _turned(page: Image.Image, as_it_lies: PageInk) -> Sure:
    told = {page_ink(page.rotate(-turn, expand=True)).red_header for turn in _TURNS}
    told.add(as_it_lies.red_header)
    return next((sure for sure in (Sure.YES, Sure.UNSURE) if sure in told), Sure.NO)
