"""The Chinese font that ships with cwc: which characters it has, and cuts of it for PDFs."""

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import ImageFont

# Noto Sans SC cut to GB2312, 通用规范汉字表 and symbols; tools/build_font.py makes it.
_NAME = "NotoSansSC-Regular-subset.otf"
# Printed for a character that the font lacks: the typesetter's sign for a missing type.
MISSING = "〓"


@dataclass(frozen=True)
class FontCut:
    """A bare CFF table with the CID of each code point and each CID's advance in 1/1000 em."""

    cff: bytes
    cids: dict[int, int]
    widths: dict[int, int]

    def width(self, text: str) -> int:
        """The text's advance in 1/1000 em."""
        return sum(map(self._advances.__getitem__, text))

    @cached_property
    def _advances(self) -> dict[str, int]:
        return {chr(code): self.widths[cid] for code, cid in self.cids.items()}


@cache
def _data() -> bytes:
    return (files("cwc.makers") / "fonts" / _NAME).read_bytes()


@cache
def _glyphs() -> dict[int, str]:
    """The name of each code point's glyph."""
    return dict(TTFont(BytesIO(_data()), lazy=True).getBestCmap())


def missing_characters(text: str) -> str:
    """The characters of `text` that cannot be printed."""
    return "".join(dict.fromkeys(c for c in text if ord(c) not in _glyphs() and not c.isspace()))


def printable(text: str) -> str:
    """`text` with every space a plain one and every missing character replaced by 〓."""
    plain = " ".join(text.split())
    return "".join(c if ord(c) in _glyphs() else MISSING for c in plain)


@cache
def sized(size_px: int) -> ImageFont.FreeTypeFont:
    """The font for drawing, at `size_px` pixels an em."""
    return ImageFont.truetype(BytesIO(_data()), size_px)


def cut(text: str) -> FontCut:
    """The font with just the characters of `text`, which must be printable."""
    glyphs = {ord(character): _glyphs()[ord(character)] for character in sorted(set(text))}
    # Without the table of code points, which is unpacked whole and is no part of a cut.
    font = TTFont(BytesIO(_data()), recalcTimestamp=False)
    subsetter = Subsetter(
        Options(drop_tables=["OS/2", "name", "post", "cmap"], notdef_outline=True)
    )
    subsetter.populate(glyphs=glyphs.values())
    subsetter.subset(font)
    # The font is CID-keyed: its glyphs are named cid00001 and so on, and a cut keeps the names.
    cids = {code: int(name[3:]) for code, name in glyphs.items()}
    widths = {int(name[3:]): font["hmtx"][name][0] for name in font.getGlyphOrder()[1:]}
    return FontCut(cff=font["CFF "].compile(font), cids=cids, widths=widths)
