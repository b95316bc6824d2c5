"""Photos of every form that the table names: read or told why not, and made into a right JPG."""

import hashlib
import json
import struct
import sys
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import icc
import numpy as np
import pytest
from conftest import EXAMPLES, SAMPLES, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image
from sights import row

from cwc.makers.photo import make_jpeg, untouched
from cwc.model.aspects import Detail, Hidden, Likeness, Mentions, Picture, Reading
from cwc.model.obstacle import Obstacle
from cwc.readers import read_file
from cwc.readers.read import Look, look_here
from cwc.readers.search import mentions
from cwc.rules import RULES
from cwc.text.secrecy import find_marks

# Remarks on broken files, as commands ignore them.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")

LIMIT = 2_000_000
ENDINGS = [*row("photo").endings, *row("container").endings]
COLOURS = ((200, 30, 40), (30, 200, 40), (20, 40, 220), (180, 160, 120))
SIZE, SIDE = (192, 128), 64
HEIC = (SAMPLES / "patches.heic").read_bytes()
TAKEN = "2018:03:15 09:51:00"


def patches(mode: str = "RGB") -> Image.Image:
    """A picture of four patches, 96 pixels wide and 64 high, upright."""
    image = Image.new("RGB", SIZE)
    for number, colour in enumerate(COLOURS):
        at = (number % 2 * 96, number // 2 * 64)
        image.paste(colour, (*at, at[0] + 96, at[1] + 64))
    return image.convert(mode)


def saved(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """A picture as Pillow writes it."""
    out = BytesIO()
    (image or patches()).save(out, form, **options)
    return out.getvalue()


# What an encoder is asked for so that it changes no colour.
FINE: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "MPO": {"quality": 95, "subsampling": 0},
    "AVIF": {"quality": 95, "subsampling": "4:4:4"},
    "WEBP": {"lossless": True},
}


def noted(orientation: int = 1) -> bytes:
    """EXIF with a date."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = TAKEN
    return exif.tobytes()


NOTED = noted()
MADE: dict[str, Callable[[], bytes]] = {
    ".jpg": partial(saved, "JPEG", **FINE["JPEG"], exif=NOTED),
    ".png": partial(saved, "PNG", exif=NOTED),
    ".bmp": partial(saved, "BMP"),
    ".webp": partial(saved, "WEBP", **FINE["WEBP"], exif=NOTED),
    ".tif": partial(saved, "TIFF", exif=NOTED),
    ".heic": lambda: HEIC,
    ".avif": partial(saved, "AVIF", **FINE["AVIF"], exif=NOTED),
    ".gif": partial(saved, "GIF"),
    ".mpo": partial(saved, "MPO", **FINE["MPO"], exif=NOTED, save_all=True),
}
MADE |= {
    ".jpeg": MADE[".jpg"],
    ".tiff": MADE[".tif"],
    ".heif": MADE[".heic"],
    ".hif": MADE[".heic"],
}
FORMATS = {".mpo": "JPEG", ".tif": "TIFF", ".tiff": "TIFF", ".jpg": "JPEG", ".jpeg": "JPEG"}
FORMATS |= {".heif": "HEIC", ".hif": "HEIC"}
DATELESS = {".bmp", ".gif"}


def read(folder: Path, name: str, data: bytes) -> Reading:
    (folder / name).write_bytes(data)
    return read_file(folder / name)


def obstacle(reading: Reading) -> Obstacle:
    sight = reading.sights[Picture.key]
    assert isinstance(sight, Hidden), sight
    return sight.obstacle


def picture(reading: Reading) -> Picture:
    sight = reading.sights[Picture.key]
    assert isinstance(sight, Picture), sight
    return sight


def made(data: bytes) -> Image.Image:
    """The JPG of a bundle, looked at by its bytes."""
    image = Image.open(BytesIO(make_jpeg(data, LIMIT).data))
    assert image.format == "JPEG"
    assert image.mode in {"L", "RGB"}
    assert "icc_profile" not in image.info
    assert not image.getexif()
    return image


def test_every_ending_of_a_photo_has_a_sample_here() -> None:
    assert MADE.keys() == set(ENDINGS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_whole_photo_is_read(tmp_path: Path, ending: str) -> None:
    reading = read(tmp_path, f"a{ending}", MADE[ending]())
    seen = picture(reading)
    size = (64, 96) if seen.format == "HEIC" else SIZE
    assert seen.format == FORMATS.get(ending, ending[1:].upper())
    assert (seen.width_px, seen.height_px, seen.orientation) == (*size, 1)
    assert seen.taken == (None if ending in DATELESS else datetime(2018, 3, 15, 9, 51))
    assert not seen.of_several
    assert isinstance(reading.sights[Likeness.key], Likeness)
    assert reading.sights[Mentions.key] == Mentions(passages=(), unread=())


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8])
def test_a_truncated_photo_is_told(tmp_path: Path, ending: str, share: float) -> None:
    data = MADE[ending]()
    assert obstacle(read(tmp_path, f"a{ending}", data[: max(4, int(len(data) * share))])) in {
        Obstacle.UNDECODABLE,
        Obstacle.NOT_WHAT_IT_SAYS,
    }


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_and_something_else_are_told(tmp_path: Path, ending: str) -> None:
    assert obstacle(read(tmp_path, f"a{ending}", b"")) is Obstacle.EMPTY
    for other in (b"%PDF-1.7\n", b"\0\0\0\x18ftypisom", "照片".encode()):
        assert obstacle(read(tmp_path, f"a{ending}", other)) is Obstacle.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", ["JPEG", "PNG", "HEIC", "AVIF", "GIF"])
def test_what_a_photo_is_its_bytes_tell(tmp_path: Path, ending: str, content: str) -> None:
    data = HEIC if content == "HEIC" else saved(content)
    assert picture(read(tmp_path, f"a{ending}", data)).format == content


@pytest.mark.parametrize("ending", ENDINGS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_damage_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: st.DataObject
) -> None:
    whole = bytearray(MADE[ending]())
    for at, sign in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=30)
    ):
        whole[at] = sign
    reading = read(tmp_path_factory.getbasetemp(), f"damaged{ending}", bytes(whole))
    sight = reading.sights[Picture.key]
    if isinstance(sight, Hidden):
        assert any(sight.obstacle in rule.tells for rule in RULES.values())


@pytest.mark.parametrize("name", ["a.nef", "a.CR2", "a.dng", "a.rw2", "a.jp2"])
def test_what_no_photo_reader_reads_is_told(tmp_path: Path, name: str) -> None:
    assert obstacle(read(tmp_path, name, saved("TIFF"))) is Obstacle.ODD_PICTURE


def test_what_takes_the_decoder_down_does_not_get_there(tmp_path: Path) -> None:
    data = HEIC.replace(b"Exif\0", b"\xeexif\0", 1)
    assert obstacle(read(tmp_path, "a.heic", data)) is Obstacle.UNDECODABLE


@pytest.mark.parametrize("name", ["a.heic", "a.jpg"])
def test_a_heic_is_not_read_in_the_process_of_the_command(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HEIC)
    assert look_here(Look(tmp_path / name, (Picture.key,))) is None
    hashed = look_here(Look(tmp_path / name, ()))
    assert hashed
    assert hashed.sha256 == hashlib.sha256(HEIC).hexdigest()


@pytest.mark.parametrize("share", [0.72, 0.8, 0.88])
@pytest.mark.parametrize("form", ["HEIC", "AVIF"])
def test_a_zeroed_block_is_told_though_decoders_do_not_mind(
    tmp_path: Path, form: str, share: float
) -> None:
    noise = Image.effect_noise((512, 512), 80).convert("RGB")
    data = bytearray(HEIC if form == "HEIC" else saved("AVIF", noise))
    start = int(share * len(data))
    assert read(tmp_path, "a.heic", bytes(data)).unopened is None
    block = 8 if form == "HEIC" else 4096
    data[start : start + block] = bytes(block)
    assert obstacle(read(tmp_path, "a.heic", bytes(data))) is Obstacle.UNDECODABLE


def test_heic_without_its_decoder_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    assert obstacle(read(tmp_path, "a.heic", HEIC)) is Obstacle.NO_DECODER
    assert obstacle(read(tmp_path, "a.jpg", HEIC)) is Obstacle.NO_DECODER
    assert picture(read(tmp_path, "a.avif", MADE[".avif"]()))


MARK = "机密★5年"
XMP = f"<x:xmpmeta><a>{MARK[:1]}<b/>{MARK[1:]}</a></x:xmpmeta>".encode()


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of a HEIF."""
    held = b"".join(content)
    return struct.pack(">L4s", 8 + len(held), kind) + held


def heif_of(kind: bytes, encoding: bytes, *pieces: bytes) -> bytes:
    """A HEIF of one item, whose pieces do not lie beside one another."""
    head = box(b"ftyp", b"heic", bytes(4), b"mif1")
    rest = b"text/xml\0" + encoding + b"\0" if kind == b"mime" else b""
    info = box(b"infe", bytes([2, 0, 0, 0]), struct.pack(">HH4s", 1, 0, kind), b"\0", rest)
    infos = box(b"iinf", bytes(4), struct.pack(">H", 1), info)
    spans, at = b"", len(head) + 8
    for piece in pieces:
        spans += struct.pack(">LL", at + 1, len(piece))
        at += 1 + len(piece)
    place = struct.pack(">HHHHH", 0x4400, 1, 1, 0, len(pieces)) + spans
    places = box(b"iloc", bytes(4), place)
    content = box(b"mdat", *(b"|" + piece for piece in pieces))
    return head + content + box(b"meta", bytes(4), infos, places)


def gif_with(kind: int, *pieces: bytes) -> bytes:
    """A GIF with one more extension."""
    whole = saved("GIF")
    at = 13 + (3 << (whole[10] & 7) + 1)
    held = b"".join(bytes([len(piece)]) + piece for piece in pieces)
    return whole[:at] + bytes([0x21, kind]) + held + b"\0" + whole[at:]


def halves(text: bytes) -> tuple[bytes, bytes]:
    """A text cut within its first sign."""
    return text[:1], text[1:]


BESIDE_PIXELS: dict[str, Callable[[], bytes]] = {
    "HEIC, EXIF": lambda: HEIC.replace(b"patches in Display P3", MARK.encode().ljust(21)),
    "HEIC, in two pieces": lambda: heif_of(b"Exif", b"", *halves(MARK.encode())),
    "HEIC, XMP": lambda: heif_of(b"mime", b"", XMP),
    "HEIC, packed XMP": lambda: heif_of(b"mime", b"deflate", zlib.compress(XMP)[2:-4]),
    "HEIC, behind the end": lambda: HEIC + MARK.encode("utf-16-le"),
    "AVIF, XMP": lambda: saved("AVIF", xmp=XMP),
    "GIF, a comment": lambda: saved("GIF", comment=MARK.encode("gb18030")),
    "GIF, a comment in two pieces": lambda: gif_with(0xFE, *halves(MARK.encode())),
    "GIF, XMP": lambda: gif_with(0xFF, b"XMP DataXMP", XMP),
    "GIF, behind the end": lambda: saved("GIF") + MARK.encode(),
    "TIFF, XMP": lambda: saved("TIFF", tiffinfo={700: XMP}),
}


@pytest.mark.parametrize("place", BESIDE_PIXELS)
def test_a_mark_beside_the_pixels_is_found(place: str) -> None:
    found = find_marks(part.text for part in mentions(BESIDE_PIXELS[place]()).passages)
    assert [mark.words for mark in found if mark.certain]


@pytest.mark.parametrize("encoding", [b"br", b"gzip"])
def test_what_is_packed_in_an_unknown_way_is_told(encoding: bytes) -> None:
    unread = mentions(heif_of(b"mime", encoding, b"...")).unread
    assert [gap.obstacle for gap in unread] == [Obstacle.EMBEDDED_FILE]


def film(form: str) -> bytes:
    """The patches, and two pictures of another colour behind them."""
    others = [Image.new("RGB", SIZE, colour) for colour in ("black", "white")]
    return saved(form, save_all=True, append_images=others)


@pytest.mark.parametrize("form", ["GIF", "TIFF", "WEBP", "AVIF", "PNG"])
def test_of_several_the_first_is_used_and_it_is_said(tmp_path: Path, form: str) -> None:
    data = film(form)
    assert picture(read(tmp_path, "a.jpg", data)).of_several
    assert np.abs(of(made(data)) - np.array(COLOURS)).max() < 8


@pytest.mark.parametrize(
    ("sort", "several"), [(0, False), (0x010001, False), (0x020002, True), (0x020003, True)]
)
def test_views_are_several_and_previews_are_not(tmp_path: Path, sort: int, several: bool) -> None:
    data = bytearray(film("MPO"))
    # CIPA DC-007 5.2.3: behind a directory of 50 bytes entries of 16, each beginning with its sort.
    second = data.index(b"MPF\0") + 4 + 50 + 16
    struct.pack_into("<L", data, second, sort)
    assert picture(read(tmp_path, "a.jpg", bytes(data))).of_several == several


def of(image: Image.Image) -> "np.typing.NDArray[np.float64]":
    """The colours in the middle of the four patches."""
    across, down = image.width // 4, image.height // 4
    at = [(x * across, y * down) for y, x in product((1, 3), repeat=2)]
    return np.array([image.convert("RGB").getpixel(place) for place in at], float)


# Within so many levels of a colour reckoned in floats: what a JPEG of quality 92 makes of it.
NEAR = 3


@pytest.mark.parametrize("ending", sorted(set(ENDINGS) - {".heic", ".heif", ".hif"}))
def test_colours_stay_what_they_are(ending: str) -> None:
    assert np.abs(of(made(MADE[ending]())) - np.array(COLOURS)).max() <= NEAR


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("primaries", "gamma"),
    [(icc.DISPLAY_P3, None), (icc.ADOBE_RGB, 563 / 256), (icc.SRGB, None)],
    ids=["P3", "Adobe RGB", "sRGB"],
)
def test_wider_colours_become_those_of_srgb(
    form: str, primaries: tuple[tuple[float, float]], gamma: float | None
) -> None:
    profile = icc.rgb_profile(primaries, gamma)
    image = made(saved(form, icc_profile=profile, **FINE.get(form, {})))
    wanted = [icc.srgb_of_rgb(primaries, gamma, colour) for colour in COLOURS]
    assert np.abs(of(image) - np.array(wanted)).max() <= NEAR


