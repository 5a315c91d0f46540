"""One worker process, with the thread that listens to it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from queue import SimpleQueue
from typing import IO, Any

from wres_excel.commands.collate.messages import Work, receive, send

_MODULE = "wres_excel.commands.collate.worker"


class Worker:
    """A process that reads returns.

    Every message it sends is put on the queue with the worker, and None when it has ended.
    """

    def __init__(self, command: Sequence[str], queue: "SimpleQueue[tuple[Worker, Any]]") -> None:
        self._process = _start(command)
        self._queue = queue
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def give(self, work: Work) -> None:
        """Send work; the queue will tell if the worker has ended meanwhile."""
        try:
            send(_pipe(self._process.stdin), work)
        except OSError:
            self._kill()

    def close(self) -> str:
        """End the process if it has not ended, wait for it, and return in words how it ended."""
        ended = self._process.poll()
        if ended is None:
            self._kill()
        code = self._process.wait()
        self._listener.join()
        _close(_pipe(self._process.stdin))
        _pipe(self._process.stdout).close()
        return _in_words(code)

    def _kill(self) -> None:
        """End the process and all that it started, whatever they are at."""
        if sys.platform == "win32":
            self._process.kill()
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            self._process.kill()

    def _listen(self) -> None:
        stream = _pipe(self._process.stdout)
        while (message := receive(stream)) is not None:
            self._queue.put((self, message))
        self._queue.put((self, None))


def worker_command(time_limit: float) -> list[str]:
    """Return how a worker is started; -P keeps modules that lie beside returns from being ours."""
    return [sys.executable, "-P", "-m", _MODULE, str(time_limit)]


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """A session of its own keeps Ctrl-C from a worker, and lets it end with all it has started."""
    paths = os.pathsep.join(folder for folder in sys.path if folder)
    return subprocess.Popen(  # noqa: S603 - our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _pipe(stream: IO[bytes] | None) -> Any:
    if stream is None:
        raise ValueError("the process was started without a pipe")
    return stream


def _close(stream: IO[bytes]) -> None:
    """Close a pipe whose reader may be gone with something still unsent in it."""
    try:
        stream.close()
    except OSError:
        stream.close()


def _in_words(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
