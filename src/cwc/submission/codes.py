"""Requirement codes as folders and cells write them: Ⅲ-8/2/①, III-8-2-①, 三-8（2）①, 未3/10/① …"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cwc.text.names import plain

# After `plain`: iii-8-2-#1#, iii-49-#1#, iii-8(2)#1#, iii-8-2-1; a number before 年, 月, 日 is a
# date. The list's Ⅲ is also typed III or, before a dash, 三; 未 is also 未成年人.
_NOT_DATE = r"(?![\d年月日])"
_BEFORE = r"(?:\d{1,3}[.、]|[(\[【]|指标)*"
_INDICATOR = re.compile(rf"{_BEFORE}(?:(iii)|未(?:成年人)?)[-.]?(\d{{1,3}}){_NOT_DATE}")
_STANDARD = re.compile(rf"[-,、.]*(?:\((\d{{1,2}})\)|(\d{{1,2}})\)|(\d{{1,2}}){_NOT_DATE})")
_ITEM = re.compile(rf"[-,、.]*(?:#(\d{{1,2}})#|\((\d{{1,2}})\)|(?<=-)(\d{{1,2}}){_NOT_DATE})")
# Separators that keep a following number from reading as part of the one before it.
_LOOSE = re.compile(r"(?<=\d)\s+(?=\d)")
_THREE = re.compile(r"三(?=\s*[-—–－_]\s*\d)")
# Where a further code begins in a cell that names several, however they are parted.
_NEXT = re.compile(
    r"(?=(?<![A-Za-z])(?:Ⅲ|ⅲ|III|iii|三\s*[-—–－_]|未(?:成年人)?)\s*[-—–－_.]?\s*\d)"
)
# 8-2-2 behind another code, whose Ⅲ it shares.
_BARE = re.compile(r"(?<=[；;，,、])\s*(\d{1,3}\s*[-—–－/]\s*\d)")
_ITEM_SIGNS = "".join(chr(0x2460 + n) for n in range(20))
_SEVERAL = re.compile(rf"[{_ITEM_SIGNS}](?:[、,，和及\s]*[{_ITEM_SIGNS}])+")
_PARTING = " \t\n；;，,、。.+和及与/|"


@dataclass(frozen=True)
class CodeParts:
    """The numbers of a code; None where it names none. `minors`: of the list for 未成年人."""

    minors: bool
    indicator: int
    standard: int | None = None
    item: int | None = None

    def means(self, other: "CodeParts") -> bool:
        """Whether this, perhaps shortened, code may mean the full code `other`."""
        if (self.minors, self.indicator) != (other.minors, other.indicator):
            return False
        if self.standard is not None and self.standard != other.standard:
            # Ⅲ-49-1 for Ⅲ-49/-/①: without numbered standards the number is the item's.
            return other.standard is None and self.item is None and self.standard == other.item
        return self.item is None or self.item == other.item


def read_code(names: Sequence[str]) -> CodeParts | None:
    """The code that the first of `names` begins with, made complete by the names below it."""
    name = _plain(names[0])
    head = _INDICATOR.match(name)
    if head is None:
        return None
    standard, item = None, None
    rests = [name[head.end() :], *(_plain(below) for below in names[1:])]
    for rest in rests:
        if standard is None and item is None and (match := _STANDARD.match(rest)):
            standard = _number(match)
            match = _ITEM.match(rest, match.end())
        else:
            match = _ITEM.match(rest)
        if item is None and match:
            item = _number(match)
    return CodeParts(not head[1], int(head[2]), standard, item)


def split_codes(cell: str) -> tuple[str, ...]:
    """The codes that a cell names, each as it is written there."""
    whole = _BARE.sub(r"Ⅲ-\1", cell)
    parts = (part.strip(_PARTING) for part in _NEXT.split(whole))
    return tuple(code for part in parts if part for code in _items(part))


def _items(part: str) -> list[str]:
    """Ⅲ-49①② as Ⅲ-49① and Ⅲ-49②."""
    found = _SEVERAL.search(part)
    if found is None:
        return [part]
    head = part[: found.start()]
    return [head + sign for sign in found[0] if sign in _ITEM_SIGNS]


def matching(names: Sequence[str], codes: Iterable[str]) -> list[str]:
    """The codes that `names` may mean: none, one, or several when they say too little."""
    parts = read_code(names)
    if parts is None:
        return []
    full = {code: read_code([code]) for code in codes}
    return [code for code, whole in full.items() if whole and parts.means(whole)]


def completes(names: Sequence[str], code: str) -> bool:
    """Whether the last of `names` tells more of this code than those before it."""
    before, after, whole = read_code(names[:-1]), read_code(names), read_code([code])
    return after is not None and whole is not None and after != before and after.means(whole)


def folder_name(code: str, name: str) -> str:
    """The folder that `init` makes for a requirement: Ⅲ-8-2-① 融入日常生活."""
    return f"{code.replace('/-', '').replace('/', '-')} {name}"


def _plain(text: str) -> str:
    return plain(_THREE.sub("Ⅲ", _LOOSE.sub("-", text)))


def _number(match: re.Match[str]) -> int:
    return next(int(group) for group in match.groups() if group)
