"""Folder and file names that differ only in how they were typed."""

import re
import unicodedata
from functools import lru_cache
from posixpath import splitext

# Many files lie in few folders and are called alike: what was read in a name is kept for so many.
NAMES = 20_000

# What the list and its readers write for the same sign; NFKC would lose that ① is an item number.
_CIRCLED = {chr(0x2460 + n): f"#{n + 1}#" for n in range(20)}
_DASHES = dict.fromkeys("‐‑‒–—―−－﹣／/_", "-")
_SIGNS = str.maketrans({**_CIRCLED, **_DASHES, "）": ")", "（": "("})
# Of fewer signs, one is much of the name.
_TELLING = 4
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=NAMES)
def plain(name: str) -> str:
    """`name` in one spelling: half width, one kind of dash, no spaces, lower case, ① as #1#."""
    signed = unicodedata.normalize("NFC", name).translate(_SIGNS)
    return _SPACES.sub("", unicodedata.normalize("NFKC", signed)).lower()


def tidy_path(path: str) -> str:
    """A path as scans, registers, vouchers and waivers agree to write it: NFC, "/", no "./"."""
    parts = unicodedata.normalize("NFC", path.strip()).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", "."})


def stem(path: str) -> str:
    """A file's own name without its folders and its ending."""
    return splitext(path.rpartition("/")[2])[0]


def windows_safe(name: str, limit: int = 80) -> str:
    """`name` as Windows, WPS and the portal accept it: NFC, no reserved sign, at most `limit`.

    A percent sign goes too: tools disagree on how a BagIt manifest writes it.
    """
    text = unicodedata.normalize("NFC", name)
    text = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f]', "-", text).replace("%", "％")
    text = _SPACES.sub(" ", text).strip(" .")[:limit].rstrip(" .")
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", text)
    return f"_{text}" if reserved or not text else text


def is_a_slip(one: str, other: str) -> bool:
    """Whether two names of four signs or more differ in one sign, or in two put in between."""
    one, other = plain(one), plain(other)
    if one == other or min(len(one), len(other)) < _TELLING:
        return False
    begin = _alike(one, other)
    end = _alike(one[begin:][::-1], other[begin:][::-1])
    # What lies between the same beginning and the same end.
    less, more = sorted(len(name) - begin - end for name in (one, other))
    return more <= 1 or (less == 0 and more == 2 and min(begin, end) > 0)


def _alike(one: str, other: str) -> int:
    """How many signs both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
