"""The codes of one list, as folders and cells write them: Ⅲ-8/2/①, III-8-2-①, 三-8（2）① …"""

from collections.abc import Iterable, Sequence

from cwc.model.code_reader import CodeParts
from cwc.model.grammar import CodeGrammar


class Codes:
    """The codes of one list; each answer is kept, because many files lie in one folder."""

    def __init__(self, grammar: CodeGrammar, codes: Iterable[str]) -> None:
        self._reader = grammar.reader
        wholes = {code: self._reader.read([code]) for code in codes}
        self._wholes = {code: whole for code, whole in wholes.items() if whole}
        self._read: dict[tuple[str, ...], CodeParts | None] = {}
        self._matching: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._split: dict[str, tuple[str, ...]] = {}

    def read(self, names: Sequence[str]) -> CodeParts | None:
        """The code that the first of `names` begins with, made complete by the names below it."""
        key = tuple(names)
        if key not in self._read:
            self._read[key] = self._reader.read(key)
        return self._read[key]

    def matching(self, names: Sequence[str]) -> tuple[str, ...]:
        """The codes that `names` may mean: none, one, or several when they say too little."""
        key = tuple(names)
        if key not in self._matching:
            self._matching[key] = tuple(self._meant(self.read(key)))
        return self._matching[key]

    def completes(self, names: Sequence[str], code: str) -> bool:
        """Whether the last of `names` tells more of this code than those before it."""
        before, after, whole = self.read(names[:-1]), self.read(names), self._wholes.get(code)
        return after is not None and whole is not None and after != before and after.means(whole)

    def split(self, cell: str) -> tuple[str, ...]:
        """The codes that a cell names, each as it is written there."""
        if cell not in self._split:
            self._split[cell] = self._reader.split(cell)
        return self._split[cell]

    def _meant(self, parts: CodeParts | None) -> list[str]:
        if parts is None:
            return []
        found = [code for code, whole in self._wholes.items() if parts.means(whole)]
        # Where 1.1.1 and 1.1.1.1 are both codes, what is written in full is meant.
        return [code for code in found if self._wholes[code] == parts] or found
