"""Photos as JPEGs within the portal's limit, at full resolution."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from PIL.JpegImagePlugin import get_sampling

from cwc.jpeg import cleaned
from cwc.makers.colour import profile_of, shown
from cwc.makers.fit import fit, own_tables, standard_tables
from cwc.makers.strip import add_strip
from cwc.pictures import JPEG, form_of, opened

# For pictures that bring no tables of their own: quality 92.
_PNG_SCALE = 0.16
# Pillow's numbers of how colours are sampled; any other becomes 4:2:0.
_SAMPLINGS, _COARSE = {0: "4:4:4", 1: "4:2:2"}, "4:2:0"
ORIENTATION = 0x0112


@dataclass(frozen=True)
class Jpeg:
    """A finished JPEG: its bytes, its size in pixels as stored, its colours (L or RGB).

    `icc` is the colour profile that it came with, empty for sRGB.
    """

    data: bytes
    width_px: int
    height_px: int
    mode: str
    icc: bytes
    orientation: int = 1


def untouched(data: bytes, limit_bytes: int) -> Jpeg | None:
    """The JPEG as it is but for what tells of more than the picture; None when it needs making.

    It can be embedded so within the limit, grey or RGB.
    """
    if form_of(data) != JPEG or len(data) > limit_bytes:
        return None
    with opened(data) as image:
        if image.mode not in {"L", "RGB"}:
            return None
        orientation = image.getexif().get(ORIENTATION, 1)
        return Jpeg(
            data=cleaned(data),
            width_px=image.width,
            height_px=image.height,
            mode=image.mode,
            icc=profile_of(image),
            orientation=orientation if orientation in range(1, 9) else 1,
        )


def make_jpeg(data: bytes, limit_bytes: int, caption: Sequence[str] = ()) -> Jpeg:
    """A new upright JPEG of at most `limit_bytes`, with the caption below it if there is one."""
    with opened(data) as image:
        # What fits as it is keeps its own tables; what does not is searched for the finest.
        fits = len(data) <= limit_bytes or form_of(data) != JPEG
        first = (own_tables(image) or standard_tables(_PNG_SCALE)) if fits else None
        sampling = _sampling(image)
        picture = shown(image)
    # Pillow would write a comment that it read.
    picture.info.pop("comment", None)
    if caption:
        picture = add_strip(picture, caption)
    made, picture = fit(picture, first, sampling, limit_bytes)
    return Jpeg(made, picture.width, picture.height, picture.mode, icc=b"")


def _sampling(image: Image.Image) -> str:
    """As finely as the colours of a picture came sampled, where an encoder here does it."""
    sampling = _SAMPLINGS.get(get_sampling(image), _COARSE)
    # On its side, 4:2:2 comes to stand the other way round, which no encoder here does.
    on_its_side = image.getexif().get(ORIENTATION, 1) >= 5
    return _COARSE if sampling == "4:2:2" and on_its_side else sampling
