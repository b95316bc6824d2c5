"""What a reader saw in one file, aspect by aspect, without opinion.

No field has a default: what nobody looked at must not read as "there is none".
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, PlainSerializer

from cwc.model.base import Frozen
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Layer, Part, Role, Where


class Aspect(Frozen):
    """One thing that a reader can look for in a file."""

    key: ClassVar[str]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Every aspect is known by its class's name."""
        cls.key = cls.__name__
        ASPECTS[cls.key] = cls

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The places that it could not be looked for; none when it was seen whole."""
        return ()

    @property
    def quotes(self) -> bool:
        """Whether it holds words of the file, which are judged before anybody keeps them."""
        return False


ASPECTS: dict[str, type[Aspect]] = {}


class Picture(Aspect):
    """A picture that decodes to its last row, and what its EXIF says of it.

    `orientation` is EXIF's, 1 upright; `taken` the day and time that the camera noted, None when
    it noted none; `of_several` whether it is the first of more pictures or pages in the file.
    """

    format: Literal["JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF", "AVIF", "HEIC"]
    width_px: int
    height_px: int
    orientation: int
    taken: datetime | None
    of_several: bool


class Likeness(Aspect):
    """A photo's fingerprint, as `cwc.likeness` compares it; "" when too little is in it."""

    fingerprint: str


class Detail(Aspect):
    """How much there is to be seen in a photo; see `readers.detail`.

    How far its light reaches, of 256 levels; in percent how much of its variety lies in large
    shapes, how sharp its edges are beside its slopes, how much of it is of one light.
    """

    contrast_levels: int
    shapes_percent: int
    edges_percent: int
    ground_percent: int


class Text(Aspect):
    """All text of a document; `words` is 字数 of body and tables, `unread` what was not read."""

    parts: tuple[Part, ...]
    words: int
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
    def body(self) -> tuple[Part, ...]:
        """The running text as it is shown, page by page where there are pages."""
        return tuple(p for p in self.parts if (p.where.role, p.where.layer) == _BODY)

    @property
    def rows(self) -> list[list[str]]:
        """Every piece as a table's row, in cells."""
        return [part.text.split("\t") for part in self.parts]

    @property
    def first_page(self) -> str:
        """The text of the first page; of the whole body where the form has no pages."""
        first = (p for p in self.parts if p.where.number in {1, None})
        return "\n".join(p.text for p in first if (p.where.role, p.where.layer) in {_BODY, _AGAIN})


class Mentions(Aspect):
    """Every passage, wherever it stands in the file, that may hold a secrecy mark; see `unread`."""

    passages: tuple[Part, ...]
    unread: tuple[Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What could not be searched."""
        return self.unread

    @property
    def quotes(self) -> bool:
        """The passages, if there are any."""
        return bool(self.passages)


_BODY, _AGAIN = (Role.BODY, Layer.SHOWN), (Role.BODY, Layer.AGAIN)


class RedHeader(Aspect):
    """Whether anything red stands where a red header does: a word, a line."""

    found: bool


class Seals(Aspect):
    """The red seals that were seen, and how many shapes may be one or not."""

    count: int
    doubtful: int

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """That there is none for certain, but what may be one."""
        if self.count or not self.doubtful:
            return ()
        return (Gap(where=Where.shown(Role.WHOLE), obstacle=Obstacle.UNSURE_SEAL),)


class Insets(Aspect):
    """Pictures set into a text, and those of them large enough for a photo."""

    pictures: int
    photos: int


class Review(Aspect):
    """What was left in Word beside what is shown: open revisions, comments, hidden passages."""

    revisions: int
    comments: int
    hidden: int


class Marking(Aspect):
    """Whether any passage is highlighted, shaded or underlined."""

    marked: bool


class Package(Aspect):
    """What a document carries that runs or was put inside: macros or scripts, other files."""

    macros: bool
    embedded: tuple[Where, ...]


class Formulas(Aspect):
    """The cells, as 表!A1, that a spreadsheet would run as a command."""

    cells: tuple[str, ...]


class Hidden(Frozen):
    """An aspect that something stands in the way of."""

    obstacle: Obstacle


class Foreign(Frozen):
    """An aspect that a file of this form cannot have: the text of a photo."""


Sight = Aspect | Hidden | Foreign


def sight_from(key: str, data: Any) -> Sight:
    """A sight as `sight_data` gave it; KeyError or ValidationError when it is none."""
    if "hidden" in data:
        return Hidden(obstacle=Obstacle(data["hidden"]))
    if "foreign" in data:
        return Foreign()
    return ASPECTS[key].model_validate(data["seen"], strict=False)


def sight_data(sight: Sight) -> dict[str, Any]:
    """A sight as plain data for JSON."""
    if isinstance(sight, Hidden):
        return {"hidden": sight.obstacle.value}
    if isinstance(sight, Foreign):
        return {"foreign": True}
    return {"seen": sight.model_dump(mode="json")}


def _sights_from(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    kinds = (Aspect, Hidden, Foreign)
    return {k: s if isinstance(s, kinds) else sight_from(k, s) for k, s in value.items()}


def _sights_data(sights: Mapping[str, Sight]) -> dict[str, Any]:
    return {key: sight_data(sight) for key, sight in sights.items()}


# By the aspect's key; an aspect that was not asked for is not among them.
Sights = Annotated[
    dict[str, Any],
    BeforeValidator(_sights_from),
    PlainSerializer(_sights_data),
]


def sight_of(sights: Mapping[str, Sight], aspect: type[Aspect]) -> Sight:
    """One aspect of a file, or why it was not seen; what nobody looked for is hidden."""
    found = sights.get(aspect.key)
    return found or Hidden(obstacle=sole_obstacle(sights.values()) or Obstacle.NO_READER)


class Reading(Frozen):
    """One file read: the sha256 of the bytes that were read ("" when none could be), and sights."""

    sha256: str
    size_bytes: int
    sights: Sights

    @property
    def unopened(self) -> Obstacle | None:
        """Why nothing at all of it was seen; None when something was."""
        return sole_obstacle(self.sights.values())


def sole_obstacle(sights: Iterable[Sight]) -> Obstacle | None:
    """The one obstacle that hides everything that a file may have, if there is one."""
    obstacles = set()
    for sight in sights:
        if isinstance(sight, Aspect):
            return None
        if isinstance(sight, Hidden):
            obstacles.add(sight.obstacle)
    return obstacles.pop() if len(obstacles) == 1 else None
