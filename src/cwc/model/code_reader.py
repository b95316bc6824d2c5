"""Codes as people write them, read by the patterns that one list's grammar makes."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cwc.text.names import plain
from cwc.text.numerals import NUMERALS, from_chinese

# A number before 年, 月, 日 is a date; 一览, 一致 and the like are words.
_NOT_DATE = r"(?![\d年月日])"
_NOT_WORD = rf"(?![\d年月日{NUMERALS}百季览致些样般定带次个])"
_ITEM_ALONE = re.compile(r"#\d{1,2}#|\(\d{1,2}\)|\d{1,2}")
# 3.15 behind a code or as a folder's name below one: a day, where the list writes no such numbers.
_DAY = re.compile(r"\d{1,2}\.\d{1,2}(?![\d.])")
_DAY_BEHIND = re.compile(r"(?<=[\d\u2460-\u2473])\s+(?=\d{1,2}\.\d{1,2}(?![\d.]))")
_DASH = r"[-‐‑‒–—―−－﹣_]"
# 8-2-2 behind another code, whose head it shares.
_BARE = r"(?<=[；;，,、])\s*\d{1,3}\s*[-—–－/]\s*\d"
_ITEM_SIGNS = "".join(chr(0x2460 + n) for n in range(20))
_SEVERAL = re.compile(rf"[{_ITEM_SIGNS}](?:[、,，和及\s]*[{_ITEM_SIGNS}])+")
_TO_WIDE = 0xFEE0
_PARTING = " \t\n；;，,、。.+和及与/|"


@dataclass(frozen=True)
class Manner:
    """How a list writes its codes: see `CodeGrammar`, whose words these are."""

    heads: Mapping[str, Sequence[str]]
    numbers: int
    is_chinese: bool
    join: str

    @property
    def joint(self) -> str:
        """What stands between an indicator's numbers, as a pattern.

        Without a head only the list's own sign tells 1.1.1 from 1-2.jpg.
        """
        if self.heads:
            return "[-.]"
        return "-" if self.join == "-" else r"\."


@dataclass(frozen=True)
class CodeParts:
    """A code's head by its place in the grammar, and its numbers; None where it names none."""

    head: int
    indicator: tuple[int, ...]
    standard: int | None = None
    item: int | None = None

    def means(self, other: "CodeParts") -> bool:
        """Whether this, perhaps shortened, code may mean the full code `other`."""
        if (self.head, self.indicator) != (other.head, other.indicator):
            return False
        if self.standard is not None and self.standard != other.standard:
            # Ⅲ-49-1 for Ⅲ-49/-/①: without numbered standards the number is the item's.
            return other.standard is None and self.item is None and self.standard == other.item
        return self.item is None or self.item == other.item


