"""The same photo in other clothes is known again, and no other is taken for it."""

import hashlib
import random
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import simplejpeg
from conftest import EXAMPLES, ROOT
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from cwc.likeness import SAME, SIDE, same_shots
from cwc.readers.likeness import likeness

FONT = ROOT / "src" / "cwc" / "makers" / "fonts" / "NotoSansSC-Regular-subset.otf"
Change = Callable[[Image.Image], Image.Image]


def _photos() -> list[bytes]:
    """Each photo of the district once."""
    files = sorted((EXAMPLES / "ready-district").rglob("*.jpg"))
    return list(
        {hashlib.sha256(data).digest(): data for data in map(Path.read_bytes, files)}.values()
    )


PHOTOS = _photos()


def _of(data: bytes) -> str:
    gray = simplejpeg.decode_jpeg(data, colorspace="GRAY", min_height=64, min_width=64)
    return likeness(gray[:, :, 0])


ORIGINALS = [_of(data) for data in PHOTOS]


def _saved(picture: Image.Image, quality: int = 85) -> bytes:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    return picture.resize((round(picture.width * factor), round(picture.height * factor)))


def _cropped(
    picture: Image.Image, left: float, top: float, right: float, below: float
) -> Image.Image:
    width, height = picture.size
    box = (left * width, top * height, (1 - right) * width, (1 - below) * height)
    return picture.crop(box).copy()


