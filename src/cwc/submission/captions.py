"""Captions, dates and categories that names of files and folders give away."""

import re
from collections.abc import Iterable

from cwc.model.caption import Caption, Field
from cwc.model.pack import KIND_NAMES
from cwc.text.dates import leading_date
from cwc.text.names import plain

_TOKENS = re.compile(r"[\s_,，、]+")
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]")


def caption_from_name(name: str, origin: str) -> Caption:
    """The caption in a name written <日期 主题 地点>; empty when it does not begin with a date."""
    dated = leading_date(name)
    if dated is None:
        return Caption()
    when, rest = dated
    words = [w for w in _TOKENS.split(rest.strip(" -_")) if _HAS_HAN.search(w)]
    values = {Field.TIME: str(when)}
    values.update(zip((Field.THEME, Field.PLACE), words, strict=False))
    return Caption(values=values, origin=dict.fromkeys(values, origin))


def named_category(names: Iterable[str], text: str) -> str | None:
    """The one category whose name stands in `text`; None when none or several do."""
    found = [name for name in names if plain(name) in plain(text)]
    return found[0] if len(found) == 1 else None


def is_category_folder(name: str) -> bool:
    """Whether a folder's name can be a category: no date, and no kind of material."""
    return leading_date(name) is None and not any(kind in name for kind in KIND_NAMES.values())
