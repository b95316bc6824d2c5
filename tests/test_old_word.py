"""Older Word: .doc and .wps by their own piece table, rich text, and what is only named so."""

import shutil
import struct
from pathlib import Path

import pytest
from conftest import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from ofd_maker import Ofd, lines, page

from cwc.errors import TooMuchError
from cwc.model.aspects import Hidden, Insets, Package, RedHeader, Review, Text
from cwc.model.obstacle import Obstacle
from cwc.model.place import Layer, Role
from cwc.readers import read_file
from cwc.readers.read import Look, look
from cwc.readers.word97.fib import Story
from cwc.readers.word97.properties import Pages
from cwc.readers.word97.text import runs
from cwc.text.numbers import find_number
from cwc.text.secrecy import find_marks

OLD = (".doc", ".rtf")
NAMES = ("header-secret", "textbox-secret", "deleted-secret", "hidden-secret", "split-secret")
HEADERS = {Role.HEADER, Role.FOOTER, Role.HEADER_FOOTER}
DOC = (SAMPLES / "five-forms.doc").read_bytes()
RTF = (SAMPLES / "five-forms.rtf").read_bytes()
# [MS-DOC] 2.5: within the stream WordDocument, which begins at the first sector of these samples.
VERSION_AT, FLAGS_AT, PIECES_AT, BODY_COUNT_AT = 0x02, 0x0A, 0x01A2, 0x4C


def _text(path: Path) -> Text:
    text = read_file(path).sights[Text.key]
    assert isinstance(text, Text), text
    return text


def _marks(path: Path) -> set[tuple[str, Layer, bool]]:
    """Each mark with its layer, and whether it stands in a header."""
    return {
        (mark.words, part.where.layer, part.where.role in HEADERS)
        for part in _text(path).parts
        for mark in find_marks([part.text])
    }


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _obstacle(path: Path) -> Obstacle | None:
    text = read_file(path).sights[Text.key]
    return text.obstacle if isinstance(text, Hidden) else None


@pytest.mark.parametrize("ending", OLD)
@pytest.mark.parametrize("name", NAMES)
def test_marks_and_words_are_those_of_the_docx(name: str, ending: str) -> None:
    new, old = SAMPLES / f"{name}.docx", SAMPLES / f"{name}{ending}"
    assert _marks(old) == _marks(new) != set()
    assert _text(old).words == _text(new).words


@pytest.mark.parametrize("ending", OLD)
def test_notes_and_text_boxes_are_places_of_their_own(ending: str) -> None:
    # Its words cannot be compared: LibreOffice writes what stands in a content control twice.
    sights = read_file(SAMPLES / f"notes-and-controls{ending}").sights
    said = {part.where.role: part.text for part in sights[Text.key].parts}
    assert said[Role.FOOTNOTE].strip() == "脚注：签约率按年末登记人数计算。"
    assert said[Role.COMMENT].strip() == "批注：请核对这一数据。"
    assert said[Role.TEXT_BOX] == "文本框：内部流转，供参考。"
    assert sights[Review.key].comments == 1


@pytest.mark.parametrize("ending", OLD)
@pytest.mark.parametrize("name", NAMES)
def test_revisions_and_hidden_passages_are_counted(name: str, ending: str) -> None:
    sights = read_file(SAMPLES / f"{name}{ending}").sights
    review = sights[Review.key]
    assert isinstance(review, Review)
    assert (review.revisions > 0) == (name == "deleted-secret")
    assert (review.hidden > 0) == (name == "hidden-secret")
    assert sights[Package.key] == Package(macros=False, embedded=())
    assert sights[Insets.key] == Insets(pictures=0, photos=0)


def test_one_document_says_the_same_in_every_form(tmp_path: Path) -> None:
    forms = [SAMPLES / f"five-forms{ending}" for ending in (".docx", ".doc", ".rtf", ".pdf")]
    forms.append(Path(shutil.copy(forms[1], tmp_path / "five-forms.wps")))
    whole = _text(forms[0])
    said = [row.text for row in whole.body]
    ofd = Ofd(pages=[page(lines([*said, "机密★5年"], top=20))])
    ofd.write(tmp_path / "five-forms.ofd")
    forms.append(tmp_path / "five-forms.ofd")
    for form in forms:
        text = _text(form)
        number = find_number(text.first_page)
        assert number
        assert number.text == "示卫发〔2018〕12号"
        assert {m.words for p in text.parts for m in find_marks([p.text])} == {"机密★5年"}
        near = 0 if form.suffix in {".docx", ".doc", ".wps", ".rtf"} else 0.02
        # The header of a page is on the page where there are only pages.
        words = text.words - (4 if near else 0)
        assert abs(words - whole.words) <= near * whole.words


@pytest.mark.parametrize("ending", [".docx", *OLD])
def test_a_red_header_in_word(ending: str) -> None:
    path = SAMPLES / f"five-forms{ending}"
    found = look(Look(path, (RedHeader.key,))).sights[RedHeader.key]
    assert found == RedHeader(found=True)
    plain = look(Look(SAMPLES / f"header-secret{ending}", (RedHeader.key,))).sights[RedHeader.key]
    assert plain == RedHeader(found=False)


@pytest.mark.parametrize("name", ["five-forms.docx", "five-forms.rtf", "five-forms.doc"])
@pytest.mark.parametrize("ending", [".doc", ".wps", ".eio"])
def test_a_document_is_read_by_what_it_is(tmp_path: Path, name: str, ending: str) -> None:
    path = Path(shutil.copy(SAMPLES / name, tmp_path / f"a{ending}"))
    assert _text(path).words == 301


