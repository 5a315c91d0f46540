"""Files read by several processes, of which any may hang or be killed without loss.

A process pool of the standard library cannot end one hanging worker, and is broken as a whole when
one is killed. Here every worker gets a few files at a time and answers file by file, so that it is
known which file it was at: that one is tried once more by itself, or is a row with its reason, and
the rest of its share goes to another worker.
"""

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from wres_excel.collation.records import Summary
from wres_excel.commands.collate.arrivals import Arrival
from wres_excel.commands.collate.crew import Worker, worker_command
from wres_excel.commands.collate.interrupts import uninterrupted
from wres_excel.commands.collate.messages import Began, Done, Ready, Task, Work
from wres_excel.errors import UsageError

CHUNK = 16
START_LIMIT = 120.0
MOST_FALSE_STARTS = 3

_File = tuple[int, Arrival]


@dataclass(eq=False)
class _Desk:
    """A worker with the files it was given and has not answered, and when it must have."""

    worker: Worker
    deadline: float
    ready: bool = False
    files: deque[_File] = field(default_factory=deque)
    began: Began | None = None


class Pool:
    """The workers of one run; leaving it ends them all.

    jobs: how many; time_limit: seconds a file; command: how a worker is started, where it is not
    our own. There is always at least one process, since nothing else can be stopped.
    """

    def __init__(
        self, jobs: int = 1, time_limit: float = 60.0, command: Sequence[str] = ()
    ) -> None:
        self._jobs = jobs
        self._limit = time_limit
        self._command = command or worker_command(time_limit)
        self._queue: SimpleQueue[tuple[Worker, Any]] = SimpleQueue()
        self._desks: dict[Worker, _Desk] = {}
        self._pending: deque[_File] = deque()
        self._suspects: deque[_File] = deque()
        self._suspected: set[int] = set()
        self._false_starts = 0
        self._task: Task = "take"

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        with uninterrupted():
            for worker in list(self._desks):
                self._dismiss(worker)

    def read(self, files: Sequence[_File], task: Task = "take") -> Iterator[Done]:
        """Yield what came of each file, in the order in which they are done.

        files: each with its position; task: what is done with them. Raises UsageError if no worker
        can be started.
        """
        self._task = task
        self._pending.extend(files)
        unfinished = len(files)
        while unfinished:
            self._employ(unfinished)
            for done in self._next():
                unfinished -= 1
                yield done

    def _employ(self, unfinished: int) -> None:
        """See that there are enough workers, and that none of them waits for work."""
        while len(self._desks) < min(self._jobs, unfinished):
            worker = _started(self._command, self._queue)
            self._desks[worker] = _Desk(worker, time.monotonic() + START_LIMIT)
        for desk in self._desks.values():
            if desk.ready and not desk.files:
                self._give(desk)

    def _give(self, desk: _Desk) -> None:
        if self._suspects:
            desk.files.append(self._suspects.popleft())
        else:
            size = max(1, min(CHUNK, len(self._pending) // (2 * self._jobs)))
            desk.files.extend(self._pending.popleft() for _ in range(min(size, len(self._pending))))
        if desk.files:
            desk.deadline = time.monotonic() + self._limit
            desk.worker.give(Work(tuple(desk.files), self._task))

    def _next(self) -> Iterator[Done]:
        """Wait for one message, or until a worker is due, and yield what is done by it."""
        due = [desk for desk in self._desks.values() if desk.files or not desk.ready]
        first = min(due, key=lambda desk: desk.deadline)
        try:
            wait = max(0.0, first.deadline - time.monotonic())
            worker, message = self._queue.get(timeout=wait)
        except Empty:
            yield from self._overdue(first)
            return
        if worker in self._desks:
            yield from self._heard(self._desks[worker], message)

    def _heard(self, desk: _Desk, message: Any) -> Iterator[Done]:
        match message:
            case Ready():
                desk.ready, self._false_starts = True, 0
            case Began():
                desk.began = message
            case Done():
                desk.files.popleft()
                desk.deadline = time.monotonic() + self._limit
                yield message
            case _:
                yield from self._ended(desk)

    def _overdue(self, desk: _Desk) -> Iterator[Done]:
        """End a worker that takes too long; another takes over what it has not begun."""
        if not desk.ready:
            yield from self._ended(desk)
            return
        self._dismiss(desk.worker)
        problem = f"Reading the file took longer than {self._limit:g} seconds, so it was stopped"
        remedy = "Open it in Excel and save it anew, or allow more time with --time-limit."
        yield self._failed(desk, problem, remedy)

    def _ended(self, desk: _Desk) -> Iterator[Done]:
        """Replace a worker that has ended by itself; a file is blamed only the second time."""
        how = self._dismiss(desk.worker)
        if not desk.ready:
            self._false_starts += 1
            if self._false_starts >= MOST_FALSE_STARTS:
                raise _cannot_start(how)
        elif desk.files and desk.files[0][0] not in self._suspected:
            suspect = desk.files.popleft()
            self._suspected.add(suspect[0])
            self._suspects.append(suspect)
            self._pending.extendleft(reversed(desk.files))
        elif desk.files:
            problem = f"Whatever reads the file is ended by the system ({how}), twice so far"
            remedy = (
                "Open it in Excel and save it anew. If many files fail so, the computer runs out "
                "of memory: close other programs, or use fewer --jobs."
            )
            yield self._failed(desk, problem, remedy)

    def _failed(self, desk: _Desk, problem: str, remedy: str) -> Done:
        """Return the row of the file a worker was at, and give the others back."""
        position, arrival = desk.files.popleft()
        self._pending.extendleft(reversed(desk.files))
        began = desk.began if desk.began and desk.began.position == position else None
        sha256, size = (began.sha256, began.size) if began else ("", 0)
        return Done(
            position, Summary(arrival.file, sha256, size, problem=problem, remedy=remedy), b""
        )

    def _dismiss(self, worker: Worker) -> str:
        del self._desks[worker]
        return worker.close()


def _started(command: Sequence[str], queue: "SimpleQueue[tuple[Worker, Any]]") -> Worker:
    try:
        return Worker(command, queue)
    except OSError as err:
        raise _cannot_start(err.strerror or str(err)) from err


def _cannot_start(how: str) -> UsageError:
    return UsageError(
        "The process that reads the returns could not be started",
        found=how,
        remedy="Close other programs or use fewer --jobs, then try again. If that does not help, "
        "reinstall wres-excel.",
    )
