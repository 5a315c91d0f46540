"""The process that reads returns, so that none of them can stop or harm the run.

Started as `python -m wres_excel.commands.collate.worker SECONDS`, SECONDS being the time limit of
a file. The parent ends a worker that exceeds it; a worker whose parent is gone ends itself.
"""

import faulthandler
import os
import signal
import sys
from functools import partial
from typing import BinaryIO

from wres_excel.commands.collate import messages
from wres_excel.commands.collate.arrivals import Arrival
from wres_excel.commands.collate.messages import (
    Done,
    Ready,
    Task,
    Work,
    done_with,
    receive,
    send,
)
from wres_excel.commands.collate.reply import reply_to
from wres_excel.commands.collate.take import Began, take

MEMORY_LIMIT = 4 * 2**30
GRACE = 5.0
"""Seconds that the parent has to end a worker before it ends itself."""


def serve(time_limit: float) -> None:
    """Read what the parent sends until it sends no more; time_limit: seconds a file."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox, outbox = _streams()
    _limit_memory()
    send(outbox, Ready())
    while isinstance(work := receive(inbox), Work):
        for position, arrival in work.files:
            # A watch that no code can hold up.
            faulthandler.dump_traceback_later(time_limit + GRACE, exit=True)
            done = answer(position, arrival, work.task, partial(_began, outbox, position))
            faulthandler.cancel_dump_traceback_later()
            send(outbox, done)


def answer(position: int, arrival: Arrival, task: Task, began: Began) -> Done:
    """Return what came of one file; began: told its hash and size before it is read."""
    if task == "annotate":
        return Done(position, *reply_to(arrival, began))
    return done_with(position, take(arrival, began))


def _began(outbox: BinaryIO, position: int, sha256: str, size: int) -> None:
    """Tell which file comes next, which may be the last thing that is heard."""
    send(outbox, messages.Began(position, sha256, size))


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes from and to the parent, and keep everything else out of them."""
    inbox = os.fdopen(os.dup(0), "rb")
    outbox = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(null, standard)
    return inbox, outbox


def _limit_memory() -> None:
    """Let a file that asks for too much memory fail by itself, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if most == resource.RLIM_INFINITY else min(MEMORY_LIMIT, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    serve(float(sys.argv[1]))
