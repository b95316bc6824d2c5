"""Photos, decoded to the last row so that damage is seen."""

import re
import struct
from collections import deque
from datetime import datetime

import numpy as np
import numpy.typing as npt
import simplejpeg
from PIL import ExifTags, Image
from PIL.MpoImagePlugin import MpoImageFile

from cwc import heif
from cwc.jpeg import is_endless, unfilled
from cwc.model.aspects import Aspect, Detail, Hidden, Likeness, Picture, RedHeader, Seals
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Ink
from cwc.pictures import (
    HEIF,
    AbsentError,
    StrangeError,
    decode,
    form_of,
    in_eight_bits,
    opened,
)
from cwc.readers.detail import detail
from cwc.readers.likeness import likeness
from cwc.readers.obstacle import Blocked
from cwc.readers.paper_ink import header_of, ink_of, seals_of
from cwc.readers.search.picture import chunks, gif_blocks
from cwc.readers.sheet import picture_sheet

# Phones make up to 200 megapixels; beyond that a small file may unpack into gigabytes.
MAX_PIXELS = 250_000_000
# Unpacked whole, as everything but a JPEG is: scans of A3 at 600 dpi take 280 MB.
MAX_UNPACKED_BYTES = 600_000_000
# A progressive JPEG is held whole as well, two bytes for each number; cameras write none.
_COEFFICIENT_BYTES = 2
# These are decoded into planes, which are put together, which are copied.
_LAYERED_BYTES = 10

# Measurements, not colours: shown as a photo they would be black.
_NUMBERS = {"F", "I"}
_ONE_BYTE = {"1", "L", "P"}
# What is raised on broken files, by Pillow and where their parts are gone through.
_BROKEN = (LookupError, OSError, SyntaxError, ValueError, struct.error)
# A JPEG's second picture (CIPA DC-007): shots and views; beside them are previews and depths.
_MP_ENTRIES, _MORE = 0xB002, "Multi-Frame"
# Cameras whose clock was never set begin with 1970, 1980, 2000 or so.
_FIRST_YEAR = 2005

# Below this many pixels a side a likeness is poor; above the other there is no more to it.
_LEAST_PX, _LIKENESS_PX = 64, 512

# Restart markers and the end of the picture.
_DAMAGE = {*(f"d{number}" for number in range(8)), "d9"}
_EXTRANEOUS = re.compile(r"extraneous bytes before marker 0x([0-9a-f]{2})", re.IGNORECASE)


_OF_PAPERS: frozenset[type[Aspect]] = frozenset({RedHeader, Seals, Ink})


