"""OFD documents: the text page by page, and what stands beside the pages."""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from lxml import etree

from cwc.errors import BROKEN_FILE
from cwc.model.aspects import Aspect, Hidden, Marking, Package, RedHeader, Text
from cwc.model.obstacle import Obstacle
from cwc.model.place import Gap, Layer, Part, Role, Where
from cwc.readers.obstacle import Blocked
from cwc.readers.ofd.beside import other_parts, properties
from cwc.readers.ofd.document import Document
from cwc.readers.ofd.page import OfdPage
from cwc.readers.ofd.parts import Parts, text_of
from cwc.readers.ofd.seal import seal_strings
from cwc.readers.package import open_package, parse
from cwc.readers.scan import SCAN_MAX_CHARACTERS, SCAN_MIN_AREA
from cwc.text.words import count_words

# Objects of a package, composite units counted each time they are drawn: sixty pages drawn sign by
# sign, a thousand drawn line by line. Each takes a tenth of a millisecond.
MAX_OBJECTS = 60_000

_ROOT = "ofd.xml"
# Where the encryption of a package (GM/T 0099) is told.
_ENCRYPTIONS = "encryptions.xml"
_WHOLE, _SEALS = Where.shown(Role.WHOLE), Where.shown(Role.BESIDE)
# What may hold anything: a note that marks a passage, an action that runs.
_NOT_LOOKED_INTO = {Obstacle.BROKEN_PART, Obstacle.TOO_LARGE}


