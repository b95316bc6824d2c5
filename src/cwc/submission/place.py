"""What each file is for: requirement, artefact, category, time and caption. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from cwc.model.caption import Caption, Field
from cwc.model.facts import Reading
from cwc.model.grid import Misfit, Stray
from cwc.model.pack import KIND_NAMES, Artefact, Pack, PhotosArtefact, Requirement
from cwc.model.view import Placement
from cwc.submission.captions import caption_from_name, is_category_folder, named_category
from cwc.submission.codes import matching, read_code
from cwc.submission.layout import ACTIVITIES_FOLDER, REGISTER_FILE
from cwc.submission.register import Entry, Register
from cwc.text.dates import DateSpan, find_date
from cwc.text.names import plain


@dataclass(frozen=True)
class Placed:
    """All uses of one file, and the reasons why it has none where it should."""

    placements: tuple[Placement, ...]
    strays: tuple[Stray, ...]


class Placer:
    """Places the files of one submission by its register, its folders and their names."""

    def __init__(
        self, pack: Pack, assigned: frozenset[str], register: Register, files: Mapping[str, Reading]
    ) -> None:
        self._pack, self._assigned, self._register = pack, assigned, register
        self._codes = [r.code for r in pack.requirements]
        self._named = frozenset(
            name
            for r in pack.requirements
            for artefact in r.artefacts
            if isinstance(artefact, PhotosArtefact) and artefact.categories
            for name in artefact.categories.names
        )
        self._photo_rows = _rows_by_path(register.photos, files)

    def place(self, path: str) -> Placed:
        """Every use of the file at `path`, relative to the submission."""
        pure = PurePosixPath(path)
        photo = self._photo_rows.get(path)
        activity = _activity_row(pure, self._register.activities)
        rows = [row for row in (photo, activity) if row]
        placements: list[Placement] = []
        strays: list[Stray] = []
        for code, start in self._uses(pure, rows, strays):
            requirement = self._pack.find(code)
            assert requirement is not None
            source = _Source(pure, start, rows, self._named)
            index = self._artefact(requirement, source, strays)
            if index is not None:
                placements += _placements(requirement, index, source)
        return Placed(tuple(placements), tuple(strays))

    def _uses(
        self, path: PurePosixPath, rows: Sequence[Entry], strays: list[Stray]
    ) -> Iterator[tuple[str, int]]:
        """Codes that the file serves, each with the depth at which its own folders begin."""
        row = next((row for row in rows if row.codes), None)
        if row:
            for written in dict.fromkeys(row.codes):
                found = matching([written], self._codes)
                about = f"{REGISTER_FILE} {row.where} 的用于指标“{written}”"
                if len(found) == 1:
                    yield from self._if_assigned(path, found[0], 1, strays)
                else:
                    strays.append(Stray(path=str(path), misfit=Misfit.UNKNOWN_CODE, about=about))
            return
        if plain(path.parts[0]) == ACTIVITIES_FOLDER:
            about = path.parts[1] if len(path.parts) > 2 else ACTIVITIES_FOLDER
            strays.append(Stray(path=str(path), misfit=Misfit.UNUSED_ACTIVITY, about=about))
            return
        yield from self._by_folder(path, strays)

    def _by_folder(self, path: PurePosixPath, strays: list[Stray]) -> Iterator[tuple[str, int]]:
        names = (*path.parts[:-1], path.stem)
        depth = next((n for n, name in enumerate(names) if read_code([name])), None)
        if depth is None:
            strays.append(Stray(path=str(path), misfit=Misfit.NO_REQUIREMENT))
            return
        end = depth + 1
        found = matching(names[depth:end], self._codes)
        while len(found) > 1 and end < len(names):
            end += 1
            found = matching(names[depth:end], self._codes) or found
        if len(found) == 1:
            yield from self._if_assigned(path, found[0], end, strays)
            return
        misfit = Misfit.AMBIGUOUS_REQUIREMENT if found else Misfit.NO_REQUIREMENT
        strays.append(Stray(path=str(path), misfit=misfit, about="、".join(found) or names[depth]))

    def _if_assigned(
        self, path: PurePosixPath, code: str, start: int, strays: list[Stray]
    ) -> Iterator[tuple[str, int]]:
        if code in self._assigned:
            yield code, start
        else:
            strays.append(Stray(path=str(path), misfit=Misfit.NOT_ASSIGNED, about=code))

    def _artefact(
        self, requirement: Requirement, source: "_Source", strays: list[Stray]
    ) -> int | None:
        """The artefact that takes a file of this ending, as far as names do not say which."""
        ending = source.path.suffix.lower()
        named = [k for k, name in KIND_NAMES.items() if any(name in part for part in source.names)]
        wanted = [n for n, a in enumerate(requirement.artefacts) if a.kind in named or not named]
        fitting = [n for n in wanted if self._takes(requirement.artefacts[n], ending)]
        if len(fitting) == 1:
            return fitting[0]
        labels = "、".join(
            f"{requirement.artefact_label(n)}（{' '.join(self._endings(artefact))}）"
            for n, artefact in enumerate(requirement.artefacts)
            if n in (fitting or wanted) or not (fitting or wanted)
        )
        misfit = Misfit.AMBIGUOUS_ARTEFACT if fitting else Misfit.WRONG_FORM
        strays.append(
            Stray(path=str(source.path), misfit=misfit, about=labels, requirement=requirement.code)
        )
        return None

    def _takes(self, artefact: Artefact, ending: str) -> bool:
        return ending in (
            *self._endings(artefact),
            *self._pack.header.forms[artefact.kind].mendable,
        )

    def _endings(self, artefact: Artefact) -> tuple[str, ...]:
        return self._pack.header.forms[artefact.kind].endings


@dataclass(frozen=True)
class _Source:
    """What a file's path and its rows in the register say about it."""

    path: PurePosixPath
    start: int
    rows: Sequence[Entry]
    named_elsewhere: frozenset[str]

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
        for name in self.names:
            caption = caption.over(
                caption_from_name(name, "文件名" if name is self.path.stem else "文件夹名")
            )
        return caption

    def when(self, caption: Caption) -> DateSpan | None:
        """The caption's time, or else the first date in the names."""
        texts = (caption.values.get(Field.TIME, ""), *self.names)
        return next((date for text in texts if (date := find_date(text))), None)

    def categories(self, artefact: PhotosArtefact) -> tuple[str | None, ...]:
        """The categories of the artefact that the file belongs to; (None,) when it is not said."""
        if "category" not in artefact.per or artefact.categories is None:
            return (None,)
        known = artefact.categories.names
        written = next((row.categories for row in self.rows if row.categories), ())
        chosen = [c for w in written if (c := named_category(known, w))]
        if not chosen and artefact.categories.open:
            # One activity for two requirements: what the list names elsewhere is meant for there.
            own = [w for w in written if not named_category(self.named_elsewhere, w)]
            chosen = own or list(written)
        if chosen:
            return tuple(dict.fromkeys(chosen))
        for name in self.names:
            if found := named_category(known, name):
                return (found,)
        in_activity = plain(self.path.parts[0]) == ACTIVITIES_FOLDER
        if artefact.categories.open and not in_activity:
            return (next((f for f in self.folders if is_category_folder(f)), None),)
        return (None,)


