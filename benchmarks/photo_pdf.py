"""Write one PDF from many JPEGs: cwc, img2pdf, and Pillow's save_all.

Usage: python photo_pdf.py [--count N] [--rounds N] [--pillow]

Each run is its own process (pdf_contestant.py), the contestants taking turns. This process stays
small on purpose: a child's peak memory is never reported as less than its parent's. No more than 60
photos are made; more are the same ones again, each read anew. img2pdf is no dependency of cwc: it
is left out when it is not installed. So is Pillow, which takes gigabytes, unless it is asked for.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
PHOTO_BYTES = 1_950_000
MADE = 60
# Each contestant, and the distributions without which it is left out.
CONTESTANTS = {
    "cwc": ("cwc",),
    "img2pdf": ("img2pdf", "pikepdf"),
    "img2pdf-nodate": ("img2pdf", "pikepdf"),
    "pillow": ("pillow",),
}


@dataclass
class Score:
    """What one contestant did, one entry a round; the streams are those of the last round."""

    cpu_seconds: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    size: int = 0
    streams: str = ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="photos in the PDF")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pillow", action="store_true", help="Pillow too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        photos, out = Path(name) / "photos", Path(name) / "out.pdf"
        photos.mkdir()
        made = min(args.count, MADE)
        _run("phone_photos.py", photos, "--count", made, "--limit", PHOTO_BYTES)
        for number in range(made, args.count):
            os.link(photos / f"{number % made:03}.jpg", photos / f"{number:03}.jpg")
        total = sum(photo.stat().st_size for photo in photos.iterdir())
        print(f"{args.count} JPEGs, {total / 1e6:.1f} MB, median of {args.rounds} rounds")
        wanted = [title for title in CONTESTANTS if args.pillow or title != "pillow"]
        scores = {title: Score() for title in wanted if _is_here(title)}
        for _ in range(args.rounds):
            for title, score in scores.items():
                _measure(title, score, photos, out)
    _print_table(scores, total)


def _is_here(title: str) -> bool:
    try:
        print(f"{title}: " + ", ".join(f"{name} {version(name)}" for name in CONTESTANTS[title]))
    except PackageNotFoundError as missing:
        print(f"{title}: {missing.name} is not installed, left out")
        return False
    return True


def _measure(title: str, score: Score, photos: Path, out: Path) -> None:
    usage = json.loads(_run("pdf_contestant.py", "write", title, photos, out))
    score.cpu_seconds.append(usage["cpu_seconds"])
    score.seconds.append(usage["seconds"])
    score.peak_mb.append(usage["peak_mb"])
    with out.open("rb") as file:
        score.digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    score.size = out.stat().st_size
    score.streams = _run("pdf_contestant.py", "check", title, photos, out).strip()
    out.unlink()


def _run(script: str, *arguments: object) -> str:
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def _print_table(scores: dict[str, Score], total: int) -> None:
    heads = ("CPU s", "x cwc", "wall s", "peak MB", "size/input", "same bytes", "kept streams")
    print(f"{'contestant':16}" + "".join(f"{head:>14}" for head in heads))
    base = statistics.median(scores["cwc"].cpu_seconds)
    for title, score in scores.items():
        cpu_seconds = statistics.median(score.cpu_seconds)
        cells = (
            f"{cpu_seconds:.2f}",
            f"{cpu_seconds / base:.2f}",
            f"{statistics.median(score.seconds):.2f}",
            f"{statistics.median(score.peak_mb):.0f}",
            f"{score.size / total:.4f}",
            "yes" if len(set(score.digests)) == 1 else "no",
            score.streams,
        )
        print(f"{title:16}" + "".join(f"{cell:>14}" for cell in cells))


if __name__ == "__main__":
    main()
