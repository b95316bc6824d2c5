"""Red ink: on a white page, in a document's colours, in a picture that may be a seal."""

from functools import lru_cache
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image

from cwc.errors import BROKEN_FILE

# A mask that tells red ink from skin, wood and brown paper, measured on photographed documents:
# red leads by this much and by this share, with this saturation.
_LEAD, _LEAD_SHARE, _SATURATION, _DARKEST, _BALANCE = 18, 0.12, 0.16, 70, 0.62
# A seal set into Word is a red ring on nothing else: about square, all of its ink red, and the ink
# a share of the picture that is neither a dot nor a filled block.
_SQUARE = (0.75, 1.34)
_INK_RED = 0.9
_INK_SHARE = (0.03, 0.6)
_SIDE_PX = 96


@lru_cache(maxsize=4_096)
def is_red(red: int, green: int, blue: int) -> bool:
    """Whether a colour of 0 to 255 a channel is that of red ink."""
    return bool(red_ink(np.array([[[red, green, blue]]], dtype=np.uint8)).all())


def is_seal(data: bytes) -> bool:
    """Whether a picture shows red ink alone, in the shape of a seal; an unreadable one does not."""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP")) as image:
            ratio = image.width / image.height
            if not _SQUARE[0] <= ratio <= _SQUARE[1]:
                return False
            image.thumbnail((_SIDE_PX, _SIDE_PX))
            page = Image.new("RGB", image.size, "white")
            clear = image.convert("RGBA")
            page.paste(clear, mask=clear.getchannel("A"))
    except BROKEN_FILE:
        return False
    pixels = np.asarray(page)
    ink = pixels.min(axis=2) < 225
    share = float(ink.mean())
    if not _INK_SHARE[0] <= share <= _INK_SHARE[1]:
        return False
    return float(red_ink(pixels)[ink].mean()) >= _INK_RED


def red_ink(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Where the pixels, rows × columns × RGB, are red ink."""
    # A plane for each channel, and room for the differences: three times as fast.
    red, green, blue = (pixels[..., n].astype(np.int16) for n in range(3))
    most = np.maximum(np.maximum(red, green), blue)
    least = np.minimum(np.minimum(red, green), blue)
    lead = red - np.maximum(green, blue)
    leads = (red == most) & (lead >= _LEAD) & (lead >= _LEAD_SHARE * most) & (red >= _DARKEST)
    saturated = (most - least) >= _SATURATION * np.maximum(most, 1)
    mask: npt.NDArray[np.bool_] = (
        leads & saturated & (np.abs(green - blue) <= _BALANCE * (most - least))
    )
    return mask
