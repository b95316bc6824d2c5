"""Pictures made to harm: sizes, packed texts, segments, rings."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from conftest import SAMPLES
from PIL import Image

MILLION = 1_000_000
_GRAY, _RGB, _RGBA = 0, 2, 6


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    check = struct.pack(">L", zlib.crc32(kind + content))
    return struct.pack(">L", len(content)) + kind + content + check


def png(width: int, height: int, colour: int, bits: int = 8, before: bytes = b"") -> bytes:
    """A PNG of one colour."""
    channels = {_GRAY: 1, _RGB: 3, _RGBA: 4}[colour]
    row = bytes(1 + width * channels * bits // 8)
    packer = zlib.compressobj(1)
    content = b"".join([packer.compress(row) for _ in range(height)]) + packer.flush()
    header = struct.pack(">LLBBBBB", width, height, bits, colour, 0, 0, 0)
    pieces = chunk(b"IHDR", header) + before + chunk(b"IDAT", content) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + pieces


def large_gray() -> bytes:
    """249 megapixels of one channel."""
    return png(15_700, 15_860, _GRAY)


def large_rgb() -> bytes:
    """249 megapixels of three channels."""
    return png(15_700, 15_860, _RGB)


def deep_colours() -> bytes:
    """100 megapixels of four channels of two bytes."""
    return png(10_000, 10_000, _RGBA, 16)


def text_bomb() -> bytes:
    """A packed text of 500 MB."""
    bomb = zlib.compress(bytes(500 * MILLION), 1)
    return png(64, 64, _RGB, before=chunk(b"zTXt", b"Comment\0\0" + bomb))


def text_bombs() -> bytes:
    """A thousand packed texts of 19 MB."""
    bomb = zlib.compress(bytes(19 * MILLION), 9)
    return png(64, 64, _RGB, before=chunk(b"zTXt", b"Comment\0\0" + bomb) * 1_000)


def text_beginnings() -> bytes:
    """A packed text of ten million bytes that each may be its beginning."""
    return png(64, 64, _RGB, before=chunk(b"zTXt", b"x" * (10 * MILLION)))


def profile_bomb() -> bytes:
    """A profile of 500 MB."""
    bomb = zlib.compress(bytes(500 * MILLION), 1)
    return png(64, 64, _RGB, before=chunk(b"iCCP", b"p\0\0" + bomb))


def many_chunks() -> bytes:
    """A million empty chunks."""
    return png(64, 64, _RGB, before=chunk(b"teXt", b"") * MILLION)


def _jpeg(width: int = 640, height: int = 480, progressive: bool = False) -> bytes:
    made = BytesIO()
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.save(made, "JPEG", quality=50, progressive=progressive)
    return made.getvalue()


def many_segments() -> bytes:
    """A photo with 100,000 segments before its picture."""
    whole = _jpeg()
    return whole[:2] + b"\xff\xe5\x00\x06ab" * 100_000 + whole[2:]


def small_segments() -> bytes:
    """A photo with 20 million segments of nothing."""
    whole = _jpeg()
    return whole[:2] + b"\xff\xe5\x00\x02" * (20 * MILLION) + whole[2:]


def long_xmp() -> bytes:
    """Properties in 4,000 pieces of 60 kB."""
    whole = _jpeg()
    head = b"http://ns.adobe.com/xmp/extension/\0" + bytes(40)
    content = head + b"a" * 60_000
    piece = b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content
    return whole[:2] + piece * 4_000 + whole[2:]


def _scans(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each scan of a progressive picture, with the tables before it, begins and ends."""
    at = 2
    while data[at + 1] != 0xD9:
        begin = at
        (size,) = struct.unpack_from(">H", data, at + 2)
        marker = data[at + 1]
        at += 2 + size
        if marker == 0xDA:
            while not (data[at] == 0xFF and data[at + 1] not in {0, *range(0xD0, 0xD8)}):
                at += 1
            yield begin, at


def many_scans() -> bytes:
    """A picture of 16 megapixels refined 20,000 times."""
    whole = _jpeg(4_000, 4_000, progressive=True)
    begin, end = list(_scans(whole))[-1]
    return whole[:end] + whole[begin:end] * 2_000 + b"\xff\xd9"


def unfolding_scans() -> bytes:
    """A photo that says that it has 249 megapixels to be refined, and has few bytes."""
    whole = bytearray(_jpeg(640, 480, progressive=True))
    at = whole.find(b"\xff\xc2")
    struct.pack_into(">HH", whole, at + 5, 15_700, 15_860)
    return bytes(whole)


def large_progressive() -> bytes:
    """A photo of 200 megapixels to be refined."""
    return _jpeg(16_000, 12_500, progressive=True)


def cyclic_tiff() -> bytes:
    """A TIFF whose directories follow one another in a ring."""
    entries = [
        *((256, 4, 1, 64), (257, 4, 1, 64), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)),
        *((273, 4, 1, 4_000), (277, 3, 1, 1), (278, 4, 1, 64), (279, 4, 1, 4_096)),
        *((330, 4, 1, 8), (34_665, 4, 1, 8)),
    ]
    made = bytearray(b"II*\0" + struct.pack("<L", 8) + struct.pack("<H", len(entries)))
    for tag, kind, count, value in entries:
        made += struct.pack("<HHLL", tag, kind, count, value)
    made += struct.pack("<L", 8)
    return bytes(made.ljust(4_000, b"\0")) + bytes(4_096)


