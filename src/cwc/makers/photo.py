"""Photos as JPEGs within the portal's limit, at full resolution."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageOps

from cwc.jpeg import cleaned
from cwc.makers.strip import add_strip

# Photos come here after the reader, which has a bound of its own on pixels.
Image.MAX_IMAGE_PIXELS = None

Tables = list[list[int]]
# A table scale and the bytes it gave or would give.
_Point = tuple[float, float]

# Measured on phone photos: aimed at this share of the limit, the first encode lands within it.
_AIM = 0.985
_GOOD_ENOUGH = 0.93
_MAX_STEPS = 8
# Rows of the sample: one in ten, each a row of 16-pixel blocks, which 4:2:0 encodes on its own.
_BAND_PX = 16
_SAMPLE_EVERY = 10
# Sizes follow size = c * scale^-a closely between qualities 60 and 92; outside of these bounds
# for a, the sample was too plain to tell.
_SCALES = (0.8, 0.4, 0.16)
_A_RANGE = (0.4, 1.3)
_FINEST, _COARSEST = 0.02, 30.0
# For pictures that bring no tables of their own: quality 92.
_PNG_SCALE = 0.16


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
        orientation = image.getexif().get(0x0112, 1)
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
        picture = upright(image)
        icc = _profile(image, picture.mode)
    if caption:
        picture = add_strip(picture, caption)
    made = _fit(picture, first, icc, limit_bytes)
    return Jpeg(made, picture.width, picture.height, picture.mode, icc)


def upright(image: Image.Image) -> Image.Image:
    """The picture as it is seen, grey or RGB, on white where it is transparent."""
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


def _encode(image: Image.Image, tables: Tables, icc: bytes) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", qtables=tables, subsampling="4:2:0", icc_profile=icc)
    return out.getvalue()


def _fit(image: Image.Image, first: Tables | None, icc: bytes, limit: int) -> bytes:
    """The picture within `limit` bytes, with the tables `first` if these are fine enough."""
    if first:
        made = _encode(image, first, icc)
        if len(made) <= limit:
            return made
    made = _search(image, icc, limit)
    if made:
        return made
    # Even the coarsest tables leave too much: more pixels than the limit has room for.
    smaller = image.resize((max(1, image.width * 9 // 10), max(1, image.height * 9 // 10)))
    return _fit(smaller, None, icc, limit)


def _search(image: Image.Image, icc: bytes, limit: int) -> bytes:
    """The best encoding within `limit` that a few steps find; empty when there is none."""
    target = limit * _AIM
    scale, power = _predict(image, target)
    best, above = (0.0, b""), (0.0, 0)
    tried: list[Tables] = []
    for _ in range(_MAX_STEPS):
        tables = _standard_tables(scale)
        if tables in tried:
            break
        tried.append(tables)
        made = _encode(image, tables, icc)
        if len(made) > limit:
            above = (scale, len(made))
        elif len(made) > len(best[1]):
            best = (scale, made)
        if len(best[1]) >= limit * _GOOD_ENOUGH:
            break
        if best[1] and above[1]:
            scale = _between((best[0], len(best[1])), above, target)
        else:
            scale *= (len(made) / target) ** (1 / power)
        scale = min(max(scale, _FINEST), _COARSEST)
    return best[1]


def _predict(image: Image.Image, target: float) -> tuple[float, float]:
    """The table scale at which the whole picture takes `target` bytes, and the power a."""
    sample = _sample(image)
    share = sample.height / image.height
    sizes = [(s, len(_encode(sample, _standard_tables(s), b"")) / share) for s in _SCALES]
    pairs = list(itertools.pairwise(sizes))
    (s1, b1), (s2, b2) = next((p for p in pairs if p[1][1] >= target), pairs[-1])
    power = math.log(b2 / b1) / math.log(s1 / s2)
    power = min(max(power, _A_RANGE[0]), _A_RANGE[1])
    return min(max(s1 * (b1 / target) ** (1 / power), _FINEST), _COARSEST), power


def _between(below: _Point, above: _Point, target: float) -> float:
    """The scale for `target` on the line, in logarithms, between two encodings around it."""
    part = math.log(target / below[1]) / math.log(above[1] / below[1])
    return math.exp(math.log(below[0]) + part * math.log(above[0] / below[0]))


def _sample(image: Image.Image) -> Image.Image:
    """Every tenth band of rows, stacked; the picture itself when it is small."""
    tops = range(0, image.height - _BAND_PX, _BAND_PX * _SAMPLE_EVERY)
    if len(tops) < _SAMPLE_EVERY:
        return image
    sample = Image.new(image.mode, (image.width, _BAND_PX * len(tops)))
    for number, top in enumerate(tops):
        band = image.crop((0, top, image.width, top + _BAND_PX))
        sample.paste(band, (0, number * _BAND_PX))
    return sample
