"""What an OFD document keeps for its pages: colours, drawing parameters, composite units."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from cwc.readers.colour import is_red
from cwc.readers.ofd.parts import local, number

_BITS = 8
_CHANNELS = {1: "GRAY", 3: "RGB", 4: "CMYK"}


@dataclass
class Resources:
    """Elements of the resource files by their ID; IDs are unique in a document."""

    units: dict[str, etree._Element] = field(default_factory=dict)
    params: dict[str, etree._Element] = field(default_factory=dict)
    spaces: dict[str, etree._Element] = field(default_factory=dict)
    default_space: str = ""

    def add(self, root: etree._Element) -> None:
        """Keep what one resource file defines."""
        kept = {
            "CompositeGraphicUnit": self.units,
            "DrawParam": self.params,
            "ColorSpace": self.spaces,
        }
        for element in root.iter(etree.Element):
            if (shelf := kept.get(local(element))) is not None:
                shelf[element.get("ID", "")] = element

    def has_red(self, item: etree._Element, inherited: Iterable[str]) -> bool:
        """Whether a text or a path is filled or stroked in red; `inherited` drawing parameters."""
        is_path = local(item) == "PathObject"
        fills = item.get("Fill", "false" if is_path else "true").lower() in {"true", "1"}
        strokes = item.get("Stroke", "true" if is_path else "false").lower() in {"true", "1"}
        wanted = [*(["FillColor"] if fills else []), *(["StrokeColor"] if strokes else [])]
        chain = [item, *self._chain([item.get("DrawParam", ""), *inherited])]
        for name in wanted:
            colour = next((c for e in chain for c in e.iterfind(f"{{*}}{name}")), None)
            if colour is not None and any(map(self._is_red, _shades(colour))):
                return True
        return False

    def _chain(self, ids: Iterable[str]) -> Iterator[etree._Element]:
        """Drawing parameters, the nearest first, each followed by those it rests on."""
        seen: set[str] = set()
        for start in ids:
            key = start
            while key in self.params and key not in seen:
                seen.add(key)
                yield self.params[key]
                key = self.params[key].get("Relative", "")

    def _is_red(self, colour: etree._Element) -> bool:
        if colour.get("Alpha") == "0":
            return False
        space = self.spaces.get(colour.get("ColorSpace", self.default_space))
        value = colour.get("Value", "")
        bits = _BITS
        kind = ""
        if space is not None:
            kind = space.get("Type", "").upper()
            bits = int(number(space.get("BitsPerComponent"), _BITS))
            palette = list(space.iterfind("{*}Palette/{*}CV"))
            index = int(number(colour.get("Index"), -1))
            if not value and 0 <= index < len(palette):
                value = palette[index].text or ""
        return _says_red(value, kind, 2 ** max(1, min(bits, 16)) - 1)


def _shades(colour: etree._Element) -> Iterator[etree._Element]:
    """A colour and, where it is a gradient, the colours it runs between."""
    yield colour
    yield from colour.iterfind(".//{*}Color")


@lru_cache(maxsize=256)
def _says_red(value: str, kind: str, most: int) -> bool:
    rgb = _rgb(value, kind, most)
    return rgb is not None and is_red(*rgb)


def _rgb(value: str, kind: str, most: int) -> tuple[int, int, int] | None:
    """A colour of 0 to `most` a channel as red, green and blue of 0 to 255."""
    try:
        parts = [
            int(word[1:], 16) if word.startswith("#") else float(word) for word in value.split()
        ]
    except ValueError:
        return None
    shares = [min(max(part / most, 0.0), 1.0) for part in parts]
    if len(shares) != len(kind if kind != "GRAY" else "G"):
        kind = _CHANNELS.get(len(shares), "")
    if kind == "RGB":
        red, green, blue = shares
    elif kind == "CMYK":
        red, green, blue = ((1 - ink) * (1 - shares[3]) for ink in shares[:3])
    elif kind == "GRAY":
        red = green = blue = shares[0]
    else:
        return None
    return round(red * 255), round(green * 255), round(blue * 255)
