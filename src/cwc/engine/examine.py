"""scan → fingerprint → place → read → judge, for one submission's folder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cwc.engine.cache import opened
from cwc.engine.judging import judge
from cwc.engine.levers import levers_of
from cwc.engine.marking import Vouched, marks_of_own
from cwc.engine.means import Means
from cwc.engine.pack import pack_for
from cwc.engine.reading import Looks
from cwc.engine.scripts import with_scripts
from cwc.engine.states import Errors, requirement_outcome
from cwc.engine.views import Uses, submission_view
from cwc.engine.waivers import check_waivers, waive
from cwc.errors import ConfigError, PathError
from cwc.folder.names import SETTINGS_FILE
from cwc.folder.scan import check_folder, garbled, scan
from cwc.folder.settings import load_settings, selected
from cwc.model.aspects import Reading
from cwc.model.context import Context
from cwc.model.obstacle import Obstacle
from cwc.model.outcome import Levers, Outcome, Vouching
from cwc.model.settings import Stage, Waiver
from cwc.model.view import SubmissionView
from cwc.packs import find_pack
from cwc.placing.placer import Placed, Placer
from cwc.readers.read import blind
from cwc.readers.table import UNKNOWN, reader_of
from cwc.register.rows import Rows
from cwc.register.sheets import read_register
from cwc.rules import needs
from cwc.wording.places import place_name

EARLY = (
    "{folder}：基准日 {day} 在测评开始（{first}）以前，什么材料都不算到期。"
    "请改 cwc.yaml 的 as_of，或 --as-of。"
)


@dataclass(frozen=True)
class Examination:
    """What one run saw and found."""

    view: SubmissionView
    outcome: Outcome


def examine(folder: Path, stage: Stage, as_of: date | None, means: Means) -> Examination:
    """Check one submission's folder; ConfigError or PathError when it cannot begin.

    `as_of` prevails over cwc.yaml's, which prevails over today.
    """
    check_folder(folder)
    settings = load_settings(folder)
    pack_folder = find_pack(settings.pack, folder)
    pack = pack_for(folder, settings, pack_folder)
    check_waivers(settings.waivers, folder / SETTINGS_FILE)
    requirements = selected(settings, pack, folder / SETTINGS_FILE)
    register = read_register(folder, pack)
    day = as_of or settings.as_of
    first = pack.header.assessment.since.span.start
    if day and day < first:
        raise ConfigError(EARLY.format(folder=folder, day=day, first=first))
    context = Context(
        pack=pack,
        unit=settings.unit,
        level=settings.level,
        stage=stage,
        as_of=day or date.today(),
    )
    levers = levers_of(folder, settings, pack, pack_folder, day)
    paths = _scanned(folder, pack_folder)
    with opened(apart_from=folder, use=means.cached) as cache:
        looks = Looks(folder, means, cache)
        readings = _fingerprinted(looks, paths)
        rows = Rows(register, {path: reading.sha256 for path, reading in readings.items()})
        assigned = frozenset(r.code for r in requirements)
        placer = Placer(pack, assigned, rows, settings.defaults)
        placed = {path: placer.place(path) for path in readings}
        readings = looks.second(readings, _wanted(placed, context))
        readings = with_scripts(looks, readings, placed)
        own = marks_of_own(folder, settings, Vouched(settings.vouchers))
        uses = Uses(readings, placed, rows.strays, settings.vouchers, register.as_read, tuple(own))
        view = submission_view(uses, requirements, context)
        outcome = _outcome(view, settings.waivers, levers)
        looks.settle(_marked(view))
    return Examination(view=view, outcome=outcome)


def _scanned(folder: Path, pack_folder: Path) -> list[str]:
    paths = scan(folder, pack_folder)
    if not paths:
        raise PathError(
            f"{folder}：里面还没有材料。请把照片和文档放进各项要求的文件夹"
            "（要放什么见各文件夹里的要求.txt）。"
        )
    return paths


def _fingerprinted(looks: Looks, paths: Sequence[str]) -> dict[str, Reading]:
    """The first look at each file, in order; one with a garbled name is not opened."""
    shown = {path: garbled(path) for path in paths}
    seen = looks.first([path for path, name in shown.items() if name is None])
    readings: dict[str, Reading] = {}
    for path, name in shown.items():
        if name is None:
            readings[path] = seen[path]
        else:
            sights = blind(UNKNOWN, Obstacle.BAD_NAME)
            readings[name] = Reading(sha256="", size_bytes=0, sights=sights)
    return readings


def _wanted(placed: Mapping[str, Placed], context: Context) -> dict[str, set[str]]:
    """The dear aspects that the rules want of each placed file, by path."""
    wanted: dict[str, set[str]] = {}
    for path, found in placed.items():
        dear = reader_of(path).dear
        kinds = {use.kind for use in found.placements} if dear else set()
        keys = {a.key for kind in kinds for a in needs(kind, context.header) & dear}
        if keys:
            wanted[path] = keys
    return wanted


def _marked(view: SubmissionView) -> Iterable[str]:
    """The contents that carry a secrecy mark, or may."""
    paths = {mark.path for mark in view.marks if mark.text is None}
    return {view.by_path[path].sha256 for path in paths}


def _vouched(view: SubmissionView) -> Iterator[Vouching]:
    """What looked like a mark and somebody says is none."""
    for mark in view.marks:
        if mark.voucher:
            yield Vouching(
                path=mark.path,
                place=place_name(mark.where),
                words=mark.words,
                by=mark.voucher.by,
                reason=mark.voucher.reason,
            )


def _outcome(view: SubmissionView, waivers: Sequence[Waiver], levers: Levers) -> Outcome:
    context = view.context
    findings, waived = waive(judge(view), waivers, context)
    views = {r.code: r for r in view.requirements}
    errors = Errors.among(findings)
    return Outcome(
        pack=context.header.id,
        unit=context.unit,
        level=context.level,
        stage=context.stage,
        as_of=context.as_of.isoformat(),
        files=len(view.files),
        levers=levers,
        findings=tuple(findings),
        waived=tuple(waived),
        vouched=tuple(_vouched(view)),
        requirements=tuple(
            requirement_outcome(r, views.get(r.code), errors, context)
            for r in context.pack.requirements
        ),
    )
