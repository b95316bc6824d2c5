"""Word documents: 字数 of the body, the text of every part, and what a package carries."""

import zipfile
from collections.abc import Callable

from lxml import etree

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
from cwc.model.place import Gap, Part, Role, Where
from cwc.readers.package import (
    is_package,
    main_part,
    open_package,
    parse,
    parts_of,
    read_insets,
    read_package,
    read_parts,
    read_seals,
    wanting_text,
    whole_parts,
)
from cwc.readers.wordml import (
    count_comments,
    count_hidden,
    count_revisions,
    has_red,
    is_marked,
    paragraphs,
)
from cwc.text.words import count_words

sniff = is_package


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a .docx; Blocked when it is encrypted, broken, another format or a bomb."""
    with open_package(data) as package:
        main = main_part(package, "word")
        root = parse(package.read(main))
        looks: dict[type[Aspect], Callable[[], Aspect]] = {
            Text: lambda: _text(package, main, root),
            Package: lambda: read_package(package),
            Insets: lambda: read_insets(package),
            Review: lambda: _review(package, root),
            Marking: lambda: Marking(marked=is_marked(root)),
            RedHeader: lambda: _red_header(package, root),
            Seals: lambda: read_seals(package),
        }
        return {aspect: looks[aspect]() for aspect in wanted}


def _text(package: zipfile.ZipFile, main: str, root: etree._Element) -> Text:
    body = list(paragraphs(root))
    found: list[Part] = list(parts_of(body, Where.shown(Role.BODY)))
    unread: list[Gap] = []
    read_parts(package, {main}, found, unread)
    words = sum(count_words(p.visible) for p in body if not p.aside)
    unread += wanting_text(words, read_insets(package), Role.BODY)
    return Text(parts=tuple(dict.fromkeys(found)), words=words, unread=tuple(unread))


def _review(package: zipfile.ZipFile, root: etree._Element) -> Review:
    comments = sum(count_comments(part) for part in whole_parts(package, "word/comments.xml"))
    return Review(revisions=count_revisions(root), comments=comments, hidden=count_hidden(root))


def _red_header(package: zipfile.ZipFile, root: etree._Element) -> RedHeader:
    roots = [root, *whole_parts(package, "word/header")]
    return RedHeader(found=any(has_red(part) for part in roots))
