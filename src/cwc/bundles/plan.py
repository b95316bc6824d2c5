"""What goes into a bundle, in upload order, under names that Windows and the portal accept."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from cwc.bundles.parts import parted
from cwc.makers.font import missing_characters
from cwc.model.artefact import Artefact
from cwc.model.asked import Axis
from cwc.model.aspects import Picture
from cwc.model.context import Context
from cwc.model.finding import Finding, Severity
from cwc.model.outcome import Outcome
from cwc.model.pack import Header
from cwc.model.plan import (
    PerPage,
    PhotoForm,
    Plan,
    PlannedAlbum,
    PlannedDocument,
    PlannedPhoto,
    PlannedRequirement,
    Source,
)
from cwc.model.view import ArtefactView, FileView, Placement, RequirementView, SubmissionView
from cwc.text.dates import tidy_date
from cwc.text.names import windows_safe

CAPTION_LINE = "{label}：{value}"
# A JPEG does not grow where its colours must be converted, unless it is smaller than any photo.
_SMALL_BYTES = 20_000
UNPRINTABLE = "{path}：说明里的“{characters}”字库里没有，会印成“〓”"


def make_plan(
    view: SubmissionView, outcome: Outcome, photos: PhotoForm, per_page: PerPage | None
) -> Plan:
    """The bundle of everything that was placed, counts, and could be read or is vouched for."""
    requirements = tuple(_requirement(r, view, photos) for r in view.requirements)
    planned = {source.path for r in requirements for source in _sources(r)}
    return Plan(
        pack=outcome.pack,
        unit=outcome.unit,
        photos=photos,
        per_page=per_page,
        photo_limit_bytes=view.context.header.photo_limit.safe_bytes,
        requirements=tuple(r for r in requirements if r.documents or r.albums),
        left_out=tuple(f.path for f in view.files if f.path not in planned),
        unprintable=tuple(_unprintable(requirements)),
        unresolved=tuple(blocking(outcome.findings)),
        vouched=outcome.vouched,
        waived=outcome.waived,
        levers=outcome.levers,
    )


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """What must be mended before a bundle is whole."""
    return [f for f in findings if f.severity is Severity.ERROR]


def _requirement(
    view: RequirementView, submission: SubmissionView, photos: PhotoForm
) -> PlannedRequirement:
    requirement = submission.context.requirement(view.code)
    folder = windows_safe(submission.context.folder_name(view.code))
    documents: list[PlannedDocument] = []
    albums: list[PlannedAlbum] = []
    number = 0
    for artefact in view.artefacts:
        asked = requirement.artefacts[artefact.index]
        used = _uses(view, artefact, submission)
        shown = [fu for fu in used if asked.is_album and fu[0].seen(Picture)]
        if shown:
            number += 1
            stem = f"{folder}/{number:02} {artefact.label}"
            album = PlannedAlbum(
                number=number,
                label=artefact.label,
                target=f"{stem}.pdf" if photos is PhotoForm.PDF else stem,
                heading=f"{requirement.code} {requirement.indicator.name}",
                total=len(shown),
                photos=tuple(
                    _photo(artefact, fu, n, submission.context)
                    for n, fu in enumerate(shown, start=1)
                ),
            )
            limit = submission.context.header.photo_pdf_limit
            if limit and photos is PhotoForm.PDF:
                albums += parted(album, limit.max_bytes)
            else:
                albums.append(album)
        for used_file in used:
            if used_file not in shown:
                number += 1
                documents.append(_document(used_file[0], artefact.label, folder, number))
    return PlannedRequirement(
        code=requirement.code,
        name=requirement.indicator.name,
        text=requirement.text,
        folder=folder,
        documents=tuple(documents),
        albums=tuple(albums),
    )


def _uses(
    view: RequirementView, artefact: ArtefactView, submission: SubmissionView
) -> list[tuple[FileView, Placement]]:
    """The files that go in, each with its use, in grid order: category, then time, then path."""
    named = dict.fromkeys(c.labels.get(Axis.CATEGORY) for c in artefact.grid.cells)
    order = {category: number for number, category in enumerate(named)}
    out = {stray.path for stray in artefact.grid.strays} | {*artefact.unread}
    uses = [
        (submission.by_path[path], use)
        for path in artefact.paths
        if path not in out
        for use in submission.by_path[path].uses_in(view.code, artefact.index)
    ]
    return sorted(
        uses,
        key=lambda fu: (
            order.get(fu[1].category, len(order)),
            fu[1].when is None,
            fu[1].when or (),
            fu[0].path,
        ),
    )


def _document(file: FileView, label: str, folder: str, number: int) -> PlannedDocument:
    """The document under its own name, which tells its year or 文号, numbered for upload."""
    path = PurePosixPath(file.path)
    stem = windows_safe(path.stem, 60)
    name = stem if label in stem else f"{label} {stem}"
    return PlannedDocument(
        number=number,
        source=Source(path=file.path, sha256=file.sha256),
        label=label,
        target=f"{folder}/{number:02} {name}{path.suffix.lower()}",
    )


def _photo(
    artefact: ArtefactView, used: tuple[FileView, Placement], number: int, context: Context
) -> PlannedPhoto:
    file, use = used
    when = str(use.when) if use.when else ""
    category = use.category or artefact.grid.occasions.get(file.path)
    name = windows_safe(" ".join(filter(None, (f"{number:03}", category, when))))
    asked = context.artefact(use.requirement, use.artefact)
    picture, limit = file.seen(Picture), context.header.photo_limit.safe_bytes
    is_anew = picture is None or picture.format != "JPEG" or file.size_bytes > limit
    return PlannedPhoto(
        number=number,
        source=Source(path=file.path, sha256=file.sha256),
        most_bytes=limit if is_anew else max(file.size_bytes, _SMALL_BYTES),
        is_anew=is_anew,
        category=category,
        when=when,
        caption=_caption(asked, use, context.header),
        target=f"{name}.jpg",
    )


def _caption(artefact: Artefact, use: Placement, header: Header) -> tuple[str, ...]:
    """The lines under a photo, in the list's own words."""
    said = use.caption.values
    asked = [
        (label, [tidy_date(said[field]) for field in header.fields_of(label) if said.get(field)])
        for label in artefact.caption_labels
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
