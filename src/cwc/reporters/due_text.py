"""What falls due in a month, for the person who must take the photos."""

from collections.abc import Iterator

from cwc.coverage import name_cells
from cwc.model.due import Due, DueArtefact
from cwc.reporters.console import WIDTH, fold

HEAD = "{unit}  {month} 要做的"
NOTHING = "这个月没有要补的。"
ITEM = "{code} {name} · {label}：{cells}{each}"
EACH = "，每格要{need}张"
CAPTION = "每张记下：{labels}"
SENTENCE = "清单：{text}"
TOTAL = "共{count}格。照片过了这个月就补不了了。"


def render_due(due: Due) -> str:
    """One block for each artefact: which cells, what to note down, the list's sentence."""
    lines = fold(HEAD.format(unit=due.unit, month=due.month))
    for artefact in due.artefacts:
        lines += ["-" * WIDTH, *_artefact(artefact)]
    lines.append("=" * WIDTH)
    count = sum(len(artefact.cells) for artefact in due.artefacts)
    lines += fold(TOTAL.format(count=count) if count else NOTHING)
    return "\n".join(lines) + "\n"


def _artefact(artefact: DueArtefact) -> Iterator[str]:
    cells = name_cells(artefact.cells)
    need = artefact.cells[0].need
    each = EACH.format(need=need) if need > 1 else ""
    yield from fold(
        ITEM.format(
            code=artefact.code, name=artefact.name, label=artefact.label, cells=cells, each=each
        )
    )
    if artefact.caption:
        yield from fold(CAPTION.format(labels="、".join(artefact.caption)), indent=2)
    yield from fold(SENTENCE.format(text=artefact.text), indent=2)
