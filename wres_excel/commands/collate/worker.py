"""The process that reads returns, so that none of them can stop or harm the run.

Started as `python -m wres_excel.commands.collate.worker SECONDS`, SECONDS being the time limit of
a file. The parent ends a worker that exceeds it; a worker whose parent is gone ends itself.
"""

import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from wres_excel.collation.records import Taken
from wres_excel.commands.collate.arrivals import Arrival
from wres_excel.commands.collate.messages import Began, Done, Ready, Work, pack, receive, send
from wres_excel.commands.collate.take import take

MEMORY_LIMIT = 4 * 2**30
GRACE = 5.0
"""Seconds that the parent has to end a worker before it ends itself."""


def serve(
    time_limit: float, taking: Callable[[Arrival, Callable[[str, int], None]], Taken] = take
) -> None:
    """Read what the parent sends until it sends no more.

    time_limit: seconds a file; taking: how a file is read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox, outbox = _streams()
    _limit_memory()
    send(outbox, Ready())
    while isinstance(work := receive(inbox), Work):
        for position, arrival in work.files:
            _answer(outbox, position, arrival, time_limit, taking)


def _answer(
    outbox: BinaryIO,
    position: int,
    arrival: Arrival,
    time_limit: float,
    taking: Callable[[Arrival, Callable[[str, int], None]], Taken],
) -> None:
    """Read one file under a watch that no code can hold up, and send what came of it."""
    faulthandler.dump_traceback_later(time_limit + GRACE, exit=True)
    taken = taking(arrival, lambda sha256, size: send(outbox, Began(position, sha256, size)))
    faulthandler.cancel_dump_traceback_later()
    payload = b"" if taken.summary.problem else pack(taken)
    send(outbox, Done(position, taken.summary, payload))


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
