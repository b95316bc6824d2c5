"""DOC004 seal-missing：部门评价看不到红头页或盖章页

检查什么：清单要求有红头页和盖章页的材料（部门评价），交上来的几页里有没有红头、有没有红章。

为什么：没有盖章的评价意见，不算上级部门的意见。

例子：只交了第1页；交的是黑白复印件。

怎么改：把红头页和盖章页都彩色扫描（或拍照）交上来；可以合成一个 PDF，也可以两张图片。

依据：清单“省级主管部门评价意见不需要文号，需要提供红头页和盖章页”。红头看红色的横线和它上面的大字，
章看红色的圈；拿不准的是“未检查”，由人看过后担保。收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator, Mapping

from cwc.model.artefact import Kind
from cwc.model.aspects import RedHeader, Seals
from cwc.model.context import Context
from cwc.model.view import FileView, RequirementView
from cwc.rules.registry import Verdict, rule

MESSAGE = "看不到{what}"
HEADER, SEAL, AND = "红头（红色的字和横线）", "红章", "和"
MEND = "把有红头的页和盖章的页彩色扫描后交上来；只有复印件的，请人看过后写一条豁免。"

_KIND = Kind.DEPARTMENT_EVALUATION


@rule("DOC004", "seal-missing", kinds=(_KIND,), asked=lambda form: form.seal == "required")
def seal_missing(
    view: RequirementView,
    headers: Mapping[str, RedHeader],
    seals: Mapping[str, Seals],
    files: Mapping[str, FileView],
    context: Context,
) -> Iterator[Verdict]:
    """One verdict for each artefact whose pages, taken together, lack what is asked for."""
    form = context.header.form(_KIND)
    for artefact in view.artefacts:
        mine = [path for path in artefact.paths if path in files]
        # What was not seen of one page may be what the others lack.
        if not mine or form.seal != "required" or any(p not in seals for p in mine):
            continue
        lacks = [] if any(seals[path].count for path in mine) else [SEAL]
        if all(path in headers and not headers[path].found for path in mine):
            lacks.insert(0, HEADER)
        if lacks:
            yield Verdict(
                severity=context.incomplete,
                path=mine[0],
                requirement=view.code,
                artefact=artefact.index,
                message=MESSAGE.format(what=AND.join(lacks)),
                sentence=form.text or "",
                mend=MEND,
            )
