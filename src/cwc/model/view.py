"""What a rule is given: everything about one file, one requirement or the whole submission."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TypeVar

from pydantic import Field as Spec

from cwc.model.artefact import Kind
from cwc.model.asked import Axis
from cwc.model.aspects import Aspect, Foreign, Sight, Sights, sight_of, sole_obstacle
from cwc.model.base import Frozen
from cwc.model.caption import Caption
from cwc.model.context import Context
from cwc.model.grid import Cell, Grid, Stray
from cwc.model.header import FormPart
from cwc.model.mark import Marked
from cwc.model.obstacle import Obstacle
from cwc.model.place import Where
from cwc.model.settings import Voucher, Waiver
from cwc.text.dates import DateSpan

AspectT = TypeVar("AspectT", bound=Aspect)


class Placement(Frozen):
    """One use of a file: the artefact it serves, where in the grid, and its caption there.

    `requirement` is the requirement's code, `artefact` which of its artefacts (from 0), `part`
    which part of the asked form the file is; `stands_in` marks the report that is handed in for a
    document that may not be.
    """

    requirement: str
    artefact: int
    kind: Kind
    part: FormPart = FormPart.WHOLE
    labels: dict[Axis, str] = Spec(default_factory=dict)
    occasion: str | None = None
    when: DateSpan | None = None
    caption: Caption = Caption()
    stands_in: bool = False

    @property
    def category(self) -> str | None:
        """The 类 that it is of, if any is said."""
        return self.labels.get(Axis.CATEGORY)


class Miss(Frozen):
    """Something that an artefact's rules need of a file and that was not seen; `where` if known."""

    requirement: str
    artefact: int
    obstacle: Obstacle
    where: Where | None


class FileView(Frozen):
    """One file: what was seen, every use of it and what is missed there, who vouches for it.

    `voucher_outdated` says that somebody vouched for an earlier version.
    """

    path: str
    sha256: str
    size_bytes: int
    sights: Sights
    placements: tuple[Placement, ...]
    misses: tuple[Miss, ...]
    voucher: Voucher | None = None
    voucher_outdated: bool = False

    def sight(self, aspect: type[Aspect]) -> Sight:
        """The aspect, or why it was not seen; what nobody looked for is hidden."""
        return sight_of(self.sights, aspect)

    def seen(self, aspect: type[AspectT]) -> AspectT | None:
        """The aspect, if it was seen, be it with gaps."""
        found = self.sights.get(aspect.key)
        return found if isinstance(found, aspect) else None

    def is_foreign(self, aspect: type[Aspect]) -> bool:
        """Whether a file of this form cannot have the aspect."""
        return isinstance(self.sight(aspect), Foreign)

    @cached_property
    def unopened(self) -> Obstacle | None:
        """Why nothing at all of it was seen; None when something was."""
        return sole_obstacle(self.sights.values())

    def uses(self, *kinds: Kind) -> Iterator[Placement]:
        """One placement for each artefact of these kinds that it serves."""
        seen = set()
        for use in self.placements:
            key = (use.requirement, use.artefact)
            if use.kind in kinds and key not in seen:
                seen.add(key)
                yield use

    def uses_in(self, requirement: str, artefact: int) -> Iterator[Placement]:
        """Every placement in one artefact: in each of its categories."""
        owner = (requirement, artefact)
        return (use for use in self.placements if (use.requirement, use.artefact) == owner)

    def is_for(self, *kinds: Kind) -> bool:
        """Whether it is handed in as one of these kinds of material."""
        return not self._kinds.isdisjoint(kinds)

    @cached_property
    def _kinds(self) -> frozenset[Kind]:
        return frozenset(use.kind for use in self.placements)

    def is_unread(self, requirement: str, artefact: int) -> bool:
        """Whether something that this artefact needs was not seen, and nobody vouches for it."""
        owner = (requirement, artefact)
        missed = any((miss.requirement, miss.artefact) == owner for miss in self.misses)
        return missed and self.voucher is None


class UnreadView(Frozen):
    """One file with what one rule tells of it: the distinct obstacles, each with its place."""

    file: FileView
    obstacles: tuple[tuple[Obstacle, Where | None], ...]


class ArtefactView(Frozen):
    """One artefact with the paths of the files placed for it and its grid."""

    index: int
    label: str
    paths: tuple[str, ...]
    unread: tuple[str, ...]
    grid: Grid
    supplied_by: str | None

    @property
    def empty_cells(self) -> tuple[Cell, ...]:
        """The due cells that lack something, those for others to fill included."""
        return tuple(cell for cell in self.grid.cells if cell.lacks)

    @property
    def is_missing(self) -> bool:
        """Whether something is due and no file counts towards it."""
        strays = {stray.path for stray in self.grid.strays}
        if any(path not in strays for path in self.paths):
            return False
        return bool(self.empty_cells) or (not self.grid.cells and self.supplied_by is None)


class RequirementView(Frozen):
    """One requirement, by its code, with its artefacts."""

    code: str
    artefacts: tuple[ArtefactView, ...]

    def owes(self, artefact: ArtefactView, context: Context) -> bool:
        """Whether this unit must fill the artefact: its own, or nothing at all was handed in."""
        nothing_at_all = not any(a.paths for a in self.artefacts)
        return nothing_at_all or context.owes(context.artefact(self.code, artefact.index))


class RegisterView(Frozen):
    """The register as it was read: its cells that would run, those that repeat the one above.

    `repeated` counts them by heading, `unanswered` are those with nothing above; `is_open` when
    somebody has it open.
    """

    path: str
    formulas: tuple[str, ...]
    repeated: dict[str, int]
    unanswered: tuple[str, ...]
    is_open: bool


class SubmissionView(Frozen):
    """One unit's folder as a whole."""

    context: Context
    files: tuple[FileView, ...]
    requirements: tuple[RequirementView, ...]
    strays: tuple[Stray, ...]
    register_read: RegisterView
    marks: tuple[Marked, ...]

    @cached_property
    def marks_by_path(self) -> dict[str, list[Marked]]:
        """The secrecy marks, certain and doubtful, of each file that has any."""
        found: dict[str, list[Marked]] = {}
        for mark in self.marks:
            found.setdefault(mark.path, []).append(mark)
        return found

    @cached_property
    def by_path(self) -> dict[str, FileView]:
        """The files by their paths."""
        return {file.path: file for file in self.files}

    def handed_in_as(self, kinds: tuple[Kind, ...]) -> dict[str, FileView]:
        """By path, the files that are handed in as one of these kinds."""
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = {f.path: f for f in self.files if f.is_for(*kinds)}
        return self._by_kinds[kinds]

    @cached_property
    def _by_kinds(self) -> dict[tuple[Kind, ...], dict[str, FileView]]:
        """What was asked of `handed_in_as` before."""
        return {}

    def file(self, path: str) -> FileView | None:
        """The file at a path, if there is one."""
        return self.by_path.get(path)


class WaiversView(Frozen):
    """The waivers that did nothing in a run, those that did, and where they are written."""

    idle: tuple[Waiver, ...]
    used: tuple[Waiver, ...]
    settings_path: str
    as_of: date
