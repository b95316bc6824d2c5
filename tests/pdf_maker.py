"""PDFs with a text layer, made for tests."""

from pathlib import Path

from cwc.bundles.pdf_file import PdfFile
from cwc.bundles.pdf_font import add_font, shown
from cwc.makers.font import FontCut, cut


def text_pdf(target: Path, said: list[str]) -> None:
    """One page of lines with a text layer."""
    font = cut("".join(said))
    shows = [
        f"BT /F 12 Tf 60 {780 - 20 * number} Td {shown(font, line)} Tj ET"
        for number, line in enumerate(said)
    ]
    drawn_pdf(target, font, shows)


def drawn_pdf(target: Path, font: FontCut, shows: list[str]) -> None:
    """One page on which text is shown as these operators say, in the font F."""
    with PdfFile(target, seed="") as pdf:
        tree, number = pdf.promise(), add_font(pdf, font)
        content = pdf.add_stream("", "\n".join(shows).encode())
        sheet = pdf.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F {number} 0 R >> >> /Contents {content} 0 R >>"
        )
        pdf.add(f"<< /Type /Pages /Kids [{sheet} 0 R] /Count 1 >>", tree)
        pdf.finish(pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>"))
