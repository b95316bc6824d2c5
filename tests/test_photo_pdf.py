"""The PDF of a 图片资料, judged by other people's readers."""

import io
from pathlib import Path
from typing import cast

import pypdf
import pypdfium2 as pdfium
import pytest
from conftest import EXAMPLES, image_objects, jpeg_streams
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from cwc.bundles.parts import parted
from cwc.bundles.photo_pdf import write_album
from cwc.makers.font import missing_characters
from cwc.makers.photo import untouched
from cwc.model.plan import PlannedAlbum, PlannedPhoto, Source

LIMIT = 2_000_000
PHOTO = next((EXAMPLES / "ready-district").rglob("IMG_0001.jpg")).read_bytes()
NOISE = Image.effect_noise((300, 300), 90).tobytes()
A4 = (595.28, 841.89)
# pdfium's numbers of a page object that is an image, and of a destination with a corner.
IMAGE, XYZ = 3, 1


def _photo(number: int, category: str | None = "义诊", theme: str = "健康义诊") -> PlannedPhoto:
    return PlannedPhoto(
        number=number,
        most_bytes=LIMIT,
        is_anew=False,
        source=Source(path=f"{number}.jpg", sha256="0" * 64),
        category=category,
        when="2018年3月15日",
        caption=("活动时间：2018年3月15日", f"活动主题：{theme}"),
        target=f"{number:03}.jpg",
    )


def _album(*photos: PlannedPhoto) -> PlannedAlbum:
    return PlannedAlbum(
        number=1,
        label="图片资料",
        target="a.pdf",
        heading="Ⅲ-49/-/① 公益活动",
        total=len(photos),
        photos=photos,
    )


def _shaped(width_px: int, height_px: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width_px, height_px), "teal").save(out, "JPEG")
    return out.getvalue()


LANDSCAPE, PORTRAIT, SQUARE, PANORAMA = (
    _shaped(*size) for size in ((400, 300), (300, 400), (300, 300), (900, 200))
)


def _write(path: Path, album: PlannedAlbum, *data: bytes, per_page: int | None = None) -> Path:
    """The album with these photos one after the other, or the same one every time."""
    shown = list(data) if len(data) > 1 else [*data, PHOTO][:1] * len(album.photos)
    write_album(path, album, filter(None, (untouched(each, LIMIT) for each in shown)), per_page)
    return path


def _bookmarks(path: Path) -> list[tuple[int, str, int]]:
    """Level, title and page of every bookmark."""
    with pdfium.PdfDocument(path) as document:
        return [(b.level, b.get_title(), b.get_dest().get_index()) for b in document.get_toc()]


def _counts(path: Path) -> list[int]:
    """How many photos each page shows, whole and none upon another."""
    counts = []
    with pdfium.PdfDocument(path) as document:
        for page in document:
            bounds = [o.get_bounds() for o in page.get_objects() if o.type == IMAGE]
            for left, bottom, right, top in bounds:
                assert 40 < left < right < A4[0] - 40
                assert 40 < bottom < top < A4[1] - 40
            for n, one in enumerate(bounds):
                assert not any(_overlap(one, other) for other in bounds[:n])
            counts.append(len(bounds))
    return counts


Bounds = tuple[float, float, float, float]


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize(
    ("photos", "counts"),
    [
        ([LANDSCAPE] * 5, [2, 2, 1]),
        ([LANDSCAPE, PORTRAIT, LANDSCAPE, LANDSCAPE], [1, 1, 2]),
        ([PORTRAIT, PORTRAIT], [1, 1]),
        ([SQUARE, SQUARE, LANDSCAPE], [1, 1, 1]),
        ([PANORAMA, LANDSCAPE], [2]),
    ],
)
def test_two_landscape_photos_share_a_page(
    tmp_path: Path, photos: list[bytes], counts: list[int]
) -> None:
    album = _album(*(_photo(n) for n in range(1, len(photos) + 1)))
    assert _counts(_write(tmp_path / "a.pdf", album, *photos)) == counts


def test_a_photo_with_a_long_caption_shares_no_page(tmp_path: Path) -> None:
    album = _album(_photo(1), _photo(2, theme="健康知识进乡村" * 30), _photo(3), _photo(4))
    assert _counts(_write(tmp_path / "a.pdf", album, LANDSCAPE)) == [1, 1, 2]


