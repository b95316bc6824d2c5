"""Rich text (.rtf, or named .doc): its groups, destinations and escaped signs."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cwc.errors import TooMuchError
from cwc.model.aspects import (
    Aspect,
    Hidden,
    Insets,
    Marking,
    Package,
    RedHeader,
    Review,
    Seals,
    Text,
)
from cwc.model.place import Part, Role, Where
from cwc.readers.colour import is_red, is_seal
from cwc.readers.package import parts_of, photo_count, wanting_text
from cwc.readers.search.signs import from_hex
from cwc.readers.wordml import MAX_PARAGRAPHS, Paragraph, row_of
from cwc.text.words import count_words

# A hundred pages and more, each sign of them escaped; some 5 µs each.
_MAX_TOKENS, _MAX_DEPTH = 400_000, 1_000
_MOST = (_MAX_TOKENS, _MAX_DEPTH, MAX_PARAGRAPHS)
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)"
)
_ROLES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Role.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Role.FOOTER),
    "footnote": Role.FOOTNOTE,
    "annotation": Role.COMMENT,
    "shptxt": Role.TEXT_BOX,
}
# What says nothing on the page: tables of fonts and styles, properties, automatic numbers.
_MUTE = frozenset(
    {
        *("fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "info", "rsidtbl"),
        *("pict", "objdata", "themedata", "colorschememapping", "datastore", "latentstyles"),
        *("listtext", "pntext", "pnseclvl", "xmlnstbl", "generator", "nonshppict", "sp", "fchars"),
        *("bkmkstart", "bkmkend", "atnid", "atnauthor", "atrfstart", "atrfend", "wgrffmtfilter"),
        *("private", "revtbl", "filetbl", "userprops", "docvar", "template", "falt", "panose"),
    }
)
_SIGNS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
    **{"emspace": " ", "enspace": " ", "qmspace": " "},
}
_ENDS = {"par", "sect", "page"}
_ESCAPED = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
# RTF 1.9.1: character sets of fonts as Windows code pages; 936 is simplified Chinese.
_CODE_PAGES = {0: "cp1252", 134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949", 238: "cp1250"}
_CHINESE = {936: "gb18030", 54936: "gb18030", 950: "big5", 65001: "utf-8"}
# Two points, in half points.
_UNREADABLE = 4
# Destinations that older programs leave out and that hold what is shown.
_SHOWN = {"shppict", "shpinst", "shprslt", "fldinst", *_ROLES}


# A property without a number is on.
_FORMATS: dict[str, Callable[[int | None], dict[str, object]]] = {
    "uc": lambda number: {"skip": max(0, number or 0)},
    "f": lambda number: {"font": number or 0},
    "v": lambda number: {"vanishes": number != 0},
    "fs": lambda number: {"tiny": 0 < (number or 0) <= _UNREADABLE},
    "deleted": lambda number: {"deleted": number != 0},
    "revised": lambda number: {"inserted": number != 0},
    **dict.fromkeys(
        ("ul", "uldb", "ulw", "ulwave", "uld", "uldash", "ulth"),
        lambda number: {"marked": number != 0},
    ),
    **dict.fromkeys(("highlight", "chcbpat"), lambda number: {"marked": bool(number)}),
    "ulnone": lambda _: {"marked": False},
    "plain": lambda _: dict.fromkeys(
        ("vanishes", "tiny", "deleted", "inserted", "marked", "red"), False
    ),
    "intbl": lambda _: {"in_table": True},
    "pard": lambda _: {"in_table": False},
}


@dataclass(frozen=True)
class _State:
    """What holds within a group: its destination, and how signs are set there."""

    destination: str = ""
    mute: bool = False
    deleted: bool = False
    inserted: bool = False
    vanishes: bool = False
    tiny: bool = False
    marked: bool = False
    in_table: bool = False
    red: bool = False
    font: int = -1
    skip: int = 1


@dataclass
class _Flow:
    """One running text: the paragraph at hand, and the table's row that it stands in."""

    role: Role
    layers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    row: list[Paragraph] = field(default_factory=list)

    def paragraph(self) -> Paragraph:
        """The paragraph at hand, which ends here."""
        visible, deleted, hidden = (
            "".join(self.layers[layer]) for layer in ("visible", "deleted", "hidden")
        )
        made = Paragraph(visible, deleted, hidden)
        self.layers.clear()
        return made


