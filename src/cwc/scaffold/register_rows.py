"""The rows of 材料登记.xlsx brought up to what lies in the folder; what they say stays."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from cwc.folder.names import ACTIVITIES_FOLDER
from cwc.model.caption import Field
from cwc.model.grid import Misfit
from cwc.register.book import Book, Page
from cwc.register.follow import GONE, Fate, Known, follow
from cwc.register.rows import Rows, short
from cwc.register.sheets import (
    ACTIVITIES,
    CONTENT,
    PHOTOS,
    STATE,
    TARGETS,
    THUMBNAIL,
    Entry,
    Register,
    entries,
    is_ditto,
    is_empty,
)
from cwc.scaffold.telling import FORMULA_SIGNS, PLACING, Telling, Words, activity_of
from cwc.workbook import Row

# A gone photo's row must not speak of the file that has its name now.
LEFT = "（不在了）{target}"
# What no cell of a workbook can hold as it is.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_OWN = {ACTIVITIES: (STATE,), PHOTOS: (THUMBNAIL, STATE, CONTENT)}


@dataclass
class Changes:
    """What became of the rows, by number: the photos' fates, new ones; photos without a row."""

    fates: dict[int, Fate] = field(default_factory=dict)
    photos: list[int] = field(default_factory=list)
    activities: list[int] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)

    @property
    def moved(self) -> int:
        """How many rows follow their photo to another place."""
        return sum(fate is Fate.MOVED for fate in self.fates.values())


