"""Readers on real files: what they see, and what they say when they cannot."""

import io
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import docx
import docx.document
import docx.text.run
import olefile
import openpyxl
import pikepdf
import pypdf
import pypdf.annotations
import pytest
import xlsxwriter
from conftest import EXAMPLES, SAMPLES, prose
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt, RGBColor
from lxml import etree
from pdf_maker import drawn_pdf, text_pdf
from PIL import Image, ImageDraw

from cwc.bundles.pdf_font import shown
from cwc.jpeg import cleaned
from cwc.makers.font import cut
from cwc.model.aspects import (
    Aspect,
    Formulas,
    Hidden,
    Insets,
    Marking,
    Mentions,
    Package,
    Picture,
    RedHeader,
    Review,
    Text,
)
from cwc.model.obstacle import Obstacle
from cwc.model.place import Layer, Role
from cwc.readers import read_file
from cwc.readers.colour import is_seal
from cwc.readers.table import TABLE, UNKNOWN
from cwc.readers.wordml import paragraphs, says_something
from cwc.text.secrecy import find_marks
from cwc.text.words import count_words
from cwc.wording.places import place_name
from cwc.workbook import read_tables

PHOTO = next((EXAMPLES / "ready-district").rglob("IMG_0001.jpg"))


AspectT = TypeVar("AspectT", bound=Aspect)


def _words(text: str) -> list[str]:
    return [mark.words for mark in find_marks([text])]


def _found(path: Path) -> list[str]:
    """The marks that the search of the whole file finds."""
    return [mark.words for mark in find_marks(p.text for p in _seen(path, Mentions).passages)]


def _obstacle(path: Path) -> Obstacle:
    obstacle = read_file(path).unopened
    assert obstacle is not None
    return obstacle


def _seen(path: Path, aspect: type[AspectT]) -> AspectT:
    sight = read_file(path).sights[aspect.key]
    assert isinstance(sight, aspect), sight
    return sight


def _text(path: Path) -> Text:
    return _seen(path, Text)


def _places(text: Text) -> list[str]:
    """The places of all parts that carry a mark."""
    return [place_name(part.where) for part in text.parts if _words(part.text)]


def _unread(text: Text) -> list[tuple[str, str]]:
    return [(place_name(gap.where), gap.obstacle) for gap in text.unread]


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_photo(tmp_path: Path) -> None:
    with Image.open(PHOTO) as image:
        size = image.size
    picture = _seen(PHOTO, Picture)
    assert (picture.format, picture.width_px, picture.height_px) == ("JPEG", *size)
    assert read_file(PHOTO).size_bytes == PHOTO.stat().st_size


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_sort_of_jpeg(tmp_path: Path, mode: str, progressive: bool) -> None:
    with Image.open(PHOTO) as image:
        image.convert(mode).save(tmp_path / "a.jpg", progressive=progressive)
    assert _seen(tmp_path / "a.jpg", Picture)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_every_sort_of_png(tmp_path: Path, mode: str) -> None:
    Image.new(mode, (40, 30)).save(tmp_path / "a.png")
    facts = _seen(tmp_path / "a.png", Picture)
    assert facts.format == "PNG"


def test_bytes_after_the_end_marker_are_normal(tmp_path: Path) -> None:
    path = _written(tmp_path / "motion.jpg", PHOTO.read_bytes() + b"ftypmp42" * 500)
    assert _seen(path, Picture)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
def test_a_truncated_photo(tmp_path: Path, share: float) -> None:
    data = PHOTO.read_bytes()
    path = _written(tmp_path / "a.jpg", data[: int(len(data) * share)])
    assert _obstacle(path) is Obstacle.UNDECODABLE


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_a_photo_with_a_zeroed_block(tmp_path: Path, share: float) -> None:
    data = bytearray(PHOTO.read_bytes())
    start = int(len(data) * share)
    data[start : start + 4096] = bytes(4096)
    assert _obstacle(_written(tmp_path / "a.jpg", bytes(data))) is Obstacle.UNDECODABLE


