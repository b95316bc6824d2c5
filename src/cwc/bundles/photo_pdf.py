"""One A4 PDF for each 图片资料: the photos' JPEG streams as they are, their captions as text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwc.bundles.album_layout import (
    HEADING_EM,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Box,
    Figure,
    Place,
    sheets,
)
from cwc.bundles.pdf_file import PdfFile
from cwc.bundles.pdf_font import add_font, shown
from cwc.bundles.pdf_outline import Mark, add_outline
from cwc.jpeg import without_profile
from cwc.makers.font import FontCut, cut, printable
from cwc.makers.photo import Jpeg
from cwc.model.plan import PlannedAlbum, PlannedPhoto

_HEADING_GREY = 0.45
# Cameras' and screens' profiles are smaller; a larger one is there once, not in the JPEG too, so
# that no photo takes much more in the PDF than it came with.
_LARGE_PROFILE_BYTES = 7_500

# How an image is laid for each EXIF orientation: the unit square's matrix, before scaling.
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True)
class _Photo(Figure):
    """A figure whose image is in the PDF already, under this number."""

    image: int
    orientation: int


def write_album(
    path: Path, album: PlannedAlbum, jpegs: Iterable[Jpeg], per_page: int | None = None
) -> None:
    """Write the album's PDF, `per_page` photos on a page (None: as they fit).

    Each of `jpegs` is written as it comes, so that no more than one is in memory.
    """
    words = [(_heading(album, photo), _caption(photo)) for photo in album.photos]
    font = cut("".join("".join((heading, *caption)) for heading, caption in words))
    seed = "".join(photo.source.sha256 for photo in album.photos)
    with PdfFile(path, seed) as pdf:
        tree = pdf.promise()
        fonts = f"<< /F {add_font(pdf, font)} 0 R >>"
        photos = (_added(pdf, jpeg, *said) for jpeg, said in zip(jpegs, words, strict=True))
        pages: list[int] = []
        corners: list[tuple[int, Box]] = []
        for sheet in sheets(photos, per_page, font):
            pages.append(_add_page(pdf, tree, fonts, font, sheet))
            corners += [(pages[-1], place.box) for _, place in sheet]
        kids = " ".join(f"{page} 0 R" for page in pages)
        pdf.add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", tree)
        outline = add_outline(
            pdf,
            [
                Mark(page, box.left, box.top, photo.category or album.label, _title(photo))
                for photo, (page, box) in zip(album.photos, corners, strict=True)
            ],
        )
        catalog = pdf.add(
            f"<< /Type /Catalog /Pages {tree} 0 R /Outlines {outline} 0 R /PageMode /UseOutlines "
            "/Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle false >> >>"
        )
        pdf.finish(catalog)


def _heading(album: PlannedAlbum, photo: PlannedPhoto) -> str:
    place = f"{photo.number}/{album.total}"
    parts = (album.heading, album.label, photo.category, photo.when, place)
    return printable(" ".join(part for part in parts if part))


def _caption(photo: PlannedPhoto) -> tuple[str, ...]:
    return tuple(printable(line) for line in photo.caption)


def _title(photo: PlannedPhoto) -> str:
    """The bookmark: the date and the last thing the caption says, which is what it is about."""
    about = photo.caption[-1].split("：", 1)[-1] if photo.caption else ""
    return " ".join(part for part in (photo.when, about) if part) or photo.target


def _added(pdf: PdfFile, jpeg: Jpeg, heading: str, caption: tuple[str, ...]) -> _Photo:
    """The photo, its image written into the PDF."""
    width_px, height_px = jpeg.width_px, jpeg.height_px
    if jpeg.orientation >= 5:
        width_px, height_px = height_px, width_px
    image = _add_image(pdf, jpeg)
    return _Photo(width_px, height_px, heading, caption, image, jpeg.orientation)


def _add_page(
    pdf: PdfFile, tree: int, fonts: str, font: FontCut, sheet: Sequence[tuple[_Photo, Place]]
) -> int:
    content = pdf.add_stream("", "\n".join(_drawn(font, sheet)).encode("ascii"))
    images = " ".join(f"/I{photo.image} {photo.image} 0 R" for photo, _ in sheet)
    return pdf.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] "
        f"/Resources << /Font {fonts} /XObject << {images} >> >> /Contents {content} 0 R >>"
    )


def _add_image(pdf: PdfFile, jpeg: Jpeg) -> int:
    colours = 1 if jpeg.mode == "L" else 3
    device = "/DeviceGray" if colours == 1 else "/DeviceRGB"
    space, data = device, jpeg.data
    if jpeg.icc:
        profile = pdf.add_stream(f"/N {colours} /Alternate {device}", jpeg.icc)
        space = f"[/ICCBased {profile} 0 R]"
    if len(jpeg.icc) > _LARGE_PROFILE_BYTES:
        data = without_profile(data)
    return pdf.add_jpeg(
        f"/Type /XObject /Subtype /Image /Width {jpeg.width_px} /Height {jpeg.height_px} "
        f"/ColorSpace {space} /BitsPerComponent 8",
        data,
    )


def _drawn(font: FontCut, sheet: Sequence[tuple[_Photo, Place]]) -> Iterator[str]:
    """The page's drawing: heading, picture, and the caption's rows below the picture."""
    for photo, place in sheet:
        picture, left = place.picture, place.box.left
        yield from _text(font, place.heads, (left, place.box.top), HEADING_EM, _HEADING_GREY)
        yield "q"
        yield (
            f"{picture.width:.3f} 0 0 {picture.height:.3f} "
            f"{picture.left:.3f} {picture.bottom:.3f} cm"
        )
        yield " ".join(map(str, _TURNS[photo.orientation])) + " cm"
        yield f"/I{photo.image} Do"
        yield "Q"
        top = picture.bottom - place.em * (LINE - 1)
        yield from _text(font, place.rows, (left, top), place.em, 0.0)


def _text(
    font: FontCut, rows: Sequence[str], corner: tuple[float, float], em: float, grey: float
) -> Iterator[str]:
    """Rows of text from their upper left corner down."""
    left, top = corner
    yield "BT"
    yield f"{grey} g"
    yield f"/F {em:.2f} Tf"
    yield f"{em * LINE:.2f} TL"
    yield f"{left:.2f} {top - em:.3f} Td"
    for row in rows:
        yield f"{shown(font, row)} Tj"
        yield "T*"
    yield "ET"
