"""Placed files into the views that rules are given."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cwc.coverage import Item, grid
from cwc.model.artefact import Kind
from cwc.model.facts import Facts, Reading
from cwc.model.grid import Misfit, Stray
from cwc.model.pack import Requirement
from cwc.model.settings import Context, Voucher
from cwc.model.view import ArtefactView, FileView, RequirementView, SubmissionView
from cwc.submission.layout import REGISTER_FILE, SETTINGS_FILE
from cwc.submission.place import Placed


@dataclass(frozen=True)
class Uses:
    """What was read and what it is for, by path; rows of the register for no file; vouchers.

    `formulas` are the register's cells that would run.
    """

    readings: Mapping[str, Reading]
    placed: Mapping[str, Placed]
    row_strays: Sequence[Stray]
    vouchers: Sequence[Voucher]
    formulas: Sequence[str] = ()


def submission_view(
    uses: Uses, requirements: Sequence[Requirement], context: Context
) -> SubmissionView:
    """The whole submission: every file, every requirement of this unit, every stray."""
    files = tuple(_file(path, reading, uses, context) for path, reading in uses.readings.items())
    views = tuple(requirement_view(requirement, files, context) for requirement in requirements)
    strays = [*uses.row_strays, *_unused(uses)]
    strays += [stray for placed in uses.placed.values() for stray in placed.strays]
    strays += [
        stray.model_copy(update={"requirement": view.requirement.code})
        for view in views
        for artefact in view.artefacts
        for stray in artefact.grid.strays
    ]
    return SubmissionView(
        files=files,
        requirements=views,
        strays=tuple(dict.fromkeys(strays)),
        register_path=REGISTER_FILE,
        register_formulas=tuple(uses.formulas),
        context=context,
    )


def _file(path: str, reading: Reading, uses: Uses, context: Context) -> FileView[Facts]:
    vouchers = [v for v in uses.vouchers if _name(v.path) == _name(path)]
    voucher = next((v for v in vouchers if v.sha256 == reading.sha256), None)
    return FileView[Facts](
        path=path,
        sha256=reading.sha256,
        facts=reading.facts,
        placements=uses.placed[path].placements,
        voucher=voucher,
        voucher_outdated=bool(vouchers) and voucher is None,
        context=context,
    )


def requirement_view(
    requirement: Requirement, files: Sequence[FileView[Facts]], context: Context
) -> RequirementView:
    """One requirement with the files placed for each of its artefacts."""
    return RequirementView(
        requirement=requirement,
        artefacts=tuple(
            _artefact(requirement, index, files, context)
            for index in range(len(requirement.artefacts))
        ),
        context=context,
    )


def _artefact(
    requirement: Requirement, index: int, files: Iterable[FileView[Facts]], context: Context
) -> ArtefactView:
    artefact = requirement.artefacts[index]
    items, mine = [], []
    for file in files:
        uses = [p for p in file.placements if p.requirement == requirement and p.index == index]
        if uses:
            mine.append(file)
        items += [
            Item(
                path=file.path,
                category=use.category,
                place=use.place,
                occasion=use.occasion,
                when=use.when,
                checked=not file.is_unread(artefact.kind),
                whole=artefact.kind is Kind.PHOTOS and file.path.lower().endswith(".pdf"),
            )
            for use in uses
        ]
    return ArtefactView(
        artefact=artefact,
        label=requirement.artefact_label(index),
        files=tuple(mine),
        grid=grid(artefact, index, items, context),
    )


def _unused(uses: Uses) -> Iterator[Stray]:
    """The vouchers for files that are not there."""
    there = {_name(path) for path in uses.readings}
    for voucher in uses.vouchers:
        if _name(voucher.path) not in there:
            about = voucher.path
            yield Stray(path=SETTINGS_FILE, misfit=Misfit.VOUCHER_WITHOUT_FILE, about=about)


def _name(path: str) -> str:
    """A path as vouchers and scans agree to write it."""
    return unicodedata.normalize("NFC", path.replace("\\", "/"))
