"""Which of an artefact's categories a file's row, folders and name speak of."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from functools import lru_cache

from cwc.text.names import NAMES, plain

# 严重精神障碍患者 for 易肇事肇祸的严重精神障碍患者; fewer signs are shared by chance.
_SHARED_SIGNS = 4
_TOKENS = re.compile(r"[\s_,，、]+")
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]")
# What a report's name says beside what it is about: year, number, sort of material, version, and
# words that every report of its kind has.
_UNSUBJECT = re.compile(
    r"#\d+#|(?:19|20)\d\d(?:年度?|-\d{1,2})*|v?\d+(?:\.\d+)*|第[一二三四五六七八九十百]+[项稿版条]|"
    r"(?:的?情况)?(?:说明)?报告|情况说明|的?情况$|专项(?:治理|整治|行动)|(?:打击|整治|治理)|"
    r"最终版?|终稿|定稿|初稿|修改[稿版]?|新版|副本|附件|说明$|^关于"
)
# Names that are about nothing in any list: they would pass for an item of their own.
_NOTHING = re.compile(
    r"封面|目录|汇总表?|总结|综述|简介|新建.*|文档|材料|资料|情况|工作|活动|简要情况|"
    r"工作(?:情况|总结|汇总)"
)


def named_category(names: Iterable[str], text: str) -> str | None:
    """The one category whose name `text` is or holds, or that `text` shortens; None otherwise."""
    return _named((*names,), text)


@lru_cache(maxsize=NAMES)
def _named(known: tuple[str, ...], text: str) -> str | None:
    said = plain(text)
    for fits in (_is_named, _is_held, _is_shortened, _shares):
        found = [name for name in known if fits(plain(name), said)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_named(name: str, said: str) -> bool:
    return name == said


def _is_held(name: str, said: str) -> bool:
    return name in said


def _is_shortened(name: str, said: str) -> bool:
    return len(said) > 1 and said in name


def _shares(name: str, said: str) -> bool:
    """Whether half of a long name, and no less than four signs, stands in `said`."""
    run = SequenceMatcher(None, name, said, autojunk=False).find_longest_match().size
    return run >= _SHARED_SIGNS and run * 2 >= len(name)


def subject(name: str, empty: Sequence[str] = ()) -> str:
    """What a report's name says beside date, sort of material and version: 电信诈骗.

    `empty` are the list's own words that tell nothing, * for anything.
    """
    text = _UNSUBJECT.sub(" ", plain(name))
    words = [word.strip("-.()") for word in _TOKENS.split(text) if _HAS_HAN.search(word)]
    return "".join(word for word in words if not _is_empty(word, empty))


def _is_empty(word: str, empty: Sequence[str]) -> bool:
    return bool(_NOTHING.fullmatch(word)) or any(fnmatchcase(word, plain(e)) for e in empty)


def first_named(texts: Iterable[str], known: Sequence[str]) -> str | None:
    """The category that the first of `texts` to name one names."""
    return next((name for text in texts if (name := named_category(known, text))), None)
