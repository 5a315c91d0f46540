"""A worker on which some files, told by their names, have the effects of hostile ones."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wres_excel.commands.collate import take as module
from wres_excel.commands.collate.crew import worker_command
from wres_excel.commands.collate.worker import serve

open_workbook = module.open_workbook


def hostile_command(time_limit: float, folder: Path) -> list[str]:
    """Return how such a worker is started; folder: where it leaves its marks."""
    python, safe, option, *_ = worker_command(time_limit)
    return [python, safe, option, __name__, str(time_limit), str(folder)]


def misbehave(data: bytes, name: str) -> Any:
    """Do what the name of a file says, or read it."""
    mark = Path(sys.argv[2], f"{name}.mark")
    act = ACTS.get(name.partition("-")[0])
    if act is not None and not (act is kill_once and mark.exists()):
        act(mark)
    return open_workbook(data, name)


def kill_once(mark: Path) -> None:
    mark.touch()
    kill(mark)


def kill(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def raise_fault(_: Path) -> None:
    raise LookupError("a fault of ours")


def recurse(mark: Path) -> None:
    recurse(mark)


ACTS: dict[str, Callable[[Path], object]] = {
    "hang": lambda _: time.sleep(1000),
    "block": lambda _: pow(7, 10**9),  # never lets another thread run
    "kill": kill,
    "once": kill_once,
    "exit": lambda _: os._exit(7),
    "abort": lambda _: os.abort(),
    "print": lambda _: os.write(1, b"\xff" * 100_000),
    "fault": raise_fault,
    "memory": lambda _: bytearray(2**40),
    "recursion": recurse,
}

if __name__ == "__main__":
    module.open_workbook = misbehave
    serve(float(sys.argv[1]))
