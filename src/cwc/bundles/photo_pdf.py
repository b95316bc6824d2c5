"""One A4 PDF for each 图片资料: a photo a page, its JPEG stream as it is, its caption as text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from cwc.bundles.pdf_file import PdfFile, text_string
from cwc.bundles.pdf_font import add_font, shown
from cwc.makers.font import FontCut, cut, printable
from cwc.makers.photo import Jpeg
from cwc.makers.wrap import wrap
from cwc.model.plan import PlannedAlbum, PlannedPhoto

# ISO 216 A4 in points; margins of 15 mm.
_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = 595.28, 841.89, 42.52
_ROOM = _PAGE_WIDTH - 2 * _MARGIN
_HEADING_EM, _CAPTION_EM, _LINE = 9.0, 12.0, 1.5
_HEADING_GREY = 0.45

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
class _Page:
    number: int
    category: str
    title: str


def write_album(path: Path, album: PlannedAlbum, load: Callable[[PlannedPhoto], Jpeg]) -> None:
    """Write the album's PDF; `load` gives each photo's JPEG when its page's turn comes."""
    headings = [_heading(album, photo, n) for n, photo in enumerate(album.photos, start=1)]
    captions = [[printable(line) for line in photo.caption] for photo in album.photos]
    font = cut("".join([*headings, *(line for caption in captions for line in caption)]))
    with PdfFile(path) as pdf:
        tree = pdf.promise()
        font_number = add_font(pdf, font)
        pages = []
        for photo, heading, caption in zip(album.photos, headings, captions, strict=True):
            jpeg = load(photo)
            image = _add_image(pdf, jpeg)
            content = pdf.add_stream("", _content(font, heading, caption, jpeg).encode("ascii"))
            number = pdf.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {_PAGE_WIDTH} {_PAGE_HEIGHT}] "
                f"/Resources << /Font << /F {font_number} 0 R >> /XObject << /I {image} 0 R >> >> "
                f"/Contents {content} 0 R >>"
            )
            pages.append(_Page(number, photo.category or album.label, _title(photo)))
        kids = " ".join(f"{page.number} 0 R" for page in pages)
        pdf.add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", tree)
        outline = _add_outline(pdf, pages)
        catalog = pdf.add(
            f"<< /Type /Catalog /Pages {tree} 0 R /Outlines {outline} 0 R /PageMode /UseOutlines "
            "/Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle false >> >>"
        )
        pdf.finish(catalog)


def _heading(album: PlannedAlbum, photo: PlannedPhoto, number: int) -> str:
    place = f"{number}/{len(album.photos)}"
    parts = (album.heading, album.label, photo.category, photo.when, place)
    return printable(" ".join(part for part in parts if part))


def _title(photo: PlannedPhoto) -> str:
    """The bookmark: the date and the last thing the caption says, which is what it is about."""
    about = photo.caption[-1].split("：", 1)[-1] if photo.caption else ""
    return " ".join(part for part in (photo.when, about) if part) or photo.target


def _add_image(pdf: PdfFile, jpeg: Jpeg) -> int:
    colours = 1 if jpeg.mode == "L" else 3
    device = "/DeviceGray" if colours == 1 else "/DeviceRGB"
    space = device
    if jpeg.icc:
        profile = pdf.add_stream(f"/N {colours} /Alternate {device}", jpeg.icc)
        space = f"[/ICCBased {profile} 0 R]"
    return pdf.add_stream(
        f"/Type /XObject /Subtype /Image /Width {jpeg.width_px} /Height {jpeg.height_px} "
        f"/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode",
        jpeg.data,
        deflate=False,
    )


def _content(font: FontCut, heading: str, caption: Sequence[str], jpeg: Jpeg) -> str:
    """The page's drawing: heading, picture, and the caption's lines below the picture."""
    rows = [
        r
        for line in caption
        for r in wrap(line, _ROOM, lambda t: font.width(t) / 1000 * _CAPTION_EM)
    ]
    heads = wrap(heading, _ROOM, lambda t: font.width(t) / 1000 * _HEADING_EM)
    top = _PAGE_HEIGHT - _MARGIN - len(heads) * _HEADING_EM * _LINE - _HEADING_EM
    bottom = _MARGIN + len(rows) * _CAPTION_EM * _LINE
    sideways = jpeg.orientation >= 5
    across, down = (jpeg.height_px, jpeg.width_px) if sideways else (jpeg.width_px, jpeg.height_px)
    scale = min(_ROOM / across, (top - bottom) / down)
    width, height = across * scale, down * scale
    left, foot = (_PAGE_WIDTH - width) / 2, top - height
    a, b, c, d, e, f = _TURNS[jpeg.orientation]
    return "\n".join(
        [
            *_text(font, heads, _PAGE_HEIGHT - _MARGIN - _HEADING_EM, _HEADING_EM, _HEADING_GREY),
            "q",
            f"{width:.3f} 0 0 {height:.3f} {left:.3f} {foot:.3f} cm",
            f"{a} {b} {c} {d} {e} {f} cm",
            "/I Do",
            "Q",
            *_text(font, rows, foot - _CAPTION_EM * _LINE, _CAPTION_EM, 0.0),
        ]
    )


def _text(font: FontCut, rows: Sequence[str], top: float, em: float, grey: float) -> list[str]:
    lines = ["BT", f"{grey} g", f"/F {em} Tf", f"{em * _LINE} TL", f"{_MARGIN} {top:.3f} Td"]
    for row in rows:
        lines += [f"{shown(font, row)} Tj", "T*"]
    return [*lines, "ET"]


def _add_outline(pdf: PdfFile, pages: Sequence[_Page]) -> int:
    """Bookmarks: a branch for each category, a leaf for each photo."""
    root = pdf.promise()
    groups = [(name, list(group)) for name, group in groupby(pages, key=lambda p: p.category)]
    branches = [pdf.promise() for _ in groups]
    for n, (name, group) in enumerate(groups):
        leaves = [pdf.promise() for _ in group]
        for k, page in enumerate(group):
            _add_bookmark(pdf, leaves, k, branches[n], (page.title, page.number))
        below = f"/First {leaves[0]} 0 R /Last {leaves[-1]} 0 R /Count {-len(leaves)} "
        _add_bookmark(pdf, branches, n, root, (name, group[0].number), below)
    pdf.add(
        f"<< /Type /Outlines /First {branches[0]} 0 R /Last {branches[-1]} 0 R "
        f"/Count {len(branches)} >>",
        root,
    )
    return root


def _add_bookmark(
    pdf: PdfFile,
    row: Sequence[int],
    index: int,
    parent: int,
    entry: tuple[str, int],
    below: str = "",
) -> None:
    title, page = entry
    before = f"/Prev {row[index - 1]} 0 R " if index else ""
    after = f"/Next {row[index + 1]} 0 R " if index + 1 < len(row) else ""
    pdf.add(
        f"<< /Title {text_string(title)} /Parent {parent} 0 R {before}{after}{below}"
        f"/Dest [{page} 0 R /Fit] >>",
        row[index],
    )
