"""What the parent and a worker say to each other, in frames over a pipe.

Frames hold pickles, and each side believes only the process that it started or was started by:
nothing of a user's file is ever unpickled, and a worker's standard output is not this pipe.
"""

import pickle
import struct
import zlib
from typing import Any, BinaryIO, Literal, NamedTuple

from wres_excel.collation.records import FindingRow, Summary, Taken, ValueRow
from wres_excel.commands.collate.arrivals import Arrival, PassedOver

_LENGTH = struct.Struct("<I")
_LEVEL = 1

Task = Literal["take", "annotate"]


class Ready(NamedTuple):
    """A worker has started."""


class Began(NamedTuple):
    """A worker has the content of a file, and is about to read it."""

    position: int
    sha256: str
    size: int


class Done(NamedTuple):
    """A worker is done with a file, or found out why it cannot be.

    payload: the rows, packed, or of a reply the annotated copy; passed_over: why the file is no
    return, empty if it is one.
    """

    position: int
    summary: Summary
    payload: bytes
    passed_over: str = ""


class Work(NamedTuple):
    """Files for a worker, each with its position in the run, and what to do with them."""

    files: tuple[tuple[int, Arrival], ...]
    task: Task = "take"


Message = Ready | Began | Done | Work


def pack(taken: Taken) -> bytes:
    """Return the rows of a return as bytes, which `unpack` turns back."""
    rows = ([tuple(row) for row in taken.values], [tuple(row) for row in taken.findings])
    return zlib.compress(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), _LEVEL)


def unpack(summary: Summary, payload: bytes) -> Taken:
    """Return a return from its summary and the bytes that `pack` made in a worker of ours."""
    if not payload:
        return Taken(summary)
    values, findings = pickle.loads(zlib.decompress(payload))  # noqa: S301 - from our own worker
    return Taken(
        summary, tuple(map(ValueRow._make, values)), tuple(map(FindingRow._make, findings))
    )


def done_with(position: int, taken: Taken | PassedOver) -> Done:
    """Return what to say of a file that was read, or that turned out to be no return."""
    if isinstance(taken, PassedOver):
        return Done(position, Summary(taken.name, "", 0), b"", taken.reason)
    return Done(position, taken.summary, b"" if taken.summary.problem else pack(taken))


def send(stream: BinaryIO, message: Message) -> None:
    """Write a message; raises OSError if nobody listens any more."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Return the next message, or None at the end, also where a message breaks off."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return pickle.loads(data) if len(data) == length else None  # noqa: S301 - from our own process
