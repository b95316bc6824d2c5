"""The figures of the search for secrecy marks: `python -m secrecy [FOLDER]`, from tests/."""

import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from secrecy.judged import Judged, Verdict, all_in
from secrecy.sets import Innocent, Marked


def main(words: list[str]) -> int:
    """The made files, or those of a folder; 1 when what must hold of the made ones does not."""
    started = time.perf_counter()
    _heads()
    code = _in_folder(Path(words[0])) if words else _made()
    print(f"\n{time.perf_counter() - started:.0f} s")
    return code


def _made() -> int:
    marked, known = Marked.made(), Marked.known()
    innocent, short = Innocent.made(), Innocent.short()
    _row("marked", marked.sure)
    _row("known", known.sure)
    _row("doubts", [*marked.doubts, *known.doubts])
    _row("innocent", innocent.judged)
    _row("short", short.judged)
    silent = [*marked.silent, *known.silent]
    _names("silent, though marked", silent)
    _names("told of, though innocent", innocent.told)
    _names("certain, though short and innocent", short.certain)
    print(f"\ndoubtful among the innocent: {innocent.doubtful_share:.2%}")
    return int(bool(silent or short.certain) or not innocent.holds)


def _in_folder(folder: Path) -> int:
    judged = list(all_in(folder))
    _row("files", judged)
    _names("told of", [file for file in judged if file.verdict is not Verdict.SILENT])
    return 0


def _heads() -> None:
    print(f"{'':10}{'files':>9}" + "".join(f"{verdict:>10}" for verdict in Verdict))


def _row(title: str, judged: Iterable[Judged]) -> None:
    counts = Counter(file.verdict for file in judged)
    print(f"{title:10}{counts.total():>9}" + "".join(f"{counts[v]:>10}" for v in Verdict))


def _names(title: str, judged: list[Judged]) -> None:
    if judged:
        print(f"\n{title}:")
    for file in judged:
        print(f"{file.verdict:10}{file.name}  {' | '.join(file.words)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
