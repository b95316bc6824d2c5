"""Photos, each with one mark in its metadata or beside its pixels."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from secrecy.marked.kit import Made, Row, listed, photo

Tag = tuple[int, int, bytes]
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}


def ifd(tags: list[Tag], at: int, order: str, following: int = 0) -> bytes:
    """One TIFF directory and its values, written for the offset at."""
    tags = sorted(tags)
    rows, pool = b"", b""
    start = at + 2 + 12 * len(tags) + 4
    for tag, kind, data in tags:
        held = data.ljust(4, b"\0")
        if len(data) > 4:
            held = struct.pack(order + "I", start + len(pool))
            pool += data + b"\0" * (len(data) % 2)
        rows += struct.pack(order + "HHI", tag, kind, len(data) // SIZES[kind]) + held
    return struct.pack(order + "H", len(tags)) + rows + struct.pack(order + "I", following) + pool


def exif(
    main: list[Tag], sub: list[Tag] | None = None, pointer: int = 0x8769, order: str = ">"
) -> bytes:
    """An EXIF block with a main directory and one below it."""
    head = b"MM\0*\0\0\0\x08" if order == ">" else b"II*\0\x08\0\0\0"
    if not sub:
        return head + ifd(main, 8, order)
    draft = ifd([*main, (pointer, 4, bytes(4))], 8, order)
    at = 8 + len(draft)
    first = ifd([*main, (pointer, 4, struct.pack(order + "I", at))], 8, order)
    return head + first + ifd(sub, at, order)


def segment(marker: int, data: bytes) -> bytes:
    """A JPEG with one more segment after its start."""
    plain = photo()
    return plain[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + plain[2:]


def jpeg_exif(
    main: list[Tag], sub: list[Tag] | None = None, pointer: int = 0x8769, order: str = ">"
) -> bytes:
    """A JPEG with an EXIF block."""
    return segment(0xE1, b"Exif\0\0" + exif(main, sub, pointer, order))


def main_tag(tag: int, data: bytes, kind: int = 2) -> bytes:
    """A JPEG with one tag in the main directory."""
    return jpeg_exif([(tag, kind, data + (b"\0" if kind == 2 else b""))])


def windows(tag: int, text: str) -> bytes:
    """One of the tags that Windows Explorer writes, in UTF-16LE."""
    return main_tag(tag, text.encode("utf-16-le") + b"\0\0", 1)


def user_comment(prefix: bytes, data: bytes, order: str = ">") -> bytes:
    """An EXIF user comment with its character code."""
    return jpeg_exif([], [(0x9286, 7, prefix.ljust(8, b"\0") + data)], 0x8769, order)


def thumbnail(text: str) -> bytes:
    """A thumbnail whose own EXIF has the mark."""
    inner = main_tag(0x010E, text.encode())
    first = ifd([(0x0112, 3, b"\0\1")], 8, ">")
    at = 8 + len(first)
    tags: list[Tag] = [(0x0103, 3, b"\0\6"), (0x0202, 4, struct.pack(">I", len(inner)))]
    draft = ifd([*tags, (0x0201, 4, bytes(4))], at, ">")
    second = ifd([*tags, (0x0201, 4, struct.pack(">I", at + len(draft)))], at, ">")
    first = ifd([(0x0112, 3, b"\0\1")], 8, ">", at)
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + first + second + inner)


def iptc(number: int, data: bytes, utf8: bool = True) -> bytes:
    """An IPTC data set in a Photoshop segment."""
    held = b"\x1c\x01\x5a\0\3\x1b%G" if utf8 else b""
    held += struct.pack(">BBBH", 0x1C, 2, number, len(data)) + data
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(held)) + held + b"\0" * (len(held) % 2)
    return segment(0xED, b"Photoshop 3.0\0" + block)


def xmp(inner: str) -> bytes:
    """An XMP packet."""
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:z="urn:example:archive#"'
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {rdf}>'
        f'<rdf:Description rdf:about="" {spaces}>'
        f"{inner}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def words(tag: str, text: str) -> bytes:
    """A language alternative of the Dublin Core."""
    item = f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'
    return xmp(f"<dc:{tag}>{item}</dc:{tag}>")


def jpeg_xmp(packet: bytes) -> bytes:
    """A JPEG with an XMP segment."""
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet)


def extended(text: str) -> bytes:
    """Extended XMP whose mark lies across two segments."""
    packet = words("description", text)
    cut = packet.index(text.encode()) + 4
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    out = photo()
    for at, piece in ((cut, packet[cut:]), (0, packet[:cut])):
        head = b"http://ns.adobe.com/xmp/extension/\0" + guid + struct.pack(">II", len(packet), at)
        body = head + piece
        out = out[:2] + struct.pack(">HH", 0xFFE1, len(body) + 2) + body + out[2:]
    return out


def mpo(text: str) -> bytes:
    """A two-picture MPO whose second picture has a comment."""
    out = BytesIO()
    first, second = Image.new("RGB", (64, 48), "navy"), Image.new("RGB", (64, 48), "teal")
    first.save(out, "MPO", save_all=True, append_images=[second])
    data = out.getvalue()
    at = data.rindex(b"\xff\xd8\xff")
    raw = text.encode()
    comment = b"\xff\xfe" + struct.pack(">H", len(raw) + 2) + raw
    return data[: at + 2] + comment + data[at + 2 :]


def png(name: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk before its pixels."""
    plain = photo("PNG")
    piece = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return plain[:33] + piece + plain[33:]


