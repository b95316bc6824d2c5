"""What each file is for: requirement, artefact, category, time and caption. Pure."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePosixPath

from cwc.model.artefact import (
    KIND_NAMES,
    Artefact,
    Kind,
    Listed,
    OfficialDocumentArtefact,
    PhotosArtefact,
    listed,
)
from cwc.model.caption import Caption, Field
from cwc.model.grid import Misfit, Stray
from cwc.model.pack import Pack, Requirement
from cwc.model.view import Placement
from cwc.submission.codes import completes, matching, read_code, split_codes
from cwc.submission.layout import ACTIVITIES_FOLDER, REGISTER_FILE
from cwc.submission.register import Entry
from cwc.submission.rows import Rows
from cwc.submission.source import Source
from cwc.text.names import plain

# A picture's name tells what is on it, a document's name what it is.
_PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"}


@dataclass(frozen=True)
class Placed:
    """All uses of one file, and the reasons why it has none where it should."""

    placements: tuple[Placement, ...]
    strays: tuple[Stray, ...]


class Placer:
    """Places the files of one submission by its register, its folders and their names."""

    def __init__(self, pack: Pack, assigned: frozenset[str], rows: Rows) -> None:
        self._requirements = {r.code: r for r in pack.requirements}
        self._header = pack.header
        self._assigned, self._rows = assigned, rows
        self._named = frozenset(
            name
            for r in pack.requirements
            for artefact in r.artefacts
            if isinstance(artefact, PhotosArtefact)
            for name in (*(listed(artefact) or Listed()).names, *(artefact.occasions or ()))
        )

    def place(self, path: str) -> Placed:
        """Every use of the file at `path`, relative to the submission."""
        pure, rows = PurePosixPath(path), self._rows.of(path)
        placements: list[Placement] = []
        strays: list[Stray] = []
        for use in self._uses(pure, rows):
            if isinstance(use, Stray):
                strays.append(use)
                continue
            code, start = use
            source = Source(pure, start, rows)
            index = self._artefact(self._requirements[code], source)
            if isinstance(index, Stray):
                strays.append(index)
            else:
                placements += self._placements(self._requirements[code], index, source)
        return Placed(tuple(placements), tuple(strays))

    def _uses(self, path: PurePosixPath, rows: list[Entry]) -> Iterator[tuple[str, int] | Stray]:
        """The codes that the file serves, each with the depth at which its folders begin."""
        row = next((row for row in rows if row.codes), None)
        if row:
            for written in dict.fromkeys(row.codes):
                yield self._written(path, row, written)
        elif plain(path.parts[0]) == ACTIVITIES_FOLDER:
            yield Stray(path=str(path), misfit=Misfit.UNUSED_ACTIVITY, about=path.parts[1])
        else:
            yield self._by_folder(path)

    def _written(self, path: PurePosixPath, row: Entry, written: str) -> tuple[str, int] | Stray:
        found = self._meant(matching([written], self._requirements))
        if len(found) == 1:
            return self._if_assigned(path, found[0], 1)
        about = f"{REGISTER_FILE} {row.where}的用于指标“{written}”"
        return Stray(path=str(path), misfit=Misfit.UNKNOWN_CODE, about=about)

    def _by_folder(self, path: PurePosixPath) -> tuple[str, int] | Stray:
        names = (*path.parts[:-1], path.stem)
        depth = next((n for n, name in enumerate(names) if read_code([name])), None)
        if depth is None:
            return Stray(path=str(path), misfit=Misfit.NO_REQUIREMENT)
        end = depth + 1
        several = split_codes(names[depth])
        if len(several) > 1:
            about = "、".join(several)
            return Stray(path=str(path), misfit=Misfit.AMBIGUOUS_REQUIREMENT, about=about)
        found = matching(names[depth:end], self._requirements)
        while len(found) > 1 and end < len(names) and _may_complete(names, end):
            end += 1
            found = matching(names[depth:end], self._requirements) or found
        if len(found) > 1:
            found, end = self._meant(found), depth + 1
        if len(found) == 1:
            # Folders further in that only repeat the code's numbers are no categories.
            while end < len(names) - 1 and completes(names[depth : end + 1], found[0]):
                end += 1
            return self._if_assigned(path, found[0], end)
        misfit = Misfit.AMBIGUOUS_REQUIREMENT if found else Misfit.UNKNOWN_FOLDER
        if found and not self._assigned.intersection(found):
            misfit = Misfit.NOT_ASSIGNED
        return Stray(path=str(path), misfit=misfit, about="、".join(found) or names[depth])

    def _meant(self, found: list[str]) -> list[str]:
        """Of several codes that are meant, those of this unit, if there are any."""
        return [code for code in found if code in self._assigned] or found

    def _if_assigned(self, path: PurePosixPath, code: str, start: int) -> tuple[str, int] | Stray:
        if code in self._assigned:
            return code, start
        return Stray(path=str(path), misfit=Misfit.NOT_ASSIGNED, about=code)

    def _artefact(self, requirement: Requirement, source: Source) -> int | Stray:
        """The artefact that takes a file of this ending, as far as names do not say which."""
        ending = source.path.suffix.lower()
        names = source.folders if ending in _PICTURES else source.names
        kinds = {kind for kind, label in KIND_NAMES.items() if any(label in n for n in names)}
        every = range(len(requirement.artefacts))
        said = _said_kind(source.path.stem) if ending not in _PICTURES else None
        if said and not any(_is_of(artefact, {said}) for artefact in requirement.artefacts):
            asked = "、".join(requirement.artefact_label(n) for n in every)
            return Stray(
                path=str(source.path),
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
        return Stray(
            path=str(source.path), misfit=misfit, about=about, requirement=requirement.code
        )

    def _takes(self, artefact: Artefact, ending: str, kinds: Set[Kind]) -> bool:
        """Whether a file of this ending serves; one called a report serves a document only for it.

        A kind for which the list names no form takes any.
        """
        if Kind.REPORT in kinds and isinstance(artefact, OfficialDocumentArtefact):
            form = self._header.form(artefact.substitute) if artefact.substitute else None
        else:
            form = self._header.form(artefact.kind)
        return form is not None and (not form.taken or ending in form.taken)

    def _asked(self, requirement: Requirement, index: int) -> str:
        endings = self._header.form(requirement.artefacts[index].kind).taken
        return f"{requirement.artefact_label(index)}（{' '.join(endings)}）"

    def _placements(
        self, requirement: Requirement, index: int, source: Source
    ) -> Iterator[Placement]:
        artefact = requirement.artefacts[index]
        photos = artefact if isinstance(artefact, PhotosArtefact) else None
        caption = source.caption() if photos else Caption()
        official = isinstance(artefact, OfficialDocumentArtefact)
        stands_in = official and any(KIND_NAMES[Kind.REPORT] in name for name in source.names)
        for category in source.categories(artefact, self._named):
            yield Placement(
                requirement=requirement,
                index=index,
                category=category,
                place=caption.values.get(Field.PLACE),
                occasion=source.occasion(photos, caption) if photos else None,
                when=source.when(caption) if photos else source.year(),
                caption=caption,
                stands_in=stands_in,
            )


def _may_complete(names: Sequence[str], index: int) -> bool:
    """Whether the name may be the rest of a code: a folder's, or a file's that begins with ①."""
    return index < len(names) - 1 or plain(names[index]).startswith("#")


def _said_kind(stem: str) -> Kind | None:
    """The kind of material that a document's name ends with: 2018年说明报告."""
    text = plain(stem).rstrip("-.()0123456789")
    return next((kind for kind, label in KIND_NAMES.items() if text.endswith(label)), None)


def _is_of(artefact: Artefact, kinds: Set[Kind]) -> bool:
    """Whether the artefact is of one of these kinds, or such a one may stand in for it."""
    substitute = artefact.substitute if isinstance(artefact, OfficialDocumentArtefact) else None
    return artefact.kind in kinds or substitute in kinds
