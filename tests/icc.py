"""Colour profiles written by hand (ICC.1), and the same colours in sRGB, reckoned in floats."""

import struct
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# IEC 61966-2-1, SMPTE EG 432-1 and Adobe RGB (1998): chromaticities of red, green and blue.
SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
DISPLAY_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
ADOBE_RGB = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
_D65 = np.array([0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290])
_D50 = np.array([0.9642, 1.0, 0.8249])
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)


def rgb_profile(primaries: Sequence[tuple[float, float]], gamma: float | None) -> bytes:
    """A profile of three primaries; without a gamma its tones are those of sRGB."""
    columns = _to_d50() @ _to_xyz(primaries)
    if gamma:
        tones = b"curv" + bytes(4) + struct.pack(">LH", 1, round(gamma * 256)) + bytes(2)
    else:
        steps = np.rint(_light(np.linspace(0, 1, 256)) * 65535).astype(">u2")
        tones = b"curv" + bytes(4) + struct.pack(">L", 256) + steps.tobytes()
    tags = {b"wtpt": _xyz(_D50)}
    tags |= {name + b"XYZ": _xyz(columns[:, at]) for at, name in enumerate((b"r", b"g", b"b"))}
    return _profile(
        b"RGB ", b"mntr", b"XYZ ", tags | {n + b"TRC": tones for n in (b"r", b"g", b"b")}
    )


def grey_profile(gamma: float) -> bytes:
    """A profile of greys."""
    tones = b"curv" + bytes(4) + struct.pack(">LH", 1, round(gamma * 256)) + bytes(2)
    return _profile(b"GRAY", b"mntr", b"XYZ ", {b"wtpt": _xyz(_D50), b"kTRC": tones})


def cmyk_profile(inks: Sequence[Sequence[float]]) -> bytes:
    """A profile of four inks; `inks` the L*a*b* of each of the 16 overprints, K varying fastest."""
    grid = b"".join(
        bytes([round(light * 2.55), round(a) + 128, round(b) + 128]) for light, a, b in inks
    )
    straight = bytes(range(256))
    matrix = struct.pack(">9l", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    table = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + matrix + straight * 4 + grid + straight * 3
    return _profile(b"CMYK", b"prtr", b"Lab ", {b"wtpt": _xyz(_D50), b"A2B0": table})


def srgb_of_rgb(
    primaries: Sequence[tuple[float, float]], gamma: float | None, colour: Sequence[int]
) -> Floats:
    """The same colour in sRGB, 0 to 255, clipped."""
    share = np.array(colour) / 255
    light = share**gamma if gamma else _light(share)
    return _signs(np.linalg.inv(_to_xyz(SRGB)) @ _to_xyz(primaries) @ light)


def srgb_of_lab(colour: Sequence[float]) -> Floats:
    """An L*a*b* colour in sRGB, 0 to 255, clipped."""
    y = (colour[0] + 16) / 116
    roots = np.array([y + colour[1] / 500, y, y - colour[2] / 200])
    xyz = _D50 * np.where(roots > 6 / 29, roots**3, (roots - 4 / 29) * 3 * (6 / 29) ** 2)
    return _signs(np.linalg.inv(_to_d50() @ _to_xyz(SRGB)) @ xyz)


def _to_xyz(primaries: Sequence[tuple[float, float]]) -> Floats:
    columns = np.array([[x / y, 1, (1 - x - y) / y] for x, y in primaries]).T
    made: Floats = columns * np.linalg.solve(columns, _D65)
    return made


def _to_d50() -> Floats:
    cones = (_BRADFORD @ _D50) / (_BRADFORD @ _D65)
    made: Floats = np.linalg.inv(_BRADFORD) @ np.diag(cones) @ _BRADFORD
    return made


def _light(share: Floats) -> Floats:
    made: Floats = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return made


def _signs(light: Floats) -> Floats:
    light = np.clip(light, 0, 1)
    made: Floats = 255 * np.where(
        light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055
    )
    return made


def _xyz(values: Floats) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3l", *(round(value * 65536) for value in values))


def _profile(space: bytes, sort: bytes, within: bytes, tags: dict[bytes, bytes]) -> bytes:
    tags = {b"desc": b"desc" + bytes(4) + struct.pack(">L", 2) + b"p\0" + bytes(78), **tags}
    rows, content, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        rows += name + struct.pack(">LL", at + len(content), len(value))
        content += value + bytes(-len(value) % 4)
    size = at + len(content)
    head = struct.pack(">L4xL", size, 0x02400000) + sort + space + within
    head = (head + bytes(12) + b"acsp").ljust(68, b"\0") + struct.pack(">3l", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">L", len(tags)) + rows + content
