"""How time grows with what there is to do, on a machine that has other things to do."""

import gc
from collections.abc import Callable
from math import inf
from time import process_time

# Clocks are coarse: below this, nothing is told from nothing.
MOMENT_SECONDS = 0.2
# What else the machine does makes a run longer, never shorter: the shortest of some counts.
_TRIES = 4


def seconds(what: Callable[[], object]) -> float:
    """CPU seconds that one call takes."""
    # What the collector of garbage takes grows with all that is alive, and is not `what`'s.
    gc.disable()
    try:
        begin = process_time()
        what()
        return process_time() - begin
    finally:
        gc.enable()


def takes_at_most(times: float, brief: Callable[[], object], lasting: Callable[[], object]) -> bool:
    """Whether `lasting` takes no longer than so many times `brief`, and a moment."""
    least_brief = least_lasting = inf
    for _ in range(_TRIES):
        least_brief = min(least_brief, seconds(brief))
        least_lasting = min(least_lasting, seconds(lasting))
        if least_lasting <= times * least_brief + MOMENT_SECONDS:
            return True
    return False
