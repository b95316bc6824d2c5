"""Placed files into the views that rules are given."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cwc.coverage import Item, grid
from cwc.engine.judging import misses, needs_by_kind
from cwc.engine.marking import Vouched, marks_of_files
from cwc.folder.names import SETTINGS_FILE
from cwc.model.artefact import Kind
from cwc.model.aspects import Picture, Reading
from cwc.model.context import Context
from cwc.model.grid import Misfit, Stray
from cwc.model.mark import Marked
from cwc.model.obstacle import UNOPENED
from cwc.model.pack import Requirement
from cwc.model.settings import About, Voucher
from cwc.model.view import (
    ArtefactView,
    FileView,
    Placement,
    RegisterView,
    RequirementView,
    SubmissionView,
)
from cwc.placing.placer import Placed
from cwc.text.names import tidy_path

Used = Mapping[tuple[str, int], Sequence[tuple[FileView, Placement]]]


@dataclass(frozen=True)
class Uses:
    """What was read and what it is for, by path; rows of the register for no file; vouchers."""

    readings: Mapping[str, Reading]
    placed: Mapping[str, Placed]
    row_strays: Sequence[Stray]
    vouchers: Sequence[Voucher]
    register_read: RegisterView
    own_marks: Sequence[Marked]


def submission_view(
    uses: Uses, requirements: Sequence[Requirement], context: Context
) -> SubmissionView:
    """The whole submission: every file, every requirement of this unit, every stray."""
    files = tuple(_files(uses, context))
    used = placements_by_artefact(files)
    views = tuple(requirement_view(requirement, used, context) for requirement in requirements)
    strays = [*uses.row_strays, *_unused(uses)]
    strays += [stray for placed in uses.placed.values() for stray in placed.strays]
    strays += [
        stray for view in views for artefact in view.artefacts for stray in artefact.grid.strays
    ]
    return SubmissionView(
        context=context,
        files=files,
        requirements=views,
        strays=tuple(still_told(strays, files)),
        register_read=uses.register_read,
        marks=(*marks_of_files(files, Vouched(uses.vouchers)), *uses.own_marks),
    )


def still_told(strays: Iterable[Stray], files: Iterable[FileView]) -> Iterator[Stray]:
    """Each stray once, without the files that cannot be opened: of these nothing else is told."""
    shut = {file.path for file in files if file.unopened in UNOPENED}
    yield from (stray for stray in dict.fromkeys(strays) if stray.path not in shut)


def _files(uses: Uses, context: Context) -> Iterator[FileView]:
    needed = needs_by_kind(context.header)
    vouchers: dict[str, list[Voucher]] = defaultdict(list)
    for one in uses.vouchers:
        if one.about is About.UNREAD:
            vouchers[tidy_path(one.path)].append(one)
    for path, reading in uses.readings.items():
        mine = vouchers.get(tidy_path(path), [])
        voucher = next((v for v in mine if v.sha256 == reading.sha256), None)
        placements = uses.placed[path].placements
        yield FileView(
            path=path,
            sha256=reading.sha256,
            size_bytes=reading.size_bytes,
            sights=reading.sights,
            placements=placements,
            misses=misses(reading.sights, placements, needed),
            voucher=voucher,
            voucher_outdated=bool(mine) and voucher is None,
        )


def placements_by_artefact(files: Sequence[FileView]) -> Used:
    """Every use of every file, by requirement and artefact."""
    used: dict[tuple[str, int], list[tuple[FileView, Placement]]] = defaultdict(list)
    for file in files:
        for use in file.placements:
            used[use.requirement, use.artefact].append((file, use))
    return used


def requirement_view(requirement: Requirement, used: Used, context: Context) -> RequirementView:
    """One requirement with the files placed for each of its artefacts."""
    return RequirementView(
        code=requirement.code,
        artefacts=tuple(
            _artefact(requirement, index, used, context)
            for index in range(len(requirement.artefacts))
        ),
    )


def _artefact(requirement: Requirement, index: int, used: Used, context: Context) -> ArtefactView:
    artefact, code = requirement.artefacts[index], requirement.code
    mine = used.get((code, index), ())
    made = grid(artefact, index, [_item(file, use) for file, use in mine], context)
    strays = tuple(
        stray.model_copy(update={"requirement": code, "artefact": index}) for stray in made.strays
    )
    files = {file.path: file for file, _ in mine}
    return ArtefactView(
        index=index,
        label=requirement.artefact_label(index),
        paths=tuple(files),
        unread=tuple(path for path, file in files.items() if file.is_unread(code, index)),
        grid=made.model_copy(update={"strays": strays}),
        supplied_by=artefact.supplied_by,
    )


def _item(file: FileView, use: Placement) -> Item:
    return Item(
        path=file.path,
        labels=use.labels,
        occasion=use.occasion,
        when=use.when,
        checked=not file.is_unread(use.requirement, use.artefact),
        # A ready PDF of photos does not show how many there are of what.
        whole=use.kind is Kind.PHOTOS and file.is_foreign(Picture),
    )


def _unused(uses: Uses) -> Iterator[Stray]:
    """The vouchers for files that are not there."""
    there = {tidy_path(path) for path in uses.readings}
    for voucher in uses.vouchers:
        if voucher.sha256 and tidy_path(voucher.path) not in there:
            about = voucher.path
            yield Stray(path=SETTINGS_FILE, misfit=Misfit.VOUCHER_WITHOUT_FILE, about=about)
