"""A pack: what one authority's list requires, in the list's own words and as we read it."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field as Spec
from pydantic import ValidationInfo, field_validator, model_validator

from cwc.model.artefact import KIND_NAMES, Artefact
from cwc.model.asked import Count, Counts, Line
from cwc.model.base import Frozen
from cwc.model.codes import Codes
from cwc.model.header import FestivalDays, Header, Issued, Names, WordBand
from cwc.model.period import Month

__all__ = [
    "Ask",
    "Choice",
    "Counts",
    "Extension",
    "FestivalDays",
    "Group",
    "Header",
    "Indicator",
    "Overrides",
    "Pack",
    "Requirement",
    "RequirementSource",
    "Standard",
    "WordBand",
]


class Choice(Frozen):
    """One way to read a sentence; without artefacts the way that the requirement is written in."""

    answer: Line
    artefacts: tuple[Artefact, ...] = ()


class Ask(Frozen):
    """What the list leaves open, and how cwc.yaml answers it.

    By one of `answers` (the first holds until then), or with `categories` or `since` named there.
    """

    question: Line
    answers: tuple[Choice, ...] = ()
    answer_with: Literal["categories", "since"] | None = None

    @model_validator(mode="after")
    def _answerable(self) -> "Ask":
        if bool(self.answers) == bool(self.answer_with):
            raise ValueError("ask 要写 answers 或 answer_with，只写一种")
        if self.answers and (len(self.answers) == 1 or self.answers[0].artefacts):
            raise ValueError("answers 至少两种；第一种就是上面的写法，不写 artefacts")
        if any(not choice.artefacts for choice in self.answers[1:]):
            raise ValueError("answers 从第二种起都要写 artefacts")
        return self


class RequirementSource(Frozen):
    """One ① of the list as a pack's YAML writes it; its own people prevail over the standard's."""

    item: Line | None = None
    text: Line
    leader: Names | None = None
    lead: Names | None = None
    responsible: Names | None = None
    since: Month | None = None
    until: Month | None = None
    artefacts: Annotated[tuple[Artefact, ...], Spec(min_length=1)]
    ask: tuple[Ask, ...] = ()

    @field_validator("item")
    @classmethod
    def _readable(cls, item: str | None, info: ValidationInfo) -> str | None:
        grammar = (info.context or {}).get("codes")
        if item and grammar and not grammar.reader.is_item(item):
            raise ValueError(f"item 要写成①或数字，“{item}”读不出是第几项")
        return item

    @model_validator(mode="after")
    def _whole(self) -> "RequirementSource":
        # Where an artefact names no months of its own, the requirement's are meant.
        own = ((a.first or self.since, a.last or self.until) for a in self.artefacts)
        for since, until in ((self.since, self.until), *own):
            if since and until and until < since:
                raise ValueError(f"since {since} 晚于 until {until}")
        if sum(bool(ask.answers) for ask in self.ask) > 1:
            raise ValueError("一项要求里带 answers 的 ask 只能有一个")
        names = any(a.listed for a in self.artefacts)
        if any(ask.answer_with == "categories" for ask in self.ask) and not names:
            raise ValueError("answer_with: categories 要有可分的类别（categories，或 each 的名称）")
        return self


class Standard(Frozen):
    """One 测评标准 with the people who answer for it."""

    number: Count | None = None
    text: Line
    leader: Names
    lead: Names
    responsible: tuple[Line, ...] = ()
    requirements: Annotated[tuple[RequirementSource, ...], Spec(min_length=1)]


class Group(Frozen):
    """A Ⅱ heading of the list, or a Ⅲ: its code and name."""

    code: Line
    name: Line


class Indicator(Frozen):
    """One Ⅲ indicator, or one 测评项目 of the list for minors: a YAML file of a pack."""

    indicator: Line
    name: Line
    group: Group
    standards: Annotated[tuple[Standard, ...], Spec(min_length=1)]

    @field_validator("indicator")
    @classmethod
    def _as_the_list_writes_it(cls, code: str, info: ValidationInfo) -> str:
        grammar = (info.context or {}).get("codes")
        if grammar and not grammar.reader.is_indicator(code):
            heads = "、".join(grammar.heads) or "没有文字"
            raise ValueError(
                f"indicator 的“{code}”和 pack.yaml 的 codes 对不上："
                f"编号前面是{heads}，后面是{grammar.numbers}个数"
            )
        return code

    @field_validator("standards")
    @classmethod
    def _each_item_once(cls, standards: tuple[Standard, ...]) -> tuple[Standard, ...]:
        items = [(s.number, r.item) for s in standards for r in s.requirements]
        for number, item in items:
            if items.count((number, item)) > 1:
                raise ValueError(f"{number or '-'}/{item or '-'} 写了两次，请删去一处或改正编号")
        return standards


class Requirement(Frozen):
    """One ① of the list with all that stands above it; what the rest of cwc works with."""

    code: str
    group: Group
    indicator: Group
    standard: int | None = None
    standard_text: str = ""
    item: str | None = None
    text: str
    leader: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    since: Month | None = None
    until: Month | None = None
    artefacts: tuple[Artefact, ...]
    ask: tuple[Ask, ...] = ()

    @property
    def is_supplied(self) -> bool:
        """Whether somebody above supplies all of it, and no unit owes any."""
        return all(artefact.supplied_by for artefact in self.artefacts)

    def artefact_label(self, index: int) -> str:
        """The artefact's kind in Chinese, numbered when the requirement asks for it twice."""
        kinds = [artefact.kind for artefact in self.artefacts]
        label = KIND_NAMES[kinds[index]]
        return (
            label
            if kinds.count(kinds[index]) == 1
            else f"{label}{kinds[: index + 1].count(kinds[index])}"
        )


class Extension(Frozen):
    """pack.yaml of a list that adds to another: what it does not say holds as there.

    An indicator that both have is replaced as a whole.
    """

    id: Line
    title: Line
    issued: Issued
    extends: Line


class Pack(Frozen):
    """One authority's list for one round.

    `digest` (hex) is of the list as it was loaded, before anybody's answers and counts.
    """

    header: Header
    requirements: tuple[Requirement, ...]
    digest: str

    @cached_property
    def codes(self) -> Codes:
        """What reads the list's codes; copies share it, because only loading makes codes."""
        return Codes(self.header.codes, (r.code for r in self.requirements))

    def only(self, codes: frozenset[str]) -> list[Requirement]:
        """The requirements of these codes, in the list's order."""
        return [requirement for requirement in self.requirements if requirement.code in codes]

    def find(self, code: str) -> Requirement | None:
        """The requirement of this code."""
        return next((r for r in self.requirements if r.code == code), None)


class Overrides(Frozen):
    """overrides.yaml beside a pack or in a submission: counts by requirement code."""

    source: Line
    counts: Annotated[dict[Line, Counts], Spec(min_length=1)]