def _placements(requirement: Requirement, index: int, source: _Source) -> Iterator[Placement]:
    artefact = requirement.artefacts[index]
    caption = source.caption() if isinstance(artefact, PhotosArtefact) else Caption()
    categories = source.categories(artefact) if isinstance(artefact, PhotosArtefact) else (None,)
    for category in categories:
        yield Placement(
            requirement=requirement,
            index=index,
            category=category,
            when=source.when(caption),
            caption=caption,
        )


def _activity_row(path: PurePosixPath, rows: Sequence[Entry]) -> Entry | None:
    """The row whose folder the file lies in: by its path, or by its name under 活动."""
    folders = [plain(str(folder)) for folder in path.parents if folder.parts]
    for row in rows:
        target = plain(row.target)
        if target in folders or f"{ACTIVITIES_FOLDER}-{target}" in folders:
            return row
    return None


def _rows_by_path(rows: Sequence[Entry], files: Mapping[str, Reading]) -> dict[str, Entry]:
    """Photo rows by file: the same content first, then the same path or unique file name."""
    by_path: dict[str, Entry] = {}
    for row in rows:
        exact = [p for p in files if plain(p) == plain(row.target)]
        named = exact or [p for p in files if plain(PurePosixPath(p).name) == plain(row.target)]
        digests = {files[p].sha256 for p in named} - {""}
        for path, reading in files.items():
            if path in named or reading.sha256 in digests:
                by_path.setdefault(path, row)
    return by_path