def test_a_heic_of_a_phone_is_made_upright_and_in_srgb() -> None:
    image = made(HEIC)
    assert image.size == (64, 96)
    wanted = [icc.srgb_of_rgb(icc.DISPLAY_P3, 563 / 256, colour) for colour in COLOURS]
    turned = [wanted[number] for number in (2, 0, 3, 1)]
    assert np.abs(of(image) - np.array(turned)).max() <= NEAR


INKS = [
    (0, 0, 0) if black else (100 - 25 * c - 25 * m - 8 * y, 40 * m - 30 * c, 45 * y - 40 * c)
    for c, m, y, black in product((0, 1), repeat=4)
]


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_inks_become_colours_as_their_profile_says(form: str) -> None:
    printed = [(255, 0, 0, 0), (0, 255, 0, 0), (0, 255, 255, 0), (0, 0, 0, 255)]
    image = Image.new("CMYK", SIZE)
    for number, colour in enumerate(printed):
        at = (number % 2 * 96, number // 2 * 64)
        image.paste(colour, (*at, at[0] + 96, at[1] + 64))
    data = saved(form, image, icc_profile=icc.cmyk_profile(INKS), **FINE.get(form, {}))
    assert untouched(data, LIMIT) is None
    wanted = [icc.srgb_of_lab(INKS[number]) for number in (8, 4, 6, 1)]
    assert np.abs(of(made(data)) - np.array(wanted)).max() <= NEAR + 2


def test_a_grey_of_another_gamma_becomes_that_of_srgb() -> None:
    grey = Image.new("L", SIZE, 128)
    image = made(saved("PNG", grey, icc_profile=icc.grey_profile(1.8)))
    assert image.mode == "L"
    assert image.getpixel((50, 50)) == 146


def test_lab_becomes_rgb() -> None:
    image = made(saved("TIFF", Image.new("LAB", SIZE, (153, 148, 158))))
    assert np.abs(of(image)[0] - icc.srgb_of_lab((60, 20, 30))).max() <= NEAR


def test_a_broken_profile_says_nothing() -> None:
    profile = icc.rgb_profile(icc.DISPLAY_P3, None)[:140]
    image = made(saved("PNG", icc_profile=profile))
    assert np.abs(of(image) - np.array(COLOURS)).max() <= NEAR


def deep(colours: int) -> bytes:
    """A PNG of 16 bits that runs from black to white, of greys or of colours."""
    steps = np.linspace(0, 65535, 256).astype(">u2").repeat(colours)
    rows = (b"\0" + steps.tobytes()) * 64
    kind = {1: 0, 3: 2}[colours]
    parts = [
        (b"IHDR", (256).to_bytes(4, "big") + (64).to_bytes(4, "big") + bytes([16, kind, 0, 0, 0])),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(held).to_bytes(4, "big") + name + held + zlib.crc32(name + held).to_bytes(4, "big")
        for name, held in parts
    )


@pytest.mark.parametrize("colours", [1, 3])
def test_sixteen_bits_are_scaled_and_not_clipped(tmp_path: Path, colours: int) -> None:
    data = deep(colours)
    assert picture(read(tmp_path, "a.png", data)).format == "PNG"
    tones = np.asarray(made(data).convert("L"))[32]
    assert np.abs(tones.astype(int) - np.arange(256)).max() <= NEAR


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "TIFF", "AVIF"])
def test_what_is_transparent_is_white(form: str) -> None:
    image = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    image.paste((200, 30, 40, 255), (0, 0, 96, 128))
    shown = made(saved(form, image, **FINE.get(form, {})))
    left = np.array(shown.getpixel((20, 60)))
    assert np.abs(left - np.array([200, 30, 40])).max() <= NEAR
    assert shown.getpixel((170, 60)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["LA", "L", "RGB"])
