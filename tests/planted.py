"""What is planted in a process that is to be struck: it counts events, and sends a signal at one.

Events are what the interpreter tells an audit hook just before it does it: a file is opened, a
name is made, renamed or removed. Struck at an event, a run has done all before it and not that one.
"""

import os
import re
import sys
from collections.abc import Callable

STRUCK = "struck"
_ID = re.compile(r"\.cwc-[0-9a-f]{32}")
_WORDS = {
    "open": "",
    "os.mkdir": "make",
    "os.rename": "rename",
    "os.remove": "remove",
    "os.rmdir": "remove",
}

Tell = Callable[[str, tuple[object, ...]], str | None]


def plant(base: str, evidence: str, log: str, event: str, signal: int) -> None:
    """Write each event below `base` into `log`, and at the first `event` send `signal`."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    tell, waiting = _teller(base, evidence), True

    def hook(name: str, args: tuple[object, ...]) -> None:
        nonlocal waiting
        told = tell(name, args)
        if told is None:
            return
        os.write(file, f"{told}\n".encode())
        if told == event and waiting:
            waiting = False
            os.write(file, f"{STRUCK}\n".encode())
            os.kill(os.getpid(), signal)

    sys.addaudithook(hook)


def _teller(base: str, evidence: str) -> Tell:
    """What to call an event, like "write out/a.txt"; None for what is not below `base`."""
    making = False

    def tell(name: str, args: tuple[object, ...]) -> str | None:
        nonlocal making
        path = _below(base, name, args)
        if path is None:
            return None
        word = _WORDS[name] or _opening(args)
        making = making or word == "make"
        # The evidence is read to be judged, and again to be taken in.
        taken = making and word == "read" and path.startswith(f"{evidence}/")
        return f"{'take' if taken else word} {path}"

    return tell


def _opening(args: tuple[object, ...]) -> str:
    """What a file is opened for; held is what is synced or emptied."""
    _, mode, flags = args
    assert isinstance(flags, int)
    if flags & os.O_TRUNC:
        return "write"
    return "hold" if mode is None or flags & os.O_RDWR else "read"


def _below(base: str, name: str, args: tuple[object, ...]) -> str | None:
    if name not in _WORDS or not isinstance(args[0], str | os.PathLike):
        return None
    path, folder = os.fspath(args[0]), args[-1]
    # A name within an open folder, as shutil.rmtree removes.
    if name in {"os.remove", "os.rmdir"} and isinstance(folder, int) and folder >= 0:
        path = f"{os.readlink(f'/proc/self/fd/{folder}')}/{path}"  # noqa: PTH115 - no Path here
    # The id of a workshop is another in each run.
    shown = _ID.sub(".cwc-ID", path)
    return shown.removeprefix(f"{base}/") if path.startswith(f"{base}/") else None
