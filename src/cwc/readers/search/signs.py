"""Strings in bytes of any sort: wherever a grade of secrecy is written in any encoding."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from quopri import decodestring
from urllib.parse import unquote_to_bytes

from cwc.model.obstacle import Obstacle
from cwc.readers.obstacle import Blocked
from cwc.text.secrecy import SIGNS, as_read, speaks_of_one

# Most common first. Big5 and GB 18030 are what Windows wrote before UTF-8.
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5", "utf-32-le", "utf-32-be")
_FORMS = {
    encoding: tuple(form for sign in SIGNS if (form := sign.encode(encoding, "ignore")))
    for encoding in ENCODINGS
}
_HEX = "|".join(f"{ord(sign):x}" for sign in SIGNS)
_DECIMAL = "|".join(str(ord(sign)) for sign in SIGNS)
# The sign's last bytes in UTF-8 and GB 18030, as a link, a mail and rich text write them.
_ESCAPED_BYTES = {
    mark: tuple(
        mark.join(b"%02x" % byte for byte in sign.encode(encoding)[-2:])
        for sign in SIGNS
        for encoding in ("utf-8", "gb18030")
    )
    for mark in (b"%", b"=", b"\\'")
}
_NUMBERS = tuple(number.encode() for number in (*_HEX.split("|"), *_DECIMAL.split("|")))
# As HTML, JSON, a link, Excel, a symbol of Word's and rich text write the sign's number.
_ESCAPED_NUMBER = re.compile(
    rf"(?i)(?:&#x0*|[\\%]u|_x|char=\")(?:{_HEX})|(?:&#0*|\\u)(?:{_DECIMAL})".encode()
)
# As JSON, a link and Excel write a sign.
_CODED = re.compile(r"(?:[\\%]u|_x)([0-9a-fA-F]{4})_?")
_JIS = re.compile(rb"\x1b\$[@B]")
_LOOSE = re.compile(r"[绝机秘][\W_]{0,8}密")
# In two bytes a sign may stand by chance: what a person wrote has more of its kind beside it, or
# ends where a program ends a string.
_LEAST_SIGNS = 4
_WINDOW_BYTES = 160
# In 150 MB of pixels a sign stands so often by chance; each is looked at for some 0.1 ms.
MAX_SIGNS = 50_000
# Escapes are undone block by block, a little of the next with each, and no more blocks than that: a
# page of a web site with all its pictures has some ten million bytes.
_BLOCK_BYTES, _OVERLAP_BYTES, MAX_BLOCKS = 1_000_000, 1_000, 20
# What text consists of; unseen signs between its signs included.
_RUN = re.compile(
    r"[ -~\t\n\r\u00ad\u00b7\u034f\u061c\u180e\u200b-\u206f\u2460-\u24ff\u25a0-\u27bf\u2b50"
    r"\u2f00-\u2fdf\u3000-\u3029\u3299\u4e00-\u9fff\uf900-\ufaff\ufe00-\ufe0f\ufeff\uff00-\uff5e]+"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]+")


def speaks(data: bytes) -> bool:
    """Whether the sign of every mark stands in the bytes, in any encoding or as any escape."""
    # No form is plain ASCII; many parts of a document are.
    if not data.isascii() and any(form in data for forms in _FORMS.values() for form in forms):
        return True
    return any(map(_is_escaped, _narrowed(data))) or _JIS.search(data) is not None


def _narrowed(data: bytes) -> Iterable[bytes]:
    """The bytes; and what is plain ASCII in two of them each, or in four, in one."""
    return (data, data.replace(b"\0", b"")) if b"\0" in data else (data,)


def _is_escaped(data: bytes) -> bool:
    low = data.lower()
    if any(mark in low and any(f in low for f in forms) for mark, forms in _ESCAPED_BYTES.items()):
        return True
    return any(number in low for number in _NUMBERS) and bool(_ESCAPED_NUMBER.search(low))


def passages(data: bytes) -> Iterator[str]:
    """What a person wrote around each grade in the bytes; Blocked when signs are without end."""
    count = 0
    for encoding, forms in _FORMS.items():
        width = len(forms[0])
        for form in forms:
            at = data.find(form)
            while at >= 0:
                count += 1
                if count > MAX_SIGNS:
                    raise Blocked(Obstacle.TOO_LARGE)
                yield from _written(data, at, encoding, width)
                at = data.find(form, at + width)
    yield from escaped(data)
    for block in _blocks(data, lambda block: _JIS.search(block) is not None):
        yield from block.decode("iso2022_jp", "ignore").splitlines()


def from_hex(digits: bytes) -> bytes:
    """The bytes that hexadecimal digits are, blanks aside; a half of one is filled with 0."""
    written = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(written + "0" * (len(written) % 2))


def escaped(data: bytes) -> Iterator[str]:
    """The lines with a grade that is written as escapes."""
    blocks = (block for narrow in _narrowed(data) for block in _blocks(narrow, _is_escaped))
    for block in blocks:
        for plain in _unescaped(block):
            lines = (line for line in plain.splitlines() if speaks_of_one(line))
            yield from (line for line in lines if _LOOSE.search(as_read(line)))


def _blocks(data: bytes, wanted: Callable[[bytes], bool]) -> Iterator[bytes]:
    """The parts of the bytes that are wanted; Blocked when they are too many."""
    if not wanted(data):
        return
    count = 0
    for start in range(0, len(data), _BLOCK_BYTES):
        block = data[start : start + _BLOCK_BYTES + _OVERLAP_BYTES]
        if wanted(block):
            count += 1
            if count > MAX_BLOCKS:
                raise Blocked(Obstacle.TOO_LARGE)
            yield block


def _written(data: bytes, at: int, encoding: str, width: int) -> Iterator[str]:
    """The run of writing around one sign, when there is a grade in it and it is no chance."""
    start = max(at - _WINDOW_BYTES, at % width if width != 3 else 0)
    before = data[start:at]
    if width in {2, 4} and len(before) % width:
        before = before[len(before) % width :]
    left = _decoded(before, encoding, last=True)
    right = _decoded(data[at : at + _WINDOW_BYTES], encoding, last=False)
    text = left + right if encoding == "utf-8" else _without_chance(left + right)
    for run in (_TEXT if encoding == "utf-8" else _RUN).finditer(text):
        if run.start() <= len(left) < run.end():
            bounded = _ends(text, run.start() - 1) and _ends(text, run.end())
            signs = sum(sign > "~" for sign in run[0])
            enough = encoding == "utf-8" or bounded or signs >= _LEAST_SIGNS
            if enough and _LOOSE.search(as_read(run[0])):
                yield run[0]


def _decoded(data: bytes, encoding: str, last: bool) -> str:
    """Text as far as it goes: up to a sign, or from it."""
    if not last:
        return data.decode(encoding, "replace")
    # A multibyte text may be cut at its beginning.
    offsets = range(4) if encoding in {"utf-8", "gb18030", "big5"} else range(1)
    texts = (data[offset:].decode(encoding, "replace") for offset in offsets)
    return min(texts, key=lambda text: text.count("\ufffd"))


def _ends(text: str, at: int) -> bool:
    return at < 0 or at >= len(text) or text[at] < " "


def _without_chance(text: str) -> str:
    """Text in which no Chinese sign stands but those that people write: others are no text."""
    return _HAN.sub(lambda sign: sign[0] if _in_gb2312(sign[0]) else "\ufffd", text)


def _in_gb2312(sign: str) -> bool:
    return bool(sign.encode("gb2312", "ignore") or sign in "機祕絕絶級長啓")


def _unescaped(data: bytes) -> Iterator[str]:
    """The readings of bytes that escape signs."""
    text = data.decode("utf-8", "replace")
    yield unescape(text)
    yield _CODED.sub(lambda m: chr(int(m[1], 16)), text)
    for plain in (unquote_to_bytes(data), decodestring(data)):
        for encoding in ("utf-8", "gb18030"):
            yield plain.decode(encoding, "replace")