class RegisterRows:
    """The rows of an opened register, and what they speak of."""

    def __init__(self, book: Book, telling: Telling) -> None:
        self._book, self.telling = book, telling
        for name, headings in _OWN.items():
            for heading in headings:
                book.pages[name].column(heading)

    def update(self) -> Changes:
        """Follow the photos that have a row, and add rows for those that have none."""
        changes = Changes()
        self._clear()
        self._follow(changes)
        self._add_photos(self._add_activities(changes), changes)
        return changes

    def register(self) -> Register:
        """What the pages say now."""
        return Register(self._entries(ACTIVITIES), self._entries(PHOTOS))

    def rows(self) -> Rows:
        """The pages' rows by file."""
        return Rows(self.register(), self.telling.files)

    def heading(self, page: Page, heading: str) -> str:
        """How a page itself writes a heading: 活动时间 for 时间."""
        if heading in page.headings or heading not in set(Field):
            return heading
        fields_of = self.telling.pack.header.fields_of
        own = (h for h in page.headings if Field(heading) in fields_of(h)[:1])
        return next(own, heading)

    def _entries(self, name: str) -> tuple[Entry, ...]:
        return entries(name, self._book.pages[name].rows(), self.telling.pack)

    def _clear(self) -> None:
        """Take what cwc wrote out of rows that the clerk has cleared."""
        for page in (self._book.pages[name] for name in TARGETS):
            for row in filter(is_empty, page.rows()):
                for heading in row.cells:
                    page.put(row.number, heading, "")

    def _follow(self, changes: Changes) -> None:
        page, rows, photos = self._book.pages[PHOTOS], self.rows(), self._entries(PHOTOS)
        files, told, open_ = self.telling.files, self.telling.of_photo, set(self.telling.photos)
        spoken: dict[int, list[str]] = defaultdict(list)
        for path in files:
            if own := rows.own(path):
                spoken[own.number].append(path)
        unclear = {n for n, m in rows.misfits(PHOTOS).items() if m is not Misfit.ROW_WITHOUT_FILE}
        found = follow([self._known(entry, spoken[entry.number]) for entry in photos], files)
        homes: dict[str, set[str]] = defaultdict(set)
        for entry in photos:
            fate, path = found[entry.number]
            if fate is Fate.GONE and entry.number in unclear:
                continue
            changes.fates[entry.number] = fate
            if fate is Fate.GONE and spoken[entry.number]:
                page.put(entry.number, TARGETS[PHOTOS], LEFT.format(target=entry.target))
            if fate is Fate.MOVED:
                page.put(entry.number, TARGETS[PHOTOS], _target(path))
                if path in open_:
                    self._reword(page, entry.number, told(entry.target), told(path))
                homes[short(activity_of(entry.target))].add(activity_of(path))
            if path:
                page.put(entry.number, CONTENT, files[path])
        self._follow_activities(homes)

    def _known(self, entry: Entry, paths: Sequence[str]) -> Known:
        text = partial(self._book.pages[PHOTOS].text, entry.number)
        return Known(entry.number, text(CONTENT), text(STATE).startswith(GONE), paths)

    def _follow_activities(self, homes: Mapping[str, set[str]]) -> None:
        """An activity whose photos all went into one new folder went there, too."""
        page, rows, told = self._book.pages[ACTIVITIES], self.rows(), self.telling.of_activity
        misfits = rows.misfits(ACTIVITIES)
        for entry in self._entries(ACTIVITIES):
            there = homes.get(short(entry.target), set())
            if misfits.get(entry.number) is not Misfit.ROW_WITHOUT_FILE or len(there) != 1:
                continue
            (folder,) = there
            if folder and not rows.activity(f"{ACTIVITIES_FOLDER}/{folder}/"):
                page.put(entry.number, TARGETS[ACTIVITIES], _target(folder))
                old = told(entry.target.rpartition("/")[2])
                self._reword(page, entry.number, old, told(folder))

    def _reword(self, page: Page, number: int, old: Words, new: Words) -> None:
        """Let cells that only repeat what the old path said say what the new one does."""
        for heading in {**old, **new}:
            column = self.heading(page, heading)
            now = page.text(number, column)
            fresh = new.get(heading, "" if heading in PLACING else now)
            repeats = now == old.get(heading, "") and now != fresh
            if repeats and not _is_leant_on(page, number, column):
                page.put(number, column, fresh)

    def _add_activities(self, changes: Changes) -> dict[str, Words]:
        """Rows for the activities that have none; what each says, by folder."""
        rows, telling = self.rows(), self.telling
        inside: dict[str, list[str]] = defaultdict(list)
        for path in telling.photos:
            folder = activity_of(path)
            if folder and not rows.activity(path):
                inside[folder].append(path)
        wishes = {folder: [telling.of_activity(folder), {}] for folder in inside}
        added = self._harmless(ACTIVITIES, wishes, inside)
        for folder, words in added.items():
            camera = telling.camera_of_activity(folder, inside[folder])
            changes.activities.append(self._append(ACTIVITIES, folder, camera | words))
        return added

    def _add_photos(self, added: Mapping[str, Words], changes: Changes) -> None:
        rows, telling = self.rows(), self.telling
        wishes: dict[str, list[Words]] = {}
        for path in telling.photos:
            if rows.own(path) or _UNWRITABLE.search(path):
                continue
            words = telling.of_photo(path)
            if folder := activity_of(path):
                # The row of the activity speaks for it, but where its own name says otherwise.
                row = added.get(folder, {})
                words = {h: text for h, text in words.items() if row.get(h, text) != text}
            captions = {h: text for h, text in words.items() if h not in PLACING}
            wishes[path] = [words, captions, {}]
        made = self._harmless(PHOTOS, wishes, {path: (path,) for path in wishes})
        for path, words in made.items():
            camera = {} if activity_of(path) else telling.camera_of_photo(path)
            number = self._append(PHOTOS, path, camera | words)
            self._book.pages[PHOTOS].put(number, CONTENT, telling.files[path])
            changes.photos.append(number)
        left = (path for path in telling.photos if path not in made)
        changes.unlisted += [path for path in left if not rows.own(path)]

    def _append(self, sheet: str, target: str, words: Words) -> int:
        return self._book.pages[sheet].append(self._cells(sheet, target, words))

    def _cells(self, sheet: str, target: str, words: Words) -> dict[str, str]:
        page = self._book.pages[sheet]
        said = {self.heading(page, heading): text for heading, text in words.items()}
        return {TARGETS[sheet]: _target(target), **said}

    def _harmless(
        self, sheet: str, wishes: dict[str, list[Words]], speak: Mapping[str, Sequence[str]]
    ) -> dict[str, Words]:
        """For each new row the first of its wordings that leaves the files it speaks of in place.

        By target; a row none of whose wordings does is left out.
        """
        register = self.register()
        before = self.telling.placer(register)
        while True:
            first = {target: wordings[0] for target, wordings in wishes.items() if wordings}
            made = [Row(0, self._cells(sheet, target, words)) for target, words in first.items()]
            more = entries(sheet, made, self.telling.pack)
            after = self.telling.placer(register.with_more(sheet, more))
            moved = [
                target
                for target in first
                if any(after.place(path) != before.place(path) for path in speak[target])
            ]
            if not moved:
                return first
            for target in moved:
                del wishes[target][0]


def _target(path: str) -> str:
    """A path as a cell holds it: no program takes ./=1.jpg for a formula."""
    return f"./{path}" if path.startswith(FORMULA_SIGNS) else path


def _is_leant_on(page: Page, number: int, heading: str) -> bool:
    """Whether a row below says 同上 of this cell."""
    below = (page.text(n, heading) for n in range(number + 1, page.last + 1))
    return is_ditto(next(filter(None, below), ""))
