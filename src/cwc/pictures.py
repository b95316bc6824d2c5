"""A picture file opened for decoding, whichever form it is of: its bytes tell, not its ending."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import numpy as np
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from cwc import heif

# Whoever opens a picture has a bound of its own on pixels; this one refuses what phones make.
Image.MAX_IMAGE_PIXELS = None

JPEG, HEIF = "JPEG", frozenset({"AVIF", "HEIC"})
_SIGNS = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG": "PNG",
    b"BM": "BMP",
    b"RIFF": "WEBP",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",
    b"MM\0+": "TIFF",
}
# How Pillow remarks on a TIFF, and the decoder of AVIF on a picture, that it cannot decode.
_UNKNOWN, _UNDONE = "unknown", "Not implemented"
_SUBFILE, _REDUCED = 254, 1


class StrangeError(Exception):
    """A sort of picture that nothing here decodes."""


class AbsentError(Exception):
    """A picture that the extra decodes, which is not installed."""


def form_of(data: bytes) -> str:
    """The form of picture that the bytes begin; "" when they begin none."""
    if heif.is_heif(data):
        return "AVIF" if heif.brands(data) & heif.AV1 else "HEIC"
    return next((form for sign, form in _SIGNS.items() if data.startswith(sign)), "")


def opened(data: bytes) -> Image.Image:
    """The picture, or the first of several, not yet decoded.

    StrangeError, AbsentError, what Pillow raises on broken files.
    """
    form = form_of(data)
    if form in HEIF and heif.is_high_range(data):
        raise StrangeError
    if form == "TIFF":
        return _opened_tiff(data)
    if form == "HEIC":
        return _opened_heic(data)
    with _telling():
        return Image.open(BytesIO(data), formats=(form,))


def decode(image: Image.Image) -> None:
    """Decode it whole; raises as `opened` does."""
    with _telling():
        image.load()


@contextmanager
def _telling() -> Iterator[None]:
    """What the decoders of AVIF and HEIC raise, told as the others tell it."""
    try:
        yield
    except RuntimeError as error:
        if _UNDONE in str(error):
            raise StrangeError from error
        raise ValueError from error


def in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits scaled to 8; any other picture as it is."""
    if not image.mode.startswith("I;16"):
        return image
    # Pillow's own conversion would clip all but the darkest 256 levels.
    return Image.fromarray(np.rint(np.asarray(image) / np.float32(257)).astype(np.uint8))


def _opened_tiff(data: bytes) -> Image.Image:
    try:
        image = TiffImageFile(BytesIO(data))
    except SyntaxError as error:
        if str(error).startswith(_UNKNOWN):
            raise StrangeError from error
        raise
    if image.tag_v2.get(_SUBFILE, 0) & _REDUCED:
        raise StrangeError  # a small picture that a camera puts before its raw one
    return image


def _opened_heic(data: bytes) -> Image.Image:
    try:
        from pi_heif import HeifImageFile  # noqa: PLC0415
    except ImportError as error:
        raise AbsentError from error
    try:
        image: Image.Image = HeifImageFile(BytesIO(data))
    except (SyntaxError, RuntimeError) as error:
        # One that says that it is of HEVC, which is decoded here, is broken.
        if heif.brands(data) & heif.HEVC:
            raise ValueError from error
        raise StrangeError from error
    return image
