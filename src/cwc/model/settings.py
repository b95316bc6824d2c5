"""cwc.yaml, and the circumstances of one run."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field as Spec
from pydantic import StringConstraints

from cwc.model.base import Frozen
from cwc.model.finding import Severity
from cwc.model.pack import Artefact, Header, Line, Scope
from cwc.model.period import Day


class Level(StrEnum):
    """Whose folder it is."""

    UNIT = "unit"
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


class Settings(Frozen):
    """cwc.yaml in a submission's folder."""

    pack: Line
    unit: Line
    level: Level
    requirements: Annotated[tuple[Line, ...], Spec(min_length=1)] | None = None
    as_of: Day | None = None
    vouchers: tuple[Voucher, ...] = ()


class Context(Frozen):
    """What rules may know about the run beside the files."""

    header: Header
    unit: str
    level: Level
    stage: Stage
    as_of: date

    @property
    def incomplete(self) -> Severity:
        """How much it weighs that something is not there, or not readable, yet."""
        return Severity.WARNING if self.stage is Stage.COLLECTING else Severity.ERROR

    def owes(self, artefact: Artefact) -> bool:
        """Whether this folder must fill every cell itself, or only adds to a district's."""
        return self.level is Level.DISTRICT or artefact.scope is Scope.UNIT
