"""The circumstances of one run: the list as this unit reads it, whose folder, which day."""

from datetime import date
from functools import cached_property

from cwc.model.artefact import Artefact
from cwc.model.asked import Scope
from cwc.model.base import Frozen
from cwc.model.finding import Severity
from cwc.model.pack import Header, Pack, Requirement
from cwc.model.settings import Level, Stage


class Context(Frozen):
    """What rules may know about the run beside the files."""

    pack: Pack
    unit: str
    level: Level
    stage: Stage
    as_of: date

    @property
    def header(self) -> Header:
        """What holds for the whole list."""
        return self.pack.header

    @cached_property
    def _requirements(self) -> dict[str, Requirement]:
        return {requirement.code: requirement for requirement in self.pack.requirements}

    def requirement(self, code: str) -> Requirement:
        """The requirement of this code; KeyError when the list has none."""
        return self._requirements[code]

    def sentence(self, code: str) -> str:
        """The list's own sentence for a requirement; "" when the list has none of this code."""
        found = self._requirements.get(code)
        return found.text if found else ""

    def folder_name(self, code: str) -> str:
        """What `cwc init` calls the folder of the requirement of this code."""
        return self.header.codes.folder_name(code, self.requirement(code).indicator.name)

    def artefact(self, code: str, index: int) -> Artefact:
        """One thing that the requirement of this code asks for."""
        return self._requirements[code].artefacts[index]

    @property
    def incomplete(self) -> Severity:
        """How much it weighs that something is not there, or not readable, yet."""
        return Severity.WARNING if self.stage is Stage.COLLECTING else Severity.ERROR

    def owes(self, artefact: Artefact) -> bool:
        """Whether this folder must fill every cell itself, or only adds to a district's."""
        return self.level is not Level.UNIT or artefact.owner is Scope.UNIT