CHANGES: dict[str, Change] = {
    "smaller": lambda picture: _scaled(picture, 0.25),
    "larger": lambda picture: _scaled(picture, 1.5),
    "gray": lambda picture: picture.convert("L"),
    "brighter": lambda picture: ImageEnhance.Brightness(picture).enhance(1.2),
    "darker": lambda picture: ImageEnhance.Brightness(picture).enhance(0.8),
    "mirrored": ImageOps.mirror,
    "upside down": ImageOps.flip,
    "on its side": lambda picture: picture.transpose(Image.Transpose.ROTATE_90),
    "transposed": lambda picture: picture.transpose(Image.Transpose.TRANSPOSE),
    "stretched": lambda picture: picture.resize((picture.width * 3 // 4, picture.height)),
}
CROPS: dict[str, Change] = {
    "cropped evenly": lambda picture: _cropped(picture, 0.02, 0.02, 0.02, 0.02),
    "cropped at one corner": lambda picture: _cropped(picture, 0.03, 0.03, 0, 0),
    "mirrored and cropped": lambda picture: ImageOps.mirror(_cropped(picture, 0.03, 0, 0, 0.02)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_changed_copy_is_like_its_original_alone(change: Change) -> None:
    copies = [_of(_saved(change(Image.open(BytesIO(data))))) for data in PHOTOS]
    count = len(PHOTOS)
    assert same_shots(ORIGINALS + copies) == [(at, count + at) for at in range(count)]


@pytest.mark.parametrize("change", CROPS.values(), ids=list(CROPS))
def test_nearly_every_cropped_copy_is_like_its_original_alone(change: Change) -> None:
    copies = [_of(_saved(change(Image.open(BytesIO(data))))) for data in PHOTOS]
    count = len(PHOTOS)
    found = same_shots(ORIGINALS + copies)
    assert set(found) <= {(at, count + at) for at in range(count)}
    assert len(found) >= 0.95 * count


@pytest.mark.parametrize("quality", [30, 60, 90])
def test_a_copy_saved_again_is_like_its_original_alone(quality: int) -> None:
    copies = [_of(_saved(Image.open(BytesIO(data)), quality)) for data in PHOTOS]
    count = len(PHOTOS)
    assert same_shots(ORIGINALS + copies) == [(at, count + at) for at in range(count)]


def test_a_nearly_square_copy_may_lie_on_its_side_and_be_cropped() -> None:
    square = Image.open(BytesIO(PHOTOS[0])).resize((800, 790))
    for turned in (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270):
        copy = _cropped(square, 0.03, 0, 0.01, 0).transpose(turned)
        assert same_shots([_of(_saved(square)), _of(_saved(copy))]) == [(0, 1)]
        assert same_shots([_of(_saved(copy)), _of(_saved(square))]) == [(0, 1)]


def test_no_two_photos_are_alike() -> None:
    assert len(ORIGINALS) > 30
    assert all(ORIGINALS)
    assert same_shots(ORIGINALS) == []


def test_all_copies_of_one_photo_are_alike() -> None:
    assert same_shots([ORIGINALS[0]] * 3 + ["", ""]) == [(0, 1), (0, 2), (1, 2)]


def test_the_order_does_not_matter() -> None:
    changes = [CHANGES["mirrored"], CROPS["cropped evenly"]]
    prints = ORIGINALS[:5] + [
        _of(_saved(change(Image.open(BytesIO(data))))) for change in changes for data in PHOTOS[:5]
    ]
    order = random.Random(3).sample(range(len(prints)), len(prints))
    shuffled = same_shots([prints[at] for at in order])
    assert sorted(tuple(sorted((order[a], order[b]))) for a, b in shuffled) == same_shots(prints)


def _turns(waves: npt.NDArray[np.int8]) -> list[npt.NDArray[np.int8]]:
    """A fingerprint's waves as they are when the photo is turned over or laid on its side."""
    odd = np.where(np.arange(SIDE) % 2, -1, 1).astype(np.int8)
    upright = [waves, waves * odd, waves * odd[:, None], waves * odd * odd[:, None]]
    return upright + [turned.T for turned in upright] if waves[0, 0] else upright


def _shaken(text: str, chance: np.random.Generator, strength: float) -> str:
    """The fingerprint, turned somehow, each wave a little stronger or weaker."""
    waves = np.frombuffer(b64decode(text), np.int8).reshape(SIDE, SIDE)
    turns = _turns(waves)
    turned = turns[int(chance.integers(len(turns)))] + chance.normal(0, strength, waves.shape)
    shaken = np.clip(np.rint(turned), -127, 127).astype(np.int8)
    shaken[0, 0] = waves[0, 0]
    return b64encode(shaken.tobytes()).decode("ascii")


def _likest(prints: list[str]) -> npt.NDArray[np.float64]:
    """How alike each two are at most, however the one is turned, neither being cropped."""
    photos = [np.frombuffer(b64decode(text), np.int8).reshape(SIDE, SIDE) for text in prints]
    rows = [(at, turned.ravel()[1:]) for at, waves in enumerate(photos) for turned in _turns(waves)]
    waves = np.array([row for _, row in rows], np.float64)
    waves /= np.linalg.norm(waves, axis=1, keepdims=True)
    upright = waves[[at == 0 or rows[at][0] != rows[at - 1][0] for at in range(len(rows))]]
    most = np.full((len(prints), len(prints)), -1.0)
    np.maximum.at(most, [at for at, _ in rows], waves @ upright.T)
    likest: npt.NDArray[np.float64] = np.maximum(most, most.T)
    return likest


@pytest.mark.parametrize("strength", [0, 2, 4])
def test_it_finds_what_comparing_each_with_each_finds(strength: float) -> None:
    """And nothing else; an empty fingerprint among them moves no position."""
    chance = np.random.default_rng(7)
    scenes = chance.integers(0, 255, (200, 6, 8), dtype=np.uint8)
    squares = chance.integers(0, 255, (100, 7, 7), dtype=np.uint8)
    kron = np.ones((8, 8), np.uint8)
    prints = ORIGINALS + [likeness(np.kron(scene, kron)) for scene in (*scenes, *squares)]
    prints = [text for text in prints if text]
    prints += [_shaken(text, chance, strength) for text in prints]
    likest = np.triu(_likest(prints), 1)
    wanted = {(int(one), int(other)) for one, other in np.argwhere(likest >= SAME)}
    assert len(wanted) >= len(prints) // 2
    found = same_shots(["", *prints[:9], "", *prints[9:]])
    moved = {(one + 1 + (one >= 9), other + 1 + (other >= 9)) for one, other in wanted}
    assert found == sorted(found)
    assert set(found) == moved


def test_each_two_of_a_burst_are_alike() -> None:
    """More pairs than are compared at a time."""
    chance = np.random.default_rng(8)
    count = 600
    burst = [_shaken(ORIGINALS[0], chance, 1) for _ in range(count)]
    assert same_shots(burst) == [(a, b) for a in range(count) for b in range(a + 1, count)]


def test_the_rules_do_without_numpy_until_photos_are_compared() -> None:
    code = "import sys, cwc.rules.same_shot_again; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_is_alike_among_nothing() -> None:
    assert same_shots([]) == []
    assert same_shots(["", ""]) == []


def _page(seed: int) -> Image.Image:
    """A letter of Chinese characters, as a scan or a screenshot shows it."""
    random_ = random.Random(seed)
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 34)
    for line in range(24):
        text = "".join(random_.choices("的一是在不了有和人这中大为上个国我以要他", k=28))
        draw.text((140, 160 + 58 * line), text, font=font, fill=0)
    return picture


FLAT = {
    "white": Image.new("L", (800, 600), 255),
    "one colour": Image.new("RGB", (800, 600), (180, 30, 40)),
    "noise": Image.effect_noise((800, 600), 3),
    "too small": Image.open(BytesIO(PHOTOS[0])).resize((40, 20)),
    "a page of text": _page(1),
}


@pytest.mark.parametrize("picture", FLAT.values(), ids=list(FLAT))
def test_a_picture_with_too_little_in_it_is_like_none(picture: Image.Image) -> None:
    assert _of(_saved(picture)) == ""


def test_a_fingerprint_is_short_and_does_not_depend_on_how_the_pixels_lie_in_memory() -> None:
    gray = np.asarray(Image.open(BytesIO(PHOTOS[0])).convert("L").resize((200, 150)))
    assert len(likeness(gray)) == SIDE * SIDE * 4 // 3 <= 200
    assert likeness(gray) == likeness(np.asfortranarray(gray))
