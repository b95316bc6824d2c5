"""JPEGs within the limit, captions below the picture, lines that wrap."""

import io
import random

import pytest
from conftest import EXAMPLES
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageOps, ImageStat
from PIL.JpegImagePlugin import get_sampling

from cwc.makers.font import cut, missing_characters, printable
from cwc.makers.photo import make_jpeg, untouched
from cwc.makers.wrap import wrap

LIMIT = 2_000_000
LARGE = next((EXAMPLES / "messy-unit").rglob("大厅.jpg")).read_bytes()
SMALL = next((EXAMPLES / "ready-district").rglob("IMG_0001.jpg")).read_bytes()
CAPTION = (
    "活动时间：2018年3月15日",
    "主办单位：示范镇卫生院",
    "活动主题：" + "健康知识进乡村" * 20,
)


def _open(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def _noise(width: int, height: int, quality: int, subsampling: str = "4:2:0") -> bytes:
    pixels = random.Random(7).randbytes(width * height * 3)
    out = io.BytesIO()
    image = Image.frombytes("RGB", (width, height), pixels)
    image.save(out, "JPEG", quality=quality, subsampling=subsampling)
    return out.getvalue()


@pytest.mark.parametrize("caption", [(), CAPTION], ids=["bare", "captioned"])
@pytest.mark.parametrize("limit", [LIMIT, 1_000_000, 300_000])
def test_a_large_photo_lands_just_below_the_limit(caption: tuple[str, ...], limit: int) -> None:
    made = make_jpeg(LARGE, limit, caption)
    assert 0.9 * limit <= len(made.data) <= limit
    with _open(LARGE) as before, _open(made.data) as after:
        assert after.width == before.width
        assert after.height >= before.height


@pytest.mark.parametrize("limit", [20_000, 200_000])
def test_even_noise_gets_below_the_limit(limit: int) -> None:
    made = make_jpeg(_noise(900, 700, 95), limit)
    assert 0 < len(made.data) <= limit
    with _open(made.data) as image:
        assert image.size == (made.width_px, made.height_px)


def test_a_photo_that_was_compressed_before_keeps_its_size() -> None:
    with _open(LARGE) as image:
        for quality in (60, 75, 90):
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, subsampling="4:4:4")
            for share in (0.5, 0.7, 0.8, 0.9):
                limit = int(len(out.getvalue()) * share)
                made = make_jpeg(out.getvalue(), limit)
                assert 0.6 * limit <= len(made.data) <= limit
                assert (made.width_px, made.height_px) == image.size


def test_noise_that_has_more_bytes_than_pillow_has_room_for_gets_below_the_limit() -> None:
    made = make_jpeg(_noise(500, 500, 100, "4:4:4"), 700_000)
    assert 0.9 * 700_000 <= len(made.data) <= 700_000


@pytest.mark.parametrize(
    ("came", "turned", "goes"),
    [
        ("4:4:4", 1, "4:4:4"),
        ("4:2:2", 1, "4:2:2"),
        ("4:2:2", 6, "4:2:0"),
        ("4:2:0", 1, "4:2:0"),
        ("4:1:1", 1, "4:2:0"),
    ],
)
def test_colours_stay_as_finely_sampled(came: str, turned: int, goes: str) -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Orientation] = turned
    with _open(LARGE) as image:
        image.resize((800, 600)).save(out, "JPEG", quality=95, subsampling=came, exif=exif)
    made = make_jpeg(out.getvalue(), 60_000)
    with _open(made.data) as image:
        assert {0: "4:4:4", 1: "4:2:2", 2: "4:2:0"}[get_sampling(image)] == goes


def test_a_profile_that_leaves_no_room_is_left_out() -> None:
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with _open(SMALL) as image:
        image.save(out, "JPEG", icc_profile=profile + b"x" * 60_000)
    made = make_jpeg(out.getvalue(), 50_000)
    assert not made.icc
    assert len(made.data) <= 50_000


def test_a_small_photo_grows_no_larger_than_its_strip_needs() -> None:
    made = make_jpeg(SMALL, LIMIT, CAPTION[:2])
    assert len(made.data) < len(SMALL) * 1.3


