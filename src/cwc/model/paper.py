"""What the pictures of a paper's pages show: its ink, and its writing as a machine reads it."""

from collections.abc import Iterable
from enum import StrEnum

from cwc.model.aspects import Aspect, Text
from cwc.model.base import Frozen
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Layer, Part, Role, Where
from cwc.text.numbers import NumberRead, is_numbered, is_numbered_in_picture, read_number

# What hides the text of a page that may be read as a picture.
_PICTURES = {Obstacle.PICTURE_OF_TEXT, Obstacle.UNMAPPED}


class Sure(StrEnum):
    """Whether something is there: seen, seen not to be, or neither for certain."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class SealShape(StrEnum):
    """The outline of a seal."""

    ROUND = "round"
    OVAL = "oval"
    SQUARE = "square"


class Seal(Frozen):
    """A red seal on a page, its box in shares of the page from the upper left corner.

    `text` is what it says, None while nobody reads it.
    """

    x: float
    y: float
    w: float
    h: float
    shape: SealShape
    certain: bool
    text: str | None


class InkPage(Frozen):
    """The red ink of one page; `red_header` is of however the page lies."""

    page: int
    has_red: bool
    red_header: Sure
    seals: tuple[Seal, ...]


class Ink(Aspect):
    """The red ink of every page; what no page has a grey copy may have lost."""

    pages: tuple[InkPage, ...]


class Line(Frozen):
    """A line of writing, its box in shares of the upright page from the upper left corner.

    `score` is what the reading machine gives it, 0 to 1.
    """

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float


class Sheet(Frozen):
    """One page as it was read, turned upright by so many degrees clockwise.

    `blocks` are its lines as they stand together; `numbers` the readings of the line where the 文号
    stands, none when none was seen.
    """

    page: int
    turned: int
    lines: tuple[Line, ...]
    blocks: tuple[str, ...]
    numbers: tuple[str, ...]


class Script(Aspect):
    """The writing on the pages that have no text of their own; `unread` are those not legible."""

    sheets: tuple[Sheet, ...]
    unread: tuple[Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What was not read."""
        return self.unread

    @property
    def quotes(self) -> bool:
        """It does."""
        return True

    @property
    def first_page(self) -> str:
        """What the first page says."""
        return "\n".join(block for s in self.sheets if s.page == 1 for block in s.blocks)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The readings of the line on the first page where the 文号 stands."""
        return next((sheet.numbers for sheet in self.sheets if sheet.page == 1), ())

    @property
    def number(self) -> NumberRead | None:
        """The 文号 on the first page, if one was read there."""
        return read_number(self.numbers)


def pictured_pages(text: Text) -> tuple[int, ...]:
    """The pages of a document, from 1, that are pictures or read like none."""
    hidden = (gap.where.number for gap in text.unread if gap.obstacle in _PICTURES)
    return tuple(number for number in hidden if number)


def joined(scripts: Iterable[Script]) -> Script:
    """What several looks read of one file, page by page."""
    every = list(scripts)
    sheets = [sheet for script in every for sheet in script.sheets]
    unread = [gap for script in every for gap in script.unread]
    return Script(sheets=tuple(sheets), unread=tuple(unread))


def unread_pages(pages: Iterable[int], obstacle: Obstacle) -> Script:
    """Pages of which nothing was read, for one reason."""
    gaps = tuple(Gap(where=on_page(page), obstacle=obstacle) for page in pages)
    return Script(sheets=(), unread=gaps)


class Numbering(Aspect):
    """Whether the first page carries a 文号; `doubtful` is one that machines do not read alike."""

    found: bool
    doubtful: tuple[Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What a person must look at."""
        return self.doubtful

    @property
    def quotes(self) -> bool:
        """What was read."""
        return True


def numbering(text: Text, script: Script | None) -> Numbering:
    """Whether a document's first page carries a 文号, in its text or in its picture."""
    if is_numbered(text.first_page):
        return Numbering(found=True, doubtful=())
    if script is None or not script.numbers:
        # Numbered in another way: 令第12号.
        other = script is not None and is_numbered_in_picture(script.first_page)
        return Numbering(found=other, doubtful=())
    read = script.number
    place = on_page(1).model_copy(update={"name": read.text if read else script.numbers[0]})
    doubt = Gap(where=place, obstacle=Obstacle.UNSURE_NUMBER)
    return Numbering(found=True, doubtful=() if read and read.certain else (doubt,))


def completed(text: Text | None, script: Script) -> Text:
    """A document's text with what its pictures of pages say; the text of a picture without one."""
    tried = {sheet.page for sheet in script.sheets} | {gap.where.number for gap in script.unread}
    parts = [
        Part(where=on_page(sheet.page), text=block)
        for sheet in script.sheets
        for block in sheet.blocks
    ]
    known = text or Text(parts=(), words=0, unread=())
    unread = [gap for gap in known.unread if gap.where.number not in tried]
    unread += script.unread
    return known.model_copy(update={"parts": (*known.parts, *parts), "unread": tuple(unread)})


def on_page(page: int) -> Where:
    """The place of what a machine reads on a page."""
    return Where(role=Role.BODY, layer=Layer.READ, number=page, name=None, inside=None)
