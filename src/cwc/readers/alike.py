"""Parts that stand alike in many documents of one template: looked at once."""

from collections.abc import Callable
from functools import lru_cache, wraps

# A style sheet may have 440 kB; some 20 MB of memory at most.
_PARTS, _MAX_BYTES = 40, 500_000


def alike(look: Callable[[bytes], bool]) -> Callable[[bytes], bool]:
    """What a look at a part says, remembered: styles and themes are the same in many documents."""
    remembered = lru_cache(_PARTS)(look)

    @wraps(look)
    def looked(part: bytes) -> bool:
        return (remembered if len(part) <= _MAX_BYTES else look)(part)

    return looked
