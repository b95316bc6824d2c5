"""Write docs/images/bundled-pages.jpg: two pages of an example's 图片资料 as it is bundled.

Usage: python tools/picture_pages.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PAGES, PAGE_WIDTH_PX, GAP_PX = (1, 3), 497, 10


def main() -> None:
    """Bundle, render and paste side by side."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "bag"
        unit = ROOT / "examples" / "ready-unit"
        subprocess.run([sys.executable, "-m", "cwc", "bundle", unit, "-o", out], check=True)
        album = max(out.rglob("*图片资料.pdf"), key=lambda path: path.stat().st_size)
        with pdfium.PdfDocument(album) as document:
            shown = [_rendered(document[number]) for number in PAGES]
    height = shown[0].height + 2 * GAP_PX
    width = sum(page.width + GAP_PX for page in shown) + GAP_PX
    canvas = Image.new("RGB", (width, height), "#e0e0e0")
    for number, page in enumerate(shown):
        canvas.paste(page, (GAP_PX + number * (page.width + GAP_PX), GAP_PX))
    canvas.save(ROOT / "docs" / "images" / "bundled-pages.jpg", quality=85)


def _rendered(page: pdfium.PdfPage) -> Image.Image:
    # Drawn at twice the size, so that small characters stay smooth.
    scale = 2 * PAGE_WIDTH_PX / page.get_width()
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