def test_the_picture_above_the_strip_is_the_picture() -> None:
    made = make_jpeg(SMALL, LIMIT, CAPTION)
    with _open(SMALL) as before, _open(made.data) as after:
        above = after.crop((0, 0, before.width, before.height))
        difference = ImageStat.Stat(ImageChops.difference(above, before.convert("RGB"))).mean
        assert max(difference) < 3
        strip = after.crop((0, before.height, after.width, after.height)).convert("L")
        histogram = strip.histogram()
        assert sum(histogram[:60]) > 100
        assert sum(histogram[250:]) > strip.width * strip.height / 2


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    with _open(SMALL) as image:
        image.save(out, "JPEG", quality=95, exif=exif)
    made = make_jpeg(out.getvalue(), LIMIT)
    with _open(out.getvalue()) as source, _open(made.data) as after:
        upright = ImageOps.exif_transpose(source)
        assert after.size == upright.size
        assert max(ImageStat.Stat(ImageChops.difference(after, upright)).mean) < 3
        assert 0x0112 not in after.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_other_colours_become_grey_or_rgb(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (64, 48)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    made = make_jpeg(out.getvalue(), LIMIT, ("活动主题：义诊",))
    assert made.mode in {"L", "RGB"}
    with _open(made.data) as image:
        assert image.format == "JPEG"
        assert image.width == 64


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    out = io.BytesIO()
    Image.new("I;16", (64, 48), 128 * 257).save(out, "PNG")
    with _open(make_jpeg(out.getvalue(), LIMIT).data) as image:
        assert sum(image.histogram()[127:130]) == 64 * 48


def test_transparency_is_laid_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (64, 48), (0, 0, 0, 0)).save(out, "PNG")
    with _open(make_jpeg(out.getvalue(), LIMIT).data) as image:
        assert image.getpixel((10, 10)) == (255, 255, 255)


def test_a_fitting_jpeg_is_left_alone_and_others_are_not() -> None:
    left = untouched(SMALL, LIMIT)
    assert left is not None
    assert ImageChops.difference(_open(left.data), _open(SMALL)).getbbox() is None
    assert untouched(LARGE, LIMIT) is None
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    assert untouched(out.getvalue(), LIMIT) is None


SAID = "机密★5年".encode()


def _told(mode: str) -> bytes:
    """A photo that tells of itself in every way, with a colour profile and turned."""
    image = Image.effect_noise((64, 48), 50).convert(mode)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation], exif[ExifTags.Base.Artist] = 6, "张某"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (34.0, 50.0, 0.0)
    out = io.BytesIO()
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image.save(out, "JPEG", exif=exif, comment=SAID, icc_profile=icc, quality=90)
    made = out.getvalue()
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>" + SAID + b"</x>"
    segment = b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp
    return made[:2] + segment + made[2:] + SAID


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_what_goes_out_tells_of_the_picture_alone(mode: str) -> None:
    told = _told(mode)
    left, made = untouched(told, LIMIT), make_jpeg(told, LIMIT, CAPTION)
    assert left is not None
    for data in (left.data, made.data):
        assert SAID not in data
        assert "张某".encode() not in data
        assert not _open(data).getexif()
        assert data.endswith(b"\xff\xd9")
    assert left.orientation == 6
    assert _open(left.data).tobytes() == _open(told).tobytes()
    assert _open(left.data).info["icc_profile"] == _open(told).info["icc_profile"]


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert make_jpeg(LARGE, LIMIT, CAPTION).data == make_jpeg(LARGE, LIMIT, CAPTION).data


def test_no_position_leaves_with_a_photo() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (34.0, 50.0, 0.0)
    out = io.BytesIO()
    with _open(SMALL) as image:
        image.save(out, "JPEG", exif=exif)
    with _open(make_jpeg(out.getvalue(), LIMIT).data) as image:
        assert not image.getexif()


def test_wrapped_lines_fit_and_begin_with_no_closing_sign() -> None:
    text = "在示范镇文化广场，开展“健康知识进乡村”义诊活动；参加医务人员20名。"
    for width in range(4, 40):
        lines = wrap(text, width, len)
        assert all(len(line) <= width for line in lines)
        assert not any(line[0] in "，。；”" for line in lines)
        assert "".join(lines).replace(" ", "") == text


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("a" * 25, 10, len) == ["a" * 10, "a" * 10, "a" * 5]


def test_the_font_covers_what_captions_say() -> None:
    gb2312 = "".join(
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    assert len(gb2312) == 6763
    assert missing_characters(gb2312 + "Ⅲ①〔〕★“”—…·℃") == ""
    assert missing_characters("甲𠮷乙😀") == "𠮷😀"
    assert printable("甲 \n乙😀") == "甲 乙〓"


def test_a_cut_of_the_font_is_small_and_repeats() -> None:
    first, second = cut("活动主题：义诊"), cut("义诊：主题活动")
    assert first.cff == second.cff
    assert len(first.cff) < 10_000
    assert first.width("义诊") == 2000
