"""DOC003 passage-unmarked：发文里没有标注出相关的段落

检查什么：清单要求“将相关工作情况在文件中作出标注”的，发文里有没有标注（高亮、下划线、底纹、框、
批注）。

为什么：一份发文几十页，评审只看标注的地方；没有标注，可能找不到。

例子：养老服务规划的发文一处也没有标注。

怎么改：在写到这项工作的地方加高亮或下划线（PDF 用阅读器的“高亮”工具），另存一份放进来。整份发文
都是讲这项工作的，可以不标。

依据：清单“可提供对这项工作进行安排部署的相关正式发文，并将相关工作情况在文件中作出标注”。只作提
示；扫描件上用笔划的认不出；PDF 里带颜色的底、紧贴着字的线都算。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Marking, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "没有标注出写到这项工作的地方"
MEND = "在写到这项工作的地方加高亮或下划线；整份都是讲这项工作的，可以不标。"


@rule(
    "DOC003",
    "passage-unmarked",
    kinds=(Kind.OFFICIAL_DOCUMENT,),
    asked=lambda form: form.marking is not None,
)
def passage_unmarked(
    view: FileView, _text: Text, marking: Marking, context: Context
) -> Iterator[Verdict]:
    """One note for an official document without any mark, where marks are expected."""
    expected = context.header.form(Kind.OFFICIAL_DOCUMENT).marking
    uses = list(view.uses(Kind.OFFICIAL_DOCUMENT))
    if expected and not marking.marked and not any(use.stands_in for use in uses):
        yield Verdict(
            severity=Severity.NOTE,
            requirement=uses[0].requirement,
            artefact=uses[0].artefact,
            message=MESSAGE,
            sentence=expected.text,
            mend=MEND,
        )
