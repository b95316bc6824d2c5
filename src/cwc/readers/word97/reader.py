"""A binary Word document: every sub-document by its own piece table."""

from collections.abc import Callable
from functools import cached_property
from io import BytesIO

import olefile

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
from cwc.model.obstacle import Obstacle
from cwc.model.place import Part, Role, Where
from cwc.readers.colour import is_seal
from cwc.readers.obstacle import Blocked
from cwc.readers.package import parts_of, photo_count, wanting_text
from cwc.readers.word97.drawings import drawing_count, has_red, pictures
from cwc.readers.word97.fib import Fib, Table
from cwc.readers.word97.properties import Pages
from cwc.readers.word97.text import Run, is_unseen, paragraphs, runs
from cwc.text.words import count_words

_SECTOR_BYTES = 512
_MAIN = "WordDocument"
_MACROS = ("Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR")
_OBJECTS = "ObjectPool"
# [MS-DOC] 2.8.7: of each comment its position, and who wrote it.
_COMMENT_BYTES = 4 + 30


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of a Word document; Blocked when it is none, an older one, locked."""
    # WPS leaves the last sector unfilled.
    padded = data + bytes(-len(data) % _SECTOR_BYTES)
    with olefile.OleFileIO(BytesIO(padded)) as ole:
        if ole.exists("EncryptedPackage"):
            raise Blocked(Obstacle.ENCRYPTED)
        if not ole.exists(_MAIN):
            raise Blocked(Obstacle.OLD_FORM)
        document = _Document(ole)
        looks: dict[type[Aspect], Callable[[], Aspect | Hidden]] = {
            Text: document.text,
            Package: document.package,
            Insets: document.insets,
            Review: document.review,
            Marking: document.marking,
            RedHeader: document.red_header,
            Seals: document.seals,
        }
        return {aspect: looks[aspect]() for aspect in wanted}


class _Document:
    """One document; what is read of it for several aspects is read once."""

    def __init__(self, ole: "olefile.OleFileIO[str]") -> None:
        self._ole = ole
        self._main = ole.openstream(_MAIN).read()
        self._fib = Fib(self._main)
        if not ole.exists(self._fib.table_name):
            raise Blocked(Obstacle.DAMAGED)
        self._table = ole.openstream(self._fib.table_name).read()
        self._stories = list(self._fib.stories())

    @cached_property
    def _runs(self) -> list[Run]:
        def pages(which: Table) -> Pages:
            directory = self._fib.of_table(which, self._table)
            return Pages(self._main, directory, paragraphs=which is Table.PARAGRAPH_PAGES)

        clx = self._fib.of_table(Table.PIECES, self._table)
        characters, settings = pages(Table.CHARACTER_PAGES), pages(Table.PARAGRAPH_PAGES)
        return runs(clx, self._main, self._stories, characters, settings)

    @cached_property
    def _pictures(self) -> list[bytes]:
        streams = [self._main, self._table]
        if self._ole.exists("Data"):
            streams.append(self._ole.openstream("Data").read())
        return [picture for stream in streams for picture in pictures(stream)]

    def text(self) -> Text:
        """All stories; 字数 is the body's."""
        found: list[Part] = []
        words = 0
        for story in self._stories:
            told = list(paragraphs(story, self._runs))
            found += parts_of(told, Where.shown(story.role))
            words += sum(count_words(p.visible) for p in told) if story.role is Role.BODY else 0
        unread = wanting_text(words, self.insets(), Role.BODY)
        return Text(parts=tuple(dict.fromkeys(found)), words=words, unread=tuple(unread))

    def package(self) -> Package:
        """Macros and embedded objects."""
        every = self._ole.listdir(streams=False, storages=True)
        inside = sorted({path[1] for path in every if path[0] == _OBJECTS and len(path) > 1})
        return Package(
            macros=any(self._ole.exists(name) for name in _MACROS),
            embedded=tuple(Where.shown(Role.PART, name=name) for name in inside),
        )

    def insets(self) -> Insets:
        """The pictures set into the text."""
        drawings = drawing_count(self._main)
        return Insets(pictures=len(self._pictures) + drawings, photos=photo_count(self._pictures))

    def review(self) -> Review:
        """What the looks of the runs say."""
        looks = [run.look for run in self._runs]
        comments = self._fib.of_table(Table.COMMENTS, self._table)
        return Review(
            revisions=sum(look.deleted or look.inserted for look in looks),
            comments=max(0, len(comments) - 4) // _COMMENT_BYTES,
            hidden=sum(is_unseen(run) and bool(run.text.strip()) for run in self._runs),
        )

    def marking(self) -> Marking:
        """Likewise."""
        return Marking(marked=any(run.look.marked and run.text.strip() for run in self._runs))

    def red_header(self) -> RedHeader:
        """Likewise, and the colours of drawn lines."""
        words = any(run.look.red and run.text.strip() for run in self._runs)
        return RedHeader(found=words or has_red(self._fib.of_table(Table.DRAWINGS, self._table)))

    def seals(self) -> Seals:
        """The pictures that look like one."""
        return Seals(count=sum(map(is_seal, self._pictures)), doubtful=0)
