"""The table of PDF files."""

from collections.abc import Iterator

from secrecy.marked import pdf as up
from secrecy.marked import word_parts as wp
from secrecy.marked.kit import Made, Row, listed
from secrecy.marked.pdf import annot, attachment, field, glyphs, layer, pdf, pdf_name, show, wide

TILT = ".7 .7 -.7 .7 200 650 Tm"


def kerned(text: str) -> str:
    """One TJ with wide kerning between signs."""
    return f"BT /F1 16 Tf 72 700 Td [{' -900 '.join(glyphs(s) for s in text)}] TJ ET\n"


def backwards(text: str) -> str:
    """Signs drawn last to first, each at its place."""
    spots = reversed(list(enumerate(text)))
    return "".join(show(s, at=f"{72 + 16 * n} 700 Td") for n, s in spots)


def apart(text: str) -> str:
    """The first sign early in the page, the others at its end, on one line."""
    first = show(text[0], at="72 700 Td")
    return first + show("示意图", at="72 300 Td") + show(text[1:], at="88 700 Td")


def actual(text: str) -> str:
    """A span whose replacement text is the mark."""
    return f"/Span<</ActualText {wide(text)}>>BDC {show('图')}EMC\n"


def outline(title: str) -> bytes:
    """A bookmark of the second level."""
    return pdf(
        "",
        [
            "<</Type/Outlines/First 21 0 R/Last 21 0 R/Count 1>>",
            "<</Title(1)/Parent 20 0 R/First 22 0 R/Last 22 0 R/Count -1/Dest[3 0 R/Fit]>>",
            f"<</Title {title}/Parent 21 0 R/Dest[3 0 R/Fit]>>",
        ],
        root="/Outlines 20 0 R",
    )


def thread(text: str) -> bytes:
    """An article thread's title."""
    return pdf(
        "",
        [
            f"<</Type/Thread/F 21 0 R/I<</Title {wide(text)}>>>>",
            "<</Type/Bead/T 20 0 R/N 21 0 R/V 21 0 R/P 3 0 R/R[0 0 9 9]>>",
        ],
        page="/B[21 0 R]",
        root="/Threads[20 0 R]",
    )


def signature(key: str, text: str) -> bytes:
    """A signature field with a reason or a place."""
    sig = f"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/{key} {wide(text)}"
    return field("/FT/Sig/T(s)/V 21 0 R", [f"{sig}/ByteRange[0 0 0 0]/Contents<00>>>"])


def image(data: bytes) -> bytes:
    """A photo on the page, its bytes as the camera wrote them."""
    head = "/Type/XObject/Subtype/Image/Width 64/Height 48/ColorSpace/DeviceRGB/BitsPerComponent 8"
    draw = "q 96 0 0 72 72 650 cm /I1 Do Q"
    return pdf(draw, [(f"{head}/Filter/DCTDecode", data)], look="/XObject<</I1 20 0 R>>")


def colour(text: str) -> bytes:
    """A spot colour's name."""
    tint = "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>"
    space = f"[/Separation{pdf_name(text)}/DeviceCMYK {tint}]"
    return pdf("/C1 cs 1 scn 72 650 9 9 re f", look=f"/ColorSpace<</C1 {space}>>")


