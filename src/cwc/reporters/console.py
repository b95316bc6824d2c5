"""Lines that fit a console of 80 columns, where a Chinese character takes two."""

import re

from rich.cells import cell_len

WIDTH = 78
# A sha256, which is there to be copied, stays in one piece.
LONGEST_WORD = 66
# A closing sign may stand this far beyond the width, so that no line begins with it.
HANG = 2

# Signs that may not begin a line (GB/T 15834).
_NO_START = "，。、；：？！）》”’】〕…"

# Between a Latin word and a Chinese sign stands a space, wherever the line ends.
_WORD_BREAK = re.compile(r"(?<=[A-Za-z_])\n(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\n(?=[A-Za-z])")
# A line end between two Chinese signs is only a place to break, not a space.
_HAN_BREAK = re.compile(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])")

# A path in a command, which is there to be copied.
_QUOTED = re.compile(r'("[^"\n]+")')


def fold(text: str, indent: int = 0, width: int = WIDTH) -> list[str]:
    """`text` in lines of at most `width` columns, a closing sign beyond, each indented."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in _words(paragraph):
            over = indent + cell_len(line + word) - width
            if line and over > (HANG if word in _NO_START else 0):
                lines.append(" " * indent + line.rstrip())
                line = word.lstrip()
            else:
                line += word
        lines.append(" " * indent + line.rstrip())
    return lines


def pad(text: str, width: int) -> str:
    """`text` filled up with spaces to `width` columns."""
    return text + " " * max(0, width - cell_len(text))


def _words(text: str) -> list[str]:
    """Runs of ASCII, and quotes of a command, that stay together; single other characters."""
    words: list[str] = []
    for quoted in _QUOTED.split(text):
        words += [quoted] if _QUOTED.fullmatch(quoted) else _loose_words(quoted)
    return words


def _loose_words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        joins = words and character.isascii() and words[-1][-1:].isascii()
        if joins and not words[-1].endswith(" ") and len(words[-1]) < LONGEST_WORD:
            words[-1] += character
        else:
            words.append(character)
    return words


def reflow(text: str) -> list[str]:
    """Paragraphs divided by empty lines, each folded anew whatever its own line ends."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        spaced = _WORD_BREAK.sub(" ", paragraph)
        lines += [*fold(_HAN_BREAK.sub("", spaced).replace("\n", " ")), ""]
    return lines[:-1]