def itxt(key: str, text: str, packed: bool = False) -> bytes:
    """A PNG's international text."""
    raw = zlib.compress(text.encode()) if packed else text.encode()
    return png(b"iTXt", key.encode() + b"\0" + bytes([packed, 0]) + b"zh\0\0" + raw)


def tiff(tag: int, text: bytes, page: int, kind: int = 2) -> bytes:
    """A TIFF of two pages with a tag on one of them."""
    out, at = b"II*\0\x08\0\0\0", 8
    for number in (1, 2):
        tags: list[Tag] = [
            (t, 4, struct.pack("<I", v))
            for t, v in ((256, 8), (257, 8), (259, 1), (262, 1), (277, 1), (278, 8), (279, 64))
        ]
        tags += [(258, 3, struct.pack("<H", 8)), (273, 4, bytes(4))]
        if number == page:
            tags.append((tag, kind, text))
        size = len(ifd(tags, at, "<"))
        tags = [t if t[0] != 273 else (273, 4, struct.pack("<I", at + size)) for t in tags]
        following = at + size + 64 if number == 1 else 0
        out += ifd(tags, at, "<", following) + bytes(range(64))
        at = len(out)
    return out


def webp(kind: bytes, data: bytes) -> bytes:
    """A WEBP with an EXIF or XMP chunk."""
    out = BytesIO()
    picture = Image.new("RGB", (64, 48), "navy")
    if kind == b"EXIF":
        picture.save(out, "WEBP", exif=data)
    else:
        picture.save(out, "WEBP", xmp=data)
    return out.getvalue()


def mp_gap(text: str) -> bytes:
    """A BMP with bytes between its header and its pixels."""
    data, raw = photo("BMP"), text.encode("gbk").ljust(32, b"\0")
    start = struct.unpack("<I", data[10:14])[0]
    size = struct.pack("<I", len(data) + 32)
    head = data[:2] + size + data[6:10] + struct.pack("<I", start + 32) + data[14:start]
    return head + raw + data[start:]