def sniff(data: bytes) -> bool:
    """Whether the bytes are an OFD package: a zip with OFD.xml at its root."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return any(_is_root(name) for name in package.namelist())
    except BROKEN_FILE:
        # Cut short, it is a damaged package and no other form.
        return data.startswith(b"PK")


def read(data: bytes, wanted: frozenset[type[Aspect]]) -> dict[type[Aspect], Aspect | Hidden]:
    """The aspects of an OFD; Blocked when it is encrypted, broken, too long or a bomb."""
    with open_package(data) as package:
        ofd = _Ofd(package, iter(range(1, MAX_OBJECTS + 1)), inside=False)
    looks: dict[type[Aspect], Callable[[], Aspect | Hidden]] = {
        Text: ofd.text,
        Package: ofd.package,
        Marking: ofd.marking,
        RedHeader: ofd.red_header,
    }
    return {aspect: looks[aspect]() for aspect in wanted}


def _is_root(name: str) -> bool:
    return name.lstrip("/").casefold() == _ROOT


class _Ofd:
    """One package, read whole; `inside` when it is the picture of a seal in another one."""

    def __init__(self, package: zipfile.ZipFile, budget: Iterator[object], inside: bool) -> None:
        self.parts = Parts(package)
        self.budget, self.inside = budget, inside
        self.pages: list[OfdPage] = []
        self.beside: list[Part] = []
        self.attached: list[Where] = []
        self.marked = False
        names = package.namelist()
        if any(name.casefold() == _ENCRYPTIONS for name in names):
            raise Blocked(Obstacle.ENCRYPTED)
        main = next((name for name in names if _is_root(name)), None)
        if main is None:
            raise Blocked(Obstacle.NOT_WHAT_IT_SAYS)
        self.parts.used.add(main)
        bodies = list(parse(package.read(main)).iterfind("{*}DocBody"))
        if not bodies:
            self.parts.miss(_WHOLE, Obstacle.BROKEN_PART)
        for body in bodies:
            self._body(body, main)
        self.beside += other_parts(self.parts)
        self.unread = tuple(dict.fromkeys(self.parts.unread))

    def text(self) -> Text:
        """All text, and what was not read or is a picture of it."""
        pages = [*enumerate(self.pages, start=1)]
        parts = [part for number, page in pages for part in _parts(page, number)]
        scans = [_gap(number) for number, page in pages if _is_scan(page)]
        unread = [*dict.fromkeys([*self.unread, *scans])]
        if not parts and not unread:
            unread = [Gap(where=_WHOLE, obstacle=Obstacle.NO_TEXT)]
        words = sum(count_words(page.drawn) for page in self.pages)
        beside = dict.fromkeys(self.beside)
        return Text(parts=(*parts, *beside), words=words, unread=tuple(unread))

    def package(self) -> Package | Hidden:
        """Actions that run something, and attached files."""
        strange = [g.where for g in self.unread if g.obstacle is Obstacle.EMBEDDED_FILE]
        embedded = tuple(dict.fromkeys([*self.attached, *strange]))
        return self._hidden() or Package(macros=self.parts.runs, embedded=embedded)

    def marking(self) -> Marking | Hidden:
        """Whether a note marks a passage."""
        return self._hidden() or Marking(marked=self.marked)

    def red_header(self) -> RedHeader | Hidden:
        """Whether the first page has something red in print."""
        found = any(page.red for page in self.pages[:1])
        return RedHeader(found=True) if found else self._hidden() or RedHeader(found=False)

    def _hidden(self) -> Hidden | None:
        hidden = (g.obstacle for g in self.unread if g.obstacle in _NOT_LOOKED_INTO)
        return next((Hidden(obstacle=obstacle) for obstacle in hidden), None)

    def _body(self, body: etree._Element, main: str) -> None:
        self.beside += properties(body)
        self._signatures(body, main)
        for location in body.iterfind("{*}DocRoot"):
            if loaded := self.parts.load(text_of(location), main, _WHOLE):
                document = Document(self.parts, self.budget, self.pages)
                document.read(*loaded)
                self.beside += document.beside
                self.attached += document.attached
                self.marked |= document.marked

    def _signatures(self, body: etree._Element, main: str) -> None:
        for location in body.iterfind("{*}Signatures"):
            # Signatures are often cut out and still named.
            if not self.parts.find(text_of(location), main):
                continue
            listed = self.parts.load(text_of(location), main, _SEALS)
            for signature in listed[1].iterfind("{*}Signature") if listed else ():
                assert listed is not None
                if loaded := self.parts.load(signature.get("BaseLoc", ""), listed[0], _SEALS):
                    self._signature(*loaded)

    def _signature(self, base: str, signature: etree._Element) -> None:
        said = [text_of(element) for element in signature.iterfind(".//{*}Provider/{*}*")]
        for path in (".//{*}Seal/{*}BaseLoc", "{*}SignedValue"):
            data = self.parts.read(text_of(signature.find(path)), base)
            said += self._seal(data or b"")
        self.beside += [Part(where=_SEALS, text=text) for text in said if text.strip()]

    def _seal(self, data: bytes) -> Iterator[str]:
        for said in seal_strings(data):
            if isinstance(said, str):
                yield said
            elif not self.inside:
                try:
                    with open_package(said) as drawn:
                        seal = _Ofd(drawn, self.budget, inside=True)
                except (*BROKEN_FILE, Blocked):
                    continue
                yield from (page.drawn for page in seal.pages)


def _parts(page: OfdPage, number: int) -> Iterator[Part]:
    """The blocks of a page, and what else is drawn on it: a mark may be set sign by sign."""
    where = Where.shown(Role.BODY, number)
    again = where.model_copy(update={"layer": Layer.AGAIN})
    shown = dict.fromkeys(text for text in page.blocks if text.strip())
    yield from (Part(where=where, text=text) for text in shown)
    more = dict.fromkeys([page.drawn, *page.noted])
    yield from (Part(where=again, text=t) for t in more if t.strip() and t not in shown)


def _is_scan(page: OfdPage) -> bool:
    """Whether the page shows things that its text does not say."""
    if page.characters == 0:
        return page.draws
    return page.characters < SCAN_MAX_CHARACTERS and page.pictures_share >= SCAN_MIN_AREA


def _gap(number: int) -> Gap:
    return Gap(where=Where.shown(Role.BODY, number), obstacle=Obstacle.PICTURE_OF_TEXT)
