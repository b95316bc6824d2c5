"""Every known wording of a mark at every ordinary place: tests/marks.yaml written into files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import read_yaml
from pdf_maker import text_pdf

from cwc.makers.font import missing_characters
from cwc.text.secrecy import as_read
from secrecy.marked import picture, sheet, word, word_parts
from secrecy.marked.kit import CALM, Made

MARKS = read_yaml(Path(__file__).parents[1] / "marks.yaml")
_BREAKS = {"\n": "<w:r><w:br/></w:r>", "\t": "<w:r><w:tab/></w:r>"}
_ILLEGAL_IN_NAMES = set('<>:"/\\|?*\r\n\t')
_DESCRIPTION, _ASCII, _COMMENT = 0x010E, 2, 0xFE


def _paragraph(text: str) -> str:
    """A paragraph whose breaks and tabs are Word's."""
    runs, piece = "", ""
    for sign in text.replace("\r\n", "\n"):
        if sign in _BREAKS:
            runs += (word.run(piece) if piece else "") + _BREAKS[sign]
            piece = ""
        else:
            piece += sign
    return word.block(runs + (word.run(piece) if piece else ""))


def _note(text: str) -> bytes:
    inner = f'<w:footnote w:id="2">{_paragraph(text)}</w:footnote>'
    part = word.inside("footnotes", "footnotes", inner)
    return word.docx(word.block('<w:r><w:footnoteReference w:id="2"/></w:r>'), [part])


def _comment(text: str) -> bytes:
    inner = f'<w:comment w:id="2" w:author="王芳" w:initials="W">{_paragraph(text)}</w:comment>'
    part = word.inside("comments", "comments", inner)
    return word.docx(word.block('<w:r><w:commentReference w:id="2"/></w:r>'), [part])


def _table(text: str) -> bytes:
    cells = [[word.para("内容"), word.para("备注")], [_paragraph(text), word.para("无")]]
    return word.docx(word.table(cells))


def _signs(text: str) -> list[list[str]]:
    """A table's rows: the signs one below the other, beside cells of prose."""
    return [[sign, "收文单位：创建办公室"] for sign in as_read(text) if sign != " "]


def _column(text: str) -> bytes | None:
    if _BREAKS.keys() & set(text):
        return None
    return word.docx(word.table([[word.para(cell) for cell in row] for row in _signs(text)]))


def _cells(text: str) -> bytes | None:
    if _BREAKS.keys() & set(text):
        return None
    rows = (
        sheet.row(sheet.cell(sign, f"A{at}") + sheet.cell(beside, f"B{at}"), at)
        for at, (sign, beside) in enumerate(_signs(text), len(CALM) + 1)
    )
    return sheet.xlsx("".join(rows))


def _page(text: str, *between: str) -> bytes | None:
    """A page that begins with the text, its tabs set as gaps; None when the font lacks a sign."""
    if missing_characters(text):
        return None
    lines = text.replace("\r\n", "\n").expandtabs(4).split("\n")
    with TemporaryDirectory() as folder:
        target = Path(folder) / "a.pdf"
        text_pdf(target, [*lines, *between, *CALM])
        return target.read_bytes()


PLACES: dict[tuple[str, str], Callable[[str], bytes | None]] = {
    ("body", "docx"): lambda text: word.docx(_paragraph(text)),
    ("header", "docx"): lambda text: word_parts.head(_paragraph(text)),
    ("table", "docx"): _table,
    ("column", "docx"): _column,
    ("footnote", "docx"): _note,
    ("comment", "docx"): _comment,
    ("cell", "xlsx"): lambda text: sheet.xlsx(sheet.row(sheet.cell(text))),
    ("column", "xlsx"): _cells,
    ("header", "xlsx"): lambda text: sheet.head(f"&C{text}"),
    ("page", "pdf"): lambda text: _page(text, ""),
    ("line", "pdf"): _page,
    ("exif", "jpg"): lambda text: picture.main_tag(_DESCRIPTION, text.encode(), _ASCII),
    ("comment", "jpg"): lambda text: picture.segment(_COMMENT, text.encode()),
}


def known() -> Iterator[Made]:
    """Make every file, always in the same order and with the same bytes."""
    for certain in (True, False):
        sort = "certain" if certain else "doubtful"
        for number, text in enumerate(MARKS[sort], 1):
            for (place, form), make in PLACES.items():
                path = f"已知/2018年说明报告{sort}{number:03}{place}.{form}"
                if (data := make(text)) is not None:
                    yield Made(f"known-{form}-{place}-{sort}-{number:03}", path, data, certain)
            if not _ILLEGAL_IN_NAMES & set(text):
                calm = word.docx()
                yield Made(f"known-name-{sort}-{number:03}", f"已知/{text}.docx", calm, certain)
