"""Make 12-megapixel JPEGs that weigh what phone photos weigh; a seed gives the same pixels again.

Usage: python phone_photos.py FOLDER [--count N] [--limit BYTES]

Without --limit each is saved at quality 95 (3 to 6 MB); with it, as cwc would fit it to the limit.
The two benchmarks run this in its own process, so that its memory is not counted as theirs.
"""

import argparse
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from cwc.makers.photo import make_jpeg

WIDTH, HEIGHT = 4032, 3024
QUALITY = 95
# Cells across the picture and strength in grey levels: clouds and walls down to foliage.
OCTAVES = ((8, 14.0), (40, 10.0), (200, 7.0), (900, 5.0))
GRAIN_CELLS = 2000

Floats = npt.NDArray[np.float32]


def main() -> None:
    """Write the photos."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--limit", type=int, help="fit each photo to this many bytes")
    args = parser.parse_args()
    for seed in range(args.count):
        data = photo(seed)
        if args.limit:
            data = make_jpeg(data, args.limit).data
        (args.folder / f"{seed:03}.jpg").write_bytes(data)


def photo(seed: int) -> bytes:
    """One photo: a gradient, things with edges, texture in places, and sensor noise."""
    rng = np.random.default_rng(seed)
    pixels = np.asarray(_scene(rng), dtype=np.float32)
    light = sum((_smooth(rng, cells) * strength for cells, strength in OCTAVES), _zeros())
    rough = np.clip(_smooth(rng, 6), 0, 1.5)
    light += _smooth(rng, GRAIN_CELLS) * rough * rng.uniform(4, 18)
    light += rng.standard_normal((HEIGHT, WIDTH), dtype=np.float32) * rng.uniform(1.0, 3.6)
    pixels = pixels + light[:, :, None]
    pixels += np.stack([_smooth(rng, 1000) * 1.5 for _ in range(3)], axis=2)
    out = BytesIO()
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _scene(rng: np.random.Generator) -> Image.Image:
    """A sky-like gradient with houses, their windows, and wires."""
    corners = rng.integers(60, 220, size=(2, 2, 3), dtype=np.uint8)
    scene = Image.fromarray(corners).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(scene)
    for _ in range(int(rng.integers(5, 12))):
        left, top = int(rng.integers(0, WIDTH)), int(rng.integers(HEIGHT // 5, HEIGHT))
        width = int(rng.integers(200, 1200))
        draw.rectangle((left, top, left + width, HEIGHT), fill=_colour(rng))
        glass, pitch = _colour(rng), int(rng.integers(50, 140))
        for x in range(left + pitch // 2, left + width - pitch // 2, pitch):
            for y in range(top + pitch // 2, HEIGHT, pitch):
                draw.rectangle((x, y, x + pitch // 2, y + pitch // 2), fill=glass)
    for _ in range(int(rng.integers(10, 40))):
        ends = rng.integers(0, (WIDTH, HEIGHT), size=(2, 2)).ravel().tolist()
        draw.line(ends, fill=_colour(rng), width=int(rng.integers(2, 9)))
    return scene


def _colour(rng: np.random.Generator) -> tuple[int, int, int]:
    red, green, blue = rng.integers(20, 236, size=3).tolist()
    return red, green, blue


def _smooth(rng: np.random.Generator, cells: int) -> Floats:
    """Noise of mean 0 whose grains are a `cells`-th of the width."""
    grains = rng.standard_normal((cells * HEIGHT // WIDTH, cells), dtype=np.float32)
    grown = Image.fromarray(grains).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    return np.asarray(grown, dtype=np.float32)


def _zeros() -> Floats:
    return np.zeros((HEIGHT, WIDTH), dtype=np.float32)


if __name__ == "__main__":
    main()
