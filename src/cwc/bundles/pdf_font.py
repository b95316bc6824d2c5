"""A cut of the caption font inside a PDF, so that its text can be selected and searched."""

from cwc.bundles.pdf_file import PdfFile
from cwc.makers.font import FontCut

_NAME = "CWCCUT+NotoSansSC-Regular"
# From the font's own head, OS/2 and CFF tables, in 1/1000 em.
_DESCRIPTOR = (
    "/Flags 4 /FontBBox [-1002 -549 1000 1323] /ItalicAngle 0 "
    "/Ascent 880 /Descent -120 /CapHeight 733 /StemV 80"
)
_FULL_WIDTH = 1000
# A bfchar section takes at most this many entries (Adobe Technical Note 5014).
_SECTION = 100


def add_font(pdf: PdfFile, font: FontCut) -> int:
    """Embed the cut; return the number of its Type0 font."""
    program = pdf.add_stream("/Subtype /CIDFontType0C", font.cff)
    descriptor = pdf.add(
        f"<< /Type /FontDescriptor /FontName /{_NAME} {_DESCRIPTOR} /FontFile3 {program} 0 R >>"
    )
    widths = " ".join(f"{cid} [{w}]" for cid, w in sorted(font.widths.items()) if w != _FULL_WIDTH)
    descendant = pdf.add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{_NAME} "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} 0 R /DW {_FULL_WIDTH} /W [{widths}] >>"
    )
    to_unicode = pdf.add_stream("", _to_unicode(font).encode("ascii"))
    return pdf.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{_NAME}-Identity-H /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
    )


def shown(font: FontCut, text: str) -> str:
    """The operand that shows `text`: its CIDs in hexadecimal."""
    return "<" + "".join(f"{font.cids[ord(character)]:04x}" for character in text) + ">"


def _to_unicode(font: FontCut) -> str:
    # Some glyphs serve several characters; the commonest has the lowest code point.
    by_cid: dict[int, int] = {}
    for code, cid in sorted(font.cids.items()):
        by_cid.setdefault(cid, code)
    rows = [
        f"<{cid:04x}> <{chr(code).encode('utf-16-be').hex()}>"
        for cid, code in sorted(by_cid.items())
    ]
    sections = [rows[n : n + _SECTION] for n in range(0, len(rows), _SECTION)]
    body = "\n".join(
        f"{len(section)} beginbfchar\n" + "\n".join(section) + "\nendbfchar" for section in sections
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