JPEGS: list[Row] = [
    ("exif-description-utf8", "star", lambda m: main_tag(0x010E, m.encode())),
    ("exif-description-gbk", "cn-term", lambda m: main_tag(0x010E, m.encode("gbk"))),
    ("exif-artist", "grade", lambda m: main_tag(0x013B, m.encode())),
    ("exif-copyright", "bare", lambda m: main_tag(0x8298, m.encode())),
    ("exif-model-gbk", "dot", lambda m: main_tag(0x0110, m.encode("gbk"))),
    ("exif-xptitle", "shy", lambda m: windows(0x9C9B, m)),
    ("exif-xpcomment", "star", lambda m: windows(0x9C9C, m)),
    ("exif-xpauthor", "bracket", lambda m: windows(0x9C9D, m)),
    ("exif-xpkeywords", "bare-secret", lambda m: windows(0x9C9E, m)),
    ("exif-xpsubject", "file", lambda m: windows(0x9C9F, m)),
    ("exif-comment-unicode", "long", lambda m: user_comment(b"UNICODE", m.encode("utf-16-be"))),
    (
        "exif-comment-unicode-le",
        "star",
        lambda m: user_comment(b"UNICODE", m.encode("utf-16-le"), "<"),
    ),
    ("exif-comment-ascii", "until", lambda m: user_comment(b"ASCII", m.encode())),
    ("exif-comment-jis", "jp-top", lambda m: user_comment(b"JIS", m.encode("iso2022_jp"))),
    ("exif-comment-blank-gbk", "star", lambda m: user_comment(b"", m.encode("gbk"))),
    ("exif-maker-note", "star", lambda m: jpeg_exif([], [(0x927C, 7, bytes(16) + m.encode())])),
    ("exif-owner", "cn-ten", lambda m: jpeg_exif([], [(0xA430, 2, m.encode() + b"\0")])),
    ("exif-unknown-tag", "zwsp", lambda m: main_tag(0xC7F0, m.encode("utf-16-le"), 7)),
    (
        "gps-area",
        "star",
        lambda m: jpeg_exif([], [(0x1C, 7, b"UNICODE\0" + m.encode("utf-16-be"))], 0x8825),
    ),
    ("gps-datum", "months", lambda m: jpeg_exif([], [(0x12, 2, m.encode() + b"\0")], 0x8825)),
    ("thumbnail-exif", "star", thumbnail),
    ("iptc-title", "bare", lambda m: iptc(5, m.encode())),
    ("iptc-caption-gbk", "star", lambda m: iptc(120, m.encode("gbk"), False)),
    ("iptc-keyword", "lenticular", lambda m: iptc(25, m.encode())),
    ("iptc-instructions", "before", lambda m: iptc(40, m.encode())),
    ("xmp-title", "star", lambda m: jpeg_xmp(words("title", m))),
    ("xmp-foreign-attr", "ivs", lambda m: jpeg_xmp(xmp(f'<z:a z:level="{m}"/>'))),
    (
        "xmp-references",
        "cn-term",
        lambda m: jpeg_xmp(words("title", "".join(f"&#x{ord(s):x};" for s in m))),
    ),
    ("xmp-extended", "forever", extended),
    ("comment-utf8", "bare", lambda m: segment(0xFE, m.encode())),
    ("comment-gbk", "star", lambda m: segment(0xFE, m.encode("gbk"))),
    ("foreign-app9", "white-star", lambda m: segment(0xE9, b"ARCHIVE\0" + m.encode("gb18030"))),
    ("after-end", "star", lambda m: photo() + m.encode()),
    ("after-end-utf16", "opening", lambda m: photo() + m.encode("utf-16-le")),
    ("second-picture-of-mpo", "star", mpo),
]
PNGS: list[Row] = [
    ("text-utf8", "star", lambda m: png(b"tEXt", b"Comment\0" + m.encode())),
    ("text-gbk", "cn-term", lambda m: png(b"tEXt", b"Title\0" + m.encode("gbk"))),
    ("ztext", "star", lambda m: png(b"zTXt", b"Comment\0\0" + zlib.compress(m.encode()))),
    ("itext", "bidi", lambda m: itxt("Description", m)),
    ("itext-packed", "kangxi-long", lambda m: itxt("Title", m, True)),
    ("itext-xmp", "bare", lambda m: itxt("XML:com.adobe.xmp", words("title", m).decode())),
    ("exif-chunk", "star", lambda m: png(b"eXIf", exif([(0x010E, 2, m.encode() + b"\0")]))),
    ("private-chunk", "grade", lambda m: png(b"arCh", m.encode())),
    ("after-end", "long", lambda m: photo("PNG") + m.encode()),
]
TIFFS: list[Row] = [
    ("page-name-page-2", "star", lambda m: tiff(285, m.encode() + b"\0", 2)),
    ("description-gbk", "bare", lambda m: tiff(270, m.encode("gbk") + b"\0", 1)),
    ("xptitle-page-2", "cn-term", lambda m: tiff(0x9C9B, m.encode("utf-16-le") + b"\0\0", 2, 1)),
    ("xmp-page-2", "star", lambda m: tiff(700, words("title", m), 2, 1)),
    ("private-tag", "until", lambda m: tiff(65001, m.encode() + b"\0", 1)),
]
WEBPS: list[Row] = [
    ("exif", "star", lambda m: webp(b"EXIF", exif([(0x010E, 2, m.encode() + b"\0")]))),
    ("xmp", "trad", lambda m: webp(b"XMP ", words("description", m))),
]
BMPS: list[Row] = [
    ("gap-gbk", "star", mp_gap),
    ("after-pixels", "cn-term", lambda m: photo("BMP") + m.encode("utf-16-le")),
]


def made() -> Iterator[Made]:
    """Makes the photos."""
    for form, ending, table in (
        ("jpeg", ".jpg", JPEGS),
        ("png", ".png", PNGS),
        ("tiff", ".tif", TIFFS),
        ("webp", ".webp", WEBPS),
        ("bmp", ".bmp", BMPS),
    ):
        yield from listed(form, "照片", ending, table)
