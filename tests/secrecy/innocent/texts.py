"""The text bank: parsed sentences, generated sentences, fillers and small text helpers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from secrecy.innocent import cells, frames, prose, terms

BORDER: Final = "∥"
CELL: Final = "‖"
PARA: Final = "¶"

_BANKS: Final = (
    ("law", prose.LAW),
    ("slogan", prose.SLOGAN),
    ("prose", prose.PROSE),
    ("prose", prose.PHRASE),
    ("term", terms.TERM),
    ("history", terms.HISTORY),
    ("science", terms.SCIENCE),
    ("name", terms.NAME),
    ("star", terms.STAR),
    ("list", terms.LIST),
    ("technical", cells.TECHNICAL),
    ("technical", cells.TECHNICAL2),
    ("table", cells.TABLE),
    ("caption", cells.CAPTION),
    ("filename", cells.FILENAME),
    ("short", cells.SHORT),
)

_TOPICS: Final = (
    ("商业秘密", "trade-secret"),
    ("商业机密", "trade-secret"),
    ("国家秘密", "state-secret"),
    ("党的秘密", "party-oath"),
    ("秘密花园", "secret-garden"),
    ("秘密投票", "secret-ballot"),
    ("写票处", "secret-ballot"),
    ("旧址", "historic-site"),
    ("秘密交通", "historic-site"),
    ("地下", "underground-party"),
    ("涉密", "secrecy-post"),
    ("机密", "machine-or-grade"),
    ("绝密", "absolute"),
    ("秘密", "secret"),
    ("保密", "secrecy-work"),
    ("密码", "password"),
    ("密钥", "key"),
    ("密封", "seal"),
    ("密闭", "seal"),
    ("密切", "closely"),
    ("密集", "dense"),
    ("密植", "dense"),
    ("密度", "density"),
    ("★", "stars"),
    ("密", "mi"),
    ("秘", "bi"),
)


@dataclass(frozen=True)
class Text:
    """One innocent text with its sort and its number inside the sort."""

    sort: str
    number: int
    body: str

    @property
    def shape(self) -> str:
        """Tell how the text is laid out: plain, multi, table or border."""
        if CELL in self.body:
            return "table"
        if PARA in self.body:
            return "multi"
        return "border" if BORDER in self.body else "plain"

    @property
    def topic(self) -> str:
        """Return an ASCII word for the first known subject in the text."""
        body = plain(self.body)
        return next((name for word, name in _TOPICS if word in body), "plain")


def plain(text: str) -> str:
    """Return the text without border signs."""
    return text.replace(BORDER, "")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text without border signs."""
    return plain(text).split(PARA)


def rows(text: str) -> list[list[str]]:
    """Return the rows of a table text."""
    return [row.split(CELL) for row in text.split(PARA)]


def parts(text: str) -> list[str]:
    """Return the two sides of a border text."""
    return text.split(BORDER)


def _entries(bank: str) -> Iterator[str]:
    """Yield the entries of one bank; an indented line continues its entry."""
    entry = ""
    for line in bank.splitlines():
        if line.startswith("  "):
            entry += line[2:]
            continue
        if entry:
            yield entry
        entry = line
    yield entry


def _long_paragraphs(sentences: list[str]) -> Iterator[str]:
    """Yield paragraphs of three to six full sentences each."""
    whole = [text for text in sentences if text.endswith("。")]
    start = 0
    for number in range(14):
        size = 3 + number % 4
        chosen = [whole[(start + step * 7) % len(whole)] for step in range(size)]
        start += 3
        yield "".join(chosen)


def texts() -> list[Text]:
    """Return every text of the bank in a fixed order."""
    found: list[tuple[str, str]] = [
        (sort, entry) for sort, bank in _BANKS for entry in _entries(bank)
    ]
    whole = [entry for sort, entry in found if sort in {"law", "prose"}]
    found += [("prose", entry) for entry in _long_paragraphs(whole)]
    found += list(frames.generated())
    counts: dict[str, int] = {}
    result = []
    for sort, entry in found:
        counts[sort] = counts.get(sort, 0) + 1
        result.append(Text(sort, counts[sort], entry))
    return result
