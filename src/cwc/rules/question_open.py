"""PAK001 question-open：清单这一句有两种理解，还没有回答

检查什么：清单里可以两种理解、或没有写明的地方，cwc.yaml 里有没有回答。

为什么：按哪一种理解，决定要交几份、几张。没有回答时按第一种检查，结果可能与上级的要求不一样。

例子：Ⅲ-49/-/① 是每年一份说明报告，还是每年每种活动各一份？

怎么改：问明牵头科室或上级，在 cwc.yaml 里照提示写一行。写了就不再提示。

依据：清单该项要求原文。只作提示，不影响检查通过和打包。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.pack import Ask
from cwc.model.view import RequirementView
from cwc.rules.registry import Verdict, rule

MESSAGE = "{question}"
FIRST = "{question}现在按“{answer}”检查。"
MEND = "问明后写进 cwc.yaml：{how}"
MEND_ANSWERS = "answers: {{{code}: {answers}}}"
MEND_CATEGORIES = "categories: {{{code}: [类别一, 类别二]}}（写实际的类别）"
MEND_SINCE = "since: {{{code}: 2018-03}}（写实际的年月）"
OR = " 或 "


@rule("PAK001", "question-open")
def question_open(view: RequirementView, context: Context) -> Iterator[Verdict]:
    """One note for each question that cwc.yaml has not answered."""
    requirement = context.requirement(view.code)
    for ask in requirement.ask:
        yield Verdict(
            severity=Severity.NOTE,
            requirement=view.code,
            message=_message(ask),
            sentence=requirement.text,
            mend=MEND.format(how=how_to_answer(ask, view.code)),
        )


def _message(ask: Ask) -> str:
    if ask.answers:
        return FIRST.format(question=ask.question, answer=ask.answers[0].answer)
    return MESSAGE.format(question=ask.question)


def how_to_answer(ask: Ask, code: str) -> str:
    """The line of cwc.yaml that answers the question."""
    if ask.answers:
        return MEND_ANSWERS.format(code=code, answers=OR.join(c.answer for c in ask.answers))
    template = MEND_CATEGORIES if ask.answer_with == "categories" else MEND_SINCE
    return template.format(code=code)
