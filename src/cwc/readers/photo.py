"""Photos, decoded to the last row so that damage is seen."""

import re
from datetime import datetime
from io import BytesIO
from typing import Literal

import simplejpeg
from PIL import ExifTags, Image, UnidentifiedImageError

from cwc.model.aspects import Aspect, Hidden, Obstacle, Picture
from cwc.readers.obstacle import Blocked

# Phones make up to 200 megapixels; beyond that a small file may unpack into gigabytes. This bound
# stands in for Pillow's own, which refuses such phones.
MAX_PIXELS = 250_000_000
Image.MAX_IMAGE_PIXELS = None

_Format = Literal["JPEG", "PNG", "BMP", "WEBP", "TIFF"]
_FORMATS: tuple[_Format, ...] = ("JPEG", "PNG", "BMP", "WEBP", "TIFF")
# Measurements, not colours: shown as a photo they would be black.
_NUMBERS = {"F", "I"}
# Cameras whose clock was never set begin with 1970, 1980, 2000 or so.
_FIRST_YEAR = 2005

_EXTRANEOUS = re.compile(r"extraneous bytes before marker 0x([0-9a-f]{2})", re.IGNORECASE)


_MAGIC = (b"\xff\xd8\xff", b"\x89PNG", b"BM", b"RIFF", b"II*\0", b"MM\0*")


def sniff(data: bytes) -> bool:
    """Whether the bytes begin as a picture does."""
    return data.startswith(_MAGIC)


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a picture; Blocked when it is of another format or does not decode whole."""
    return {Picture: _picture(data)}


def _picture(data: bytes) -> Picture:
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
        width_px, height_px = image.size
        if width_px * height_px > MAX_PIXELS:
            raise Blocked(Obstacle.TOO_LARGE)
        if image.mode in _NUMBERS:
            raise Blocked(Obstacle.NO_READER)
        if image.format in {"JPEG", "MPO"}:
            _decode_jpeg(data)
        else:
            image.load()
        exif = image.getexif()
    except UnidentifiedImageError as error:
        raise Blocked(Obstacle.UNDECODABLE) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises on broken chunks
        raise Blocked(Obstacle.UNDECODABLE) from error
    return Picture(
        # MPO is a JPEG with a second picture behind it.
        format=next((name for name in _FORMATS if name == image.format), "JPEG"),
        width_px=width_px,
        height_px=height_px,
        orientation=_orientation(exif),
        taken=_taken(exif),
    )


def _orientation(exif: Image.Exif) -> int:
    turned = exif.get(ExifTags.Base.Orientation)
    return turned if isinstance(turned, int) and turned in range(1, 9) else 1


def _taken(exif: Image.Exif) -> datetime | None:
    """When the camera says that it took the picture; a date it was never set to is none."""
    values = exif.get_ifd(ExifTags.IFD.Exif)
    text = values.get(ExifTags.Base.DateTimeOriginal) or values.get(ExifTags.Base.DateTimeDigitized)
    try:
        taken = datetime.strptime(str(text).strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    return taken if taken.year >= _FIRST_YEAR else None


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
