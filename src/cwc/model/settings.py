"""cwc.yaml, and the circumstances of one run."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field as Spec
from pydantic import StringConstraints, field_validator

from cwc.model.asked import Line, each_name_once
from cwc.model.base import Frozen
from cwc.model.period import Day, Month


class Level(StrEnum):
    """Whose folder it is."""

    UNIT = "unit"
    BUREAU = "bureau"
    DISTRICT = "district"


class Stage(StrEnum):
    """Whether material still comes in, or is about to be uploaded."""

    COLLECTING = "collecting"
    SUBMITTING = "submitting"


class Voucher(Frozen):
    """Somebody's word that a file which cwc could not read was read by a person."""

    path: Line
    sha256: Annotated[str, StringConstraints(to_lower=True, pattern=r"^[0-9a-fA-F]{64}$")]
    by: Line
    reason: Line


class Waiver(Frozen):
    """Somebody's word that a finding may stand: of this rule, at this path, until that day.

    `path` is the finding's, or for a finding without a path its requirement's code.
    """

    rule: Line
    path: Line
    reason: Line
    expiry: Day
    by: Line


Names = Annotated[tuple[Line, ...], Spec(min_length=1)]


class Settings(Frozen):
    """cwc.yaml in a submission's folder.

    By requirement code: `answers` to what the pack asks, the `categories` that this unit answers
    for, the month `since` when the list names none.
    """

    pack: Line
    unit: Line
    level: Level
    requirements: Names | None = None
    as_of: Day | None = None
    answers: dict[Line, Line] = Spec(default_factory=dict)
    categories: dict[Line, Names] = Spec(default_factory=dict)
    since: dict[Line, Month] = Spec(default_factory=dict)
    vouchers: tuple[Voucher, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @field_validator("categories")
    @classmethod
    def _each_once(cls, categories: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {code: each_name_once(names) for code, names in categories.items()}
