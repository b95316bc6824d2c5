"""Small pictures to know a photo by."""

from io import BytesIO

from PIL import Image

from cwc.makers.colour import shown
from cwc.pictures import opened

SIZE_PX = (120, 90)
# Of a large JPEG no more is decoded than that.
_DRAFT_PX = (240, 240)


def make_thumbnail(data: bytes, comment: bytes) -> bytes:
    """A JPEG of no more than 120 × 90 pixels, with nothing that the photo tells beside."""
    with opened(data) as image:
        image.draft(None, _DRAFT_PX)
        small = shown(image)
    small.thumbnail(SIZE_PX)
    out = BytesIO()
    # Made anew from its pixels: Pillow would write what it read with them.
    Image.frombytes(small.mode, small.size, small.tobytes()).save(out, "JPEG", comment=comment)
    return out.getvalue()
