"""Caption lines broken to a width, whoever measures it."""

from collections.abc import Callable

# Signs that may not begin a line (GB/T 15834).
_NO_START = frozenset("，。、；：？！）》”’】〕…—·,.;:?!)]}%")


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """`text` in lines that `measure` at most `width`; a closing sign takes its neighbour along."""
    if measure(text.rstrip()) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if line and measure((line + word).rstrip()) > width:
            kept = -1 if word in _NO_START and len(line) > 1 else len(line)
            lines.append(line[:kept].rstrip())
            line = (line[kept:] + word).lstrip()
        else:
            line += word
        while measure(line.rstrip()) > width and len(line) > 1:
            end = next((n for n in range(len(line) - 1, 1, -1) if measure(line[:n]) <= width), 1)
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> list[str]:
    """Latin words and numbers whole, all else character by character."""
    words: list[str] = []
    for character in text:
        if words and _joins(words[-1]) and _joins(character):
            words[-1] += character
        else:
            words.append(character)
    return words


def _joins(text: str) -> bool:
    return text.isascii() and text.replace("-", "").replace(".", "").isalnum()
