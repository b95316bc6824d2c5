"""The sets of made files as they were judged, and what must hold of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from secrecy.innocent import Harmless, harmless
from secrecy.judged import Judged, Verdict, all_made
from secrecy.known import known
from secrecy.marked import Made, made

MAX_DOUBTFUL_SHARE = 0.01
# Too short to be told from a mark by their shape: someone has to look.
SHORT = "short"


@dataclass(frozen=True)
class Marked:
    """Files with a mark, or with what has the shape of one, each with its verdict."""

    files: tuple[tuple[Made, Judged], ...]

    @classmethod
    def made(cls) -> "Marked":
        """Those at places that were thought of without knowing the search."""
        return cls.of(made())

    @classmethod
    def known(cls) -> "Marked":
        """Those with the wordings of tests/marks.yaml."""
        return cls.of(known())

    @classmethod
    def of(cls, files: Iterable[Made]) -> "Marked":
        """These files, judged now."""
        every = tuple(files)
        return cls(tuple(zip(every, all_made(every), strict=True)))

    @property
    def sure(self) -> list[Judged]:
        """Those that are marks for certain."""
        return [judged for file, judged in self.files if file.certain]

    @property
    def doubts(self) -> list[Judged]:
        """Those that only look like one."""
        return [judged for file, judged in self.files if not file.certain]

    @property
    def silent(self) -> list[Judged]:
        """Those of which nothing was said."""
        return [judged for _, judged in self.files if judged.verdict is Verdict.SILENT]


@dataclass(frozen=True)
class Innocent:
    """Files without a mark, each with its verdict."""

    files: tuple[tuple[Harmless, Judged], ...]

    @classmethod
    def made(cls) -> "Innocent":
        """Laws, slogans, prose, tables, captions and the like."""
        return cls.of(file for file in harmless() if file.sort != SHORT)

    @classmethod
    def short(cls) -> "Innocent":
        """Those of a few signs in a cell, a header or a property: doubt is right there."""
        return cls.of(file for file in harmless() if file.sort == SHORT)

    @classmethod
    def of(cls, files: Iterable[Harmless]) -> "Innocent":
        """These files, judged now."""
        every = tuple(files)
        return cls(tuple(zip(every, all_made(every), strict=True)))

    @property
    def judged(self) -> list[Judged]:
        """All verdicts."""
        return [judged for _, judged in self.files]

    @property
    def told(self) -> list[Judged]:
        """Those of which something was said."""
        return [judged for judged in self.judged if judged.verdict is not Verdict.SILENT]

    @property
    def certain(self) -> list[Judged]:
        """Those that were taken for marked."""
        return [judged for judged in self.judged if judged.verdict is Verdict.CERTAIN]

    @property
    def doubtful_share(self) -> float:
        """How many of the files are doubtful."""
        verdicts = [judged.verdict for judged in self.judged]
        return verdicts.count(Verdict.DOUBTFUL) / len(verdicts)

    @property
    def holds(self) -> bool:
        """None is certain, and hardly any doubtful."""
        return not self.certain and self.doubtful_share <= MAX_DOUBTFUL_SHARE