PAGES: list[Row] = [
    ("page-corner", "paren", lambda m: pdf(show(m, at="450 800 Td"))),
    ("page-line", "spaced", lambda m: pdf(show(m))),
    ("page-line", "wide-space", lambda m: pdf(show(m))),
    ("page-line", "no-star", lambda m: pdf(show(m))),
    ("page-line", "trade", lambda m: pdf(show(m))),
    ("page-line", "quoted", lambda m: pdf(show(m))),
    (
        "page-head-beside-number",
        "bare",
        lambda m: pdf(
            show("000123", at="72 800 Td") + show(m, at="72 780 Td") + show("特急", at="72 760 Td")
        ),
    ),
    ("sign-per-tj", "star", lambda m: pdf(up.each(m, ""))),
    ("sign-per-line", "cn-term", lambda m: pdf(up.each(m, "0 -18 Td"))),
    ("vertical-font", "long", lambda m: pdf(show(m, "F2"))),
    ("rotated", "star", lambda m: pdf(show(m, at=TILT))),
    (
        "rotated-sign-per-tj",
        "bare",
        lambda m: pdf(
            "".join(
                show(s, at=f".7 .7 -.7 .7 {200 + n * 60} {500 + n * 60} Tm", size=60)
                for n, s in enumerate(m)
            )
        ),
    ),
    ("kerned", "forever", lambda m: pdf(kerned(m))),
    ("drawn-backwards", "star", lambda m: pdf(backwards(m))),
    ("first-sign-apart", "until", lambda m: pdf(apart(m))),
    ("gbk-font", "star", lambda m: pdf(f"BT /F3 16 Tf 72 700 Td <{m.encode('gbk').hex()}> Tj ET")),
    ("nested-form", "before", up.form),
    ("pattern", "bare-top", up.pattern),
    ("actual-text", "star", lambda m: pdf(actual(m))),
    ("unseen-mode", "opening", lambda m: pdf("BT 3 Tr ET " + show(m) + "BT 0 Tr ET")),
    ("white", "white-star", lambda m: pdf("1 g " + show(m) + "0 g ")),
    ("clipped", "star", lambda m: pdf(f"q 0 0 1 1 re W n {show(m)} Q")),
    ("off-page", "months", lambda m: pdf(show(m, at="72 2000 Td"))),
    ("tiny", "cn-ten", lambda m: pdf(show(m, size=1, at="0.2 0 0 0.2 72 700 Tm"))),
    ("ocr-layer", "zwsp", layer),
    ("ocr-layer", "bidi", layer),
    ("ocr-layer", "kangxi-date", layer),
    ("ocr-layer", "variant", layer),
    ("ocr-layer", "all-compat", layer),
    ("ocr-layer", "rlo", layer),
    ("one-glyph-for-all", "trad", lambda m: layer(m, True, 0)),
    ("two-filters", "grade", up.filtered),
    ("photo-exif", "star", lambda m: image(wp.exif_photo(m))),
]
PLACES: list[Row] = [
    ("annot-contents", "star", lambda m: annot(f"/Subtype/Text/Contents {wide(m)}")),
    ("annot-contents-octal", "cgj", lambda m: annot(f"/Subtype/Text/Contents {up.octal(m)}")),
    ("annot-contents-utf8", "ivs", lambda m: annot(f"/Subtype/Text/Contents {up.utf8(m)}")),
    (
        "annot-rich",
        "star",
        lambda m: annot(
            "/Subtype/Text/RC " + wide("<body>" + "".join(f"<b>{s}</b>" for s in m) + "</body>")
        ),
    ),
    ("annot-author", "cn-term", lambda m: annot(f"/Subtype/Text/T {wide(m)}")),
    ("annot-subject", "bare", lambda m: annot(f"/Subtype/Square/Subj {wide(m)}")),
    (
        "stamp-appearance",
        "bare",
        lambda m: annot("/Subtype/Stamp/AP<</N 21 0 R>>", [up.appearance(m)]),
    ),
    ("stamp-name", "bare-top", lambda m: annot(f"/Subtype/Stamp/Name{pdf_name(m)}")),
    (
        "hidden-stamp-appearance",
        "star",
        lambda m: annot("/Subtype/Stamp/F 2/AP<</N 21 0 R>>", [up.appearance(m)]),
    ),
    (
        "redaction-overlay",
        "lenticular",
        lambda m: annot(f"/Subtype/Redact/DA(/F4 9 Tf)/OverlayText {wide(m)}"),
    ),
    (
        "link-uri",
        "star",
        lambda m: annot(
            "/Subtype/Link/A<</S/URI/URI(https://a.cn/"
            + "".join(f"%{b:02x}" for b in m.encode())
            + ")>>"
        ),
    ),
    ("field-value", "shy", lambda m: field(f"/FT/Tx/T(a)/V {wide(m)}")),
    ("field-default", "star", lambda m: field(f"/FT/Tx/T(a)/DV {wide(m)}")),
    ("field-name", "grade", lambda m: field(f"/FT/Tx/T {wide(m)}")),
    ("field-tooltip", "wide-colon", lambda m: field(f"/FT/Tx/T(a)/TU {wide(m)}")),
    ("field-mapping", "file", lambda m: field(f"/FT/Tx/T(a)/TM {wide(m)}")),
    ("field-choice-shown", "bracket", lambda m: field(f"/FT/Ch/T(a)/Opt[[(1){wide(m)}]]")),
    ("field-choice-value", "asterisk", lambda m: field(f"/FT/Ch/T(a)/Opt[[{wide(m)}(1)]]")),
    ("button-caption", "star", lambda m: field(f"/FT/Btn/Ff 65536/T(a)/MK<</CA {wide(m)}>>")),
    ("button-rollover", "long", lambda m: field(f"/FT/Btn/Ff 65536/T(a)/MK<</RC {wide(m)}>>")),
    ("signature-reason", "until", lambda m: signature("Reason", m)),
    ("signature-location", "star", lambda m: signature("Location", m)),
    ("page-label", "star", lambda m: pdf(root=f"/PageLabels<</Nums[0<</P {wide(m)}>>]>>")),
    ("outline", "dot", lambda m: outline(wide(m))),
    ("outline-octal", "star", lambda m: outline(up.octal(m))),
    ("outline-in-object-stream", "forever", up.object_stream),
    (
        "destination-name",
        "cn-term",
        lambda m: pdf(root=f"/Names<</Dests<</Names[{wide(m)}[3 0 R/Fit]]>>>>"),
    ),
    ("old-destination-name", "star", lambda m: pdf(root=f"/Dests<<{pdf_name(m)}[3 0 R/Fit]>>")),
    ("layer-name", "trad-top", lambda m: up.layers(f"/Name {wide(m)}")),
    ("layer-order-label", "star", lambda m: up.layers("/Name(a)", wide(m))),
    ("info-title", "bare", lambda m: pdf(info=f"/Title {wide(m)}")),
    ("info-subject-utf8", "nbsp", lambda m: pdf(info=f"/Subject {up.utf8(m)}")),
    ("info-keywords", "file", lambda m: pdf(info=f"/Keywords {wide(m)}")),
    ("info-author", "tortoise", lambda m: pdf(info=f"/Author {wide(m)}")),
    ("info-producer", "star", lambda m: pdf(info=f"/Producer {wide(m)}")),
    ("info-custom-value", "colon-term", lambda m: pdf(info=f"/L1 {wide(m)}")),
    ("info-custom-name", "star", lambda m: pdf(info=f"{pdf_name(m)}(1)")),
    (
        "xmp-title",
        "star",
        lambda m: up.xmp(
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{m}</rdf:li></rdf:Alt></dc:title>'
        ),
    ),
    (
        "xmp-foreign-attr-utf16",
        "white-star",
        lambda m: up.xmp(f'<z:a z:level="{m}"/>', "utf-16-be"),
    ),
    ("attachment-name", "star", lambda m: attachment(b"1", wide(f"{m}.txt"))),
    ("attachment-description", "outline-star", lambda m: attachment(b"1", more=f"/Desc {wide(m)}")),
    ("attachment-txt-gbk", "cn-term", lambda m: attachment(m.encode("gbk"))),
    ("attachment-docx", "star", lambda m: attachment(wp.plain_docx(m), "(a.docx)")),
    ("attachment-pdf", "bare", lambda m: attachment(pdf(show(m)), "(a.pdf)")),
    ("structure-alt", "star", lambda m: up.structure(f"/Alt {wide(m)}")),
    ("structure-actual", "bom", lambda m: up.structure(f"/ActualText {wide(m)}")),
    ("structure-expansion", "bullet", lambda m: up.structure(f"/E {wide(m)}")),
    ("structure-title", "material", lambda m: up.structure(f"/T {wide(m)}")),
    ("script", "star", up.script),
    ("xfa-data", "kangxi-use", up.xfa),
    ("earlier-revision", "star", up.earlier),
    ("thread-title", "vs", thread),
    (
        "collection-column",
        "star",
        lambda m: pdf(
            root=f"/Collection<</Type/Collection/Schema<</A<</Subtype/S/N {wide(m)}>>>>>>"
        ),
    ),
    (
        "piece-info",
        "months",
        lambda m: pdf(page=f"/PieceInfo<</App<</LastModified(D:20180601)/Private {wide(m)}>>>>"),
    ),
    ("colour-name", "star", colour),
    ("unreferenced-object", "before", lambda m: pdf("", [f"<</Note {wide(m)}>>"])),
    ("pdf-comment", "star", lambda m: pdf().replace(b"startxref", f"%{m}\nstartxref".encode())),
    ("after-eof-gbk", "cn-term", lambda m: pdf() + m.encode("gbk") + b"\n"),
    ("after-eof-utf16", "star", lambda m: pdf() + m.encode("utf-16")),
]


def made() -> Iterator[Made]:
    """Makes the PDF files."""
    return listed("pdf", "文件", ".pdf", [*PAGES, *PLACES])
