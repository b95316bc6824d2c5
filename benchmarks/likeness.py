"""Find changed copies of photos among themselves: how many are found, and how many wrongly.

Usage: python likeness.py FOLDER [--sample N] [--seed N] [--each]

FOLDER holds photos (JPEG), each shot once; the same bytes are taken once. N of them are changed in
many ways, and each copy is compared with its original. Then all photos are compared among them:
what is found there is wrong, unless FOLDER holds copies itself; --each names those pairs.
"""

import argparse
import hashlib
import random
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import simplejpeg
from PIL import Image, ImageEnhance, ImageOps

from cwc import likeness as comparison
from cwc.likeness import same_shots
from cwc.readers.likeness import likeness

MIN_PX = 250
# Copies are made from photos no larger than this, to save time.
COPY_PX = 2000
THRESHOLDS = (0.89, 0.91, 0.92, 0.93, 0.94, 0.95, 0.97)

Change = Callable[[Image.Image, random.Random], bytes]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=200, help="photos to change")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true", help="name the pairs found among the photos")
    args = parser.parse_args()
    Image.MAX_IMAGE_PIXELS = None
    paths = _photos(args.folder)
    grays = [_gray(path.read_bytes()) for path in paths]
    started = time.process_time()
    prints = [likeness(gray) for gray in grays]
    each_ms = (time.process_time() - started) / max(1, len(paths)) * 1000
    blank = prints.count("")
    print(f"{len(paths)} photos, {blank} with too little in them; {each_ms:.2f} ms CPU a photo")
    sample = random.Random(args.seed).sample(range(len(paths)), min(args.sample, len(paths)))
    _print_found(paths, prints, sample)
    _print_wrong(paths, prints, args.each)
    _print_speed(grays, args.seed)


