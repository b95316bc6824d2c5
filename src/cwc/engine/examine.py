"""scan → read → place → judge, for one submission's folder."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cwc.coverage import Item, grid
from cwc.engine.states import requirement_outcome
from cwc.errors import PathError
from cwc.model.facts import Facts, Reading
from cwc.model.grid import Stray
from cwc.model.outcome import Outcome
from cwc.model.pack import Kind, Pack, Requirement
from cwc.model.settings import Context, Settings, Stage, Voucher
from cwc.model.view import ArtefactView, FileView, RequirementView, SubmissionView
from cwc.packs import find_pack, load_pack
from cwc.readers import read_file
from cwc.rules import judge
from cwc.submission.layout import SETTINGS_FILE
from cwc.submission.place import Placer
from cwc.submission.register import read_register
from cwc.submission.scan import check_folder, scan
from cwc.submission.settings import assigned, load_settings

Watch = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Examination:
    """What one run saw and found."""

    view: SubmissionView
    outcome: Outcome


def examine(folder: Path, stage: Stage, as_of: date | None, watch: Watch) -> Examination:
    """Check one submission's folder; ConfigError or PathError when it cannot begin.

    `as_of` prevails over cwc.yaml's, which prevails over today. `watch` is told of progress:
    files done, files in all, the file at hand.
    """
    check_folder(folder)
    settings = load_settings(folder)
    pack = load_pack(find_pack(settings.pack, folder))
    codes = assigned(settings, pack, folder / SETTINGS_FILE)
    register = read_register(folder, pack.header)
    paths = scan(folder)
    if not paths:
        raise PathError(
            f"{folder}：里面还没有材料。请把照片和文档放进各项要求的文件夹（要放什么见各文件夹里的要求.txt）。"
        )
    readings: dict[str, Reading] = {}
    for number, path in enumerate(paths):
        watch(number, len(paths), path)
        readings[path] = read_file(folder / path)
    watch(len(paths), len(paths), "")
    context = Context(
        header=pack.header,
        unit=settings.unit,
        level=settings.level,
        stage=stage,
        as_of=as_of or settings.as_of or date.today(),
    )
    placer = Placer(pack, codes, register, readings)
    view = _view(placer, pack, codes, readings, settings, context)
    return Examination(view=view, outcome=_outcome(view, pack, settings))


def _view(
    placer: Placer,
    pack: Pack,
    codes: frozenset[str],
    readings: Mapping[str, Reading],
    settings: Settings,
    context: Context,
) -> SubmissionView:
    placed = {path: placer.place(path) for path in readings}
    files = tuple(
        FileView[Facts](
            path=path,
            sha256=reading.sha256,
            facts=reading.facts,
            placements=placed[path].placements,
            voucher=_voucher(path, reading, settings.vouchers),
            context=context,
        )
        for path, reading in readings.items()
    )
    requirements = tuple(
        RequirementView(
            requirement=requirement,
            artefacts=tuple(
                _artefact(requirement, n, files, context) for n in range(len(requirement.artefacts))
            ),
            context=context,
        )
        for requirement in pack.requirements
        if requirement.code in codes
    )
    strays = [stray for p in placed.values() for stray in p.strays]
    strays += [
        stray.model_copy(update={"requirement": r.requirement.code})
        for r in requirements
        for artefact in r.artefacts
        for stray in artefact.grid.strays
    ]
    return SubmissionView(
        files=files, requirements=requirements, strays=_once(strays), context=context
    )


def _once(strays: Iterable[Stray]) -> tuple[Stray, ...]:
    return tuple(dict.fromkeys(strays))


def _voucher(path: str, reading: Reading, vouchers: Iterable[Voucher]) -> Voucher | None:
    name = unicodedata.normalize("NFC", path)
    for voucher in vouchers:
        vouched = unicodedata.normalize("NFC", voucher.path.replace("\\", "/"))
        if vouched == name and voucher.sha256 == reading.sha256:
            return voucher
    return None


def _artefact(
    requirement: Requirement, index: int, files: Iterable[FileView[Facts]], context: Context
) -> ArtefactView:
    artefact = requirement.artefacts[index]
    items, mine = [], []
    for file in files:
        uses = [p for p in file.placements if p.requirement is requirement and p.index == index]
        if uses:
            mine.append(file)
        items += [
            Item(
                path=file.path,
                category=use.category,
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


def _outcome(view: SubmissionView, pack: Pack, settings: Settings) -> Outcome:
    findings = tuple(judge(view))
    views = {r.requirement.code: r for r in view.requirements}
    return Outcome(
        pack=pack.header.id,
        unit=settings.unit,
        level=settings.level,
        stage=view.context.stage,
        as_of=view.context.as_of.isoformat(),
        files=len(view.files),
        findings=findings,
        requirements=tuple(
            requirement_outcome(r, views.get(r.code), findings) for r in pack.requirements
        ),
    )
