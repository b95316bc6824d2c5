"""A picture of a page, as large as writing on it needs."""

from PIL import Image, ImageOps

from cwc.errors import BROKEN_FILE
from cwc.model.obstacle import Obstacle
from cwc.pictures import AbsentError, StrangeError, decode, in_eight_bits, opened

# A4 at 150 dpi is 1,754 pixels long; larger pages and pictures are made smaller.
PAGE_PX = 2_000
# Larger ones are made smaller before their colours are unfolded, four bytes a pixel.
_MAX_UNFOLDED = 40_000_000


def picture_sheet(data: bytes) -> Image.Image | Obstacle:
    """The page that a picture file shows, upright by its EXIF, in RGB; or why not."""
    try:
        image = opened(data)
        # A JPEG is decoded no larger than is needed.
        image.draft("RGB", (PAGE_PX, PAGE_PX))
        decode(image)
        image = _of_small_cost(image)
    except AbsentError:
        return Obstacle.NO_DECODER
    except (StrangeError, *BROKEN_FILE):
        return Obstacle.UNDECODABLE
    upright = ImageOps.exif_transpose(in_eight_bits(image)).convert("RGB")
    upright.thumbnail((PAGE_PX, PAGE_PX))
    return upright


def _of_small_cost(image: Image.Image) -> Image.Image:
    """The picture, or a smaller one where unfolding all of its pixels would take much memory."""
    if image.width * image.height > _MAX_UNFOLDED:
        image.thumbnail((2 * PAGE_PX, 2 * PAGE_PX), Image.Resampling.NEAREST, reducing_gap=None)
    return image