@pytest.mark.parametrize(("per_page", "counts"), [(1, [1] * 5), (2, [2, 2, 1]), (4, [4, 1])])
def test_as_many_on_a_page_as_asked_for(tmp_path: Path, per_page: int, counts: list[int]) -> None:
    photos = [PORTRAIT, LANDSCAPE, SQUARE, PANORAMA, LANDSCAPE]
    # Three hundred characters: as many as ever stood under one photo, and more than fit beside it.
    album = _album(*(_photo(n, theme="健康知识进乡村进社区" * 30) for n in range(1, 6)))
    path = _write(tmp_path / "a.pdf", album, *photos, per_page=per_page)
    assert _counts(path) == counts


def test_every_photo_stands_between_its_own_heading_and_caption(tmp_path: Path) -> None:
    album = _album(*(_photo(n, theme=f"主题{n}") for n in range(1, 5)))
    path = _write(tmp_path / "a.pdf", album, LANDSCAPE, per_page=4)
    with pdfium.PdfDocument(path) as document:
        text = document[0].get_textpage()
        images = [o for o in document[0].get_objects() if o.type == IMAGE]
        for number, image in enumerate(images, start=1):
            left, bottom, right, top = image.get_bounds()
            assert f"{number}/4" in text.get_text_bounded(left, top, right, top + 40)
            below = text.get_text_bounded(left, bottom - 45, right, bottom)
            assert below.split() == ["活动时间：2018年3月15日", f"活动主题：主题{number}"]


def test_a_bookmark_leads_to_its_photo(tmp_path: Path) -> None:
    album = _album(*(_photo(n) for n in range(1, 4)))
    path = _write(tmp_path / "a.pdf", album, LANDSCAPE, per_page=2)
    with pdfium.PdfDocument(path) as document:
        leaves = [b.get_dest() for b in document.get_toc() if b.level == 1]
        for number, leaf in enumerate(leaves):
            images = [o for o in document[leaf.get_index()].get_objects() if o.type == IMAGE]
            mode, (left, top, _) = leaf.get_view()
            assert mode == XYZ
            # Right below the corner come a heading of one row and the photo.
            bounds = images[number % 2].get_bounds()
            assert left == pytest.approx(bounds[0], abs=0.1)
            assert 0 < top - bounds[3] < 30


def test_pages_text_and_streams(tmp_path: Path) -> None:
    album = _album(_photo(1), _photo(2, theme="“签约”——服务"))
    path = _write(tmp_path / "a.pdf", album, per_page=1)
    reader = pypdf.PdfReader(path, strict=True)
    assert [tuple(map(float, page.mediabox[2:])) for page in reader.pages] == [A4, A4]
    assert jpeg_streams(path) == [PHOTO, PHOTO]
    document = pdfium.PdfDocument(path)
    texts = [document[n].get_textpage().get_text_range() for n in range(2)]
    document.close()
    assert "Ⅲ-49/-/① 公益活动 图片资料 义诊 2018年3月15日 1/2" in texts[0]
    assert "活动时间：2018年3月15日" in texts[0]
    assert "活动主题：“签约”——服务" in texts[1]


def test_bookmarks_by_category(tmp_path: Path) -> None:
    photos = (_photo(1, "无偿献血", "献血"), _photo(2), _photo(3))
    path = _write(tmp_path / "a.pdf", _album(*photos), per_page=1)
    assert _bookmarks(path) == [
        (0, "无偿献血", 0),
        (1, "2018年3月15日 献血", 0),
        (0, "义诊", 1),
        (1, "2018年3月15日 健康义诊", 1),
        (1, "2018年3月15日 健康义诊", 2),
    ]


