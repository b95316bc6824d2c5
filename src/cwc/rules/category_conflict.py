"""CAP007 category-conflict：照片的名字说的是另一类

检查什么：照片的主题、文件名说的是清单列的某一类，照片却算在另一类里。

为什么：放错文件夹，就填了别的一格，该填的一格空着；评审看的是照片上的活动。

例子：“2018-03-15 无偿献血 文化广场.jpg”放在“义诊”文件夹里。

怎么改：放错的，移到那一类的文件夹里，或改登记表的“类别”；一次活动算两类的，登记表里用分号隔开。

依据：清单该项要求原文列的类别，或 cwc.yaml 的 categories。名字里也有它所在那一类的，不提示。机器
看不懂画面，只是提示。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.caption import Field
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView, Placement
from cwc.naming.categories import first_named
from cwc.rules.registry import Verdict, rule
from cwc.text.names import plain, stem

MESSAGE = "名字里说的是“{named}”，算在“{counted}”里"
MEND = "放错的，移到“{named}”里，或改登记表的“类别”；没有放错的，不用改。"


@rule("CAP007", "category-conflict", kinds=(Kind.PHOTOS,))
def category_conflict(view: FileView, context: Context) -> Iterator[Verdict]:
    """One verdict for each use of a photo whose name names another of the list's categories."""
    for use in view.uses(Kind.PHOTOS):
        asked = context.artefact(use.requirement, use.artefact)
        known = asked.listed.names if asked.listed else ()
        own = [u.category for u in view.uses_in(use.requirement, use.artefact) if u.category]
        named = _other(_said(view, use), own, known)
        if named:
            yield Verdict(
                severity=Severity.NOTE,
                place=use.requirement,
                requirement=use.requirement,
                artefact=use.artefact,
                message=MESSAGE.format(named=named, counted="、".join(own)),
                sentence=context.sentence(use.requirement),
                mend=MEND.format(named=named),
            )


def _said(view: FileView, use: Placement) -> tuple[str, ...]:
    """What the photo is said to show: its theme, the name of its file."""
    return (use.caption.values.get(Field.THEME, ""), stem(view.path))


def _other(said: tuple[str, ...], own: list[str], known: tuple[str, ...]) -> str | None:
    """The category that is named where none of those that the photo counts in is."""
    if not own or not set(own) <= set(known):
        return None
    if any(plain(name) in plain(text) for name in own for text in said):
        return None
    named = first_named(said, known)
    return named if named not in own else None
