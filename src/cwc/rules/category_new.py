"""COV005 category-new：清单没有列的类别

检查什么：按类计数的图片，登记表、文件夹里写的类别，是不是清单列的那几类。

为什么：清单的名单以“等”结尾的，另有一类可以另交；但写错一个字也会变成另一类，照片就不算在该算的那一格里。

例子：清单列的是无偿献血、义诊，登记表里写成“义珍”“義診”。

怎么改：写错的，改成清单的写法；确实另有一类的，不用改。

依据：清单该项要求原文列的类别，或 cwc.yaml 的 categories。与列出的某一类只差一两个字的是警告，其余
只作提示。
"""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from cwc.model.asked import Axis
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView, RequirementView
from cwc.rules.registry import Verdict, rule

MESSAGE = "类别“{name}”（{count}张，如 {path}）不在清单列的里面：{known}{hint}"
HINT = "。是不是想写“{near}”？"
MEND = "写错的，改成清单的写法；确实另有一类的，不用改。"
# Half of the signs alike: of two signs one, of three two.
_NEAR = 0.5


@rule("COV005", "category-new")
def category_new(
    view: RequirementView, files: Mapping[str, FileView], context: Context
) -> Iterator[Verdict]:
    """One verdict for each category of photos that the list does not name."""
    for artefact in view.artefacts:
        asked = context.artefact(view.code, artefact.index)
        known = asked.listed.names if asked.is_album and asked.listed else ()
        paths: dict[str, list[str]] = defaultdict(list)
        for path in artefact.paths if known else ():
            for use in files[path].uses_in(view.code, artefact.index):
                if use.category:
                    paths[use.category].append(path)
        counted = {cell.labels.get(Axis.CATEGORY) for cell in artefact.grid.cells}
        for name in sorted(name for name in paths if name in counted and name not in known):
            near = difflib.get_close_matches(name, known, n=1, cutoff=_NEAR)
            yield Verdict(
                severity=Severity.WARNING if near else Severity.NOTE,
                requirement=view.code,
                artefact=artefact.index,
                place=artefact.label,
                message=MESSAGE.format(
                    name=name,
                    count=len(paths[name]),
                    path=paths[name][0],
                    known="、".join(known),
                    hint=HINT.format(near=near[0]) if near else "",
                ),
                sentence=context.sentence(view.code),
                mend=MEND,
            )
