"""Whether text says anything: told by what it consists of, not by what it means.

Measured on 4,985 pieces, of 300 and of 800 signs, of 886 public Chinese documents.
"""

import re
import zlib
from enum import StrEnum
from statistics import median

_HAN = re.compile(r"[\u3400-\u9fff]")
# Fewer signs than these tell nothing.
_LEAST_SIGNS = 100
_PIECE_SIGNS = 300
# Of its bytes in UTF-16, what deflate leaves. Of 3,044 pieces of 300 signs four came below: a page
# whose signs have no codes. A sentence of fifty signs said six times comes to 0.17.
_LEAST_DEFLATED = 0.2
# Han signs of the first level of GB 2312, the 3,755 in daily use, among all: at least 0.48, in
# traditional writing; signs taken at random come to 0.2.
_LEAST_COMMON = 0.35
_FIRST_LEVEL = range(0xB0, 0xD8)
# Text is of another writing when it has so little of its share of Han signs: one in 26 where the
# list has three in four. Notes on software come down to one in twenty.
_LEAST_OF_SHARE = 0.05


class NoProse(StrEnum):
    """Why text says nothing."""

    REPEATED = "repeated"
    UNUSUAL = "unusual"
    OTHER_WRITING = "other_writing"


def no_prose(text: str, like: str) -> NoProse | None:
    """Why `text` says nothing, to whoever writes as `like` is written; None if it may say all."""
    signs = "".join(text.split())
    if len(signs) < _LEAST_SIGNS:
        return None
    pieces = [signs[at : at + _PIECE_SIGNS] for at in range(0, len(signs), _PIECE_SIGNS)]
    if median(_deflated(p) for p in pieces if len(p) >= _LEAST_SIGNS) < _LEAST_DEFLATED:
        return NoProse.REPEATED
    if _han_share(signs) < _LEAST_OF_SHARE * _han_share(like):
        return NoProse.OTHER_WRITING
    han = _HAN.findall(signs)
    if len(han) >= _LEAST_SIGNS and sum(map(_is_common, han)) < _LEAST_COMMON * len(han):
        return NoProse.UNUSUAL
    return None


def _deflated(piece: str) -> float:
    data = piece.encode("utf-16-le", "replace")
    return len(zlib.compress(data, 9)) / len(data)


def _han_share(text: str) -> float:
    return len(_HAN.findall(text)) / max(1, len("".join(text.split())))


def _is_common(sign: str) -> bool:
    data = sign.encode("gb2312", "ignore")
    return bool(data) and data[0] in _FIRST_LEVEL
