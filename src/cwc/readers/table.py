"""Every form of file that cwc knows: the only list of endings, and who reads which aspect of it.

An aspect that a row does not name is hidden in such files (nobody can look for it yet); that a
form cannot have an aspect must be said.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from posixpath import splitext
from typing import Protocol, cast

from cwc.model.aspects import (
    Aspect,
    Detail,
    Formulas,
    Hidden,
    Insets,
    Likeness,
    Marking,
    Mentions,
    Package,
    Picture,
    RedHeader,
    Review,
    Seals,
    Text,
)
from cwc.model.obstacle import Obstacle
from cwc.model.paper import Ink, Script

AspectType = type[Aspect]
Seen = dict[AspectType, Aspect | Hidden]


class ReaderModule(Protocol):
    """What a module that reads a form defines.

    `sniff` tells by the bytes whether they are of this form; `read` gives each of the wanted
    aspects, seen or hidden, and raises Blocked when nothing can be seen at all.
    """

    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, frozenset[AspectType]], Seen]


@dataclass(frozen=True)
class Reader:
    """One form of file, which its endings claim.

    `cheap` aspects are read with the first look at each file, `dear` ones only where they are
    wanted, `foreign` ones no such file has. A form without a `module` is not read, for the
    `obstacle`. An `isolated` reader may bring its process down. The pages of a `scripted` form can
    be read as pictures; whoever wants that says which pages.
    """

    form: str
    endings: tuple[str, ...]
    module: str = ""
    cheap: frozenset[AspectType] = frozenset()
    dear: frozenset[AspectType] = frozenset()
    foreign: frozenset[AspectType] = frozenset()
    scripted: bool = False
    isolated: bool = True
    obstacle: Obstacle = Obstacle.NO_READER

    @property
    def first(self) -> frozenset[AspectType]:
        """What is looked for with the first look: every file is searched, whoever reads it."""
        return self.cheap | {Mentions}

    @property
    def aspects(self) -> frozenset[AspectType]:
        """Everything that is looked for in its files as such."""
        return self.first | self.dear

    def load(self) -> ReaderModule:
        """The module that reads, imported now: most runs need few of them."""
        return cast("ReaderModule", import_module(f"{__package__}.{self.module}"))


def _all(*aspects: AspectType) -> frozenset[AspectType]:
    return frozenset(aspects)


_OF_PICTURES = _all(Picture, Likeness, Detail)
_OF_DOCUMENTS = _all(Text, Package, Review, Marking, Insets, Formulas)
_OF_PAPERS = _all(RedHeader, Seals, Ink)

TABLE = (
    Reader(
        form="photo",
        endings=(".jpg", ".jpeg", ".png", ".bmp", ".webp"),
        module="photo",
        cheap=_OF_PICTURES,
        dear=_OF_PAPERS,
        scripted=True,
        foreign=_OF_DOCUMENTS,
        isolated=False,
    ),
    # The same, but for what damaged ones do to their decoders.
    Reader(
        form="container",
        endings=(".heic", ".heif", ".hif", ".avif", ".tif", ".tiff", ".gif", ".mpo"),
        module="photo",
        cheap=_OF_PICTURES,
        dear=_OF_PAPERS,
        scripted=True,
        foreign=_OF_DOCUMENTS,
    ),
    # Pictures as cameras record them, and those that few programs show.
    Reader(
        form="odd",
        endings=(
            *(".nef", ".nrw", ".cr2", ".cr3", ".dng", ".arw", ".rw2", ".orf", ".raf", ".pef"),
            *(".jp2", ".jpx", ".jxl"),
        ),
        foreign=_all(Text),
        obstacle=Obstacle.ODD_PICTURE,
    ),
    Reader(
        form="word",
        endings=(".docx", ".docm"),
        module="docx",
        cheap=_all(Text, Package, Review, Marking, Insets),
        dear=_all(RedHeader, Seals),
        foreign=_OF_PICTURES | _all(Formulas),
    ),
    # Binary Word, rich text, or a package under an older name: whatever Word and WPS would open.
    Reader(
        form="old word",
        endings=(".doc", ".dot", ".wps", ".wpt", ".eio", ".rtf"),
        module="word",
        cheap=_all(Text, Package, Review, Marking, Insets),
        dear=_all(RedHeader, Seals),
        foreign=_OF_PICTURES | _all(Formulas),
    ),
    Reader(
        form="pdf",
        endings=(".pdf",),
        module="pdf",
        cheap=_all(Text, Package),
        dear=_OF_PAPERS | _all(Marking),
        scripted=True,
        # Its pictures are part of its pages, not set into a text.
        foreign=_OF_PICTURES | _all(Review, Insets, Formulas),
    ),
    Reader(
        form="ofd",
        endings=(".ofd",),
        module="ofd.reader",
        cheap=_all(Text, Package, Marking),
        dear=_all(RedHeader),
        foreign=_OF_PICTURES | _all(Review, Insets, Formulas),
    ),
    Reader(
        form="excel",
        endings=(".xlsx", ".xlsm"),
        module="xlsx",
        cheap=_all(Text, Package, Insets, Formulas),
        foreign=_OF_PICTURES,
    ),
    Reader(
        form="old table",
        endings=(".xls", ".et", ".ett", ".xlt", ".xlsb", ".ods"),
        module="old_table",
        cheap=_all(Text, Package, Insets, Formulas),
        foreign=_OF_PICTURES,
    ),
    Reader(
        form="plain table",
        endings=(".csv",),
        module="csv_table",
        cheap=_all(Text, Package, Insets, Formulas),
        foreign=_OF_PICTURES,
    ),
    Reader(
        form="archive",
        endings=(".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".001"),
        obstacle=Obstacle.ARCHIVE,
    ),
    Reader(form="link", endings=(".lnk", ".url", ".webloc"), obstacle=Obstacle.LINK),
    # Inside packages alone: slides, and pictures and fonts, which hold no text to be read.
    Reader(form="slides", endings=(".pptx",)),
    Reader(form="drawing", endings=(".emf", ".wmf"), foreign=_all(Text)),
    Reader(
        form="resource",
        endings=(
            *(".svg", ".wdp", ".jb2", ".jbig2", ".gbig2"),
            *(".ttf", ".otf", ".ttc", ".cff", ".pfb", ".odttf", ".fntdata"),
        ),
        foreign=_all(Text),
    ),
)
UNKNOWN = Reader(form="unknown", endings=())
# Who reads the pages of a `scripted` form as pictures, whatever the form.
SCRIPT = Reader(form="script", endings=(), module="script", dear=_all(Script))


@cache
def _by_ending() -> dict[str, Reader]:
    return {ending: reader for reader in TABLE for ending in reader.endings}


def reader_of(path: str) -> Reader:
    """The row of the form that a file's ending claims."""
    return _by_ending().get(splitext(path)[1].lower(), UNKNOWN)


def is_picture(path: str) -> bool:
    """Whether the ending claims a picture, of whichever sort."""
    return reader_of(path).form in {"photo", "container", "odd", "drawing"}


def is_drawing(path: str) -> bool:
    """Whether the ending claims lines and letters (.emf, .wmf), and no dots."""
    return reader_of(path).form == "drawing"


def ending_of(picture_format: str) -> str:
    """The ending that a picture's format usually has."""
    return {"JPEG": ".jpg", "TIFF": ".tif"}.get(picture_format, f".{picture_format.lower()}")


def endings(*forms: str) -> Iterator[str]:
    """The endings of these forms."""
    return (ending for reader in TABLE if reader.form in forms for ending in reader.endings)
