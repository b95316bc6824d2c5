"""Photos as JPEGs within the portal's limit, at full resolution."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import get_sampling

from cwc.jpeg import cleaned
from cwc.makers.strip import add_strip

# Photos come here after the reader, which has a bound of its own on pixels.
Image.MAX_IMAGE_PIXELS = None

Tables = list[list[int]]
# A table scale and the bytes it gave.
_Point = tuple[float, int]
_NOWHERE: _Point = (0.0, 0)
ORIENTATION = 0x0112

# The whole picture takes what the sample says within some 1 %; so the first encode lands below the
# limit nearly always.
_AIM, _CLOSE = 0.988, 0.98
_GOOD_ENOUGH = 0.93
_SAMPLE_STEPS, _MAX_STEPS = 9, 5
# Rows of the sample: one in twelve, each a row of 16-pixel blocks, which encodes on its own.
_BAND_PX = 16
_SAMPLE_EVERY, _FEWEST_BANDS = 12, 8
# Sizes fall with the scale of the tables, about as a power of it.
_FIRST_SCALE, _POWER, _STRIDE = 0.3, 0.7, 1.3
_FINEST, _COARSEST = 0.02, 30.0
# For pictures that bring no tables of their own: quality 92.
_PNG_SCALE = 0.16
# Pillow's numbers of how colours are sampled; any other becomes 4:2:0.
_SAMPLINGS = {0: "4:4:4", 1: "4:2:2"}


@dataclass(frozen=True)
class Jpeg:
    """A finished JPEG: its bytes, its size in pixels as shown, its colours (L or RGB)."""

    data: bytes
    width_px: int
    height_px: int
    mode: str
    icc: bytes
    orientation: int = 1


@dataclass(frozen=True)
class _Style:
    """How a picture is encoded beside its tables."""

    sampling: str
    icc: bytes


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
        first = (_own_tables(image) or _standard_tables(_PNG_SCALE)) if fits else None
        style = _style(image, limit_bytes)
        picture = _upright(image)
    if caption:
        picture = add_strip(picture, caption)
    made, picture = _fit(picture, first, style, limit_bytes)
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


def _style(image: Image.Image, limit_bytes: int) -> _Style:
    """As the picture came: colours as finely sampled, its profile unless that takes the room."""
    sampling = _SAMPLINGS.get(get_sampling(image), "4:2:0")
    if sampling == "4:2:2" and image.getexif().get(ORIENTATION, 1) >= 5:
        # It comes to lie on its side, which no encoder here does.
        sampling = "4:2:0"
    icc = _profile(image, "L" if image.mode == "L" else "RGB")
    return _Style(sampling, icc if len(icc) < limit_bytes / 2 else b"")


def _own_tables(image: Image.Image) -> Tables | None:
    tables = getattr(image, "quantization", None)
    return [list(tables[key]) for key in sorted(tables)][:2] if tables else None


@cache
def _base_tables() -> Tables:
    """The standard's example tables (ITU-T T.81 Annex K), which quality 50 uses as they are."""
    sample = BytesIO()
    Image.new("RGB", (8, 8)).save(sample, "JPEG", quality=50)
    with Image.open(sample) as image:
        return _own_tables(image) or []


def _standard_tables(scale: float) -> Tables:
    return [[max(1, min(255, round(step * scale))) for step in table] for table in _base_tables()]


def _encode(image: Image.Image, tables: Tables, style: _Style, optimize: bool = True) -> bytes:
    out = BytesIO()
    try:
        image.save(
            out,
            "JPEG",
            qtables=tables,
            subsampling=style.sampling,
            icc_profile=style.icc,
            optimize=optimize,
        )
    except OSError:
        # Pillow has room for two bytes a pixel where it looks for the shortest codes.
        if not optimize:
            raise
        return _encode(image, tables, style, optimize=False)
    return out.getvalue()


def _fit(
    image: Image.Image, first: Tables | None, style: _Style, limit: int
) -> tuple[bytes, Image.Image]:
    """The picture within `limit` bytes, with the tables `first` if these are fine enough.

    And the picture itself, which is a smaller one where nothing else helps.
    """
    if first:
        # Shorter codes would show nothing more.
        made = _encode(image, first, style, optimize=False)
        if len(made) <= limit:
            return made, image
    made = _search(image, style, limit)
    if made:
        return made, image
    # Even the coarsest tables leave too much: more pixels than the limit has room for.
    smaller = image.resize((max(1, image.width * 9 // 10), max(1, image.height * 9 // 10)))
    return _fit(smaller, None, style, limit)


def _search(image: Image.Image, style: _Style, limit: int) -> bytes:
    """The best encoding within `limit` that a few steps find; empty when there is none."""
    sample = _sample(image)
    share = sample.height / image.height
    room = limit * _AIM - len(style.icc)
    best, tried = b"", []
    for _ in range(_MAX_STEPS):
        tables, foreseen = _foreseen(sample, style.sampling, room * share)
        if tables in tried:
            break
        tried.append(tables)
        made = _encode(image, tables, style)
        if len(best) < len(made) <= limit:
            best = made
        if len(best) >= limit * _GOOD_ENOUGH:
            break
        # The sample was not like the rest: now it is known by how much.
        share = foreseen / (len(made) - len(style.icc))
    return best


def _foreseen(sample: Image.Image, sampling: str, target: float) -> tuple[Tables, int]:
    """The finest tables found with which the sample takes at most `target` bytes, and its bytes."""
    style = _Style(sampling, b"")
    scale, within, above = _FIRST_SCALE, _NOWHERE, _NOWHERE
    middle = target * (1 + _CLOSE) / 2
    tried: list[Tables] = []
    for step in range(_SAMPLE_STEPS):
        tables = _standard_tables(scale)
        if tables in tried:
            break
        tried.append(tables)
        size = len(_encode(sample, tables, style))
        if size > target:
            above = (scale, size)
        else:
            within = (scale, size)
        if within[1] >= target * _CLOSE:
            break
        if within[1] and above[1]:
            # By halves every third time: a photo that was compressed before has jumps.
            scale = _between(within, above, None if step % 3 == 0 else middle)
        else:
            stride = (size / middle) ** (1 / _POWER)
            if step:
                stride = min(stride, 1 / _STRIDE) if size <= target else max(stride, _STRIDE)
            scale = min(max(scale * stride, _FINEST), _COARSEST)
    scale, size = within if within[1] else above
    return _standard_tables(scale), size


def _between(within: _Point, above: _Point, target: float | None) -> float:
    """The scale for `target` on the line, in logarithms, between two encodings; or the middle."""
    part = math.log(target / within[1]) / math.log(above[1] / within[1]) if target else 0.5
    return math.exp(math.log(within[0]) + part * math.log(above[0] / within[0]))


def _sample(image: Image.Image) -> Image.Image:
    """Every twelfth band of rows, stacked; the picture itself when it is small."""
    first = _BAND_PX * (_SAMPLE_EVERY // 2)
    tops = range(first, image.height - _BAND_PX, _BAND_PX * _SAMPLE_EVERY)
    if len(tops) < _FEWEST_BANDS:
        return image
    sample = Image.new(image.mode, (image.width, _BAND_PX * len(tops)))
    for number, top in enumerate(tops):
        band = image.crop((0, top, image.width, top + _BAND_PX))
        sample.paste(band, (0, number * _BAND_PX))
    return sample
