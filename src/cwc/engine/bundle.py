"""examine → plan → make → bundle, for one submission's folder."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from cwc.bundles.build import build
from cwc.bundles.delivery import delivered, reserved
from cwc.bundles.photos import Execute, Task
from cwc.bundles.photos import made as photo_made
from cwc.bundles.plan import make_plan
from cwc.engine.examine import examine
from cwc.engine.means import Means, Watch
from cwc.engine.workers import Lost, Workers
from cwc.makers.photo import Jpeg
from cwc.model.finding import DOUBT, SECRECY
from cwc.model.outcome import Outcome
from cwc.model.plan import PerPage, PhotoForm, Plan
from cwc.model.settings import Stage

# For fewer photos to be encoded anew no second process is begun.
_MANY = 12


class Result(Enum):
    """How a bundle ended."""

    MADE = auto()
    PLANNED = auto()
    SECRET = auto()
    DOUBTFUL = auto()
    BLOCKED = auto()
    EMPTY = auto()


@dataclass(frozen=True)
class Bundling:
    """What came of a bundle: the outcome it was judged by, the plan, and how it ended."""

    outcome: Outcome
    plan: Plan
    result: Result


@dataclass(frozen=True)
class Wishes:
    """What the clerk asked for."""

    photos: PhotoForm
    dry_run: bool
    allow_incomplete: bool
    per_page: PerPage | None = None


def bundle(folder: Path, out: Path, wishes: Wishes, means: Means, made: Watch) -> Bundling:
    """Judge as submitting, and make OUT unless something stands in the way.

    A secrecy mark anywhere, or what looks like one, refuses the whole bundle, whatever the clerk
    asked for.
    """
    with reserved(out, folder):
        examination = examine(folder, Stage.SUBMITTING, None, means)
        outcome = examination.outcome
        plan = make_plan(examination.view, outcome, wishes.photos, wishes.per_page)
        result = _judged(outcome, plan, wishes)
        if result is Result.MADE:
            with delivered(out, folder) as fresh:
                build(plan, folder, fresh, _executed_by(means.workers), _ticks(plan, made))
    return Bundling(outcome, plan, result)


def _judged(outcome: Outcome, plan: Plan, wishes: Wishes) -> Result:
    """What becomes of the bundle."""
    if any(f.code == SECRECY for f in outcome.findings):
        return Result.SECRET
    if any(f.code == DOUBT for f in outcome.findings):
        return Result.DOUBTFUL
    if plan.unresolved and not wishes.allow_incomplete:
        return Result.BLOCKED
    if plan.is_empty:
        return Result.EMPTY
    return Result.PLANNED if wishes.dry_run else Result.MADE


def _executed_by(workers: Workers) -> Execute:
    """Photos made by other processes where there are enough of them, and else here."""

    def execute(tasks: Sequence[Task]) -> Iterator[Jpeg]:
        if len(tasks) < _MANY:
            yield from map(photo_made, tasks)
            return
        results = workers.run(photo_made, tasks)
        for task, result in zip(tasks, results, strict=True):
            # It was read and judged: what was too much for the process may be none too much here.
            yield photo_made(task) if isinstance(result, Lost) else result

    return execute


def _ticks(plan: Plan, made: Watch) -> Callable[[str], None]:
    """Each source taken in as progress: how many of how many."""
    total = sum(len(r.documents) + sum(len(a.photos) for a in r.albums) for r in plan.requirements)
    count = itertools.count(1)
    return lambda path: made(next(count), total, path)
