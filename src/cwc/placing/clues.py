"""What a file's path and its rows in the register say about it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from posixpath import splitext

from cwc.folder.names import ACTIVITIES_FOLDER
from cwc.model.artefact import Artefact
from cwc.model.asked import Listed
from cwc.model.caption import Caption, Field
from cwc.model.pack import Pack
from cwc.naming.captions import caption_from_name, is_category_folder, is_dated
from cwc.naming.categories import first_named, named_category, subject
from cwc.naming.occasions import spoken_of
from cwc.register.sheets import Entry
from cwc.text.dates import DateSpan, find_date, year_span
from cwc.text.names import plain, stem

# 20200513定稿 2018年说明报告 is about 2018.
_REPORTED = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?[^\d]*?报告")


def in_activities(path: str) -> bool:
    """Whether the file lies in the folder 活动."""
    first, within, _ = path.partition("/")
    return bool(within) and plain(first) == ACTIVITIES_FOLDER


@dataclass(frozen=True)
class Clues:
    """One file in one use: `start` is the depth at which the folders of that use begin."""

    path: str
    start: int
    rows: Sequence[Entry]
    pack: Pack
    defaults: Caption

    @cached_property
    def stem(self) -> str:
        """The file's own name without its ending."""
        return stem(self.path)

    @cached_property
    def ending(self) -> str:
        """The file's ending in lower case, with its dot."""
        return splitext(self.path)[1].lower()

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The folders between the requirement's (or 活动) and the file."""
        return tuple(self.path.split("/")[self.start : -1])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The file's own name, then its folders from the inside out."""
        return (self.stem, *reversed(self.folders))

    def caption(self) -> Caption:
        """Photo row, activity row, file name, folders, cwc.yaml: what comes first prevails."""
        # 2018年/义诊/3月: the folders together say what none says alone.
        together = "".join(folder for folder in self.folders if is_dated(folder))
        said = [row.caption for row in self.rows]
        said += [caption_from_name(name) for name in (*self.names, together)]
        said.append(self.defaults)
        return Caption(
            values={f: v for caption in reversed(said) for f, v in caption.values.items()}
        )

    def year(self) -> DateSpan | None:
        """The year that a report's name says it is about, or else the first date in the names."""
        told = next((year for name in self.names if (year := _REPORTED.search(name))), None)
        if told:
            return year_span(int(told[1]))
        return next((date for name in self.names if (date := find_date(name))), None)

    def when(self, caption: Caption) -> DateSpan | None:
        """The caption's time, or else a date in the names, to the month if any says so much."""
        texts = (caption.values.get(Field.TIME, ""), *self.names)
        found = [date for text in texts if (date := find_date(text))]
        return min(found, key=lambda date: date.lacks_month, default=None)

    def occasion(self, artefact: Artefact, caption: Caption) -> str | None:
        """The festival that the row, the theme, a folder or the file's name speaks of."""
        if not artefact.festivals:
            return None
        written = (word for row in self.rows for word in row.categories)
        texts = (*written, caption.values.get(Field.THEME, ""), *self.names)
        return spoken_of(artefact.festivals, texts)

    def categories(
        self, artefact: Artefact, named_in_pack: frozenset[str]
    ) -> tuple[str | None, ...]:
        """The artefact's categories that the file belongs to; (None,) when it is not said.

        `named_in_pack` are the names of all categories of all requirements.
        """
        given = artefact.listed
        if given is None:
            return (None,)
        if not artefact.is_album:
            return (self._subject(given),)
        row = next((row for row in self.rows if row.categories), None)
        chosen = self._written(given, row, named_in_pack) if row else []
        # What cwc.yaml leaves to others is recognised, so that it does not pass for one's own.
        known = (*given.names, *given.others)
        if not chosen:
            chosen = [name] if (name := first_named(self._told(), known)) else []
        if not chosen and given.is_free and not in_activities(self.path):
            read = self.pack.codes.read
            own = (f for f in self.folders if is_category_folder(f) and not read([f]))
            chosen = list(own)[:1]
        # Where there is nothing else that it could be, nothing need be said.
        if not chosen and row is None and len(given.names) == 1 and not given.is_free:
            chosen = list(given.names)
        return tuple(dict.fromkeys(chosen)) or (None,)

    def _written(self, given: Listed, row: Entry, named_in_pack: frozenset[str]) -> list[str]:
        """The categories of this artefact among those that a row writes."""
        known = (*given.names, *given.others)
        chosen = [name for w in row.categories if (name := named_category(known, w))]
        if chosen or not given.is_free:
            return chosen
        # One activity for two requirements: what the list names elsewhere is meant for there.
        own = [w for w in row.categories if not named_category(named_in_pack, w)]
        return own or (list(row.categories) if len(row.codes) < 2 else [])

    def _told(self) -> Iterator[str]:
        """Folders from the inside out, then the file's own theme; a place is no category."""
        yield from reversed(self.folders)
        theme = caption_from_name(self.stem).values.get(Field.THEME)
        yield theme or self.stem

    def _subject(self, given: Listed) -> str | None:
        """What a report is about: one of the known names, or its own name's words.

        One that names nothing is about the only thing that is asked for.
        """
        empty = self.pack.header.names.empty
        subjects = [text for name in self.names if (text := subject(name, empty))]
        if not subjects and len(given.names) == 1:
            return given.names[0]
        known = (*given.names, *given.others)
        own = subjects[0] if subjects and given.is_free else None
        return first_named((*self.names, *subjects), known) or own
