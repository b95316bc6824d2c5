"""A picture's colours as a JPEG is shown everywhere: grey or RGB of 8 bits, in sRGB, on white."""

from functools import lru_cache
from io import BytesIO
from itertools import product
from typing import Final

from PIL import Image, ImageCms, ImageOps

from cwc.pictures import decode, in_eight_bits

# What a profile describes stands in its bytes 16 to 19 (ICC.1), here by the mode of a picture.
_SPACE = slice(16, 20)
_DESCRIBES = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}
_GREYS = {"1", "L", "LA", "La"}
_LAB: Final = "LAB"
# A profile that moves none of these by more than a level is sRGB by another name.
_SHADES = range(0, 256, 51)
_SRGB = ImageCms.createProfile("sRGB")


def shown(image: Image.Image) -> Image.Image:
    """The picture as it is meant to be seen: upright, in mode L or RGB, in sRGB."""
    decode(image)
    icc: bytes = image.info.get("icc_profile") or b""
    return _in_srgb(_opaque(in_eight_bits(ImageOps.exif_transpose(image))), icc)


def profile_of(image: Image.Image) -> bytes:
    """The picture's colour profile, if it describes colours of its mode."""
    icc: bytes = image.info.get("icc_profile") or b""
    return icc if icc[_SPACE] == _DESCRIBES.get(image.mode) else b""


def _opaque(image: Image.Image) -> Image.Image:
    """The same in a mode that has a profile, on white where it is transparent."""
    if image.has_transparency_data:
        clear = image.convert("LA" if image.mode in _GREYS else "RGBA")
        white = Image.new("L" if image.mode in _GREYS else "RGB", image.size, "white")
        white.paste(clear.convert(white.mode), mask=clear.getchannel("A"))
        return white
    if image.mode in {*_DESCRIBES, _LAB}:
        return image
    return image.convert("L" if image.mode in _GREYS else "RGB")


def _in_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    if image.mode == _LAB or icc[_SPACE] == _DESCRIBES[image.mode]:
        try:
            transform = _transform(icc, image.mode)
        except (ImageCms.PyCMSError, OSError):  # a broken profile says nothing
            transform = None
        if transform:
            made = ImageCms.applyTransform(image, transform)
            assert made is not None
            return made.convert("L") if image.mode == "L" else made
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


@lru_cache(maxsize=8)
def _transform(icc: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From the profile to sRGB, black to black; None where nothing changes."""
    told = ImageCms.createProfile(_LAB) if mode == _LAB else ImageCms.ImageCmsProfile(BytesIO(icc))
    transform = ImageCms.buildTransform(
        told,
        _SRGB,
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return None if mode == "RGB" and _is_idle(transform) else transform


def _is_idle(transform: ImageCms.ImageCmsTransform) -> bool:
    colours = bytes(channel for colour in product(_SHADES, repeat=3) for channel in colour)
    probe = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    moved = ImageCms.applyTransform(probe, transform)
    assert moved is not None
    return all(abs(a - b) <= 1 for a, b in zip(colours, moved.tobytes(), strict=True))
