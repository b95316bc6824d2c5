"""cwc.yaml, and the circumstances of one run."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field as Spec
from pydantic import StringConstraints, field_validator, model_validator

from cwc.model.asked import Line, each_name_once
from cwc.model.base import Frozen
from cwc.model.caption import Field
from cwc.model.period import Day, Month

ONE_OF = "sha256 和 text 要写一个，也只写一个"
ONLY_UNIT = "defaults 里只能写“{field}”：别的每张照片不同，写进登记表"
TEXT_FOR = "text 只能和 about: secrecy 一起写"


class Level(StrEnum):
    """Whose folder it is."""

    UNIT = "unit"
    BUREAU = "bureau"
    DISTRICT = "district"


class Stage(StrEnum):
    """Whether material still comes in, or is about to be uploaded."""

    COLLECTING = "collecting"
    SUBMITTING = "submitting"


class About(StrEnum):
    """What somebody vouches for."""

    UNREAD = "unread"
    SECRECY = "secrecy"


class Voucher(Frozen):
    """Somebody's word: what cwc could not read was read; what looks like a secrecy mark is none.

    It is given for a file's content (sha256), or for the exact `text` of a name, a caption, a cell
    of the register or a setting.
    """

    path: Line
    about: About = About.UNREAD
    sha256: (
        Annotated[str, StringConstraints(to_lower=True, pattern=r"^[0-9a-fA-F]{64}$")] | None
    ) = None
    text: str | None = None
    by: Line
    reason: Line

    @model_validator(mode="after")
    def _for_one_thing(self) -> "Voucher":
        if (self.sha256 is None) == (self.text is None):
            raise ValueError(ONE_OF)
        if self.text is not None and self.about is not About.SECRECY:
            raise ValueError(TEXT_FOR)
        return self


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

    `defaults` is the organiser of photos that name no other. By requirement code: `answers` to what
    the pack asks, the `categories` that this unit answers for, the month `since` when the list
    names none.
    """

    pack: Line
    unit: Line
    level: Level
    requirements: Names | None = None
    as_of: Day | None = None
    defaults: dict[Field, Line] = Spec(default_factory=dict)
    answers: dict[Line, Line] = Spec(default_factory=dict)
    categories: dict[Line, Names] = Spec(default_factory=dict)
    since: dict[Line, Month] = Spec(default_factory=dict)
    vouchers: tuple[Voucher, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @field_validator("defaults")
    @classmethod
    def _of_units(cls, defaults: dict[Field, str]) -> dict[Field, str]:
        if set(defaults) - {Field.UNIT}:
            raise ValueError(ONLY_UNIT.format(field=Field.UNIT.value))
        return defaults

    @field_validator("categories")
    @classmethod
    def _each_once(cls, categories: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {code: each_name_once(names) for code, names in categories.items()}