def test_the_last_sector_may_be_cut(tmp_path: Path) -> None:
    # As WPS leaves files: without the filling of the last sector.
    path = _written(tmp_path / "a.wps", DOC.rstrip(b"\0"))
    assert _text(path).words == 301


def _changed(at: int, value: int) -> bytes:
    data = bytearray(DOC)
    struct.pack_into("<H", data, _main() + at, value)
    return bytes(data)


def _main() -> int:
    """Where the stream WordDocument begins."""
    return DOC.index(b"\xec\xa5")


@pytest.mark.parametrize(
    ("data", "obstacle"),
    [
        (_changed(VERSION_AT, 0x68), Obstacle.OLD_FORM),
        (_changed(0, 0xA5DC), Obstacle.OLD_FORM),
        (_changed(FLAGS_AT, 0x1300), Obstacle.ENCRYPTED),
        (_changed(PIECES_AT, 0xFFFF), Obstacle.DAMAGED),
        (_changed(BODY_COUNT_AT + 2, 0xFFFF), Obstacle.DAMAGED),
        (DOC[:9_000], Obstacle.DAMAGED),
        (b"\xd0\xcf\x11\xe0", Obstacle.NO_READER),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Obstacle.DAMAGED),
        ((SAMPLES / "encrypted.docx").read_bytes(), Obstacle.ENCRYPTED),
        (b"<html><body>\xe6\x96\x87</body></html>", Obstacle.NO_READER),
        (b"", Obstacle.EMPTY),
    ],
)
def test_what_stands_in_the_way_of_a_doc(tmp_path: Path, data: bytes, obstacle: Obstacle) -> None:
    assert _obstacle(_written(tmp_path / "a.doc", data)) is obstacle


def _read(data: bytes, folder: Path, ending: str) -> None:
    """Whatever the bytes are, each aspect is there or hidden."""
    sights = read_file(_written(folder / f"a{ending}", data)).sights
    assert isinstance(sights[Text.key], Text | Hidden)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(DOC) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_doc_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes
) -> None:
    folder = tmp_path_factory.mktemp("doc")
    _read(DOC[:at] + put + DOC[at + len(put) :], folder, ".doc")
    _read(DOC[:at], folder, ".doc")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(RTF) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_rich_text_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes
) -> None:
    folder = tmp_path_factory.mktemp("rtf")
    _read(RTF[:at] + put + RTF[at + len(put) :], folder, ".rtf")
    _read(RTF[:at], folder, ".rtf")


def _rich(body: str) -> bytes:
    fonts = r"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}"
    return (r"{\rtf1\ansi\ansicpg936\deff0\uc1" + fonts + body + "}").encode("gb18030")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("便民服务\\par", ["便民服务"]),
        (r"\f0 \'b1\'e3\'c3\'f1\par", ["便民"]),
        (r"\u20415 ?\u27665 ?\par", ["便民"]),
        (r"\uc2\u20415 \'3f\'3f\u27665 ab\par", ["便民"]),
        (r"\uc0\u20415\u27665\par", ["便民"]),
        (r"{\b 便}{\i 民}\par", ["便民"]),
        (r"便{\*\unknown 不}民\par", ["便民"]),
        (r"便{\*\bkmkstart 书签}民\par", ["便民"]),
        (r"{\field{\*\fldinst HYPERLINK 不}{\fldrslt 便民}}\par", ["便民"]),
        (r"便\bin3 }}}民\par", ["便民"]),
        (r"\trowd\intbl 便\cell 民\cell\row\pard 后\par", ["便\t民", "后"]),
        (r"便\~民\emdash\{\}\\\par", ["便\u00a0民—{}\\"]),
        (r"便\v 不\v0 民\par", ["便民"]),
        (r"便{\deleted 不}民\par", ["便民"]),
        (r"便{\fs2 不}民\par", ["便民"]),
    ],
)
def test_rich_text(tmp_path: Path, body: str, said: list[str]) -> None:
    text = _text(_written(tmp_path / "a.rtf", _rich(body)))
    assert [part.text for part in text.body] == said


@pytest.mark.parametrize(
    "put", ["{" * 5_000, "}" * 5_000, "\\bin999999999 ", "{\\pict " + "f" * 99]
)
def test_rich_text_that_is_none(tmp_path: Path, put: str) -> None:
    _read(_rich("便民" + put), tmp_path, ".rtf")


def test_pieces_that_repeat_one_place_are_too_much() -> None:
    stories = [Story(Role.BODY, 0, 10**9)]
    plain = Pages(b"", b"", paragraphs=False)
    count = 100_000
    positions = struct.pack(f"<{count + 1}I", *(1_000 * n for n in range(count + 1)))
    table = positions + struct.pack("<2xI2x", 0) * count
    clx = b"\x02" + struct.pack("<I", len(table)) + table
    with pytest.raises(TooMuchError):
        runs(clx, bytes(4_000), stories, plain, plain)


def test_paragraphs_without_end_are_too_much() -> None:
    count = 200_000
    table = struct.pack("<2I", 0, count) + struct.pack("<2xI2x", 0)
    clx = b"\x02" + struct.pack("<I", len(table)) + table
    plain = Pages(b"", b"", paragraphs=False)
    with pytest.raises(TooMuchError):
        runs(clx, b"\r\0" * count, [Story(Role.BODY, 0, count)], plain, plain)
