"""The PDF of a 图片资料, judged by other people's readers."""

import io
from pathlib import Path
from typing import cast

import pypdf
import pypdfium2 as pdfium
import pytest
from conftest import EXAMPLES, image_objects, jpeg_streams
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from cwc.bundles.photo_pdf import write_album
from cwc.makers.photo import Jpeg, untouched
from cwc.model.plan import PlannedAlbum, PlannedPhoto, Source

LIMIT = 2_000_000
PHOTO = next((EXAMPLES / "ready-district").rglob("IMG_0001.jpg")).read_bytes()
A4 = (595.28, 841.89)


def _photo(number: int, category: str | None = "义诊", theme: str = "健康义诊") -> PlannedPhoto:
    return PlannedPhoto(
        source=Source(path=f"{number}.jpg", sha256="0" * 64),
        category=category,
        when="2018年3月15日",
        caption=("活动时间：2018年3月15日", f"活动主题：{theme}"),
        target=f"{number:03}.jpg",
    )


def _album(*photos: PlannedPhoto) -> PlannedAlbum:
    return PlannedAlbum(
        label="图片资料", target="a.pdf", heading="Ⅲ-49/-/① 公益活动", photos=photos
    )


def _write(path: Path, album: PlannedAlbum, data: bytes = PHOTO) -> Path:
    def load(_photo: PlannedPhoto) -> Jpeg:
        jpeg = untouched(data, LIMIT)
        assert jpeg is not None
        return jpeg

    write_album(path, album, load)
    return path


def _bookmarks(path: Path) -> list[tuple[int, str, int]]:
    """Level, title and page of every bookmark."""
    with pdfium.PdfDocument(path) as document:
        return [(b.level, b.get_title(), b.get_dest().get_index()) for b in document.get_toc()]


def test_pages_text_and_streams(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.pdf", _album(_photo(1), _photo(2, theme="“签约”——服务")))
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
    path = _write(tmp_path / "a.pdf", _album(*photos))
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
        o for o in document[0].get_objects() if o.type == 3
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


def test_the_same_album_gives_the_same_bytes(tmp_path: Path) -> None:
    album = _album(_photo(1), _photo(2))
    one = _write(tmp_path / "1.pdf", album).read_bytes()
    assert one == _write(tmp_path / "2.pdf", album).read_bytes()
    assert b"CreationDate" not in one