def test_a_png_transparent_in_another_way_is_on_white(mode: str) -> None:
    image = Image.new(mode, SIZE, 0)
    image.paste(90 if mode != "LA" else (90, 255), (0, 0, 96, 128))
    options = {"transparency": {"L": 0, "RGB": (0, 0, 0)}[mode]} if mode != "LA" else {}
    shown = made(saved("PNG", image, **options))
    assert shown.mode == ("RGB" if mode == "RGB" else "L")
    assert np.asarray(shown.convert("L"))[60, 170] == 255


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_a_turned_photo_comes_out_upright(form: str) -> None:
    image = made(saved(form, exif=noted(orientation=6)))
    assert image.size == SIZE[::-1]
    turned = [COLOURS[number] for number in (2, 0, 3, 1)]
    assert np.abs(of(image) - np.array(turned)).max() < 12


Example = Callable[[str], Path]


def test_a_heic_that_is_called_a_jpg_leaves_as_one(
    run: Run, example: Example, tmp_path: Path
) -> None:
    folder = example("ready-unit")
    next(folder.rglob("QQ图片20180420091207.jpg")).write_bytes(HEIC)
    assert "会转成 JPG。（IMG003 共1个）" in run("check", folder).stdout
    done = run("bundle", folder, "-o", "out", "--photos", "jpg")
    assert (done.returncode, "还有警告，请看过再上传：IMG005 1个" in done.stdout) == (0, True)
    sizes = {}
    for path in (tmp_path / "out").rglob("*.jpg"):
        with Image.open(path) as image:
            sizes[image.width] = image.format
    assert sizes[64] == "JPEG"


