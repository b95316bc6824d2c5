"""Photos as JPEGs within the portal's limit, at full resolution."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from cwc.jpeg import cleaned
from cwc.makers.fit import Style, fit, own_tables, standard_tables
from cwc.makers.strip import add_strip

# Photos come here after the reader, which has a bound of its own on pixels.
Image.MAX_IMAGE_PIXELS = None

# For pictures that bring no tables of their own: quality 92.
_PNG_SCALE = 0.16
# Pillow's numbers of how colours are sampled; any other becomes 4:2:0.
_SAMPLINGS = {0: "4:4:4", 1: "4:2:2"}
ORIENTATION = 0x0112


@dataclass(frozen=True)
class Jpeg:
    """A finished JPEG: its bytes, its size in pixels as shown, its colours (L or RGB)."""

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
    with Image.open(BytesIO(data)) as image:
        if image.format not in {"JPEG", "MPO"} or len(data) > limit_bytes:
            return None
        if image.mode not in {"L", "RGB"}:
            return None
        orientation = image.getexif().get(ORIENTATION, 1)
        return Jpeg(
            data=cleaned(data),
            width_px=image.width,
            height_px=image.height,
            mode=image.mode,
            icc=_profile(image, image.mode),
            orientation=orientation if orientation in range(1, 9) else 1,
        )


def make_jpeg(data: bytes, limit_bytes: int, caption: Sequence[str] = ()) -> Jpeg:
    """A new upright JPEG of at most `limit_bytes`, with the caption below it if there is one."""
    with Image.open(BytesIO(data)) as image:
        # What fits as it is keeps its own tables; what does not is searched for the finest.
        fits = len(data) <= limit_bytes or image.format not in {"JPEG", "MPO"}
        first = (own_tables(image) or standard_tables(_PNG_SCALE)) if fits else None
        picture = _upright(image)
        style = _style(image, picture.mode, limit_bytes)
    if caption:
        picture = add_strip(picture, caption)
    made, picture = fit(picture, first, style, limit_bytes)
    return Jpeg(made, picture.width, picture.height, picture.mode, style.icc)


def _upright(image: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(image)
    # Pillow would write a comment that it read.
    turned.info.pop("comment", None)
    if turned.mode in {"L", "RGB"}:
        return turned
    if turned.mode.startswith("I"):
        # 16-bit grey: Pillow's own conversion would clip all but the darkest 256 levels.
        return turned.point(lambda value: value / 257).convert("L")
    if turned.has_transparency_data:
        rgba = turned.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(white, rgba).convert("RGB")
    return turned.convert("RGB")


def _profile(image: Image.Image, mode: str) -> bytes:
    """The picture's colour profile, if it describes colours of `mode` (ICC.1, header byte 16)."""
    icc: bytes = image.info.get("icc_profile") or b""
    return icc if icc[16:20] == (b"GRAY" if mode == "L" else b"RGB ") else b""


def _style(image: Image.Image, mode: str, limit_bytes: int) -> Style:
    """As the picture came: colours as finely sampled, its profile unless that takes the room."""
    sampling = _SAMPLINGS.get(get_sampling(image), "4:2:0")
    if sampling == "4:2:2" and image.getexif().get(ORIENTATION, 1) >= 5:
        # It comes to lie on its side, which no encoder here does.
        sampling = "4:2:0"
    icc = _profile(image, mode)
    return Style(sampling, icc if len(icc) < limit_bytes / 2 else b"")
