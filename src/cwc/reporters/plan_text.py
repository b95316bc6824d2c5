"""A bundle's plan as text for the console."""

from collections.abc import Iterator, Sequence

from cwc.model.plan import PhotoForm, Plan, PlannedDocument, PlannedRequirement
from cwc.reporters.console import fold

PHOTOS = "{target}（{count}张）"
FOLDER = "{target} 文件夹（{count}张）"
LEFT_OUT = "没有打进包的文件（{count}个）：{paths}"


def render_plan(plan: Plan) -> str:
    """What the bundle holds, requirement by requirement, and what it leaves out."""
    lines: list[str] = []
    for requirement in plan.requirements:
        lines += fold(f"{requirement.code} {requirement.name}")
        lines += [line for entry in _entries(requirement, plan) for line in fold(entry, indent=2)]
    if plan.left_out:
        lines += fold(LEFT_OUT.format(count=len(plan.left_out), paths=_some(plan.left_out)))
    for note in plan.unprintable:
        lines += fold(note)
    return "\n".join(lines) + "\n"


def _entries(requirement: PlannedRequirement, plan: Plan) -> Iterator[str]:
    template = PHOTOS if plan.photos is PhotoForm.PDF else FOLDER
    for entry in requirement.entries:
        name = entry.target.split("/", 1)[-1]
        if isinstance(entry, PlannedDocument):
            yield name
        else:
            yield template.format(target=name, count=len(entry.photos))


def _some(paths: Sequence[str], most: int = 6) -> str:
    more = f" 等{len(paths)}个" if len(paths) > most else ""
    return "、".join(paths[:most]) + more
