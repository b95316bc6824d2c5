"""What goes into a bundle, in upload order, under names that Windows and the portal accept."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from cwc.makers.font import missing_characters
from cwc.model.artefact import Artefact, PhotosArtefact
from cwc.model.facts import Facts, PhotoFacts
from cwc.model.finding import Finding, Severity
from cwc.model.outcome import Outcome
from cwc.model.pack import Header
from cwc.model.plan import (
    PhotoForm,
    Plan,
    PlannedAlbum,
    PlannedDocument,
    PlannedPhoto,
    PlannedRequirement,
    Source,
)
from cwc.model.view import ArtefactView, FileView, Placement, RequirementView, SubmissionView
from cwc.submission.codes import folder_name
from cwc.text.dates import tidy_date
from cwc.text.names import windows_safe

CAPTION_LINE = "{label}：{value}"
UNPRINTABLE = "{path}：说明里的“{characters}”字库里没有，会印成“〓”"


def make_plan(view: SubmissionView, outcome: Outcome, photos: PhotoForm) -> Plan:
    """The bundle of everything that was placed, counts, and could be read or is vouched for."""
    requirements = tuple(_requirement(r, photos) for r in view.requirements)
    planned = {source.path for r in requirements for source in _sources(r)}
    return Plan(
        pack=outcome.pack,
        unit=outcome.unit,
        photos=photos,
        photo_limit_bytes=view.context.header.photo_limit.safe_bytes,
        requirements=tuple(r for r in requirements if r.documents or r.albums),
        left_out=tuple(f.path for f in view.files if f.path not in planned),
        unprintable=tuple(_unprintable(requirements)),
        unresolved=tuple(blocking(outcome.findings)),
    )


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """The errors that making the bundle will not mend."""
    return [f for f in findings if f.severity is Severity.ERROR and not f.fixable]


def _requirement(view: RequirementView, photos: PhotoForm) -> PlannedRequirement:
    requirement = view.requirement
    folder = windows_safe(folder_name(requirement.code, requirement.indicator.name))
    documents: list[PlannedDocument] = []
    albums: list[PlannedAlbum] = []
    number = 0
    for artefact in view.artefacts:
        album = _album(view, artefact, f"{folder}/{number + 1:02} {artefact.label}", photos)
        if album.photos:
            albums.append(album)
            number += 1
        for file, _ in _uses(view, artefact):
            if not (
                isinstance(file.facts, PhotoFacts) and isinstance(artefact.artefact, PhotosArtefact)
            ):
                number += 1
                documents.append(_document(file, artefact.label, folder, number))
    return PlannedRequirement(
        code=requirement.code,
        name=requirement.indicator.name,
        text=requirement.text,
        folder=folder,
        documents=tuple(documents),
        albums=tuple(albums),
    )


def _uses(
    view: RequirementView, artefact: ArtefactView
) -> Iterator[tuple[FileView[Facts], Placement]]:
    """The files that go in, each with its use, in grid order: category, then time, then path."""
    order = {c: n for n, c in enumerate(dict.fromkeys(c.category for c in artefact.grid.cells))}
    strays = {stray.path for stray in artefact.grid.strays}
    uses = [
        (file, use)
        for file in artefact.files
        for use in file.placements
        if use.requirement is view.requirement
        and use.artefact is artefact.artefact
        and file.path not in strays
        and not file.is_unread(artefact.artefact.kind)
    ]
    return iter(
        sorted(
            uses,
            key=lambda fu: (
                order.get(fu[1].category, len(order)),
                fu[1].when is None,
                fu[1].when or (),
                fu[0].path,
            ),
        )
    )


def _document(file: FileView[Facts], label: str, folder: str, number: int) -> PlannedDocument:
    """The document under its own name, which tells its year or 文号, numbered for upload."""
    path = PurePosixPath(file.path)
    stem = windows_safe(path.stem, 60)
    name = stem if label in stem else f"{label} {stem}"
    return PlannedDocument(
        source=Source(path=file.path, sha256=file.sha256),
        label=label,
        target=f"{folder}/{number:02} {name}{path.suffix.lower()}",
    )


def _album(
    view: RequirementView, artefact: ArtefactView, stem: str, photos: PhotoForm
) -> PlannedAlbum:
    planned: list[PlannedPhoto] = []
    if isinstance(artefact.artefact, PhotosArtefact):
        for file, use in _uses(view, artefact):
            if isinstance(file.facts, PhotoFacts):
                planned.append(_photo(view, artefact, (file, use), len(planned)))
    return PlannedAlbum(
        label=artefact.label,
        target=f"{stem}.pdf" if photos is PhotoForm.PDF else stem,
        heading=f"{view.requirement.code} {view.requirement.indicator.name}",
        photos=tuple(planned),
    )


def _photo(
    view: RequirementView,
    artefact: ArtefactView,
    used: tuple[FileView[Facts], Placement],
    before: int,
) -> PlannedPhoto:
    file, use = used
    when = str(use.when) if use.when else ""
    category = use.category or artefact.grid.occasions.get(file.path)
    name = windows_safe(" ".join(filter(None, (f"{before + 1:03}", category, when))))
    return PlannedPhoto(
        source=Source(path=file.path, sha256=file.sha256),
        category=category,
        when=when,
        caption=_caption(artefact.artefact, use, view.context.header),
        target=f"{name}.jpg",
    )


def _caption(artefact: Artefact, use: Placement, header: Header) -> tuple[str, ...]:
    """The lines under a photo, in the list's own words."""
    if not isinstance(artefact, PhotosArtefact):
        return ()
    said = use.caption.values
    asked = [
        (label, [tidy_date(said[field]) for field in header.fields_of(label) if said.get(field)])
        for label in artefact.caption
    ]
    return tuple(
        CAPTION_LINE.format(label=label, value=" ".join(values))
        for label, values in asked
        if values
    )


def _sources(requirement: PlannedRequirement) -> Iterator[Source]:
    yield from (document.source for document in requirement.documents)
    yield from (photo.source for album in requirement.albums for photo in album.photos)


def _unprintable(requirements: Iterable[PlannedRequirement]) -> Iterator[str]:
    for requirement in requirements:
        for album in requirement.albums:
            for photo in album.photos:
                text = "".join((*photo.caption, photo.category or ""))
                if characters := missing_characters(text):
                    yield UNPRINTABLE.format(path=photo.source.path, characters=characters)
