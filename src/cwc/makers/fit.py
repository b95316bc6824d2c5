"""The finest JPEG of a picture that a limit has room for, told from a sample of it."""

import math
from functools import cache
from io import BytesIO

from PIL import Image

Tables = list[list[int]]
# A table scale and the bytes it gave.
_Point = tuple[float, int]
_NOWHERE: _Point = (0.0, 0)

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


def own_tables(image: Image.Image) -> Tables | None:
    """The tables that a JPEG came with."""
    tables = getattr(image, "quantization", None)
    return [list(tables[key]) for key in sorted(tables)][:2] if tables else None


@cache
def _base_tables() -> Tables:
    """The standard's example tables (ITU-T T.81 Annex K), which quality 50 uses as they are."""
    sample = BytesIO()
    Image.new("RGB", (8, 8)).save(sample, "JPEG", quality=50)
    with Image.open(sample) as image:
        return own_tables(image) or []


def standard_tables(scale: float) -> Tables:
    """The standard's tables, coarser or finer by a factor."""
    return [[max(1, min(255, round(step * scale))) for step in table] for table in _base_tables()]


def _encode(image: Image.Image, tables: Tables, sampling: str, optimize: bool = True) -> bytes:
    out = BytesIO()
    try:
        image.save(
            out,
            "JPEG",
            qtables=tables,
            subsampling=sampling,
            optimize=optimize,
        )
    except OSError:
        # Pillow has room for two bytes a pixel where it looks for the shortest codes.
        if not optimize:
            raise
        return _encode(image, tables, sampling, optimize=False)
    return out.getvalue()


def fit(
    image: Image.Image, first: Tables | None, sampling: str, limit: int
) -> tuple[bytes, Image.Image]:
    """The picture within `limit` bytes, with the tables `first` if these are fine enough.

    And the picture itself, which is a smaller one where nothing else helps.
    """
    if first:
        # Shorter codes would show nothing more.
        made = _encode(image, first, sampling, optimize=False)
        if len(made) <= limit:
            return made, image
    made = _search(image, sampling, limit)
    if made:
        return made, image
    # Even the coarsest tables leave too much: more pixels than the limit has room for.
    smaller = image.resize((max(1, image.width * 9 // 10), max(1, image.height * 9 // 10)))
    return fit(smaller, None, sampling, limit)


def _search(image: Image.Image, sampling: str, limit: int) -> bytes:
    """The best encoding within `limit` that a few steps find; empty when there is none."""
    sample = _sample(image)
    share = sample.height / image.height
    room = limit * _AIM
    best, tried = b"", []
    for _ in range(_MAX_STEPS):
        tables, foreseen = _foreseen(sample, sampling, room * share)
        if tables in tried:
            break
        tried.append(tables)
        made = _encode(image, tables, sampling)
        if len(best) < len(made) <= limit:
            best = made
        if len(best) >= limit * _GOOD_ENOUGH:
            break
        # The sample was not like the rest: now it is known by how much.
        share = foreseen / len(made)
    return best


def _foreseen(sample: Image.Image, sampling: str, target: float) -> tuple[Tables, int]:
    """The finest tables found with which the sample takes at most `target` bytes, and its bytes."""
    scale, within, above = _FIRST_SCALE, _NOWHERE, _NOWHERE
    middle = target * (1 + _CLOSE) / 2
    tried: list[Tables] = []
    for step in range(_SAMPLE_STEPS):
        tables = standard_tables(scale)
        if tables in tried:
            break
        tried.append(tables)
        size = len(_encode(sample, tables, sampling))
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
    return standard_tables(scale), size


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
