"""What there is to be seen in a picture's light: contrast, shapes, edges, ground."""

import numpy as np
import numpy.typing as npt

from cwc.model.aspects import Detail

# Dust and a sensor's noise lie outside of these shares of the pixels.
_SHARES = (0.01, 0.99)
# Shapes are what is left when a side is seen in so many pieces; edges are compared with the bends
# of the light over so many pixels; a ground is of one light within so many levels each way.
_PIECES, _STRIDE, _ALIKE = 16, 4, 4
_SCALE_PX = 256
_LEVELS = 256
_Light = npt.NDArray[np.float32]


def detail(gray: npt.NDArray[np.uint8]) -> Detail:
    """The measures of a picture's light, rows × columns, at the size of a likeness."""
    # At one scale, so that edges of photos of any size compare.
    light = _reduced(gray.astype(np.float32), -(-max(gray.shape) // _SCALE_PX))
    piece = max(2, min(light.shape) // _PIECES)
    counts = np.bincount(gray.ravel(), minlength=_LEVELS)
    low, high = np.searchsorted(counts.cumsum(), [gray.size * share for share in _SHARES])
    return Detail(
        contrast_levels=int(high - low),
        shapes_percent=_percent(float(_reduced(light, piece).std()), float(light.std())),
        edges_percent=_percent(_bend(light, 1), _bend(light, _STRIDE)),
        ground_percent=_percent(_most_alike(counts), gray.size),
    )


def _percent(part: float, whole: float) -> int:
    return round(100 * part / whole) if whole else 0


def _reduced(light: _Light, side: int) -> _Light:
    """The means of squares of so many pixels a side, or as many as there are."""
    side = min(side, *light.shape)
    rows, columns = (length // side for length in light.shape)
    pieces = light[: rows * side, : columns * side].reshape(rows, side, columns, side)
    reduced: _Light = pieces.mean((1, 3))
    return reduced


def _bend(light: _Light, stride: int) -> float:
    """How far the light is from even slopes, on average."""
    bends = []
    for lines in (light, light.T):
        if lines.shape[0] > 2 * stride:
            around = lines[: -2 * stride] + lines[2 * stride :]
            bends.append(float(np.abs(around - 2 * lines[stride:-stride]).mean()))
    return sum(bends)


def _most_alike(counts: npt.NDArray[np.intp]) -> float:
    """How many pixels are of the commonest light, by how many there are of each."""
    return float(np.convolve(counts, np.ones(2 * _ALIKE + 1), "same").max())
