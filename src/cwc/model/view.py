"""What a rule is given: everything about one file, one requirement or the whole submission."""

from datetime import date
from typing import Generic, TypeVar

from cwc.model.artefact import Artefact, Kind
from cwc.model.base import Frozen
from cwc.model.caption import Caption
from cwc.model.facts import DocumentFacts, Facts, PhotoFacts, Unreadable
from cwc.model.grid import Cell, Grid, Stray
from cwc.model.pack import Requirement
from cwc.model.settings import Context, Voucher, Waiver
from cwc.text.dates import DateSpan

FactsT = TypeVar("FactsT", bound=PhotoFacts | DocumentFacts | Unreadable)


class Placement(Frozen):
    """One use of a file: the artefact it serves, where in the grid, and its caption there.

    `stands_in` marks the report that is handed in for a document that may not be.
    """

    requirement: Requirement
    index: int
    category: str | None = None
    place: str | None = None
    occasion: str | None = None
    when: DateSpan | None = None
    caption: Caption = Caption()
    stands_in: bool = False

    @property
    def artefact(self) -> Artefact:
        """The artefact it serves."""
        return self.requirement.artefacts[self.index]


class FileView(Frozen, Generic[FactsT]):
    """One file: facts, every use of it, who vouches for it, or did for an earlier version."""

    path: str
    sha256: str
    facts: FactsT
    placements: tuple[Placement, ...] = ()
    voucher: Voucher | None = None
    voucher_outdated: bool = False
    context: Context

    @property
    def first_code(self) -> str:
        """The first requirement that uses it, or ""."""
        return self.placements[0].requirement.code if self.placements else ""

    def is_for(self, kind: Kind) -> bool:
        """Whether it is handed in as this kind of material."""
        return any(use.artefact.kind is kind for use in self.placements)

    @property
    def is_photo(self) -> bool:
        """Whether it is handed in as a photo."""
        return self.is_for(Kind.PHOTOS)

    def is_unread(self, kind: Kind) -> bool:
        """Whether a part that matters to this kind was not read, and nobody vouches for it."""
        if self.voucher:
            return False
        if isinstance(self.facts, DocumentFacts):
            # A ready PDF of photos does not show how many there are of what.
            return kind is Kind.PHOTOS or bool(self.facts.unread)
        # A photo shows, but a picture of a document does not tell, what it says.
        return isinstance(self.facts, Unreadable) or kind is not Kind.PHOTOS


class ArtefactView(Frozen):
    """One artefact with the files placed for it and its grid."""

    artefact: Artefact
    label: str
    files: tuple[FileView[Facts], ...]
    grid: Grid

    @property
    def empty_cells(self) -> tuple[Cell, ...]:
        """The due cells that lack something, those for others to fill included."""
        return tuple(cell for cell in self.grid.cells if cell.lacks)

    @property
    def is_missing(self) -> bool:
        """Whether something is due and no file counts towards it."""
        strays = {stray.path for stray in self.grid.strays}
        if any(file.path not in strays for file in self.files):
            return False
        return bool(self.empty_cells) or (not self.grid.cells and self.artefact.supplied_by is None)


class RequirementView(Frozen):
    """One requirement with its artefacts."""

    requirement: Requirement
    artefacts: tuple[ArtefactView, ...]
    context: Context

    def owes(self, artefact: ArtefactView) -> bool:
        """Whether this unit must fill the artefact: its own, or nothing at all was handed in."""
        nothing_at_all = not any(a.files for a in self.artefacts)
        return nothing_at_all or self.context.owes(artefact.artefact)


class SubmissionView(Frozen):
    """One unit's folder as a whole."""

    files: tuple[FileView[Facts], ...]
    requirements: tuple[RequirementView, ...]
    strays: tuple[Stray, ...]
    register_path: str = ""
    register_formulas: tuple[str, ...] = ()
    context: Context


class WaiversView(Frozen):
    """The waivers that did nothing in a run, and where they are written."""

    idle: tuple[Waiver, ...]
    settings_path: str
    as_of: date
