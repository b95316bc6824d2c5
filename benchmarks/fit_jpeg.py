"""Bring large photos under 2,000,000 bytes: cwc, ImageMagick, jpegoptim, a search over quality.

Usage: python fit_jpeg.py [--count N] [--each] [PHOTO.jpg ...]

The photos are JPEGs above the limit; without any, phone_photos.py makes N of them. Every photo goes
through every method in turn, so that a slow minute of the machine hits all of them. Before and
after that all of them go through cwc's processes, as in a bundle, timed by the wall clock.
ImageMagick and jpegoptim are left out when they are not installed.
"""

import argparse
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, features
from PIL import __version__ as pillow_version

from cwc.engine.workers import Processes
from cwc.makers.photo import make_jpeg

LIMIT = 2_000_000

Method = Callable[[Path], bytes]


@dataclass
class Score:
    """What one method did with all the photos, one entry a photo."""

    seconds: list[float] = field(default_factory=list)
    wall_seconds: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    psnr: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photos", nargs="*", type=Path, metavar="PHOTO.jpg")
    parser.add_argument("--count", type=int, default=12, help="photos to make when none are given")
    parser.add_argument("--each", action="store_true", help="print a line for each photo too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        photos = args.photos or _made(Path(name), args.count)
        large = [photo for photo in photos if photo.stat().st_size > LIMIT]
        if not large:
            sys.exit(f"no photo is larger than {LIMIT} bytes")
        methods = _methods(Path(name) / "out.jpg")
        scores = {title: Score() for title in methods}
        together = [_together(large)]
        for photo in large:
            _measure(photo, methods, scores)
            if args.each:
                _print_last(photo, scores)
        together.append(_together(large))
    _print_table(scores, len(large), skipped=len(photos) - len(large))
    _print_together(scores, statistics.fmean(together))


def _made(folder: Path, count: int) -> list[Path]:
    script = Path(__file__).with_name("phone_photos.py")
    subprocess.run([sys.executable, str(script), str(folder), "--count", str(count)], check=True)
    return sorted(folder.glob("*.jpg"))


def _methods(out: Path) -> dict[str, Method]:
    """The contestants; cwc comes first, because the ratios are to it."""
    print(f"Pillow {pillow_version}, libjpeg-turbo {features.version('libjpeg_turbo')}")
    methods: dict[str, Method] = {"cwc": _by_cwc}
    program = shutil.which("magick") or shutil.which("convert")
    if program is None:
        print("ImageMagick is not installed: left out")
    else:
        about = subprocess.run([program, "-version"], capture_output=True, text=True, check=True)
        print(about.stdout.splitlines()[0])
        methods["ImageMagick extent"] = lambda photo: _by_imagemagick(program, photo, out)
    optimizer = shutil.which("jpegoptim")
    if optimizer is None:
        print("jpegoptim is not installed: left out")
    else:
        about = subprocess.run([optimizer, "--version"], capture_output=True, text=True, check=True)
        print(about.stdout.splitlines()[0])
        methods["jpegoptim"] = lambda photo: _by_jpegoptim(optimizer, photo)
    return methods | {"Pillow search": _by_search}


def _by_cwc(photo: Path) -> bytes:
    return make_jpeg(photo.read_bytes(), LIMIT).data


def _by_imagemagick(program: str, photo: Path, out: Path) -> bytes:
    define = f"jpeg:extent={LIMIT}"
    subprocess.run([program, str(photo), "-define", define, str(out)], check=True)
    return out.read_bytes()


def _by_jpegoptim(program: str, photo: Path) -> bytes:
    """Its k is 1024 bytes."""
    command = [program, "--quiet", f"--size={LIMIT // 1024}k", "--stdout", str(photo)]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def _by_search(photo: Path) -> bytes:
    """The highest whole quality (1 to 95) that fits, by bisection."""
    with Image.open(photo) as image:
        icc = image.info.get("icc_profile")
        picture = ImageOps.exif_transpose(image).convert("RGB")
    best, low, high = b"", 1, 95
    while low <= high:
        quality = (low + high) // 2
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, icc_profile=icc)
        if out.tell() <= LIMIT:
            best, low = out.getvalue(), quality + 1
        else:
            high = quality - 1
    return best


def _measure(photo: Path, methods: dict[str, Method], scores: dict[str, Score]) -> None:
    original = _pixels(photo.read_bytes())
    for title, method in methods.items():
        start, before = time.perf_counter(), _cpu_seconds()
        data = method(photo)
        score = scores[title]
        score.seconds.append(_cpu_seconds() - before)
        score.wall_seconds.append(time.perf_counter() - start)
        score.shares.append(len(data) / LIMIT)
        score.psnr.append(_psnr(original, _pixels(data)) if data else math.nan)


def _together(photos: list[Path]) -> float:
    """Seconds a photo by the wall clock when cwc's processes share them, their start included."""
    start = time.perf_counter()
    with Processes() as processes:
        for _ in processes.run(_by_cwc, photos):
            pass
    return (time.perf_counter() - start) / len(photos)


def _cpu_seconds() -> float:
    """User and system time of this process and of the children it has waited for."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, who))


def _pixels(data: bytes) -> npt.NDArray[np.uint8]:
    with Image.open(BytesIO(data)) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def _psnr(first: npt.NDArray[np.uint8], second: npt.NDArray[np.uint8]) -> float:
    """Peak signal-to-noise ratio in dB over the three colours."""
    gap = first.astype(np.float32) - second
    error = float(np.mean(gap * gap))
    return 10 * math.log10(255**2 / error) if error else math.inf


def _print_last(photo: Path, scores: dict[str, Score]) -> None:
    cells = [
        f"{title} {score.seconds[-1]:.2f} s {score.shares[-1]:.1%} {score.psnr[-1]:.2f} dB"
        for title, score in scores.items()
    ]
    print(f"{photo.name} ({photo.stat().st_size / 1e6:.1f} MB): " + "; ".join(cells))


def _print_table(scores: dict[str, Score], count: int, skipped: int) -> None:
    print(f"{count} photos above {LIMIT} bytes, {skipped} others left out")
    heads = ("CPU s/photo", "x cwc", "smallest", "largest", "above", "PSNR dB")
    print(f"{'method':20}" + "".join(f"{head:>13}" for head in heads))
    base = statistics.median(scores["cwc"].seconds)
    for title, score in scores.items():
        seconds = statistics.median(score.seconds)
        above = sum(share > 1 for share in score.shares)
        cells = (
            f"{seconds:.2f}",
            f"{seconds / base:.2f}",
            f"{min(score.shares):.1%}",
            f"{max(score.shares):.1%}",
            f"{above}",
            f"{statistics.fmean(score.psnr):.2f}",
        )
        print(f"{title:20}" + "".join(f"{cell:>13}" for cell in cells))


def _print_together(scores: dict[str, Score], together: float) -> None:
    print(f"cwc's processes ({os.cpu_count()} cores): {together:.3f} s a photo by the wall clock")
    for title, score in scores.items():
        alone = statistics.fmean(score.wall_seconds)
        print(f"{title:20}{alone:10.3f} s a photo, one after the other: x {alone / together:.2f}")


if __name__ == "__main__":
    main()