@dataclass
class _Told:
    """What was gathered."""

    paragraphs: list[tuple[Role, Paragraph]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    revisions: int = 0
    comments: int = 0
    hidden: int = 0
    objects: int = 0
    marked: bool = False
    red: bool = False


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a rich text; TooMuchError when it is too much."""
    told = _Reading(data).told()
    insets = Insets(pictures=len(told.pictures), photos=photo_count(told.pictures))
    looks: dict[type[Aspect], Callable[[], Aspect]] = {
        Text: lambda: _text(told, insets),
        # It has no place for macros.
        Package: lambda: Package(macros=False, embedded=_objects(told.objects)),
        Insets: lambda: insets,
        Review: lambda: Review(
            revisions=told.revisions, comments=told.comments, hidden=told.hidden
        ),
        Marking: lambda: Marking(marked=told.marked),
        RedHeader: lambda: RedHeader(found=told.red),
        Seals: lambda: Seals(count=sum(map(is_seal, told.pictures)), doubtful=0),
    }
    return {aspect: looks[aspect]() for aspect in wanted}


def _text(told: _Told, insets: Insets) -> Text:
    found: list[Part] = []
    for role, paragraph in told.paragraphs:
        found += parts_of([paragraph], Where.shown(role))
    words = sum(count_words(p.visible) for role, p in told.paragraphs if role is Role.BODY)
    unread = tuple(wanting_text(words, insets, Role.BODY))
    return Text(parts=tuple(dict.fromkeys(found)), words=words, unread=unread)


def _objects(count: int) -> tuple[Where, ...]:
    return tuple(Where.shown(Role.PART, name=str(n)) for n in range(1, count + 1))


class _Reading:
    """One pass over the tokens."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._told = _Told()
        self._states = [_State()]
        self._flows = [_Flow(Role.BODY)]
        # How many groups are open where each flow began.
        self._began = [0]
        self._bytes = bytearray()
        self._digits = bytearray()
        self._left_out = 0
        self._is_optional = False
        self._code_page = _CODE_PAGES[0]
        self._fonts: dict[int, str] = {}
        self._reds: list[bool] = []
        self._shade = [0, 0, 0]

    def told(self) -> _Told:
        """Everything; TooMuchError when it is too much."""
        at = count = 0
        while token := _TOKEN.match(self._data, at):
            at, count = token.end(), count + 1
            sizes = count, len(self._states), len(self._told.paragraphs)
            if any(size > most for size, most in zip(sizes, _MOST, strict=True)):
                raise TooMuchError
            if token["byte"]:
                self._signs(bytes.fromhex(token["byte"].decode()))
            elif token["text"] is not None:
                self._signs(token["text"])
            elif token["word"]:
                number = int(token["number"]) if token["number"] else None
                at += self._word(token["word"].decode(), number)
            elif token["brace"] == b"{":
                self._flush()
                self._states.append(self._state)
            elif token["brace"]:
                self._close()
            elif token["sign"]:
                self._sign(token["sign"])
        while len(self._states) > 1:
            self._close()
        self._end_row()
        self._told.paragraphs.append((Role.BODY, self._flows[0].paragraph()))
        return self._told

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _set(self, **what: object) -> None:
        self._states[-1] = replace(self._state, **what)  # type: ignore[arg-type]

    def _signs(self, signs: bytes) -> None:
        """Signs in the bytes of a code page, or digits of a picture."""
        left_out = min(self._left_out, len(signs))
        self._left_out -= left_out
        if self._state.destination == "pict":
            self._digits += signs
        elif self._state.destination == "colortbl":
            for _ in range(signs.count(b";")):
                self._reds.append(is_red(*self._shade))
                self._shade = [0, 0, 0]
        elif not self._state.mute:
            self._bytes += signs[left_out:]

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._is_optional = True
        elif sign in b"\r\n":
            self._end_paragraph()
        elif sign in _ESCAPED:
            self._text(_ESCAPED[sign])

    def _flush(self) -> None:
        """Bytes that were gathered become text."""
        if self._bytes:
            raw, self._bytes = bytes(self._bytes), bytearray()
            self._add(raw.decode(self._fonts.get(self._state.font, self._code_page), "replace"))

    def _text(self, text: str) -> None:
        self._flush()
        if self._left_out:
            self._left_out -= 1
        elif not self._state.mute:
            self._add(text)

    def _add(self, text: str) -> None:
        state, told = self._state, self._told
        told.revisions += state.deleted or state.inserted
        unseen = state.vanishes or state.tiny
        hidden = unseen or state.destination == "fldinst"
        if text.strip():
            told.hidden += unseen
            told.marked |= state.marked
            told.red |= state.red
        layer = "deleted" if state.deleted else "hidden" if hidden else "visible"
        self._flows[-1].layers[layer].append(text)

    def _word(self, word: str, number: int | None) -> int:
        """What a control word does; how many bytes that follow are no text."""
        self._flush()
        optional, self._is_optional = self._is_optional, False
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._text(chr(number % 0x10000))
            self._left_out = self._state.skip
        elif word in _SIGNS:
            self._text(_SIGNS[word])
        elif word in _ENDS:
            self._end_paragraph()
        elif word in {"cell", "nestcell"}:
            self._flows[-1].row.append(self._flows[-1].paragraph())
        elif word in {"row", "nestrow"}:
            self._end_row()
        elif word in _ROLES or word in _MUTE or optional:
            self._enter(word)
        elif self._state.destination in {"fonttbl", "colortbl"}:
            self._define(word, number or 0)
        else:
            self._format(word, number)
        return 0

    def _enter(self, word: str) -> None:
        """The group that is open is of a destination."""
        state = self._state
        if state.mute and state.destination != "info":
            return
        self._set(destination=word, mute=word not in _SHOWN)
        if word in _ROLES:
            self._told.comments += word == "annotation"
            self._flows.append(_Flow(_ROLES[word]))
            self._began.append(len(self._states))

    def _close(self) -> None:
        self._flush()
        if len(self._states) == 1:
            return
        if self._state.destination == "pict" and self._digits:
            self._told.pictures.append(from_hex(re.sub(rb"[^0-9a-fA-F]", b"", self._digits)))
            self._digits = bytearray()
        if self._began[-1] == len(self._states):
            self._end_row()
            flow = self._flows.pop()
            self._began.pop()
            self._told.paragraphs.append((flow.role, flow.paragraph()))
        self._states.pop()

    def _end_paragraph(self) -> None:
        self._flush()
        flow = self._flows[-1]
        if self._state.in_table:
            flow.row.append(flow.paragraph())
        else:
            self._end_row()
            self._told.paragraphs.append((flow.role, flow.paragraph()))

    def _end_row(self) -> None:
        flow = self._flows[-1]
        if flow.row:
            self._told.paragraphs.append((flow.role, row_of(flow.row)))
            flow.row = []

    def _define(self, word: str, number: int) -> None:
        """A font's code page, a colour's channel."""
        if word == "f":
            self._set(font=number)
        elif word == "fcharset" and number in _CODE_PAGES:
            self._fonts[self._state.font] = _CODE_PAGES[number]
        elif word in {"red", "green", "blue"}:
            self._shade[("red", "green", "blue").index(word)] = number % 256

    def _format(self, word: str, number: int | None) -> None:
        """How what follows is set."""
        if word == "ansicpg":
            self._code_page = _CHINESE.get(number or 0, self._code_page)
        elif word == "object":
            self._told.objects += 1
        elif word == "cf":
            named = number or 0
            self._set(red=named < len(self._reds) and self._reds[named])
        elif word in _FORMATS:
            self._set(**_FORMATS[word](number))