def test_a_truncated_png(tmp_path: Path) -> None:
    out = io.BytesIO()
    with Image.open(PHOTO) as image:
        image.save(out, "PNG")
    path = _written(tmp_path / "a.png", out.getvalue()[: out.tell() // 2])
    assert _obstacle(path) is Obstacle.UNDECODABLE


@pytest.mark.parametrize(
    ("name", "data", "obstacle"),
    [
        ("a.jpg", b"", Obstacle.EMPTY),
        ("a.docx", b"", Obstacle.EMPTY),
        ("a.pdf", b"", Obstacle.EMPTY),
        ("a.jpg", b"%PDF-1.4", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.png", b"GIF89a", Obstacle.UNDECODABLE),
        ("a.heic", b"\0\0\0\x18ftypisom", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.nef", b"II*\0", Obstacle.ODD_PICTURE),
        ("a.jp2", b"\0\0\0\x0cjP  ", Obstacle.ODD_PICTURE),
        ("a.jpg", b"\xff\xd8\xff\xe0", Obstacle.UNDECODABLE),
        ("a.docx", b"PK\x03\x04rest", Obstacle.DAMAGED),
        ("a.docx", b"{\\rtf1}", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.pdf", b"%PDF-1.7\nbroken", Obstacle.DAMAGED),
        ("a.pdf", b"<html>", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.doc", b"\xd0\xcf\x11\xe0", Obstacle.NO_READER),
        ("a.rar", b"Rar!", Obstacle.ARCHIVE),
    ],
)
def test_what_stands_in_the_way(tmp_path: Path, name: str, data: bytes, obstacle: Obstacle) -> None:
    assert _obstacle(_written(tmp_path / name, data)) is obstacle


def test_a_file_that_is_gone_and_a_link(tmp_path: Path) -> None:
    assert _obstacle(tmp_path / "gone.jpg") is Obstacle.VANISHED
    (tmp_path / "link.jpg").symlink_to(PHOTO)
    assert _obstacle(tmp_path / "link.jpg") is Obstacle.LINK
    (tmp_path / "folder.jpg").mkdir()
    assert _obstacle(tmp_path / "folder.jpg") is Obstacle.DENIED


def test_a_picture_of_as_many_pixels_as_phones_make(tmp_path: Path) -> None:
    Image.new("1", (20_000, 10_000)).save(tmp_path / "a.png")
    assert _seen(tmp_path / "a.png", Picture)


def test_a_picture_of_too_many_pixels(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    assert _obstacle(tmp_path / "a.png") is Obstacle.TOO_LARGE


@pytest.mark.parametrize("name", ["encrypted.docx", "encrypted.pdf"])
def test_encrypted(name: str) -> None:
    assert _obstacle(SAMPLES / name) is Obstacle.ENCRYPTED


@pytest.mark.parametrize(
    "ending", [e for reader in (*TABLE, UNKNOWN) for e in reader.endings[:1] or (".wps",)]
)
def test_what_an_offices_guard_encrypted(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"%TSD-Header-###%\x01\x00" + bytes(range(256)) * 20)
    assert _obstacle(path) is Obstacle.SEALED


def test_a_bomb(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * 1_000_000)
    assert _obstacle(tmp_path / "a.docx") is Obstacle.TOO_LARGE


def test_an_xml_bomb_stays_small(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE d [<!ENTITY a0 "机密★5年">{entities}]><d>&a9;</d>'
    path = _rewritten(tmp_path / "a.docx", {"word/document.xml": xml.encode()})
    assert read_file(path).sights[Text.key] == Hidden(obstacle=Obstacle.DAMAGED)
    assert {*_found(path)} == {"机密★5年"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        # Counted beside LibreOffice's own count of the same files; the first has its notes and
        # text box, the second its text box left out, as Word's count does.
        ("notes-and-controls.docx", 226),
        ("textbox-secret.docx", 301),
        ("about-secrecy.docx", 308),
        ("deleted-secret.docx", 303),
        ("hidden-secret.docx", 297),
    ],
)
def test_words_of_a_docx(name: str, words: int) -> None:
    assert _text(SAMPLES / name).words == words


def test_words_of_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文五个字")
    document.add_table(1, 2).rows[0].cells[1].text = "表格四字"
    document.save(str(tmp_path / "a.docx"))
    assert _text(tmp_path / "a.docx").words == 9


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("header-secret.docx", "页眉"),
        ("textbox-secret.docx", "文本框"),
        ("deleted-secret.docx", "正文里删除的修订"),
        ("hidden-secret.docx", "正文里的隐藏文字"),
        ("split-secret.docx", "正文"),
        ("secret.pdf", "第1页"),
    ],
)
def test_the_mark_is_seen_where_it_stands(name: str, place: str) -> None:
    assert {*_places(_text(SAMPLES / name))} == {place}


def test_no_mark_in_a_report_about_secrecy() -> None:
    facts = _text(SAMPLES / "about-secrecy.docx")
    assert sum("密" in p.text for p in facts.parts) >= 3
    assert not any(_words(p.text) for p in facts.parts)


Fill = Callable[["docx.document.Document"], None]


def _footer(document: "docx.document.Document") -> None:
    document.sections[0].footer.paragraphs[0].text = "机密★5年"


def _cell(document: "docx.document.Document") -> None:
    document.add_table(1, 1).rows[0].cells[0].text = "机密★5年"


def _title(document: "docx.document.Document") -> None:
    document.core_properties.title = "机密★5年"


@pytest.mark.parametrize("fill", [_footer, _cell, _title])
def test_a_mark_elsewhere_in_a_docx(tmp_path: Path, fill: Fill) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    fill(document)
    document.save(str(tmp_path / "a.docx"))
    assert any(_words(p.text) for p in _text(tmp_path / "a.docx").parts)


@pytest.mark.parametrize(
    "part", ["word/footnotes.xml", "word/comments.xml", "word/glossary/document.xml"]
)
def test_a_mark_in_another_part(tmp_path: Path, part: str) -> None:
    xml = (
        '<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>机密</w:t></w:r><w:r><w:t>★5年</w:t></w:r></w:p></w:x>"
    )
    path = _rewritten(tmp_path / "a.docx", {part: xml.encode()})
    assert any(_words(p.text) for p in _text(path).parts)


def test_a_mark_in_an_embedded_text(tmp_path: Path) -> None:
    inner = (SAMPLES / "header-secret.docx").read_bytes()
    path = _rewritten(tmp_path / "a.docx", {"word/embeddings/内.docx": inner})
    found = _seen(path, Mentions).passages
    assert "内嵌文件 内 页眉" in {place_name(p.where) for p in found if _words(p.text)}


def test_a_watermark_and_a_pictures_description(tmp_path: Path) -> None:
    xml = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r><w:pict><v:shape alt="秘密★3年">'
        '<v:textpath string="机密★5年"/></v:shape></w:pict></w:r></w:p></w:hdr>'
    )
    path = _rewritten(tmp_path / "a.docx", {"word/header7.xml": xml.encode()})
    found = [w for p in _text(path).parts if p.where.role is Role.HEADER for w in _words(p.text)]
    assert found == ["秘密★3年", "机密★5年"]


def test_a_table_row_is_one_passage(tmp_path: Path) -> None:
    document = docx.Document()
    cells = document.add_table(1, 3).rows[0].cells
    for cell, text in zip(cells, ("绝密", "机密", "秘密"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    passages = _text(tmp_path / "a.docx").parts
    assert "绝密\t机密\t秘密" in {p.text for p in passages}


@pytest.mark.parametrize("seed", range(30))
def test_no_damaged_docx_ends_in_a_traceback(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((SAMPLES / "about-secrecy.docx").read_bytes())
    if seed % 2:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 600)]
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    sights = read_file(_written(tmp_path / "a.docx", bytes(data))).sights
    assert Text.key in sights


@pytest.mark.parametrize("name", ["secret.pdf", "scan-watermark.pdf"])
@pytest.mark.parametrize("seed", range(10))
def test_no_damaged_pdf_ends_in_a_traceback(tmp_path: Path, name: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((SAMPLES / name).read_bytes())
    for _ in range(60):
        data[chance.randrange(len(data))] = chance.randrange(256)
    sights = read_file(_written(tmp_path / "a.pdf", bytes(data))).sights
    assert Text.key in sights


def test_a_docx_without_text_is_unread(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    assert [o for _, o in _unread(_text(tmp_path / "a.docx"))] == ["no-text"]
    document = docx.Document()
    document.add_picture(str(PHOTO))
    document.save(str(tmp_path / "b.docx"))
    assert [o for _, o in _unread(_text(tmp_path / "b.docx"))] == ["picture-of-text"]


def _encoded(image: Image.Image, form: str) -> bytes:
    out = BytesIO()
    image.save(out, form)
    return out.getvalue()


def test_of_the_pictures_in_a_document_only_photos_are_counted_as_photos(tmp_path: Path) -> None:
    photo = Image.open(PHOTO).convert("RGB").resize((600, 400))
    screen = Image.new("RGB", (1400, 900), "white")
    draw = ImageDraw.Draw(screen)
    for row in range(40):
        draw.text((10, 20 * row), f"{row} " + "The same line of a table " * 8, fill="black")
    pictures = {
        "photo.jpg": _encoded(photo, "JPEG"),
        "photo.png": _encoded(photo, "PNG"),
        "broken.png": b"\x89PNG\r\n\x1a\n" + bytes(20_000),
        "screen.png": _encoded(screen, "PNG"),
        "diagram.emf": bytes(range(256)) * 80,
        "logo.jpg": _encoded(photo.resize((60, 40)), "JPEG"),
    }
    assert len(pictures["screen.png"]) > 10_000 > len(pictures["logo.jpg"])
    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path, "a") as package:
        for name, data in pictures.items():
            package.writestr(f"word/media/{name}", data)
    assert _seen(path, Insets) == Insets(pictures=6, photos=3)


@pytest.mark.parametrize(
    ("photos", "words", "unread"),
    [(3, 150, ["picture-of-text"]), (2, 150, []), (3, 300, []), (2, 90, ["picture-of-text"])],
)
def test_pages_with_a_caption_each_are_no_text(
    tmp_path: Path, photos: int, words: int, unread: list[str]
) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph(prose(words))
    for number in range(photos):
        with Image.open(PHOTO) as image:
            page = image.convert("RGB").rotate(number)
        document.add_picture(BytesIO(_encoded(page, "JPEG")))
    document.save(str(path))
    assert [obstacle for _, obstacle in _unread(_text(path))] == unread


@pytest.mark.parametrize(("signs", "unread"), [(40, ["picture-of-text"]), (5, [])])
def test_letters_that_are_drawn_are_no_text(tmp_path: Path, signs: int, unread: list[str]) -> None:
    stroke = "100 100 m " + "110 120 130 140 150 160 c " * 40 + "h f"
    said = "附件：情况说明"
    font = cut(said)
    shows = [f"BT /F 12 Tf 60 780 Td {shown(font, said)} Tj ET", *[stroke] * signs]
    drawn_pdf(tmp_path / "a.pdf", font, shows)
    assert [obstacle for _, obstacle in _unread(_text(tmp_path / "a.pdf"))] == unread


def _pdf_with(tmp_path: Path, change: Callable[[pypdf.PdfWriter], object]) -> Path:
    writer = pypdf.PdfWriter(clone_from=next((EXAMPLES / "ready-district").rglob("*.pdf")))
    change(writer)
    writer.write(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def _note(writer: pypdf.PdfWriter) -> None:
    writer.add_annotation(0, pypdf.annotations.Text(rect=(9, 9, 99, 99), text="机密★5年"))


def _stamp(writer: pypdf.PdfWriter) -> None:
    stamp = pypdf.annotations.FreeText(rect=(50, 700, 250, 760), text="机密★5年")
    writer.add_annotation(0, stamp)


@pytest.mark.parametrize(
    "change",
    [
        _note,
        _stamp,
        lambda w: w.add_metadata({"/Title": "机密★5年"}),
        lambda w: w.add_outline_item(title="机密★5年", page_number=0),
    ],
)
def test_a_mark_beside_a_pdfs_pages(
    tmp_path: Path, change: Callable[[pypdf.PdfWriter], object]
) -> None:
    passages = _text(_pdf_with(tmp_path, change)).parts
    assert any(_words(p.text) for p in passages)


def test_a_slanted_watermark_set_sign_by_sign(tmp_path: Path) -> None:
    mark = "机密★5年"
    font = cut(mark)
    signs = [
        f"BT /F 48 Tf 0.7 0.7 -0.7 0.7 {200 + 35 * n} {300 + 35 * n} Tm {shown(font, sign)} Tj ET"
        for n, sign in enumerate(mark)
    ]
    drawn_pdf(tmp_path / "a.pdf", font, signs)
    facts = _text(tmp_path / "a.pdf")
    assert any("5" in words for p in facts.parts for words in _words(p.text))
    assert facts.words == count_words(mark)


def test_a_pdfs_attachment_is_searched(tmp_path: Path) -> None:
    secret = (SAMPLES / "header-secret.docx").read_bytes()
    path = _pdf_with(tmp_path, lambda w: w.add_attachment("a.docx", secret))
    assert _text(path).unread == ()
    assert "机密★5年" in _found(path)


def test_how_a_printer_was_set_is_no_embedded_file(tmp_path: Path) -> None:
    path = _pdf_with(tmp_path, lambda w: w.add_attachment("标准.joboptions", "机密★5年".encode()))
    assert _seen(path, Package).embedded == ()
    assert "机密★5年" in _found(path)
    path = _pdf_with(tmp_path, lambda w: w.add_attachment("名单.txt", b"x"))
    assert [where.name for where in _seen(path, Package).embedded] == ["名单.txt"]


def test_an_encrypted_pdf_that_is_broken_as_well_is_no_fault_of_ours(tmp_path: Path) -> None:
    data = (SAMPLES / "encrypted.pdf").read_bytes()
    # Where the table of objects begins: what repairs that cannot decrypt any more.
    broken = data.replace(b"startxref\n7", b"startxref\n\x93")
    assert broken != data
    path = _written(tmp_path / "a.pdf", broken)
    assert read_file(path).sights[Text.key] == Hidden(obstacle=Obstacle.ENCRYPTED)


def test_an_owner_password_asks_nothing_of_readers(tmp_path: Path) -> None:
    path = _pdf_with(tmp_path, lambda w: w.encrypt("", "owner", algorithm="AES-256"))
    assert _text(path).unread == ()


def test_what_cannot_be_looked_into_is_said(tmp_path: Path) -> None:
    parts = {
        "word/embeddings/oleObject1.bin": olefile.MAGIC + bytes(600),
        "word/embeddings/rest.rar": b"Rar!\x1a\x07\x01\x00",
        "word/header9.xml": b"<broken",
    }
    path = _rewritten(tmp_path / "a.docx", parts)
    assert _unread(_text(path)) == [("页眉", "broken-part")]
    unread = [(place_name(gap.where), gap.obstacle) for gap in _seen(path, Mentions).unread]
    assert unread == [("oleObject1", "broken-part"), ("rest", "embedded-file")]


def _rewritten(path: Path, parts: dict[str, bytes]) -> Path:
    """A plain report as a docx in which some parts are replaced or added."""
    source = SAMPLES / "about-secrecy.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def test_a_scan_is_said_to_have_no_text() -> None:
    facts = _text(SAMPLES / "scan-watermark.pdf")
    assert _unread(facts) == [("第1页", "picture-of-text")]


def test_signs_of_which_only_the_shapes_are_told_are_unread(tmp_path: Path) -> None:
    def unmapped(said: list[str]) -> list[tuple[str, str]]:
        text_pdf(tmp_path / "a.pdf", ["说明报告", *said])
        with pikepdf.open(tmp_path / "a.pdf") as document:
            del document.pages[0].Resources.Font.F["/ToUnicode"]
            document.save(tmp_path / "b.pdf")
        return _unread(_text(tmp_path / "b.pdf"))

    assert unmapped([MARK]) == [("第1页", "unmapped")]


def test_a_bullet_without_a_code_is_no_text(tmp_path: Path) -> None:
    text_pdf(tmp_path / "a.pdf", ["说明报告", "●", "●"])
    with pikepdf.open(tmp_path / "a.pdf") as document:
        codes = document.pages[0].Resources.Font.F.ToUnicode
        told = [line for line in codes.read_bytes().splitlines() if b"<25CF>" not in line.upper()]
        # Five signs' codes were told, of which one is no more.
        codes.write(b"\n".join(told).replace(b"5 beginbfchar", b"4 beginbfchar"))
        document.save(tmp_path / "b.pdf")
    assert _unread(_text(tmp_path / "b.pdf")) == []


def test_a_pdf_with_a_text_layer() -> None:
    facts = _text(next((EXAMPLES / "ready-district").rglob("*.pdf")))
    assert facts.unread == ()
    assert {place_name(p.where) for p in facts.parts} >= {"第1页", "第2页"}
    assert facts.parts[0].text == "示范区人民政府文件"


def test_the_sha256_is_of_the_bytes_read(tmp_path: Path) -> None:
    copy = Path(shutil.copy(PHOTO, tmp_path / "b.jpg"))
    assert read_file(copy).sha256 == read_file(PHOTO).sha256
    assert len(read_file(copy).sha256) == 64


def _workbook(path: Path, change: Callable[[xlsxwriter.Workbook, Any], None]) -> Text:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("统计")
        sheet.write_row(0, 0, ["指标", "数值"])
        sheet.write_row(1, 0, ["千人口献血人次", 10.6])
        change(book, sheet)
    return _text(path)


MARK = "机密★5年"
HIDING_PLACES: dict[str, Callable[[xlsxwriter.Workbook, Any], object]] = {
    "a cell": lambda _, sheet: sheet.write(5, 0, MARK),
    "a hidden row": lambda _, sheet: (
        sheet.write(5, 0, MARK),
        sheet.set_row(5, options={"hidden": True}),
    ),
    "the header": lambda _, sheet: sheet.set_header(f"&C{MARK}"),
    "a comment": lambda _, sheet: sheet.write_comment("A1", MARK),
    "a sheet's name": lambda book, _: book.add_worksheet(MARK),
    "a number's format": lambda book, sheet: sheet.write(
        3, 0, 1, book.add_format({"num_format": f'"{MARK}"0'})
    ),
    "a prompt": lambda _, sheet: sheet.data_validation(
        "A1", {"validate": "any", "input_message": MARK}
    ),
    "a link's tip": lambda _, sheet: sheet.write_url("A5", "internal:统计!A1", tip=MARK),
    "a formula": lambda _, sheet: sheet.write_formula("A6", f'="{MARK}"&""', None, "x"),
    "a text box": lambda _, sheet: sheet.insert_textbox("D2", MARK),
    "the properties": lambda book, _: book.set_properties({"title": MARK}),
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_a_mark_anywhere_in_a_workbook_is_read(tmp_path: Path, place: str) -> None:
    def hide(book: xlsxwriter.Workbook, sheet: Any) -> None:
        HIDING_PLACES[place](book, sheet)

    facts = _workbook(tmp_path / "a.xlsx", hide)
    assert any(_words(part.text) for part in facts.parts)


def test_a_header_reads_as_it_is_printed(tmp_path: Path) -> None:
    code = '&L&"宋体,加粗"&14第&P页&C机\t密&R甲&&乙&K01+000 &10 5年'
    facts = _workbook(tmp_path / "a.xlsx", lambda _, sheet: sheet.set_header(code))
    printed = [p.text for p in facts.parts if p.where.role is Role.HEADER_FOOTER]
    assert printed == ["第页", "机\t密", "甲&乙 5年"]


def test_a_workbook_row_by_row(tmp_path: Path) -> None:
    facts = _workbook(tmp_path / "a.xlsx", lambda *_: None)
    rows = [p.text for p in facts.parts if place_name(p.where) == "工作表“统计”"]
    assert rows == ["指标\t数值", "千人口献血人次\t10.6"]
    assert facts.unread == ()


def test_shares_and_dates_as_a_clerk_sees_them(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write(3, 0, 0.998, book.add_format({"num_format": "0.0%"}))
        sheet.write(4, 0, date(2018, 3, 15), book.add_format({"num_format": "yyyy-mm-dd"}))

    texts = {p.text for p in _workbook(tmp_path / "a.xlsx", fill).parts}
    assert {"99.8%", "2018年3月15日"} <= texts


def test_a_formula_without_its_result_is_unread(tmp_path: Path) -> None:
    def fill(_: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_formula("B3", "=1+1", None, "")

    path = tmp_path / "a.xlsx"
    _workbook(path, fill)
    book = openpyxl.load_workbook(path)
    book.save(path)  # which drops the results
    facts = _text(path)
    assert _unread(facts) == [("公式统计!B3", "broken-part")]


@pytest.mark.parametrize(
    ("form", "name"), [("BMP", "a.bmp"), ("WEBP", "a.webp"), ("TIFF", "a.tif"), ("PNG", "a.jpg")]
)
def test_photos_of_other_forms_are_known_by_their_content(
    tmp_path: Path, form: str, name: str
) -> None:
    Image.new("RGB", (60, 40), "green").save(tmp_path / name, form)
    facts = _seen(tmp_path / name, Picture)
    assert (facts.format, facts.width_px, facts.height_px) == (form, 60, 40)


def test_what_the_camera_noted(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2018:03:15 09:51:00"
    Image.new("RGB", (60, 40)).save(tmp_path / "a.jpg", exif=exif)
    facts = _seen(tmp_path / "a.jpg", Picture)
    assert (facts.orientation, facts.taken) == (6, datetime(2018, 3, 15, 9, 51))
    exif.get_ifd(0x8769)[0x9003] = "2000:01:01 00:00:00"  # a clock that was never set
    Image.new("RGB", (60, 40)).save(tmp_path / "a.jpg", exif=exif)
    facts = _seen(tmp_path / "a.jpg", Picture)
    assert facts.taken is None


def _seal(red: tuple[int, int, int]) -> bytes:
    picture = Image.new("RGB", (200, 200), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((10, 10, 190, 190), outline=red, width=8)
    draw.regular_polygon((100, 100, 30), 5, fill=red)
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def test_a_red_seal_is_told_from_other_pictures() -> None:
    assert is_seal(_seal((220, 30, 30)))
    assert not is_seal(_seal((30, 30, 220)))
    assert not is_seal(_seal((20, 20, 20)))
    assert not is_seal(PHOTO.read_bytes())
    assert not is_seal(b"no picture")
    wide = BytesIO()
    Image.new("RGB", (400, 40), "red").save(wide, "PNG")
    assert not is_seal(wide.getvalue())


@pytest.mark.parametrize(
    ("formula", "runs"),
    [
        ('=HYPERLINK("http://a/","b")', True),
        ('=IF(1,HYPERLINK("http://a/","b"))', True),
        ('=_xlfn.WEBSERVICE("http://a/")', True),
        ("=cmd|'/C calc'!A0", True),
        ("='[别的.xlsx]S'!A1", True),
        ('=HYPERLINK("#Sheet!A1","目录")', False),
        ("=SUM(A1:A3)", False),
        ("-A | B 组", False),
        ("+86 138", False),
    ],
)
def test_formulas_that_run(tmp_path: Path, formula: str, runs: bool) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = formula
    book.save(tmp_path / "a.xlsx")
    assert bool(_seen(tmp_path / "a.xlsx", Formulas).cells) == runs


def test_measurements_are_no_photo(tmp_path: Path) -> None:
    Image.new("F", (60, 40), 0.5).save(tmp_path / "a.tif")
    assert _obstacle(tmp_path / "a.tif") is Obstacle.ODD_PICTURE


def test_a_red_header_is_seen_in_the_drawing_and_in_the_picture_of_a_page(tmp_path: Path) -> None:
    assert not _seen(SAMPLES / "secret.pdf", RedHeader).found
    assert _seen(next((EXAMPLES / "ready-district").rglob("*规划.pdf")), RedHeader).found
    assert _seen(SAMPLES / "scan-watermark.pdf", RedHeader).found


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("hidden-secret.docx", Review(revisions=0, comments=0, hidden=3)),
        ("about-secrecy.docx", Review(revisions=0, comments=0, hidden=0)),
    ],
)
def test_what_is_left_in_a_document(name: str, left: Review) -> None:
    assert _seen(SAMPLES / name, Review) == left


@pytest.mark.parametrize(
    ("xml", "speaks"),
    [
        ('<a><b c="1"/>\n  <b c="2"/></a>', False),
        ("<a>字</a>", True),
        ("<a>\n &#23383;</a>", True),
        ("<a><![CDATA[字]]></a>", True),
        ('<a title="字"/>', True),
        ('<a xmlns:x="urn:x" x:descr = "字"/>', True),
        ("<a alt\n='字'/>", True),
        ('<lvlText xmlns:w="urn:w" w:val="字"/>', True),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_a_part_that_says_something_is_never_passed_over(
    xml: str, speaks: bool, encoding: str
) -> None:
    data = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{xml}'.encode(encoding)
    told = [p.visible.strip() for p in paragraphs(etree.fromstring(data))]
    assert any(told) == speaks
    assert says_something(data) or not speaks
    assert speaks or encoding != "utf-8" or not says_something(data)


def test_a_folder_in_a_package_is_no_embedded_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/embeddings/", b"")
    assert _seen(path, Package).embedded == ()


def test_building_blocks_of_a_template_are_not_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("义诊活动情况")
    document.save(str(path))
    with zipfile.ZipFile(path, "a") as package:
        body = (
            package.read("word/document.xml").decode().replace("义诊活动情况", "单击此处输入文字。")
        )
        package.writestr("word/glossary/document.xml", body)
    text = _seen(path, Text)
    roles = {part.text: part.where.role for part in text.parts}
    assert roles["义诊活动情况"] is Role.BODY
    assert roles["单击此处输入文字。"] is Role.PART


@pytest.mark.parametrize("marker", [b"\xff\xdb", b"\xff\xc4", b"\xff\xda"])
def test_filling_before_a_header_is_no_damage_and_hides_none(tmp_path: Path, marker: bytes) -> None:
    data = next((EXAMPLES / "ready-district").rglob("*.jpg")).read_bytes()
    at = data.index(marker)
    filled = data[:at] + b"\0" * 300 + "机密★5年".encode() + data[at:]
    path = tmp_path / "a.jpg"
    path.write_bytes(filled)
    assert isinstance(read_file(path).sights[Picture.key], Picture)
    assert any(find_marks(p.text for p in _seen(path, Mentions).passages))
    assert cleaned(filled) == cleaned(data)
    path.write_bytes(filled[: len(filled) // 2])
    assert read_file(path).sights[Picture.key] == Hidden(obstacle=Obstacle.UNDECODABLE)


@pytest.mark.parametrize("rows", [20_100, 1_048_575])
def test_no_row_of_a_register_is_dropped(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "材料登记.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("照片")
        for row, name in ((0, "文件"), (1, "1.jpg"), (rows, "最后.jpg")):
            sheet.write(row, 0, name)
    assert [row.number for row in read_tables(path)["照片"].rows] == [2, rows + 1]


def _run_of(document: docx.document.Document, text: str) -> docx.text.run.Run:
    return document.add_paragraph("看得见").add_run(text)


def test_what_nobody_can_read_counts_for_nothing(tmp_path: Path) -> None:
    document = docx.Document()
    _run_of(document, "白字").font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    _run_of(document, "一磅").font.size = Pt(1)
    _run_of(document, "隐藏").font.hidden = True
    document.save(str(tmp_path / "a.docx"))
    read = read_file(tmp_path / "a.docx")
    text = read.sights[Text.key]
    assert isinstance(text, Text)
    assert text.words == 9
    hidden = [part.text for part in text.parts if part.where.layer is Layer.HIDDEN]
    assert "".join(hidden) == "白字一磅隐藏"
    assert read.sights[Review.key] == Review(revisions=0, comments=0, hidden=3)


def test_white_on_a_ground_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    highlighted = _run_of(document, "标亮")
    highlighted.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    highlighted.font.highlight_color = WD_COLOR_INDEX.RED
    cell = document.add_table(1, 1).rows[0].cells[0].paragraphs[0].add_run("表头")
    cell.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    small = _run_of(document, "三磅")
    small.font.size = Pt(3)
    document.save(str(tmp_path / "a.docx"))
    text = read_file(tmp_path / "a.docx").sights[Text.key]
    assert isinstance(text, Text)
    assert text.words == 12


@pytest.mark.parametrize(
    ("drawn", "is_marked"),
    [
        ("1 1 0 rg 60 777 120 14 re f", True),
        ("0.7 0.9 0.6 rg 60 777 120 14 re f", True),
        ("0.5 w 60 577.5 m 180 577.5 l S", True),
        ("0 g 60 577 120 0.6 re f", True),
        # A gray ground, the page's own, one beside the words; a frame; lines of header and table.
        ("0.8 g 60 777 120 14 re f", False),
        ("1 1 0.8 rg 0 0 595 842 re f", False),
        ("1 1 0 rg 300 300 120 14 re f", False),
        ("1 0.9 0 RG 50 570 200 30 re S", False),
        ("1 0 0 RG 2 w 60 777.5 m 535 777.5 l S", False),
        ("0.5 w 60 570 m 180 570 l S", False),
    ],
)
def test_a_passage_of_a_pdf_is_marked(tmp_path: Path, drawn: str, is_marked: bool) -> None:
    font = cut("关于校园安全的通知")
    lines = ["BT /F 12 Tf 60 780 Td {} Tj ET", "BT /F 12 Tf 60 580 Td {} Tj ET"]
    shows = [line.format(shown(font, "关于校园安全的通知")) for line in lines]
    drawn_pdf(tmp_path / "文.pdf", font, [f"q {drawn} Q", *shows])
    assert read_file(tmp_path / "文.pdf").sights[Marking.key] == Marking(marked=is_marked)
