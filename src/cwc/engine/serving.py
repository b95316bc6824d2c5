"""The worker's side: tasks in, answers out, until the parent has no more or is gone.

It imports nothing of cwc: what a worker must know comes with its first task.
"""

import faulthandler
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
import warnings
from multiprocessing.connection import Connection
from pathlib import Path


def serve(pipe: "Connection[bytes, tuple[float, bytes]]") -> None:
    """Answer the tasks that come through `pipe`, each with the seconds it may last."""
    # Ctrl-C is for the parent, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    with Path(os.devnull).open("w") as nowhere:
        # Remarks of libraries, whatever they are written in, are for programmers.
        warnings.simplefilter("ignore")
        os.dup2(nowhere.fileno(), 2)
        while True:
            try:
                seconds, message = pipe.recv()
                # Work that never lets another thread run (a pattern, a codec) stops the one above,
                # but not this clock. Twice: a parent that lives gives its verdict before.
                faulthandler.dump_traceback_later(2 * seconds, exit=True, file=nowhere)
                answer = _answer(message)
                faulthandler.cancel_dump_traceback_later()
                pipe.send_bytes(answer)
            except (EOFError, OSError):
                return


def ready(_work: object) -> None:
    """The first task of a worker: by then it has imported whatever `_work` needs."""


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(message: bytes) -> bytes:
    """Whether it went well, and the result or the exception."""
    try:
        work, task = pickle.loads(message)
        return pickle.dumps((True, work(task)))
    except Exception as error:
        trace = traceback.format_exc()
        error.add_note(f"in the worker:\n{trace}")
        try:
            answer = pickle.dumps((False, error))
            pickle.loads(answer)
        except Exception:  # one that does not travel
            return pickle.dumps((False, RuntimeError(trace)))
        return answer
