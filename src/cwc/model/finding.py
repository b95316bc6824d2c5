"""One rule's verdict on one thing."""

from enum import StrEnum

from cwc.model.base import Frozen

# The rule that stands above all others: no lever moves it.
SECRECY = "SEC001"
# What only looks like a mark: a named person's word moves it, and nothing else.
DOUBT = "SEC005"
LOCKED = frozenset({SECRECY, DOUBT})

# That a whole artefact, or cells of it, are not there.
ABSENT = frozenset({"COV001", "COV002"})


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """Larger is worse."""
        return {"note": 1, "warning": 2, "error": 3}[self.value]


class Finding(Frozen):
    """What is wrong where, the list's sentence that says so, and how to mend it.

    `requirement` and `artefact` (from 0) own it: it is told there. A finding about the `whole_file`
    bears on every use of the file, and is owned by the first.
    """

    code: str
    name: str
    severity: Severity
    path: str = ""
    place: str = ""
    requirement: str = ""
    artefact: int | None = None
    whole_file: bool = False
    message: str
    sentence: str = ""
    mend: str
    fixable: bool = False

    @property
    def where(self) -> str:
        """The file, or else the requirement and what of it."""
        return self.path or f"{self.requirement} {self.place}"

    @property
    def sort_key(self) -> tuple[str, ...]:
        """Findings come by path, place, code."""
        return (self.path, self.place, self.code, self.requirement, self.message)
