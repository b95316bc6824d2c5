"""Captions, dates and categories that names of files and folders give away."""

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from cwc.model.artefact import KIND_NAMES
from cwc.model.caption import Caption, Field
from cwc.text.dates import DateSpan, find_date, leading_date, leading_no_day
from cwc.text.names import NAMES

_TOKENS = re.compile(r"[\s_,，、]+")
# IMG_20180315_094512: when it was taken. A chat's names tell when it was received.
_CAMERA_NAME = re.compile(r"(?:IMG|PANO|DSC|MVIMG|PXL)[_-]?(20\d{6})[_-]?\d{6}", re.IGNORECASE)
# 微信图片_20180519123456, QQ图片20180420091207; mmexport1568260000000 counts milliseconds.
_RECEIVED = re.compile(r"(?<!\d)(20\d{6})\d{6}(?!\d)|^mmexport(1\d{9})\d{3}(?!\d)")
_CHINA = timezone(timedelta(hours=8))
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]")
_MONTH_ONLY = re.compile(r"\s{0,9}(?:\d{1,2}|[一二三四五六七八九十]{1,9})月")
# Words of file and folder names that say nothing of what was done, or what sort of thing it is.
_EMPTY_WORDS = re.compile(
    r"(?:上|中|下)?(?:午|旬)|早上|晚上?|中午|"
    r"(?:微信|QQ|qq)?(?:图片|照片|相片|图|截图|截屏|视频|相册)(?:[\s_()（）\d].*|资料)?|"
    r"现场(?:照片|图片)|原图|原件|(?:拷贝|副本|复件|复制|新建|压缩|打包|整理|已选|备用|其他|其它).*"
)


@lru_cache(maxsize=NAMES)
def caption_from_name(name: str) -> Caption:
    """The caption in a name written <日期 主题 地点>; empty when it does not begin with a date.

    A day that the calendar has not is the time as it is written, for somebody to mend.
    """
    dated = leading_date(name) or leading_no_day(name)
    if dated is None or (isinstance(dated[0], DateSpan) and dated[0].lacks_month):
        return Caption()
    when, rest = dated
    words = [w for w in _TOKENS.split(rest.strip(" -_")) if _says_something(w)]
    values = {Field.TIME: str(when)}
    values.update(zip((Field.THEME, Field.VENUE), words, strict=False))
    return Caption(values=values)


def camera_date(stem: str) -> DateSpan | None:
    """The day that a camera wrote into its file's name, if one did."""
    named = _CAMERA_NAME.match(stem)
    return find_date(named[1]) if named else None


def received_date(stem: str) -> DateSpan | None:
    """The day that a chat wrote into a photo's name: when it was received, not taken."""
    named = _RECEIVED.search(stem)
    if named is None or named[1]:
        return find_date(named[1]) if named else None
    day = datetime.fromtimestamp(int(named[2]), _CHINA).date()
    return DateSpan(day, day)


def _says_something(word: str) -> bool:
    """Whether a word may be a theme or a place: Chinese, no date, no habit of naming files."""
    return bool(
        _HAS_HAN.search(word) and find_date(word) is None and not _EMPTY_WORDS.fullmatch(word)
    )


@lru_cache(maxsize=NAMES)
def is_dated(folder: str) -> bool:
    """Whether a folder's name is about a time: a date, a year, a month."""
    return bool(find_date(folder) or _MONTH_ONLY.match(folder))


def is_category_folder(name: str) -> bool:
    """Whether a folder's name can be a category: no date, no kind of material, no empty word."""
    kind = any(label in name for label in KIND_NAMES.values())
    return not is_dated(name) and not kind and _says_something(name)