def test_what_to_run_is_said_where_the_decoder_is_not_there(
    run: Run, example: Example, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    # What was seen where it is there is known.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = example("ready-unit")
    next(folder.rglob("QQ图片20180420091207.jpg")).write_bytes(HEIC)
    done = run("check", folder, "--stage", "submitting")
    assert done.returncode == 1
    assert 'pip install "cwc[heic]"' in done.stdout


def _made(kind: str) -> Image.Image:
    scene = Image.open(next(EXAMPLES.rglob("DSC0001.JPG"))).convert("RGB").resize((1600, 1200))
    noise = np.random.default_rng(1).integers(0, 256, (1200, 1600, 3), dtype=np.uint8)
    return {
        "white": Image.new("RGB", scene.size, "white"),
        "black": Image.new("RGB", scene.size, "black"),
        "one colour": Image.new("RGB", scene.size, (40, 90, 200)),
        "noise": Image.fromarray(noise),
        "made larger": scene.resize((40, 30)).resize(scene.size),
        "scene": scene,
    }[kind]


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("white", "JPEG", "一片空白"),
        ("white", "PNG", "一片空白"),
        ("black", "JPEG", "一片空白"),
        ("one colour", "JPEG", "一片空白"),
        ("noise", "JPEG", "一片杂点"),
        ("made larger", "JPEG", "小图放大的"),
        ("made larger", "PNG", "小图放大的"),
        ("scene", "JPEG", ""),
    ],
)
def test_a_photo_that_shows_nothing_is_told(
    run: Run, example: Callable[[str], Path], kind: str, form: str, said: str
) -> None:
    folder = example("ready-unit")
    path = next(folder.rglob("DSC0001.JPG"))
    _made(kind).save(path, form)
    outcome = json.loads(run("check", folder, "--format", "json").stdout)
    told = [f["message"] for f in outcome["findings"] if f["code"] == "IMG008"]
    assert [said in message for message in told] == ([True] if said else [])


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (3, 2), (20_000, 30)])
def test_a_picture_of_any_shape_is_measured(tmp_path: Path, size: tuple[int, int]) -> None:
    made = BytesIO()
    Image.new("RGB", size, "white").save(made, "PNG")
    sight = read(tmp_path, "a.png", made.getvalue()).sights[Detail.key]
    assert isinstance(sight, Detail)
    assert sight.contrast_levels == 0