def sniff(data: bytes) -> bool:
    """Whether the bytes begin as a picture does."""
    return bool(form_of(data))


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a picture; Blocked when it is of another format or does not decode whole."""
    seen: dict[type[Aspect], Aspect | Hidden] = {}
    if wanted - _OF_PAPERS:
        seen |= _of_photo(data)
    if wanted & _OF_PAPERS:
        seen |= _of_paper(data)
    return seen


def _of_paper(data: bytes) -> dict[type[Aspect], Aspect | Hidden]:
    """What a picture of a page shows."""
    page = picture_sheet(data)
    if isinstance(page, Obstacle):
        return dict.fromkeys(_OF_PAPERS, Hidden(obstacle=page))
    ink = ink_of([page])
    return {RedHeader: header_of(ink.pages[0]), Seals: seals_of(ink), Ink: ink}


def _of_photo(data: bytes) -> dict[type[Aspect], Aspect | Hidden]:
    """What is seen of any picture."""
    form = form_of(data)
    try:
        _check_parts(data, form)
        image = opened(data)
        width_px, height_px = image.size
        if width_px * height_px > MAX_PIXELS or _unpacked_bytes(image, form) > MAX_UNPACKED_BYTES:
            raise Blocked(Obstacle.TOO_LARGE)
        if image.mode in _NUMBERS:
            raise Blocked(Obstacle.ODD_PICTURE)
        is_several = _is_several(image)
        gray = _decoded_jpeg(data) if form == "JPEG" else _reduced(image)
        exif = image.getexif()
    except AbsentError as error:
        raise Blocked(Obstacle.NO_DECODER) from error
    except (StrangeError, NotImplementedError) as error:
        raise Blocked(Obstacle.ODD_PICTURE) from error
    except _BROKEN as error:
        raise Blocked(Obstacle.UNDECODABLE) from error
    picture = Picture.model_validate(
        {
            "format": form,
            "width_px": width_px,
            "height_px": height_px,
            "orientation": _orientation(exif),
            "taken": _taken(exif),
            "of_several": is_several,
        }
    )
    return {
        Picture: picture,
        Likeness: Likeness(fingerprint=likeness(gray)),
        Detail: detail(gray),
    }


def _check_parts(data: bytes, form: str) -> None:
    """Blocked when there are more of them than decoders go through in a moment.

    ValueError when some are damaged and the decoder would not mind.
    """
    if form == "PNG":
        deque(chunks(data), 0)
    elif form == "GIF":
        deque(gif_blocks(data), 0)
    elif form == "JPEG" and is_endless(data):
        raise Blocked(Obstacle.TOO_LARGE)
    elif form in HEIF and not heif.is_whole(data):
        raise ValueError


def _unpacked_bytes(image: Image.Image, form: str) -> int:
    """What a picture takes in memory while it is decoded."""
    pixels = image.width * image.height
    if form in HEIF:
        return pixels * _LAYERED_BYTES
    if form == "JPEG":
        channels = len(image.getbands()) * _COEFFICIENT_BYTES
        return pixels * channels if image.info.get("progressive") else 0
    return pixels * (1 if image.mode in _ONE_BYTE else 4)


def _reduced(image: Image.Image) -> npt.NDArray[np.uint8]:
    """The light of a whole decoded picture, no larger than a likeness needs, rows × columns."""
    decode(image)
    small = in_eight_bits(image)
    # Of L*a*b* the first is the light.
    small = small.getchannel(0) if small.mode == "LAB" else small.convert("L")
    small.thumbnail((_LIKENESS_PX, _LIKENESS_PX), Image.Resampling.BOX)
    return np.asarray(small)


def _is_several(image: Image.Image) -> bool:
    """Whether others follow that show more than this one; previews and the like do not."""
    if isinstance(image, MpoImageFile):
        entries = (image.mpinfo or {}).get(_MP_ENTRIES, ())
        return any(entry["Attribute"]["MPType"].startswith(_MORE) for entry in entries)
    return bool(getattr(image, "is_animated", False))


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


def _decoded_jpeg(data: bytes) -> npt.NDArray[np.uint8]:
    """The light of a JPEG at 1/8 size, rows × columns; ValueError on lost data.

    Pillow would not notice. libjpeg says "extraneous bytes before marker" of harmless filling
    before a header as well as of lost picture data before a restart marker or the end: only the
    latter is damage. It tells the first thing that it sees, so without the filling it is asked
    again.
    """
    gray = _strictly(data)
    if gray is not None:
        return gray
    plain = unfilled(data)
    again = _strictly(plain)
    return _gray(plain, strict=False) if again is None else again


def _strictly(data: bytes) -> npt.NDArray[np.uint8] | None:
    """The light, if nothing is said of it; None when only filling is told of."""
    try:
        return _gray(data, strict=True)
    except ValueError as error:
        match = _EXTRANEOUS.search(str(error))
        if match is None or match[1].lower() in _DAMAGE:
            raise
        return None


def _gray(data: bytes, strict: bool) -> npt.NDArray[np.uint8]:
    """Decoded as small as a likeness bears, which is 1/8 for every photo of a camera."""
    least = {"min_height": _LEAST_PX, "min_width": _LEAST_PX}
    decoded: npt.NDArray[np.uint8] = simplejpeg.decode_jpeg(
        data, colorspace="GRAY", strict=strict, **least
    )
    return decoded[:, :, 0]