def _photos(folder: Path) -> list[Path]:
    """The JPEGs below the folder that decode, the same bytes once."""
    once: dict[bytes, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in {".jpg", ".jpeg"} and path.is_file():
            data = path.read_bytes()
            try:
                height, width, *_ = simplejpeg.decode_jpeg_header(data)
                _gray(data)
                with Image.open(BytesIO(data)) as image:
                    image.load()
            except (OSError, ValueError, SyntaxError):
                continue
            if min(height, width) >= MIN_PX:
                once.setdefault(hashlib.sha256(data).digest(), path)
    return sorted(once.values())


def _gray(data: bytes) -> npt.NDArray[np.uint8]:
    """A photo as the check decodes it."""
    gray: npt.NDArray[np.uint8] = simplejpeg.decode_jpeg(
        data, colorspace="GRAY", min_height=64, min_width=64, strict=False
    )[:, :, 0]
    return gray


def _saved(picture: Image.Image, quality: int = 85) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    width, height = (max(1, round(side * factor)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _chat(picture: Image.Image) -> Image.Image:
    return _scaled(picture, min(1.0, 1080 / max(picture.size)))


def _cropped(picture: Image.Image, chance: random.Random, share: float) -> Image.Image:
    """Without that share of width and of height, anywhere."""
    width, height = picture.size
    left, top = chance.uniform(0, share * width), chance.uniform(0, share * height)
    right, below = left + (1 - share) * width, top + (1 - share) * height
    return picture.crop((round(left), round(top), round(right), round(below)))


def _bright(picture: Image.Image, factor: float) -> Image.Image:
    return ImageEnhance.Brightness(picture).enhance(factor)


CHANGES: dict[str, Change] = {
    "quality 30": lambda picture, _: _saved(picture, 30),
    "quality 60": lambda picture, _: _saved(picture, 60),
    "quality 90": lambda picture, _: _saved(picture, 90),
    "25 %": lambda picture, _: _saved(_scaled(picture, 0.25)),
    "50 %": lambda picture, _: _saved(_scaled(picture, 0.5)),
    "150 %": lambda picture, _: _saved(_scaled(picture, 1.5)),
    "200 %": lambda picture, _: _saved(_scaled(picture, 2)),
    "mirrored": lambda picture, _: _saved(ImageOps.mirror(picture)),
    "on its side": lambda picture, _: _saved(picture.transpose(Image.Transpose.ROTATE_90)),
    "gray": lambda picture, _: _saved(picture.convert("L")),
    "brighter 20 %": lambda picture, _: _saved(_bright(picture, 1.2)),
    "darker 20 %": lambda picture, _: _saved(_bright(picture, 0.8)),
    "1080 px q50": lambda picture, _: _saved(_chat(picture), 50),
    "and mirrored": lambda picture, _: _saved(ImageOps.mirror(_chat(picture)), 50),
    "cropped 0-5 %": lambda picture, chance: _saved(
        _cropped(picture, chance, chance.uniform(0, 0.05))
    ),
    "cropped 5 %": lambda picture, chance: _saved(_cropped(picture, chance, 0.05)),
    "cropped 8 %": lambda picture, chance: _saved(_cropped(picture, chance, 0.08)),
    "3 %, 1080 px q50": lambda picture, chance: _saved(_cropped(_chat(picture), chance, 0.03), 50),
}


def _print_found(paths: list[Path], prints: list[str], sample: list[int]) -> None:
    """The share of copies found by change and threshold."""
    chances = {at: random.Random(at) for at in sample}
    copies: dict[str, list[tuple[str, str]]] = {name: [] for name in CHANGES}
    for at in sample:
        with Image.open(paths[at]) as image:
            picture = image.convert("RGB")
        picture.thumbnail((COPY_PX, COPY_PX), Image.Resampling.LANCZOS)
        for name, change in CHANGES.items():
            copy = likeness(_gray(change(picture, chances[at])))
            copies[name].append((prints[at], copy))
    print(f"\nfound among {len(sample)} copies each, by threshold (in use: {comparison.SAME})")
    print(f"{'':18}" + "".join(f"{threshold:>9}" for threshold in THRESHOLDS))
    for name, pairs in copies.items():
        shares = [
            statistics.fmean(bool(same_shots(pair, threshold)) for pair in pairs)
            for threshold in THRESHOLDS
        ]
        print(f"{name:18}" + "".join(f"{share:>9.1%}" for share in shares))


def _print_wrong(paths: list[Path], prints: list[str], each: bool) -> None:
    """The pairs found among the photos themselves, by threshold."""
    pairs = len(prints) * (len(prints) - 1) // 2
    print(f"\nfound among {pairs} pairs of photos: in one folder, in two")
    for threshold in THRESHOLDS:
        found = same_shots(prints, threshold)
        beside = sum(paths[one].parent == paths[other].parent for one, other in found)
        print(f"{threshold:>6} {beside:>7} {len(found) - beside:>7}")
    if each:
        for one, other in same_shots(prints):
            print(f"{paths[one]}\t{paths[other]}")


def _print_speed(grays: list[npt.NDArray[np.uint8]], seed: int) -> None:
    """How long it takes to compare many: parts of the photos stand in for photos."""
    chance = random.Random(seed)
    print("\nphotos compared, CPU s")
    for count in (5000, 10_000, 20_000, 50_000):
        prints = [likeness(_part(chance.choice(grays), chance)) for _ in range(count)]
        started = time.process_time()
        same_shots(prints)
        print(f"{count:>6} {time.process_time() - started:>7.2f}")


def _part(gray: npt.NDArray[np.uint8], chance: random.Random) -> npt.NDArray[np.uint8]:
    height, width = (max(25, round(side * chance.uniform(0.4, 0.7))) for side in gray.shape)
    top, left = (
        chance.randint(0, gray.shape[0] - height),
        chance.randint(0, gray.shape[1] - width),
    )
    return gray[top : top + height, left : left + width]


if __name__ == "__main__":
    main()
