"""How a list writes its codes: the words for it in pack.yaml."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field as Spec
from pydantic import StringConstraints, model_validator

from cwc.model.base import Frozen
from cwc.model.code_reader import CodeReader, Manner
from cwc.text.names import plain

Spelling = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class CodeGrammar(Frozen):
    """How a list writes its codes, and what else people type for them.

    `heads` are the words before the number as the list writes them, each with its other spellings;
    one that ends with a dash is read only with a dash; without heads a code begins with a number.
    An indicator has so many `numbers`; `numerals: chinese` takes 三 as well as 3. `join` stands
    between indicator, standard and item, `unnumbered` for a standard that has no number.
    """

    heads: dict[Spelling, tuple[Spelling, ...]] = Spec(default_factory=dict)
    numbers: Annotated[int, Spec(ge=1, le=6)] = 1
    numerals: Literal["arabic", "chinese"] = "arabic"
    join: Literal["/", "-", "."] = "/"
    unnumbered: Literal["-"] | None = None

    @model_validator(mode="after")
    def _readable(self) -> "CodeGrammar":
        owners: dict[str, str] = {}
        for head, others in self.heads.items():
            for spelling in (head, *others):
                if owners.setdefault(plain(spelling), head) != head:
                    raise ValueError(f"heads 里的“{spelling}”写在两处，读不出是哪一个")
        if not self.heads and (self.numbers < 2 or self.numerals == "chinese"):
            raise ValueError("没有 heads 的编号，numbers 至少是2，numerals 只能是 arabic")
        if self.unnumbered == self.join:
            raise ValueError("unnumbered 和 join 不能是同一个符号")
        return self

    def code(self, indicator: str, standard: int | None, item: str | None) -> str:
        """A requirement's code as the list writes it: Ⅲ-8/2/①."""
        number = self.unnumbered if standard is None else str(standard)
        return self.join.join(filter(None, (indicator, number, item)))

    def folder_name(self, code: str, name: str) -> str:
        """The folder that `init` makes for a requirement: Ⅲ-8-2-① 融入日常生活."""
        parts = (part for part in code.split(self.join) if part != self.unnumbered)
        return f"{self.join.replace('/', '-').join(parts)} {name}"

    @cached_property
    def reader(self) -> CodeReader:
        """What reads codes that are written so."""
        is_chinese = self.numerals == "chinese"
        return CodeReader(Manner(self.heads, self.numbers, is_chinese, self.join))
