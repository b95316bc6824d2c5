"""Which festival a text speaks of."""

import re
from collections.abc import Iterable

# Festivals and days that a list of 我们的节日 does not mean: their photos are not to fill the
# nearest one's place.
_OTHERS = re.compile(
    r"六一|儿童节|教师节|国庆|元旦|腊八|妇女节|三八|劳动节|五一|护士节|医师节|母亲节|父亲节|冬至|小年|"
    r"感恩节|圣诞|建军节|八一|建党|七一|植树节|龙抬头|中元|老人节|青年节|五四|献血者日|世界\S{1,6}日"
)


def spoken_of(names: Iterable[str], texts: Iterable[str]) -> str | None:
    """The one festival that the first text to speak of any speaks of, be it none of `names`."""
    known = list(names)
    for text in texts:
        found = [name for name in known if _short(name) in text]
        if len(found) == 1:
            return found[0]
        if not found and (other := _OTHERS.search(text)):
            return other[0]
    return None


def _short(name: str) -> str:
    """元宵 for 元宵节, as people say it; 春节 has no shorter form."""
    return name.removesuffix("节") if len(name) > 2 else name
