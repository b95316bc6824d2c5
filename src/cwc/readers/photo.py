"""JPEG and PNG photos, decoded to the last row so that damage is seen."""

import re
from io import BytesIO

import simplejpeg
from PIL import Image, UnidentifiedImageError

from cwc.model.facts import Obstacle, PhotoFacts
from cwc.readers.obstacle import Blocked

# Phones make up to 200 megapixels; beyond that a small file may unpack into gigabytes. This bound
# stands in for Pillow's own, which refuses such phones.
MAX_PIXELS = 250_000_000
Image.MAX_IMAGE_PIXELS = None

_EXTRANEOUS = re.compile(r"extraneous bytes before marker 0x([0-9a-f]{2})", re.IGNORECASE)


def read_photo(data: bytes) -> PhotoFacts:
    """Facts of a JPEG or PNG; Blocked when it is another format or does not decode whole."""
    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
        width_px, height_px = image.size
        if width_px * height_px > MAX_PIXELS:
            raise Blocked(Obstacle.TOO_LARGE)
        if image.format == "PNG":
            image.load()
        else:
            _decode_jpeg(data)
    except UnidentifiedImageError as error:
        raise Blocked(_unidentified(data)) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises on broken chunks
        raise Blocked(Obstacle.DAMAGED) from error
    return PhotoFacts(
        format="PNG" if image.format == "PNG" else "JPEG",
        size_bytes=len(data),
        width_px=width_px,
        height_px=height_px,
    )


def _decode_jpeg(data: bytes) -> None:
    """Decode at 1/8 size and raise ValueError on lost data, which Pillow would not notice.

    libjpeg says "extraneous bytes before marker" of harmless filling before a header as well as
    of lost picture data before a restart marker or the end: only the latter is damage.
    """
    try:
        simplejpeg.decode_jpeg(data, colorspace="GRAY", min_height=1, min_width=1, min_factor=8)
    except ValueError as error:
        match = _EXTRANEOUS.search(str(error))
        if match is None or match[1].lower() in {
            "d0",
            "d1",
            "d2",
            "d3",
            "d4",
            "d5",
            "d6",
            "d7",
            "d9",
        }:
            raise
        simplejpeg.decode_jpeg(
            data, colorspace="GRAY", min_height=1, min_width=1, min_factor=8, strict=False
        )


def _unidentified(data: bytes) -> Obstacle:
    known = data.startswith((b"\xff\xd8\xff", b"\x89PNG"))
    return Obstacle.DAMAGED if known else Obstacle.NOT_WHAT_IT_SAYS
