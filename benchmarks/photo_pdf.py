"""Write one PDF from many JPEGs: cwc, img2pdf, and Pillow's save_all.

Usage: python photo_pdf.py [--count N] [--rounds N]

Each run is its own process (pdf_contestant.py), the contestants taking turns. This process stays
small on purpose: a child's peak memory is never reported as less than its parent's. img2pdf is no
dependency of cwc; it is left out when it is not installed.
"""

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
PHOTO_BYTES = 1_950_000
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

    seconds: list[float] = field(default_factory=list)
    peak_mb: list[float] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    size: int = 0
    streams: str = ""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=60, help="photos in the PDF")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        photos, out = Path(name) / "photos", Path(name) / "out.pdf"
        photos.mkdir()
        _run("phone_photos.py", photos, "--count", args.count, "--limit", PHOTO_BYTES)
        total = sum(photo.stat().st_size for photo in photos.iterdir())
        print(f"{args.count} JPEGs, {total / 1e6:.1f} MB, median of {args.rounds} rounds")
        scores = {title: Score() for title in CONTESTANTS if _is_here(title)}
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
    heads = ("wall s", "x cwc", "peak MB", "size/input", "same bytes", "kept streams")
    print(f"{'contestant':16}" + "".join(f"{head:>14}" for head in heads))
    base = statistics.median(scores["cwc"].seconds)
    for title, score in scores.items():
        seconds = statistics.median(score.seconds)
        cells = (
            f"{seconds:.2f}",
            f"{seconds / base:.2f}",
            f"{statistics.median(score.peak_mb):.0f}",
            f"{score.size / total:.4f}",
            "yes" if len(set(score.digests)) == 1 else "no",
            score.streams,
        )
        print(f"{title:16}" + "".join(f"{cell:>14}" for cell in cells))


if __name__ == "__main__":
    main()
