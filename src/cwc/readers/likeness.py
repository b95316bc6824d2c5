"""The fingerprint of a photo by which other copies of it are known; see `cwc.likeness`."""

from base64 import b64encode

import numpy as np
import numpy.typing as npt

from cwc.likeness import SIDE, WEIGHTS

# Fewer pixels a side cannot hold the finest wave.
_MIN_PX = 2 * SIDE
# In grey levels: a picture with less is of one colour, and what waves it has are noise.
_MIN_CONTRAST = 4.0
# How much of its contrast lies in waves so coarse: in photos nearly always more than 0.6, in pages
# of text, which from afar are all alike, 0.3 to 0.5.
_MIN_COARSE = 0.52
# A little cropping may make the longer side the shorter.
_NEARLY_SQUARE = 1.12


def likeness(gray: npt.NDArray[np.uint8]) -> str:
    """The fingerprint of a picture's light, rows × columns; "" if there is too little in it.

    64 pixels a side are enough, 24 the least. Whether the picture is upright does not matter: it is
    laid along its longer side, and its mirror images are tried when fingerprints are compared.
    """
    if min(gray.shape) < _MIN_PX:
        return ""
    light = (gray if gray.shape[0] <= gray.shape[1] else gray.T).astype(np.float32)
    height, width = light.shape
    waves = _waves(height) @ light @ _waves(width).T
    waves[0, 0] = 0
    contrast = float(np.linalg.norm(waves))
    if contrast < max(_MIN_CONTRAST, _MIN_COARSE * float(light.std())):
        return ""
    waves *= np.outer(WEIGHTS, WEIGHTS)
    values = np.rint(waves * (127 / np.abs(waves).max())).astype(np.int8)
    values[0, 0] = width < _NEARLY_SQUARE * height
    return b64encode(values.tobytes()).decode("ascii")


def _waves(length: int) -> npt.NDArray[np.float32]:
    """The cosine waves along a side, one a row, so long that their product gives grey levels."""
    points = (np.arange(length) + 0.5) / length
    rows = np.cos(np.pi * np.outer(np.arange(SIDE), points)) / length
    rows[1:] *= np.sqrt(2)
    return rows.astype(np.float32)
