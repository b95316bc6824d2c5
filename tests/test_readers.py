"""Readers on real files: what they see, and what they say when they cannot."""

import io
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pypdf.annotations
import pytest
from conftest import EXAMPLES, SAMPLES
from PIL import Image

from cwc.bundles.pdf_file import PdfFile
from cwc.bundles.pdf_font import add_font, shown
from cwc.makers.font import cut
from cwc.model.facts import DocumentFacts, Obstacle, PhotoFacts, Unreadable
from cwc.readers import read_file
from cwc.rules.secrecy_mark import find_mark
from cwc.text.words import count_words

PHOTO = next((EXAMPLES / "ready-district").rglob("IMG_0001.jpg"))


def _obstacle(path: Path) -> Obstacle:
    facts = read_file(path).facts
    assert isinstance(facts, Unreadable), facts
    return facts.obstacle


def _document(path: Path) -> DocumentFacts:
    facts = read_file(path).facts
    assert isinstance(facts, DocumentFacts), facts
    return facts


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_photo(tmp_path: Path) -> None:
    with Image.open(PHOTO) as image:
        size = image.size
    facts = read_file(PHOTO).facts
    assert isinstance(facts, PhotoFacts)
    assert (facts.format, facts.width_px, facts.height_px) == ("JPEG", *size)
    assert facts.size_bytes == PHOTO.stat().st_size


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_sort_of_jpeg(tmp_path: Path, mode: str, progressive: bool) -> None:
    with Image.open(PHOTO) as image:
        image.convert(mode).save(tmp_path / "a.jpg", progressive=progressive)
    assert isinstance(read_file(tmp_path / "a.jpg").facts, PhotoFacts)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_every_sort_of_png(tmp_path: Path, mode: str) -> None:
    Image.new(mode, (40, 30)).save(tmp_path / "a.png")
    facts = read_file(tmp_path / "a.png").facts
    assert isinstance(facts, PhotoFacts)
    assert facts.format == "PNG"


def test_bytes_after_the_end_marker_are_normal(tmp_path: Path) -> None:
    path = _written(tmp_path / "motion.jpg", PHOTO.read_bytes() + b"ftypmp42" * 500)
    assert isinstance(read_file(path).facts, PhotoFacts)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
def test_a_truncated_photo(tmp_path: Path, share: float) -> None:
    data = PHOTO.read_bytes()
    path = _written(tmp_path / "a.jpg", data[: int(len(data) * share)])
    assert _obstacle(path) is Obstacle.DAMAGED


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_a_photo_with_a_zeroed_block(tmp_path: Path, share: float) -> None:
    data = bytearray(PHOTO.read_bytes())
    start = int(len(data) * share)
    data[start : start + 4096] = bytes(4096)
    assert _obstacle(_written(tmp_path / "a.jpg", bytes(data))) is Obstacle.DAMAGED


