"""Word documents: 字数 of the body, and the text of every part."""

from typing import Literal

from cwc.model.facts import DocumentFacts, UnreadPart
from cwc.readers.package import main_part, open_package, parse, passages, read_parts
from cwc.readers.wordml import paragraphs
from cwc.text.words import count_words

# A document with fewer characters than this that holds a picture is taken for a scan.
SCAN_MAX_CHARACTERS = 100


def read_docx(data: bytes) -> DocumentFacts:
    """Facts of a .docx; Blocked when it is encrypted, broken, another format or a bomb."""
    with open_package(data) as package:
        main = main_part(package, "word")
        body = list(paragraphs(parse(package.read(main))))
        found = list(passages(body, "正文"))
        unread: list[UnreadPart] = []
        read_parts(package, {main}, found, unread)
        pictures = any("/media/" in name for name in package.namelist())
    words = sum(count_words(p.visible) for p in body if not p.aside)
    if words == 0 or (pictures and words < SCAN_MAX_CHARACTERS):
        obstacle: Literal["picture-of-text", "no-text"] = (
            "picture-of-text" if pictures else "no-text"
        )
        unread.append(UnreadPart(place="正文", obstacle=obstacle))
    return DocumentFacts(
        format="docx",
        size_bytes=len(data),
        words=words,
        passages=tuple(dict.fromkeys(found)),
        unread=tuple(unread),
    )
