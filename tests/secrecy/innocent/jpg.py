"""Photos that carry one innocent text in their metadata."""

import io
import struct
from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape

from PIL import Image

from secrecy.innocent.texts import paragraphs, parts, plain

_EXIF_IFD: Final = 0x8769
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP: Final = "http://ns.adobe.com/photoshop/1.0/"

Placer = Callable[[Image.Image, str], bytes]


def _save(image: Image.Image, **options: object) -> bytes:
    """Return the picture as JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, **options)
    return out.getvalue()


def _exif(tag: int, encode: Callable[[str], bytes]) -> Placer:
    """Return a placer for one tag of the main EXIF directory."""

    def place(image: Image.Image, text: str) -> bytes:
        """Write the tag."""
        exif = Image.Exif()
        exif[0x0110] = "DSC-100"
        exif[tag] = encode(text)
        return _save(image, exif=exif)

    return place


def _utf8(text: str) -> bytes:
    """Encode for an ASCII-type tag, the way most phones do."""
    return text.encode()


def _gbk(text: str) -> bytes:
    """Encode for an ASCII-type tag, the way old Chinese programs do."""
    return text.encode("gbk", "replace")


def _wide(text: str) -> bytes:
    """Encode for the XP tags of Windows."""
    return (text + "\0").encode("utf-16-le")


def _user_comment(image: Image.Image, text: str) -> bytes:
    """Write the EXIF user comment."""
    exif = Image.Exif()
    exif.get_ifd(_EXIF_IFD)[0x9286] = b"UNICODE\0" + text.encode("utf-16-le")
    return _save(image, exif=exif)


def _iptc(dataset: int) -> Placer:
    """Return a placer for one IPTC data set of record 2."""

    def place(image: Image.Image, text: str) -> bytes:
        """Insert an APP13 segment behind the first segment."""
        value = text.encode()
        records = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G"
        records += b"\x1c\x02" + struct.pack(">BH", dataset, len(value)) + value
        block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records
        block += b"\0" * (len(records) % 2)
        content = b"Photoshop 3.0\0" + block
        segment = b"\xff\xed" + struct.pack(">H", len(content) + 2) + content
        data = _save(image)
        end = 4 + struct.unpack(">H", data[4:6])[0]
        return data[:end] + segment + data[end:]

    return place


def _xmp(inner: str) -> Placer:
    """Return a placer for one XMP field; the text replaces the %s of the markup."""

    def place(image: Image.Image, text: str) -> bytes:
        """Write the XMP packet."""
        packet = (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about="" xmlns:dc="{_DC}" '
            f'xmlns:photoshop="{_PHOTOSHOP}">{inner % escape(text)}</rdf:Description></rdf:RDF>'
            '</x:xmpmeta><?xpacket end="w"?>'
        )
        return _save(image, xmp=packet.encode())

    return place


def _com(encode: Callable[[str], bytes]) -> Placer:
    """Return a placer for the JPEG comment segment."""

    def place(image: Image.Image, text: str) -> bytes:
        """Write the comment segment."""
        return _save(image, comment=encode(text))

    return place


_ALT: Final = '<rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt>'
_PLAIN: Final[dict[str, tuple[int, Placer]]] = {
    "exif-description": (9999, _exif(0x010E, _utf8)),
    "iptc-caption": (600, _iptc(120)),
    "xmp-description": (9999, _xmp(f"<dc:description>{_ALT}</dc:description>")),
    "com": (9999, _com(_utf8)),
    "xp-comment": (9999, _exif(0x9C9C, _wide)),
    "user-comment": (9999, _user_comment),
    "iptc-headline": (80, _iptc(105)),
    "xp-title": (120, _exif(0x9C9B, _wide)),
    "xmp-headline": (120, _xmp("<photoshop:Headline>%s</photoshop:Headline>")),
    "exif-gbk": (9999, _exif(0x010E, _gbk)),
    "xmp-title": (120, _xmp(f"<dc:title>{_ALT}</dc:title>")),
    "xp-subject": (120, _exif(0x9C9F, _wide)),
    "iptc-keyword": (60, _iptc(25)),
    "com-gbk": (9999, _com(_gbk)),
    "xmp-subject": (
        60,
        _xmp("<dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject>"),
    ),
    "xp-keywords": (120, _exif(0x9C9E, _wide)),
    "document-name": (120, _exif(0x010D, _utf8)),
}
_LINES: Final = {name: _PLAIN[name] for name in ("exif-description", "xmp-description", "com")}
PLACES: Final[dict[str, dict[str, tuple[int, Placer]]]] = {
    "plain": _PLAIN,
    "multi": _LINES,
    "border": _LINES,
}


def _picture(number: int) -> Image.Image:
    """Return a small picture of two colours."""
    image = Image.new("RGB", (64, 48), (number % 200, 120, 60))
    image.paste((230, number * 7 % 256, 200), (8, 8, 40, 16 + number % 24))
    return image


def build(shape: str, place: str, text: str, number: int) -> bytes:
    """Return a photo with the text at the place."""
    lines = parts(text) if shape == "border" else paragraphs(text)
    joined = plain(text) if shape == "plain" else "\n".join(lines)
    return PLACES[shape][place][1](_picture(number), joined)
