"""What each file is for: requirement, artefact, category, time and caption. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from posixpath import splitext

from cwc.folder.names import REGISTER_FILE, is_like_register
from cwc.model.artefact import KIND_NAMES, Artefact, Kind
from cwc.model.asked import Axis, Listed
from cwc.model.caption import Caption, Field
from cwc.model.grid import Misfit, Stray
from cwc.model.pack import Pack, Requirement
from cwc.model.view import Placement
from cwc.placing.clues import Clues, in_activities
from cwc.readers.table import is_picture
from cwc.register.rows import Rows
from cwc.register.sheets import Entry
from cwc.text.names import NAMES, plain

# What official documents are called, 党政机关公文处理工作条例 art. 8, without 报告 and 纪要. Words
# that tell less only where a title stands: an 意见, a 决定 may be what a report is about.
_OFFICIAL = re.compile(
    r"(?:(?:通知|通告|公告|通报|批复)|^关于.*的(?:意见|决定|决议|请示|函))(?:\([^()]*\)|[-.\d])*+$"
)

# The axes whose labels a caption says.
_SAID_IN = {Axis.VENUE: Field.VENUE}


@dataclass(frozen=True)
class Placed:
    """All uses of one file, and the reasons why it has none where it should."""

    placements: tuple[Placement, ...]
    strays: tuple[Stray, ...]


class Placer:
    """Places the files of one submission by its register, its folders and their names."""

    def __init__(
        self, pack: Pack, assigned: frozenset[str], rows: Rows, defaults: Mapping[Field, str]
    ) -> None:
        """`defaults` are what captions say that do not say otherwise."""
        self._requirements = {r.code: r for r in pack.requirements}
        self._pack, self._header, self._codes = pack, pack.header, pack.codes
        self._assigned, self._rows = assigned, rows
        self._defaults = Caption(values=dict(defaults))
        self._named = frozenset(
            name
            for r in pack.requirements
            for artefact in r.artefacts
            if artefact.is_album
            for name in (*(artefact.listed or Listed()).names, *artefact.festivals)
        )

    def place(self, path: str) -> Placed:
        """Every use of the file at `path`, relative to the submission."""
        rows = self._rows.of(path)
        placements: list[Placement] = []
        strays: list[Stray] = []
        for use in self._uses(path, rows):
            if isinstance(use, Stray):
                strays.append(use)
                continue
            code, start = use
            clues = Clues(path, start, rows, self._pack, self._defaults)
            index = self._artefact(self._requirements[code], clues)
            if isinstance(index, Stray):
                strays.append(index)
            else:
                placements += self._placements(self._requirements[code], index, clues)
        return Placed(tuple(placements), tuple(strays))

    def _uses(self, path: str, rows: list[Entry]) -> Iterator[tuple[str, int] | Stray]:
        """The codes that the file serves, each with the depth at which its folders begin."""
        row = next((row for row in rows if row.codes), None)
        if row:
            for written in dict.fromkeys(row.codes):
                yield self._written(path, row, written)
        elif in_activities(path):
            about = path.split("/")[1]
            yield Stray(path=path, misfit=Misfit.UNUSED_ACTIVITY, about=about)
        else:
            yield self._by_folder(path)

    def _written(self, path: str, row: Entry, written: str) -> tuple[str, int] | Stray:
        found = self._meant(self._codes.matching([written]))
        if len(found) == 1:
            return self._if_assigned(path, found[0], 1)
        about = f"{REGISTER_FILE} {row.where}的用于指标“{written}”"
        return Stray(path=path, misfit=Misfit.UNKNOWN_CODE, about=about)

    def _by_folder(self, path: str) -> tuple[str, int] | Stray:
        *folders, own = path.split("/")
        names = (*folders, splitext(own)[0])
        read, matching = self._codes.read, self._codes.matching
        depth = next((n for n, name in enumerate(names) if read([name])), None)
        if depth is None:
            alike = not folders and is_like_register(own)
            misfit = Misfit.LIKE_REGISTER if alike else Misfit.NO_REQUIREMENT
            return Stray(path=path, misfit=misfit)
        end = depth + 1
        several = self._codes.split(names[depth])
        if len(several) > 1:
            about = "、".join(several)
            return Stray(path=path, misfit=Misfit.AMBIGUOUS_REQUIREMENT, about=about)
        found = matching(names[depth:end])
        while len(found) > 1 and end < len(names) and _may_complete(names, end):
            end += 1
            found = matching(names[depth:end]) or found
        if len(found) > 1:
            found, end = self._meant(found), depth + 1
        if len(found) == 1:
            # Folders further in that only repeat the code's numbers are no categories.
            completes = self._codes.completes
            while end < len(names) - 1 and completes(names[depth : end + 1], found[0]):
                end += 1
            return self._if_assigned(path, found[0], end)
        misfit = Misfit.AMBIGUOUS_REQUIREMENT if found else Misfit.UNKNOWN_FOLDER
        if found and not self._assigned.intersection(found):
            misfit = Misfit.NOT_ASSIGNED
        return Stray(path=path, misfit=misfit, about="、".join(found) or names[depth])

    def _meant(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Of several codes that are meant, those of this unit, if there are any."""
        return tuple(code for code in found if code in self._assigned) or found

    def _if_assigned(self, path: str, code: str, start: int) -> tuple[str, int] | Stray:
        if code in self._assigned:
            return code, start
        return Stray(path=path, misfit=Misfit.NOT_ASSIGNED, about=code)

    def _artefact(self, requirement: Requirement, clues: Clues) -> int | Stray:
        """The artefact that takes a file of this ending, as far as names do not say which."""
        ending = clues.ending
        # A picture's name tells what is on it, a document's name what it is.
        pictured = is_picture(clues.path)
        names = clues.folders if pictured else clues.names
        said = None if pictured else _said_kind(clues.stem)
        kinds = _called(names) | ({said} if said else set())
        every = range(len(requirement.artefacts))
        if said and not any(_is_of(artefact, {said}) for artefact in requirement.artefacts):
            asked = "、".join(requirement.artefact_label(n) for n in every)
            return Stray(
                path=clues.path,
                misfit=Misfit.OTHER_KIND,
                about=f"{KIND_NAMES[said]}，这里要的是{asked}",
                requirement=requirement.code,
            )
        wanted = [n for n in every if _is_of(requirement.artefacts[n], kinds)] or list(every)
        fitting = [n for n in wanted if self._takes(requirement.artefacts[n], ending, kinds)]
        if len(fitting) == 1:
            return fitting[0]
        misfit = Misfit.AMBIGUOUS_ARTEFACT if fitting else Misfit.WRONG_FORM
        about = "、".join(self._asked(requirement, n) for n in fitting or wanted)
        return Stray(path=clues.path, misfit=misfit, about=about, requirement=requirement.code)

    def _takes(self, artefact: Artefact, ending: str, kinds: Set[Kind]) -> bool:
        """Whether a file of this ending serves; one called a report serves a document only for it.

        A kind for which the list names no form takes any.
        """
        kind = artefact.form_for(kinds)
        taken = self._header.form(kind).taken if kind else ()
        return kind is not None and (not taken or ending in taken)

    def _asked(self, requirement: Requirement, index: int) -> str:
        endings = self._header.form(requirement.artefacts[index].kind).taken
        return f"{requirement.artefact_label(index)}（{' '.join(endings)}）"

    def _placements(
        self, requirement: Requirement, index: int, clues: Clues
    ) -> Iterator[Placement]:
        artefact = requirement.artefacts[index]
        caption = clues.caption() if artefact.is_album else Caption()
        stands_in = not artefact.is_album and (
            artefact.form_for(_called(clues.names)) is not artefact.kind
        )
        for category in clues.categories(artefact, self._named):
            yield Placement(
                requirement=requirement.code,
                artefact=index,
                kind=artefact.kind,
                part=self._header.form(artefact.kind).part(clues.ending),
                labels=_labels(category, caption),
                occasion=clues.occasion(artefact, caption),
                when=clues.when(caption) if artefact.is_album else clues.year(),
                caption=caption,
                stands_in=stands_in,
            )


