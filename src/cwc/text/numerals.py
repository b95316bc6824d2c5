"""Small numbers as Chinese writes them."""

_DIGITS = {sign: n for n, sign in enumerate("一二三四五六七八九", start=1)}
NUMERALS = "一二三四五六七八九十"


def from_chinese(text: str) -> int | None:
    """三 as 3, 十二 as 12, 二十一 as 21; None when it is no number from 1 to 99."""
    tens, ten, ones = text.rpartition("十")
    parts = [part for part in (tens, ones) if part]
    if not text or any(part not in _DIGITS for part in parts):
        return None
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
