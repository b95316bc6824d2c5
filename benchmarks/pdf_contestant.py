"""One contestant of photo_pdf.py in its own process, so that its peak memory is its own.

Usage: python pdf_contestant.py write|check CONTESTANT FOLDER OUT.pdf

`write` prints the seconds of CPU and of the wall clock (imports not counted) and the peak memory as
JSON; `check` prints how many of the folder's JPEGs are in the PDF byte for byte, each on its page.
"""

# ruff: noqa: PLC0415
# Each contestant imports only what it needs: its peak memory is what is measured.

import argparse
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

LIMIT = 2_000_000

Writer = Callable[[Sequence[Path], Path], None]


def main() -> None:
    """Write the PDF, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=("write", "check"))
    parser.add_argument("contestant", choices=sorted(READY))
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    photos = sorted(args.folder.glob("*.jpg"))
    if args.task == "check":
        print(f"{_kept(photos, args.out)}/{len(photos)}")
        return
    write = READY[args.contestant]()
    start, begin = time.perf_counter(), time.process_time()
    write(photos, args.out)
    cpu_seconds, seconds = time.process_time() - begin, time.perf_counter() - start
    print(json.dumps({"cpu_seconds": cpu_seconds, "seconds": seconds, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """The largest resident size so far; macOS counts in bytes, Linux in KiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _ready_cwc() -> Writer:
    """As a bundle does it: every photo with a caption, a heading and a bookmark."""
    from cwc.bundles.photo_pdf import write_album
    from cwc.makers.photo import Jpeg, make_jpeg, untouched
    from cwc.model.plan import PlannedAlbum, PlannedPhoto, Source

    def load(photo: Path) -> Jpeg:
        data = photo.read_bytes()
        return untouched(data, LIMIT) or make_jpeg(data, LIMIT)

    def write(photos: Sequence[Path], out: Path) -> None:
        planned = tuple(
            PlannedPhoto(
                number=number,
                most_bytes=LIMIT,
                is_anew=False,
                source=Source(path=str(photo), sha256="0" * 64),
                category="公益广告",
                when="2026-05-01",
                caption=(
                    f"时间：2026年5月1日，第{number}张",
                    "内容：主干道公益广告与遵德守礼提示牌",
                ),
                target=photo.name,
            )
            for number, photo in enumerate(photos, start=1)
        )
        album = PlannedAlbum(
            number=1,
            label="图片资料",
            target=out.name,
            heading="测评材料",
            total=len(photos),
            photos=planned,
        )
        write_album(out, album, map(load, photos), per_page=1)

    return write


def _ready_img2pdf(dated: bool) -> Writer:
    """A4 pages, like ours; the date of writing only when `dated`, which is its default."""
    img2pdf = importlib.import_module("img2pdf")

    def write(photos: Sequence[Path], out: Path) -> None:
        a4 = img2pdf.get_layout_fun((img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)))
        with out.open("wb") as file:
            names = [str(photo) for photo in photos]
            img2pdf.convert(*names, layout_fun=a4, nodate=not dated, outputstream=file)

    return write


def _ready_pillow() -> Writer:
    from PIL import Image

    def write(photos: Sequence[Path], out: Path) -> None:
        first, *others = [Image.open(photo) for photo in photos]
        first.save(out, "PDF", save_all=True, append_images=others)

    return write


READY: dict[str, Callable[[], Writer]] = {
    "cwc": _ready_cwc,
    "img2pdf": lambda: _ready_img2pdf(dated=True),
    "img2pdf-nodate": lambda: _ready_img2pdf(dated=False),
    "pillow": _ready_pillow,
}


def _kept(photos: Sequence[Path], pdf: Path) -> int:
    """How many photos are unchanged on their own pages (read with pypdf, which cwc depends on)."""
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, StreamObject

    kept = 0
    for photo, page in zip(photos, PdfReader(pdf).pages, strict=True):
        resources = cast(DictionaryObject, page["/Resources"])
        objects = cast(DictionaryObject, resources["/XObject"])
        images = [cast(StreamObject, each.get_object()) for each in objects.values()]
        # The stream as it stands in the file; get_data() would undo its filter.
        kept += [image._data for image in images] == [photo.read_bytes()]
    return kept


if __name__ == "__main__":
    main()