def _labels(category: str | None, caption: Caption) -> dict[Axis, str]:
    """What is said of a file on each axis that is no period."""
    said = {axis: caption.values.get(field) for axis, field in _SAID_IN.items()}
    return {axis: name for axis, name in {Axis.CATEGORY: category, **said}.items() if name}


def _may_complete(names: Sequence[str], index: int) -> bool:
    """Whether the name may be the rest of a code: a folder's, or a file's that begins with ①."""
    return index < len(names) - 1 or plain(names[index]).startswith("#")


def _called(names: Sequence[str]) -> Set[Kind]:
    """The kinds of material that the names speak of."""
    return frozenset[Kind]().union(*map(_spoken_of, names))


@lru_cache(maxsize=NAMES)
def _spoken_of(name: str) -> frozenset[Kind]:
    return frozenset(kind for kind, label in KIND_NAMES.items() if label in name)


def _said_kind(stem: str) -> Kind | None:
    """The kind of material that a document's name ends with: 2018年说明报告, 关于……的通知."""
    name = plain(stem)
    text = name.rstrip("-.()0123456789")
    said = next((kind for kind, label in KIND_NAMES.items() if text.endswith(label)), None)
    return said or (Kind.OFFICIAL_DOCUMENT if _OFFICIAL.search(name) else None)


def _is_of(artefact: Artefact, kinds: Set[Kind]) -> bool:
    """Whether the artefact is of one of these kinds, or such a one may stand in for it."""
    return artefact.kind in kinds or artefact.stand_in in kinds