class CodeReader:
    """The patterns of one grammar, made once."""

    def __init__(self, manner: Manner) -> None:
        self._heads = tuple(manner.heads)
        self._dotted = manner.join == "."
        chinese = manner.is_chinese
        number = rf"(?:\d{{1,3}}|[{NUMERALS}]{{1,3}})" if chinese else r"\d{1,3}"
        numbers = manner.joint.join([f"({number})"] * manner.numbers)
        # `plain` has made them iii-8-2-#1#, iii-49-#1#, iii-8(2)#1#, 1.1.1.1.
        numbering = "[.、]" if self._heads else "、"
        before = rf"(?:\d{{1,3}}{numbering}|[(\[【]|指标){{0,9}}"
        end = _NOT_WORD if chinese else _NOT_DATE
        self._before = re.compile(before)
        self._begins = re.compile(before + _heads(manner) + numbers + end)
        inner = rf"(?:\((\d{{1,2}}|[{NUMERALS}]{{1,3}})\)" if chinese else r"(?:\((\d{1,2})\)"
        self._standard = re.compile(rf"[-,、.]{{0,9}}{inner}|(\d{{1,2}})\)|(\d{{1,2}}){_NOT_DATE})")
        ahead = "[-.]" if self._dotted else "-"
        self._item = re.compile(
            rf"[-,、.]{{0,9}}(?:#(\d{{1,2}})#|\((\d{{1,2}})\)|(?<={ahead})(\d{{1,2}}){_NOT_DATE})"
        )
        written = "|".join(map(re.escape, self._heads))
        self._whole = re.compile(f"(?:{written})" + numbers)
        # Spaces keep a following number from reading as part of the one before it.
        behind = rf"|(?<=[{NUMERALS}])\s+" if chinese else ""
        self._loose = re.compile(rf"(?<=\d)\s+(?=\d){behind}")
        self._next = re.compile(_boundary(manner))

    def read(self, names: Sequence[str]) -> CodeParts | None:
        """The code that the first of `names` begins with, made complete by the names below it."""
        name = self._plain(names[0])
        begun = self._begins.match(name)
        if begun is None:
            return None
        groups = begun.groups()
        count = len(self._heads)
        head = next((n for n, group in enumerate(groups[:count]) if group), 0)
        numbers = tuple(_value(group) for group in groups[count:])
        if None in numbers:
            return None
        standard, item = None, None
        below = (self._plain(name) for name in names[1:])
        rests = [name[begun.end() :], *(n for n in below if self._dotted or not _DAY.match(n))]
        for rest in rests:
            if standard is None and item is None and (match := self._standard.match(rest)):
                standard = _number(match)
                match = self._item.match(rest, match.end())
            else:
                match = self._item.match(rest)
            if item is None and match:
                item = _number(match)
        return CodeParts(head, tuple(n for n in numbers if n is not None), standard, item)

    def split(self, cell: str) -> tuple[str, ...]:
        """The codes that a cell names, each as it is written there."""
        parts = self._next.split(cell)
        if len(parts) > 1 and self._before.fullmatch(plain(parts[0])):
            # 1.Ⅲ-8-2-①, （Ⅲ-8-2-①）: what stands before the first belongs to it.
            parts[:2] = [parts[0] + parts[1]]
        return tuple(self._each(part.strip(_PARTING) for part in parts))

    def is_indicator(self, text: str) -> bool:
        """Whether this is an indicator's code as the list itself writes it."""
        return bool(self._whole.fullmatch(text) and self.read([text]))

    def is_item(self, text: str) -> bool:
        """Whether this can be read as an item: ① or a number."""
        return bool(_ITEM_ALONE.fullmatch(plain(text)))

    def order(self, indicator: str) -> tuple[int, tuple[int, ...]]:
        """Where an indicator stands in the list: heads in their order, then by number."""
        parts = self.read([indicator])
        return (parts.head, parts.indicator) if parts else (len(self._heads), ())

    def _each(self, parts: Iterator[str]) -> Iterator[str]:
        head = ""
        for part in filter(None, parts):
            begun = self.read([part])
            if begun and self._heads:
                head = self._heads[begun.head]
            whole = head + part if begun is None and part[0].isdigit() else part
            found = _SEVERAL.search(whole)
            if found is None:
                yield whole
            else:  # Ⅲ-49①② is Ⅲ-49① and Ⅲ-49②
                yield from (whole[: found.start()] + s for s in found[0] if s in _ITEM_SIGNS)

    def _plain(self, text: str) -> str:
        return plain(self._loose.sub("-", _DAY_BEHIND.sub("~", text)))


def _heads(manner: Manner) -> str:
    """A group for each head, its longer spellings first; a dash may follow one without its own."""
    groups = []
    for head, others in manner.heads.items():
        spellings = sorted((plain(s) for s in (head, *others)), key=len, reverse=True)
        ends = (re.escape(s) + ("" if s.endswith("-") else "[-.]?") for s in spellings)
        groups.append(f"({'|'.join(ends)})")
    return f"(?:{'|'.join(groups)})" if groups else ""


def _boundary(manner: Manner) -> str:
    """Where a further code begins in a cell that names several, however they are parted."""
    if not manner.heads:
        numbers = manner.joint.join([r"\d{1,3}"] * manner.numbers)
        return rf"(?=(?<![\d.-]){numbers}{_NOT_DATE})"
    number = rf"[\d{NUMERALS}]" if manner.is_chinese else r"\d"
    spellings = {s for head, others in manner.heads.items() for s in (head, *others)}
    raw = "|".join(sorted(map(_raw, spellings), key=len, reverse=True))
    head = rf"(?<![A-Za-z])(?:{raw})\s*(?:{_DASH}|\.)?\s*{number}"
    return f"(?i:(?={head})|(?={_BARE}))"


def _raw(spelling: str) -> str:
    """A head as cells have it: in any width, spaces before its dash."""
    body = spelling.rstrip("-")
    wide = (chr(ord(s) + _TO_WIDE) if s.isascii() and s.isalpha() else s for s in body)
    forms = {body, unicodedata.normalize("NFKC", body), "".join(wide)}
    dash = rf"\s*{_DASH}" if body != spelling else ""
    return "|".join(re.escape(form) + dash for form in sorted(forms))


def _value(text: str) -> int | None:
    return int(text) if text.isdigit() else from_chinese(text)


def _number(match: re.Match[str]) -> int | None:
    return next(_value(group) for group in match.groups() if group)