def test_a_truncated_png(tmp_path: Path) -> None:
    out = io.BytesIO()
    with Image.open(PHOTO) as image:
        image.save(out, "PNG")
    path = _written(tmp_path / "a.png", out.getvalue()[: out.tell() // 2])
    assert _obstacle(path) is Obstacle.DAMAGED


@pytest.mark.parametrize(
    ("name", "data", "obstacle"),
    [
        ("a.jpg", b"", Obstacle.EMPTY),
        ("a.docx", b"", Obstacle.EMPTY),
        ("a.pdf", b"", Obstacle.EMPTY),
        ("a.jpg", b"%PDF-1.4", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.png", b"GIF89a", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.jpg", b"\xff\xd8\xff\xe0", Obstacle.DAMAGED),
        ("a.docx", b"PK\x03\x04rest", Obstacle.DAMAGED),
        ("a.docx", b"{\\rtf1}", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.pdf", b"%PDF-1.7\nbroken", Obstacle.DAMAGED),
        ("a.pdf", b"<html>", Obstacle.NOT_WHAT_IT_SAYS),
        ("a.doc", b"\xd0\xcf\x11\xe0", Obstacle.NO_READER),
        ("a.rar", b"Rar!", Obstacle.NO_READER),
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
    assert isinstance(read_file(tmp_path / "a.png").facts, PhotoFacts)


def test_a_picture_of_too_many_pixels(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    assert _obstacle(tmp_path / "a.png") is Obstacle.TOO_LARGE


@pytest.mark.parametrize("name", ["encrypted.docx", "encrypted.pdf"])
def test_encrypted(name: str) -> None:
    assert _obstacle(SAMPLES / name) is Obstacle.ENCRYPTED


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
    assert _obstacle(path) is Obstacle.DAMAGED


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
    assert _document(SAMPLES / name).words == words


def test_words_of_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文五个字")
    document.add_table(1, 2).rows[0].cells[1].text = "表格四字"
    document.save(str(tmp_path / "a.docx"))
    assert _document(tmp_path / "a.docx").words == 9


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
    passages = _document(SAMPLES / name).passages
    assert {p.place for p in passages if find_mark(p.text)} == {place}


def test_no_mark_in_a_report_about_secrecy() -> None:
    facts = _document(SAMPLES / "about-secrecy.docx")
    assert sum("密" in p.text for p in facts.passages) >= 3
    assert not any(find_mark(p.text) for p in facts.passages)


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
    assert any(find_mark(p.text) for p in _document(tmp_path / "a.docx").passages)


@pytest.mark.parametrize(
    "part", ["word/footnotes.xml", "word/comments.xml", "word/glossary/document.xml"]
)
def test_a_mark_in_another_part(tmp_path: Path, part: str) -> None:
    xml = (
        '<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:p><w:r><w:t>机密</w:t></w:r><w:r><w:t>★5年</w:t></w:r></w:p></w:x>"
    )
    path = _rewritten(tmp_path / "a.docx", {part: xml.encode()})
    assert any(find_mark(p.text) for p in _document(path).passages)


def test_a_mark_in_an_embedded_document(tmp_path: Path) -> None:
    inner = (SAMPLES / "header-secret.docx").read_bytes()
    path = _rewritten(tmp_path / "a.docx", {"word/embeddings/内.docx": inner})
    found = [p.place for p in _document(path).passages if find_mark(p.text)]
    assert found == ["内嵌文件 内.docx 页眉"]


def test_a_watermark_and_a_pictures_description(tmp_path: Path) -> None:
    xml = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:p><w:r><w:pict><v:shape alt="秘密★3年">'
        '<v:textpath string="机密★5年"/></v:shape></w:pict></w:r></w:p></w:hdr>'
    )
    path = _rewritten(tmp_path / "a.docx", {"word/header7.xml": xml.encode()})
    found = [find_mark(p.text) for p in _document(path).passages if p.place == "页眉"]
    assert found == ["秘密★3年", "机密★5年"]


def test_a_table_row_is_one_passage(tmp_path: Path) -> None:
    document = docx.Document()
    cells = document.add_table(1, 3).rows[0].cells
    for cell, text in zip(cells, ("绝密", "机密", "秘密"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    passages = _document(tmp_path / "a.docx").passages
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
    facts = read_file(_written(tmp_path / "a.docx", bytes(data))).facts
    assert isinstance(facts, Unreadable | DocumentFacts)


@pytest.mark.parametrize("name", ["secret.pdf", "scan-watermark.pdf"])
@pytest.mark.parametrize("seed", range(10))
def test_no_damaged_pdf_ends_in_a_traceback(tmp_path: Path, name: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((SAMPLES / name).read_bytes())
    for _ in range(60):
        data[chance.randrange(len(data))] = chance.randrange(256)
    facts = read_file(_written(tmp_path / "a.pdf", bytes(data))).facts
    assert isinstance(facts, Unreadable | DocumentFacts)


def test_a_docx_without_text_is_unread(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    assert [u.obstacle for u in _document(tmp_path / "a.docx").unread] == ["no-text"]
    document = docx.Document()
    document.add_picture(str(PHOTO))
    document.save(str(tmp_path / "b.docx"))
    assert [u.obstacle for u in _document(tmp_path / "b.docx").unread] == ["picture-of-text"]


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
    passages = _document(_pdf_with(tmp_path, change)).passages
    assert any(find_mark(p.text) for p in passages)


def test_a_slanted_watermark_set_sign_by_sign(tmp_path: Path) -> None:
    mark = "机密★5年"
    font = cut(mark)
    signs = [
        f"BT /F 48 Tf 0.7 0.7 -0.7 0.7 {200 + 35 * n} {300 + 35 * n} Tm {shown(font, sign)} Tj ET"
        for n, sign in enumerate(mark)
    ]
    with PdfFile(tmp_path / "a.pdf") as pdf:
        tree, number = pdf.promise(), add_font(pdf, font)
        content = pdf.add_stream("", "\n".join(signs).encode())
        page = pdf.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F {number} 0 R >> >> /Contents {content} 0 R >>"
        )
        pdf.add(f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>", tree)
        pdf.finish(pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>"))
    facts = _document(tmp_path / "a.pdf")
    assert any("5" in (find_mark(p.text) or "") for p in facts.passages)
    assert facts.words == count_words(mark)


def test_a_pdfs_attachment_is_said_to_be_unread(tmp_path: Path) -> None:
    path = _pdf_with(tmp_path, lambda w: w.add_attachment("a.docx", b"x"))
    assert [u.obstacle for u in _document(path).unread] == ["embedded-file"]


def test_an_owner_password_asks_nothing_of_readers(tmp_path: Path) -> None:
    path = _pdf_with(tmp_path, lambda w: w.encrypt("", "owner", algorithm="AES-256"))
    assert _document(path).unread == ()


def test_what_cannot_be_looked_into_is_said(tmp_path: Path) -> None:
    parts = {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0", "word/header9.xml": b"<broken"}
    unread = _document(_rewritten(tmp_path / "a.docx", parts)).unread
    assert {(u.place, u.obstacle) for u in unread} == {
        ("oleObject1", "embedded-file"),
        ("页眉", "broken-part"),
    }


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
    facts = _document(SAMPLES / "scan-watermark.pdf")
    assert [(u.place, u.obstacle) for u in facts.unread] == [("第1页", "picture-of-text")]


def test_a_pdf_with_a_text_layer() -> None:
    facts = _document(next((EXAMPLES / "ready-district").rglob("*.pdf")))
    assert facts.unread == ()
    assert {p.place for p in facts.passages} >= {"第1页", "第2页"}
    assert facts.passages[0].text == "示范区人民政府文件"


def test_the_sha256_is_of_the_bytes_read(tmp_path: Path) -> None:
    copy = Path(shutil.copy(PHOTO, tmp_path / "b.jpg"))
    assert read_file(copy).sha256 == read_file(PHOTO).sha256
    assert len(read_file(copy).sha256) == 64
