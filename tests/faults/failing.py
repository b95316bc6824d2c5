"""Work for other processes, most of which fails; with no import that would slow their start."""

import ctypes
import hashlib
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def worker_id(_: int) -> int:
    return os.getpid()


def large(number: int) -> bytes:
    return bytes([number]) * 20_000_000


def fail_in(way: str) -> str:
    match way:
        case "abort":
            os.abort()
        case "segfault":
            ctypes.string_at(0)
        case "exit":
            os._exit(0)
        case "hang":
            threading.Event().wait()
        case "hang without letting others run":
            re.match(r"(a+)+$", "a" * 50 + "b")
        case "grow":
            return str(len([b"x" * 1_000_000 for _ in range(4000)]))
    return way


class Unforeseen(Exception):  # noqa: N818
    """One that pickle cannot make again."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} {why}")


def divide(number: int) -> float:
    return 1 / number


def refuse(number: int) -> int:
    raise Unforeseen("number", str(number))


def return_what_does_not_travel(_: int) -> Callable[[], int]:
    return lambda: 1


def fail_once(folder: Path) -> bool:
    """Abort the first time; the second time, whether nobody else is at work."""
    if folder.name == "fails":
        if folder.exists():
            return not list(folder.parent.glob("*.busy"))
        folder.touch()
        os.abort()
    busy = folder.with_suffix(".busy")
    busy.touch()
    hashlib.sha256(bytes(30_000_000)).digest()
    busy.unlink()
    return True


def tell_and_hang(way: str) -> str:
    os.write(1, f"{os.getpid()}\n".encode())
    return fail_in(way)
