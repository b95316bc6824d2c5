"""图片资料: what the list asks of photos."""

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field as Spec
from pydantic import ValidationInfo, field_validator, model_validator

from cwc.model.asked import PERIODS, Axis, Categories, Count, Counts, Few, Line, Listed, Scope, Year
from cwc.model.demand import Demand, Kind
from cwc.model.period import Month, Window, YearMonth, last_full_month
from cwc.text.festivals import FESTIVALS


class PhotosArtefact(Demand):
    """图片资料; absent keys are what the list does not say."""

    kind: Literal[Kind.PHOTOS]
    depicts: Line | None = None
    at_least: Count | None = None
    at_most: Count | None = None
    total_at_most: Count | None = None
    per: tuple[Axis, ...] = ()
    categories: Categories | None = None
    occasions: Annotated[tuple[Line, ...], Spec(min_length=1)] | None = None
    since: Month | None = None
    until: Month | None = None
    years: Annotated[tuple[Year, ...], Spec(min_length=1)] | None = None
    rolling_months: Few | None = None
    caption: tuple[Line, ...] = ()

    @property
    def owner(self) -> Scope:
        """Photos asked for by period are the district's to complete, unless the pack says."""
        return self.scope or (Scope.DISTRICT if self.is_by_period else Scope.UNIT)

    @property
    def is_album(self) -> bool:
        """Photos are."""
        return True

    @property
    def axes(self) -> tuple[Axis, ...]:
        """每类, 每月."""
        return self.per

    @property
    def listed(self) -> Listed | None:
        """The categories of 每类."""
        return self.categories

    @property
    def counted_years(self) -> tuple[int, ...]:
        """The years whose periods are asked for."""
        return self.years or ()

    @property
    def festivals(self) -> tuple[str, ...]:
        """The festivals of 每个节日."""
        return self.occasions or ()

    @property
    def first(self) -> YearMonth | None:
        """The first month that counts, if the list names one."""
        return YearMonth(min(self.years), 1) if self.years else self.since

    @property
    def last(self) -> YearMonth | None:
        """The last month that counts, if the list names one."""
        return YearMonth(max(self.years), 12) if self.years else self.until

    @property
    def last_months(self) -> int | None:
        """最近几个月."""
        return self.rolling_months

    @property
    def least(self) -> int | None:
        """不少于几张."""
        return self.at_least

    @property
    def most(self) -> int | None:
        """至多几张."""
        return self.at_most

    @property
    def most_in_all(self) -> int | None:
        """总数控制在几张以内."""
        return self.total_at_most

    @property
    def depiction(self) -> str | None:
        """The sort of picture that alone is taken: 现场照片."""
        return self.depicts

    @property
    def caption_labels(self) -> tuple[str, ...]:
        """每张图片需注明."""
        return self.caption

    def window(self, until: YearMonth, as_of: date) -> Window:
        """Where a start is named: from there to the artefact's own end or the round's.

        Without a start none is invented, and no end either: what was handed in counts.
        """
        if self.rolling_months:
            month = last_full_month(as_of)
            return Window(month.plus(1 - self.rolling_months).span.start, month.span.end)
        if self.first is None:
            return Window(None, self.last.span.end if self.last else None)
        return Window(self.first.span.start, min(self.last or until, until).span.end)

    def dated(self, since: YearMonth | None, until: YearMonth | None) -> Self:
        """With the requirement's months where it names none of its own."""
        if self.years:
            return self
        own = {"since": self.since or since, "until": self.until or until}
        return self.model_copy(update=own)

    def narrowed(self, names: tuple[str, ...]) -> Self:
        """With only these categories, each of them owed."""
        if self.categories is None:
            return self
        return self.model_copy(update={"categories": self.categories.narrowed(names)})

    def recounted(self, counts: Counts) -> Self:
        """With the portal's counts in place of its own; ValueError where they contradict it."""
        own = {name: getattr(self, name) for name in self.model_fields_set}
        # Built anew, because a copy would not be validated.
        return type(self).model_validate({**own, **counts.model_dump(exclude_none=True)})

    @field_validator("caption")
    @classmethod
    def _known_labels(cls, labels: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return _known(labels, (info.context or {}).get("labels"), "pack.yaml 的 fields ")

    @field_validator("depicts")
    @classmethod
    def _known_depiction(cls, word: str | None, info: ValidationInfo) -> str | None:
        known = (info.context or {}).get("depicts")
        return _known((word,), known, "pack.yaml 的 forms.photos.depicts ")[0] if word else None

    @field_validator("occasions")
    @classmethod
    def _known_festivals(cls, names: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return _known(names, FESTIVALS, "cwc 推算得出日期的节日") if names else None

    @model_validator(mode="after")
    def _whole(self) -> "PhotosArtefact":
        if (Axis.CATEGORY in self.per) != (self.categories is not None):
            raise ValueError("per 里的 category 和 categories（名称，或 open: true）要同时写")
        if (Axis.OCCASION in self.per) != (self.occasions is not None):
            raise ValueError("per 里的 occasion 和 occasions（节日的名称）要同时写")
        periods = {axis for axis in self.per if axis in PERIODS}
        if len(periods) > 1 and periods != {Axis.YEAR, Axis.OCCASION}:
            raise ValueError("per 里的期间只能写一种（year 可以和 occasion 同写）")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"since {self.since} 晚于 until {self.until}")
        if self.years and (self.since or self.until):
            raise ValueError("years 和 since、until 只写一种")
        if self.at_least and self.at_most and self.at_most < self.at_least:
            raise ValueError(f"at_least {self.at_least} 大于 at_most {self.at_most}")
        if self.at_least and self.total_at_most and self.total_at_most < self.at_least:
            raise ValueError(f"at_least {self.at_least} 大于 total_at_most {self.total_at_most}")
        return self


def _known(words: tuple[str, ...], known: Iterable[str] | None, place: str) -> tuple[str, ...]:
    """The words, if all of them are known at that place."""
    for word in words:
        if known is not None and word not in known:
            near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.4)
            hint = f"，是不是想写“{near[0]}”？" if near else ""
            raise ValueError(f"{place}里没有“{word}”{hint}")
    return words
