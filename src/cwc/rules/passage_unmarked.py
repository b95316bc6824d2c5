"""DOC003 passage-unmarked：发文里没有标注出相关的段落

检查什么：清单要求“将相关工作情况在文件中作出标注”的，发文里有没有标注（高亮、下划线、底纹、框、
批注）。

为什么：一份发文几十页，评审只看标注的地方；没有标注，可能找不到。

例子：养老服务规划的发文一处也没有标注。

怎么改：在写到这项工作的地方加高亮或下划线（PDF 用阅读器的“高亮”工具），另存一份放进来。整份发文
都是讲这项工作的，可以不标。

依据：清单“可提供对这项工作进行安排部署的相关正式发文，并将相关工作情况在文件中作出标注”。只作提
示；扫描件上用笔划的认不出。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.facts import DocumentFacts
from cwc.model.finding import Severity
from cwc.model.view import FileView
from cwc.rules.registry import Verdict, rule

MESSAGE = "没有标注出写到这项工作的地方"
MEND = "在写到这项工作的地方加高亮或下划线；整份都是讲这项工作的，可以不标。"


@rule("DOC003", "passage-unmarked")
def passage_unmarked(view: FileView[DocumentFacts]) -> Iterator[Verdict]:
    """One note for an official document without any mark, where marks are expected."""
    marking = view.context.header.form(Kind.OFFICIAL_DOCUMENT).marking
    uses = [use for use in view.placements if use.artefact.kind is Kind.OFFICIAL_DOCUMENT]
    told = view.facts.marked or view.facts.unread or any(use.stands_in for use in uses)
    if marking and uses and not told:
        yield Verdict(
            severity=Severity.NOTE,
            path=view.path,
            requirement=uses[0].requirement.code,
            message=MESSAGE,
            sentence=marking.text,
            mend=MEND,
        )
