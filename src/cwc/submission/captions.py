"""Captions, dates and categories that names of files and folders give away."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from cwc.model.artefact import KIND_NAMES
from cwc.model.caption import Caption, Field
from cwc.text.dates import find_date, leading_date
from cwc.text.names import plain

_TOKENS = re.compile(r"[\s_,，、]+")
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]")
_MONTH_ONLY = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]+)月")
# Words of file and folder names that say nothing of what was done, or what sort of thing it is.
# 严重精神障碍患者 for 易肇事肇祸的严重精神障碍患者; fewer signs are shared by chance.
_SHARED_SIGNS = 4
# What a report's name says beside what it is about: year, number, sort of material, version.
_UNSUBJECT = re.compile(
    r"(?:19|20)\d\d(?:-\d{1,2}){0,2}|[年月日]?\d+[年月日]?|年度?|的?(?:情况)?(?:说明)?报告|情况说明|"
    r"的?情况$|最终版?|终稿|定稿|初稿|修改[稿版]?|新版?|副本|第[一二三四五六七八九十]+[稿版]"
)
_EMPTY_WORDS = re.compile(
    r"(?:上|中|下)?(?:午|旬)|早上|晚上?|中午|"
    r"(?:微信|QQ|qq)?(?:图片|照片|相片|图|截图|截屏|视频|相册)(?:[\s_()（）\d].*|资料)?|"
    r"现场(?:照片|图片)|原图|原件|(?:拷贝|副本|复件|复制|新建|压缩|打包|整理|已选|备用|其他|其它).*"
)


def caption_from_name(name: str) -> Caption:
    """The caption in a name written <日期 主题 地点>; empty when it does not begin with a date."""
    dated = leading_date(name)
    if dated is None or dated[0].is_year:
        return Caption()
    when, rest = dated
    words = [w for w in _TOKENS.split(rest.strip(" -_")) if _says_something(w)]
    values = {Field.TIME: str(when)}
    values.update(zip((Field.THEME, Field.PLACE), words, strict=False))
    return Caption(values=values)


def _says_something(word: str) -> bool:
    """Whether a word may be a theme or a place: Chinese, no date, no habit of naming files."""
    return bool(
        _HAS_HAN.search(word) and find_date(word) is None and not _EMPTY_WORDS.fullmatch(word)
    )


def named_category(names: Iterable[str], text: str) -> str | None:
    """The one category whose name stands in `text`, or that `text` shortens; None otherwise."""
    known, said = list(names), plain(text)
    found = [name for name in known if plain(name) in said]
    if not found and len(said) > 1:
        found = [name for name in known if said in plain(name)]
    if not found:
        found = [name for name in known if _shares(plain(name), said)]
    return found[0] if len(found) == 1 else None


def _shares(name: str, said: str) -> bool:
    """Whether half of a long name, and no less than four signs, stands in `said`."""
    run = SequenceMatcher(None, name, said, autojunk=False).find_longest_match().size
    return run >= _SHARED_SIGNS and run * 2 >= len(name)


def subject(name: str) -> str:
    """What a report's name says beside date, sort of material and version: 电信诈骗."""
    text = _UNSUBJECT.sub(" ", plain(name))
    words = (word for word in _TOKENS.split(text.strip("-. ")) if _HAS_HAN.search(word))
    return "".join(word.strip("-.()") for word in words)


def is_dated(folder: str) -> bool:
    """Whether a folder's name is about a time: a date, a year, a month."""
    return bool(find_date(folder) or _MONTH_ONLY.match(folder))


def is_category_folder(name: str) -> bool:
    """Whether a folder's name can be a category: no date, no kind of material, no empty word."""
    kind = any(label in name for label in KIND_NAMES.values())
    return not is_dated(name) and not kind and _says_something(name)
