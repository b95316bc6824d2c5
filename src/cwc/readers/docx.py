"""Word documents: 字数 of the body, and the text of every part."""

from cwc.model.facts import DocumentFacts, UnreadPart
from cwc.readers.package import (
    main_part,
    open_package,
    parse,
    passages,
    read_extras,
    read_parts,
    wanting_text,
    whole_parts,
)
from cwc.readers.wordml import count_revisions, has_red, is_marked, paragraphs
from cwc.text.words import count_words


def read_docx(data: bytes) -> DocumentFacts:
    """Facts of a .docx; Blocked when it is encrypted, broken, another format or a bomb."""
    with open_package(data) as package:
        main = main_part(package, "word")
        root = parse(package.read(main))
        body = list(paragraphs(root))
        found = list(passages(body, "正文"))
        unread: list[UnreadPart] = []
        read_parts(package, {main}, found, unread)
        extras = read_extras(package)
        roots = [root, *whole_parts(package, "word/header")]
    words = sum(count_words(p.visible) for p in body if not p.aside)
    unread += wanting_text(words, extras.pictures, "正文")
    return DocumentFacts(
        format="docx",
        size_bytes=len(data),
        words=words,
        passages=tuple(dict.fromkeys(found)),
        unread=tuple(unread),
        pictures=extras.pictures,
        photos=extras.photos,
        seals=extras.seals,
        revisions=count_revisions(root),
        comments=extras.comments,
        marked=is_marked(root),
        red=any(has_red(part) for part in roots),
        macros=extras.macros,
        embedded=extras.embedded,
    )
