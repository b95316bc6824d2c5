"""scan → read → place → judge, for one submission's folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cwc.engine.pack import pack_for
from cwc.engine.reading import Watch, read_all
from cwc.engine.states import requirement_outcome
from cwc.engine.views import Uses, submission_view
from cwc.engine.waivers import check_waivers, waive
from cwc.errors import PathError
from cwc.model.facts import Obstacle, Reading, Unreadable
from cwc.model.outcome import Outcome
from cwc.model.pack import Pack
from cwc.model.settings import Context, Stage, Waiver
from cwc.model.view import SubmissionView
from cwc.packs import find_pack
from cwc.rules import judge
from cwc.submission.layout import SETTINGS_FILE
from cwc.submission.place import Placer
from cwc.submission.register import read_register
from cwc.submission.rows import Rows
from cwc.submission.scan import check_folder, garbled, scan
from cwc.submission.settings import load_settings, selected


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
    pack_folder = find_pack(settings.pack, folder)
    pack = pack_for(folder, settings, pack_folder)
    check_waivers(settings.waivers, folder / SETTINGS_FILE)
    requirements = selected(settings, pack, folder / SETTINGS_FILE)
    register = read_register(folder, pack.header)
    readings = _read(folder, pack_folder, watch)
    context = Context(
        header=pack.header,
        unit=settings.unit,
        level=settings.level,
        stage=stage,
        as_of=as_of or settings.as_of or date.today(),
    )
    rows = Rows(register, readings)
    placer = Placer(pack, frozenset(r.code for r in requirements), rows)
    placed = {path: placer.place(path) for path in readings}
    uses = Uses(readings, placed, rows.strays, settings.vouchers, register.formulas)
    view = submission_view(uses, requirements, context)
    return Examination(view=view, outcome=_outcome(view, pack, settings.waivers))


def _read(folder: Path, pack_folder: Path, watch: Watch) -> dict[str, Reading]:
    paths = scan(folder, pack_folder)
    if not paths:
        raise PathError(
            f"{folder}：里面还没有材料。请把照片和文档放进各项要求的文件夹"
            "（要放什么见各文件夹里的要求.txt）。"
        )
    readings: dict[str, Reading] = {}
    shown = {path: garbled(path) for path in paths}
    read = read_all(folder, [path for path, name in shown.items() if name is None], watch)
    for path, name in shown.items():
        if name is None:
            readings[path] = read[path]
        else:
            facts = Unreadable(size_bytes=0, obstacle=Obstacle.BAD_NAME)
            readings[name] = Reading(sha256="", facts=facts)
    return readings


def _outcome(view: SubmissionView, pack: Pack, waivers: Sequence[Waiver]) -> Outcome:
    findings, waived = waive(judge(view), waivers, view.context.as_of)
    views = {r.requirement.code: r for r in view.requirements}
    return Outcome(
        pack=pack.header.id,
        unit=view.context.unit,
        level=view.context.level,
        stage=view.context.stage,
        as_of=view.context.as_of.isoformat(),
        files=len(view.files),
        findings=tuple(findings),
        waived=tuple(waived),
        requirements=tuple(
            requirement_outcome(r, views.get(r.code), findings) for r in pack.requirements
        ),
    )
