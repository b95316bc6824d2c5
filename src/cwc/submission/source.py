"""What a file's path and its rows in the register say about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cwc.model.artefact import Artefact, PhotosArtefact, listed
from cwc.model.caption import Caption, Field
from cwc.submission.captions import (
    caption_from_name,
    is_category_folder,
    is_dated,
    named_category,
    subject,
)
from cwc.submission.codes import read_code
from cwc.submission.layout import ACTIVITIES_FOLDER
from cwc.submission.register import Entry
from cwc.text.dates import DateSpan, find_date
from cwc.text.names import plain


@dataclass(frozen=True)
class Source:
    """One file in one use: `start` is the depth at which the folders of that use begin."""

    path: PurePosixPath
    start: int
    rows: Sequence[Entry]

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders between the requirement's (or 活动) and the file."""
        return self.path.parts[self.start : -1]

    @property
    def names(self) -> tuple[str, ...]:
        """The file's own name, then its folders from the inside out."""
        return (self.path.stem, *reversed(self.folders))

    def caption(self) -> Caption:
        """Photo row, activity row, file name, folders: what comes first prevails."""
        caption = Caption()
        for row in self.rows:
            caption = caption.over(row.caption)
        # 2018年/义诊/3月: the folders together say what none says alone.
        together = "".join(folder for folder in self.folders if is_dated(folder))
        for name in (*self.names, together):
            caption = caption.over(caption_from_name(name))
        return caption

    def year(self) -> DateSpan | None:
        """The first date in the names, of which a report tells its year."""
        return next((date for name in self.names if (date := find_date(name))), None)

    def when(self, caption: Caption) -> DateSpan | None:
        """The caption's time, or else a date in the names, to the month if any says so much."""
        texts = (caption.values.get(Field.TIME, ""), *self.names)
        found = [date for text in texts if (date := find_date(text))]
        return min(found, key=lambda date: date.is_year, default=None)

    def occasion(self, artefact: PhotosArtefact, caption: Caption) -> str | None:
        """The one festival that the row, the theme, a folder or the file's name speaks of."""
        written = (word for row in self.rows for word in row.categories)
        texts = (*written, caption.values.get(Field.THEME, ""), *self.names)
        named = (named_category(artefact.occasions or (), text) for text in texts)
        return next((name for name in named if name), None)

    def categories(
        self, artefact: Artefact, named_in_pack: frozenset[str]
    ) -> tuple[str | None, ...]:
        """The artefact's categories that the file belongs to; (None,) when it is not said.

        `named_in_pack` are the names of all categories of all requirements.
        """
        given = listed(artefact)
        if given is None:
            return (None,)
        if not isinstance(artefact, PhotosArtefact):
            return (self._subject(given.names, given.open or not given.names),)
        # Whatever the file says, there is nothing else that it could be.
        if len(given.names) == 1 and not given.open:
            return given.names
        known, is_open = given.names, given.open or not given.names
        written = next((row.categories for row in self.rows if row.categories), ())
        chosen = [c for w in written if (c := named_category(known, w))]
        if not chosen and is_open:
            # One activity for two requirements: what the list names elsewhere is meant for there.
            chosen = [w for w in written if not named_category(named_in_pack, w)] or list(written)
        if not chosen:
            found = (named_category(known, name) for name in self.names)
            chosen = [category for category in found if category][:1]
        if not chosen and is_open and plain(self.path.parts[0]) != ACTIVITIES_FOLDER:
            own = (f for f in self.folders if is_category_folder(f) and not read_code([f]))
            chosen = list(own)[:1]
        return tuple(dict.fromkeys(chosen)) or (None,)

    def _subject(self, known: tuple[str, ...], is_open: bool) -> str | None:
        """What a report is about: one of the known names, or its own name's words."""
        subjects = [subject(name) for name in self.names]
        found = (named_category(known, text) for text in (*self.names, *subjects))
        own = (text for text in subjects if is_open and text)
        return next((name for name in found if name), None) or next(own, None)