def counted_tiff() -> bytes:
    """A TIFF with a field of four billion numbers."""
    return cyclic_tiff().replace(
        struct.pack("<HHLL", 330, 4, 1, 8), struct.pack("<HHLL", 330, 4, 0xFFFFFFFF, 8)
    )


def large_bytes() -> bytes:
    """As large a file as is taken into memory, of signs that might be text."""
    return b"BM" + "一".encode() * 99_000_000


def animated_webp() -> bytes:
    """A thousand frames."""
    frames = [Image.new("RGB", (16, 16), (n % 256, n // 256, 0)) for n in range(1_000)]
    made = BytesIO()
    frames[0].save(made, "WEBP", save_all=True, append_images=frames[1:])
    return made.getvalue()


def large_gif() -> bytes:
    """A film that says that it is 65,535 pixels wide and high."""
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", 0xFFFF, 0xFFFF, 0, 0, 0) + frame + b";"


def many_gif_frames() -> bytes:
    """A film of ten million pictures of nothing."""
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    return head + frame * (10 * MILLION) + b";"


def small_gif_pieces() -> bytes:
    """A comment in a hundred million pieces of one sign."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    return head + b"!\xfe" + b"\x01x" * (100 * MILLION) + b"\0;"


def many_pages() -> bytes:
    """A TIFF of a million pages, each its own picture."""
    entries = [
        *((256, 4, 1, 1), (257, 4, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)),
        *((273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, 1), (279, 4, 1, 1)),
    ]
    page = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHLL", *e) for e in entries)
    size = len(page) + 4
    made = bytearray(b"II*\0" + struct.pack("<L", 12) + bytes(4))
    for number in range(MILLION):
        made += page + struct.pack("<L", 12 + (number + 1) * size if number < MILLION - 1 else 0)
    return bytes(made)


def large_tiff() -> bytes:
    """A TIFF that says that it has four billion pixels a side."""
    made = cyclic_tiff()
    for tag in (256, 257):
        told, lied = (struct.pack("<HHLL", tag, 4, 1, side) for side in (64, 0xFFFFFFFE))
        made = made.replace(told, lied)
    return made


def _heic() -> bytes:
    return (SAMPLES / "patches.heic").read_bytes()


def large_heic() -> bytes:
    """A photo of a phone that says that it has a hundred million pixels."""
    sizes = ((96, 64), (10_000, 10_000))
    told, lied = (b"ispe" + struct.pack(">LLL", 0, *size) for size in sizes)
    return _heic().replace(told, lied)


def large_avif() -> bytes:
    """A picture of 100 megapixels."""
    made = BytesIO()
    Image.new("RGB", (10_000, 10_000)).save(made, "AVIF", speed=10)
    return made.getvalue()


def many_boxes() -> bytes:
    """A photo of a phone with 20 million boxes of nothing."""
    whole = _heic()
    (size,) = struct.unpack_from(">L", whole)
    return whole[:size] + struct.pack(">L4s", 8, b"free") * (20 * MILLION) + whole[size:]


def shared_pieces() -> bytes:
    """A photo whose picture is in 60,000 pieces, each of which is the whole file."""
    head = struct.pack(">L4s4sL4s", 20, b"ftyp", b"heic", 0, b"mif1")
    info = struct.pack(">L4sBxxxHH4sx", 21, b"infe", 2, 1, 0, b"hvc1")
    infos = struct.pack(">L4sLH", 14 + len(info), b"iinf", 0, 1) + info
    place = struct.pack(">HHHHH", 0x4400, 1, 1, 0, 60_000) + struct.pack(">LL", 0, MILLION) * 60_000
    places = struct.pack(">L4sL", 12 + len(place), b"iloc", 0) + place
    meta = struct.pack(">L4sL", 12 + len(infos) + len(places), b"meta", 0) + infos + places
    return (head + meta).ljust(MILLION, b"\0")


MADE = {
    "249 megapixels, gray.png": large_gray,
    "249 megapixels.png": large_rgb,
    "100 megapixels of 8 bytes.png": deep_colours,
    "text bomb.png": text_bomb,
    "1,000 text bombs.png": text_bombs,
    "10 M beginnings.png": text_beginnings,
    "profile bomb.png": profile_bomb,
    "1 M chunks.png": many_chunks,
    "100,000 segments.jpg": many_segments,
    "20 M segments.jpg": small_segments,
    "XMP in 4,000 pieces.jpg": long_xmp,
    "2,000 scans.jpg": many_scans,
    "unfolding scans.jpg": unfolding_scans,
    "200 megapixels, progressive.jpg": large_progressive,
    "cyclic directories.tif": cyclic_tiff,
    "4 billion numbers.tif": counted_tiff,
    "297 MB.bmp": large_bytes,
    "1,000 frames.webp": animated_webp,
    "4 gigapixels.gif": large_gif,
    "10 M frames.gif": many_gif_frames,
    "100 M pieces.gif": small_gif_pieces,
    "1 M pages.tif": many_pages,
    "4 billion pixels a side.tif": large_tiff,
    "100 megapixels told.heic": large_heic,
    "100 megapixels.avif": large_avif,
    "20 M boxes.heic": many_boxes,
    "60,000 pieces.heic": shared_pieces,
}
