"""One page of an OFD document: its text in blocks, and what else is drawn on it."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from math import dist

from lxml import etree

from cwc.model.obstacle import Obstacle
from cwc.readers.blocks import blocks
from cwc.readers.ofd.beside import is_hidden
from cwc.readers.ofd.parts import local, number, numbers
from cwc.readers.ofd.resources import Resources
from cwc.readers.ofd.text import Matrix, Placed, combined, moved, placed

# A page with this share of signs that stand for no character, or this many, is not read whole.
_MAX_STRANGE_SHARE, _MAX_STRANGE = 0.2, 20
# A space needs one glyph of a font; blanks drawn with more are text in glyphs alone.
_MAX_BLANK_GLYPHS = 2
# A text counts as one object more for each so many signs, which take as long to be placed.
_SIGNS_OF_AN_OBJECT = 30
# Text objects that follow one another this closely, in sizes of their signs, are one text.
_NEAR = 1.5

_UNTOUCHED: Matrix = (1, 0, 0, 1, 0, 0)
_ASIDE = {"Area", "Template", "PageRes", "Actions", "CGTransform"}
_OBJECTS = {"TextObject", "Text", "PathObject", "ImageObject", "CompositeObject"}


@dataclass(frozen=True)
class OfdPage:
    """A page with its templates: blocks as the eye sees them, and what else is drawn.

    `drawn` is the text in the order of the file; `noted` is that of notes and stamps upon the page,
    in blocks and in order, and in neither of the two. `characters` counts the signs of `drawn`
    without spaces; `draws` says whether there are lines or pictures, `pictures_share` is 0 to 1 of
    the page's area.
    """

    blocks: list[str]
    drawn: str
    noted: list[str]
    characters: int
    pictures_share: float
    draws: bool
    red: bool


@dataclass(frozen=True)
class _Frame:
    """Where and how the things in a container are drawn."""

    matrix: Matrix = _UNTOUCHED
    params: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    hidden: bool = False
    note: bool = False


class PageDrawing:
    """Draws layers on a page and says in the end what was seen; `unread` holds obstacles.

    `budget` yields something for each object that may still be drawn.
    """

    def __init__(
        self, resources: Resources, box: tuple[float, ...], budget: Iterator[object]
    ) -> None:
        self._resources = resources
        self._width, self._height = box[2:]
        self._budget = budget
        self._placed: list[Placed] = []
        self._noted: list[Placed] = []
        self._places: set[tuple[object, ...]] = set()
        self._covered = 0.0
        self._draws = self._red = False
        self._blank_glyphs: dict[str, set[str]] = {}
        self.hidden: list[str] = []
        self.unread: list[Obstacle] = []

    def draw(self, container: etree._Element, note: bool = False, hidden: bool = False) -> None:
        """Everything in a page's content, a template's or a note's appearance."""
        try:
            self._walk(container, self._enter(container, _Frame(note=note, hidden=hidden)))
        except RecursionError:
            self.unread.append(Obstacle.TOO_LARGE)

    def page(self) -> OfdPage:
        """What was drawn so far; completes `unread`."""
        drawn, noted = "".join(_drawn(self._placed)), "".join(_drawn(self._noted))
        if self._is_strange(drawn + noted):
            self.unread.append(Obstacle.PICTURE_OF_TEXT)
        self.unread = list(dict.fromkeys(self.unread))
        area = self._width * self._height
        return OfdPage(
            blocks=_blocks(self._placed),
            drawn=drawn,
            noted=[*_blocks(self._noted), noted],
            characters=len("".join(drawn.split())),
            pictures_share=min(1.0, self._covered / area) if area else 0.0,
            draws=self._draws,
            red=self._red,
        )

    def _is_strange(self, text: str) -> bool:
        """Whether much of the text is glyphs that stand for no character."""
        signs = "".join(text.split())
        strange = sum(map(_is_strange, signs))
        return (
            strange >= _MAX_STRANGE
            or strange > _MAX_STRANGE_SHARE * len(signs)
            or any(len(glyphs) > _MAX_BLANK_GLYPHS for glyphs in self._blank_glyphs.values())
        )

    def _walk(self, container: etree._Element, frame: _Frame) -> None:
        for child in container:
            name = local(child)
            if name in _ASIDE or (len(child) == 0 and name not in _OBJECTS):
                continue
            cost = 1 + _sign_count(child) // _SIGNS_OF_AN_OBJECT
            if sum(1 for _ in islice(self._budget, cost)) < cost:
                self.unread.append(Obstacle.TOO_LARGE)
                return
            inner = self._enter(child, frame)
            if name in {"TextObject", "Text"}:
                self._text(child, inner)
            elif name == "ImageObject" and not inner.hidden:
                self._draws = True
                self._covered += self._area(child, frame)
            elif name == "PathObject" and not inner.hidden:
                self._draws = True
                self._colour(child, frame)
            elif name == "CompositeObject":
                self._composite(child, inner)
            # Layers and blocks hold objects; objects hold patterns and clips, which hold more.
            self._walk(child, inner)

    def _enter(self, element: etree._Element, frame: _Frame) -> _Frame:
        matrix = frame.matrix
        if box := numbers(element.get("Boundary"), 4):
            matrix = combined(matrix, (1, 0, 0, 1, box[0], box[1]))
        if ctm := numbers(element.get("CTM"), 6):
            matrix = combined(matrix, ctm)  # type: ignore[arg-type] # six of them
        param = element.get("DrawParam")
        hidden = frame.hidden or is_hidden(element)
        params = (param, *frame.params) if param else frame.params
        return replace(frame, matrix=matrix, params=params, hidden=hidden)

    def _text(self, item: etree._Element, frame: _Frame) -> None:
        text = placed(item, frame.matrix)
        glyphs = [word for g in item.iterfind("{*}CGTransform/{*}Glyphs") for word in _words(g)]
        if glyphs and text is None:
            self.unread.append(Obstacle.PICTURE_OF_TEXT)
        if text is None:
            return
        if not text.text.strip():
            self._blank_glyphs.setdefault(item.get("Font", ""), set()).update(glyphs)
        if frame.hidden:
            self.hidden.append(text.text)
            return
        self._colour(item, frame)
        # A text drawn twice at one place looks bold, and is one text.
        where = (text.text, *map(round, text.start))
        if where not in self._places:
            self._places.add(where)
            (self._noted if frame.note else self._placed).append(text)

    def _colour(self, item: etree._Element, frame: _Frame) -> None:
        # What was stamped on the page later makes no red header.
        if not self._red and not frame.note:
            self._red = self._resources.has_red(item, frame.params)

    def _composite(self, item: etree._Element, frame: _Frame) -> None:
        key = item.get("ResourceID", "")
        unit = self._resources.units.get(key)
        if unit is None or key in frame.trail:
            self.unread.append(Obstacle.BROKEN_PART)
        else:
            self._walk(unit, replace(frame, trail=(*frame.trail, key)))

    def _area(self, item: etree._Element, frame: _Frame) -> float:
        """How much of the page a picture covers, in mm²."""
        left, top, width, height = numbers(item.get("Boundary"), 4) or (0, 0, 0, 0)
        x, y = moved(frame.matrix, left, top)
        to_x, to_y = moved(frame.matrix, left + width, top + height)
        across = min(max(x, to_x), self._width) - max(min(x, to_x), 0)
        down = min(max(y, to_y), self._height) - max(min(y, to_y), 0)
        return max(0.0, across) * max(0.0, down)


def _sign_count(item: etree._Element) -> int:
    return sum(len(text) for code in item.iterfind("{*}TextCode") for text in code.itertext())


def _words(glyphs: etree._Element) -> list[str]:
    return [str(int(number(word, 0))) for word in (glyphs.text or "").split()]


def _is_strange(sign: str) -> bool:
    """Whether a sign stands for no character: private, unassigned, control, replacement."""
    return sign in "\ufffd\u00a4" or unicodedata.category(sign) in {"Co", "Cn", "Cc"}


def _blocks(texts: Sequence[Placed]) -> list[str]:
    aslant = dict.fromkeys(text.aslant for text in texts if text.aslant)
    return [*blocks(run for text in texts for run in text.runs), *aslant]


def _drawn(texts: Sequence[Placed]) -> Iterator[str]:
    """All texts in the order they are drawn, those that do not follow closely on a new line."""
    yield from (text.text for text in texts[:1])
    for before, text in pairwise(texts):
        # Sign by sign, as a slanted watermark may be set, is one text however wide apart.
        single = len(before.text) == len(text.text) == 1
        near = dist(before.end, text.start) <= _NEAR * max(before.size, text.size)
        yield text.text if single or near else "\n" + text.text