def test_without_a_category_the_artefact_is_the_branch(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.pdf", _album(_photo(1, category=None)))
    assert _bookmarks(path)[0] == (0, "图片资料", 0)


def test_a_long_caption_wraps_inside_the_page(tmp_path: Path) -> None:
    theme = "健康知识进乡村进社区进学校" * 12
    path = _write(tmp_path / "a.pdf", _album(_photo(1, theme=theme)))
    document = pdfium.PdfDocument(path)
    page = document[0].get_textpage()
    text = page.get_text_range()
    boxes = [page.get_charbox(n) for n in range(page.count_chars()) if text[n].strip()]
    document.close()
    assert theme in "".join(text.split())
    assert all(left > 40 and right < A4[0] - 40 for left, _, right, _ in boxes)
    assert all(bottom > 20 for _, bottom, _, _ in boxes)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_shown_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    with Image.open(io.BytesIO(PHOTO)) as image:
        image.save(out, "JPEG", quality=95, exif=exif)
    with Image.open(io.BytesIO(out.getvalue())) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    path = _write(tmp_path / "a.pdf", _album(_photo(1)), out.getvalue())
    document = pdfium.PdfDocument(path)
    page = document[0].render(scale=2).to_pil().convert("RGB")
    left, bottom, right, top = next(
        o for o in document[0].get_objects() if o.type == IMAGE
    ).get_bounds()
    document.close()
    shown = page.crop(
        tuple(round(2 * v) for v in (left, A4[1] - top, right, A4[1] - bottom))
    ).resize((200, 200))
    difference = ImageChops.difference(shown, upright.resize((200, 200)))
    assert max(ImageStat.Stat(difference).mean) < 8


def test_a_colour_profile_goes_along(tmp_path: Path) -> None:
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with Image.open(io.BytesIO(PHOTO)) as image:
        image.save(out, "JPEG", icc_profile=profile)
    path = _write(tmp_path / "a.pdf", _album(_photo(1)), out.getvalue())
    space = cast("pypdf.generic.ArrayObject", image_objects(path)[0]["/ColorSpace"])
    assert space[0] == "/ICCBased"
    assert cast("pypdf.generic.StreamObject", space[1].get_object()).get_data() == profile


def test_a_large_colour_profile_stands_there_once(tmp_path: Path) -> None:
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + NOISE[:90_000]
    with Image.open(io.BytesIO(PHOTO)) as image:
        image.save(out, "JPEG", icc_profile=profile)
    path = _write(tmp_path / "a.pdf", _album(_photo(1)), out.getvalue())
    stream = image_objects(path)[0]
    space = cast("pypdf.generic.ArrayObject", stream["/ColorSpace"])
    assert cast("pypdf.generic.StreamObject", space[1].get_object()).get_data() == profile
    with Image.open(io.BytesIO(stream._data)) as bare, Image.open(out) as whole:
        assert "icc_profile" not in bare.info
        assert bare.tobytes() == whole.tobytes()


@pytest.mark.parametrize("limit", [700_000, 1_000_000, 3_000_000])
def test_parts_hold_every_photo_once_and_none_is_too_large(tmp_path: Path, limit: int) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + NOISE[:7_000]
    photos = {}
    for number in range(1, 31):
        out = io.BytesIO()
        picture = Image.effect_noise((60 * number, 80), 90).convert("RGB")
        picture.save(out, "JPEG", quality=90, icc_profile=profile[:7_400])
        photos[f"{number}.jpg"] = out.getvalue()
    letters = [chr(0x4E00 + n) for n in range(3_000) if not missing_characters(chr(0x4E00 + n))]
    planned = [
        _photo(n, theme="".join(letters[60 * n : 60 * n + 60])).model_copy(
            update={"most_bytes": len(photos[f"{n}.jpg"])}
        )
        for n in range(1, 31)
    ]
    album = _album(*planned)
    parts = list(parted(album, limit))
    assert [photo for part in parts for photo in part.photos] == planned
    assert [part.target for part in parts] == [f"a（{n}）.pdf" for n in range(1, len(parts) + 1)]
    for part in parts:
        data = [photos[photo.source.path] for photo in part.photos]
        path = _write(tmp_path / part.target, part, *data, per_page=1)
        assert path.stat().st_size <= limit
        with pdfium.PdfDocument(path) as document:
            heading = document[0].get_textpage().get_text_range().splitlines()[0]
        assert f"{part.photos[0].number}/30" in heading


def test_parts_are_as_full_as_they_may_be() -> None:
    album = _album(*(_photo(n) for n in range(1, 28)))
    assert [len(part.photos) for part in parted(album, 10_500_000)] == [5, 5, 5, 5, 5, 2]
    assert list(parted(album, 27 * LIMIT + 1_000_000)) == [album]


def test_the_same_album_gives_the_same_bytes(tmp_path: Path) -> None:
    album = _album(_photo(1), _photo(2))
    one = _write(tmp_path / "1.pdf", album).read_bytes()
    assert one == _write(tmp_path / "2.pdf", album).read_bytes()
    assert b"CreationDate" not in one
