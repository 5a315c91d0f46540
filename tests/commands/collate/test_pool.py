"""The pool: a file that hangs, kills its reader or asks for too much is a row, not a lost run."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from wres_excel.commands.collate.messages import Done
from wres_excel.commands.collate.pool import MOST_FALSE_STARTS, Pool
from wres_excel.commands.collate.sources import find_sources
from wres_excel.commands.collate.walk import walk
from wres_excel.errors import UsageError

from .given import put
from .hostile import hostile_command

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
FAULT = "Please report it with the file, or with a copy without its figures."


def read(folder: Path, jobs: int = 1, time_limit: float = 60.0) -> dict[str, Done]:
    """Return what came of each file of a folder, by name, with workers that are hostile."""
    arrivals = find_sources(walk(str(folder)), {}).arrivals
    with Pool(jobs, time_limit, hostile_command(time_limit, folder)) as pool:
        done = list(pool.read(list(enumerate(arrivals))))
    assert sorted(one.position for one in done) == list(range(len(arrivals)))
    return {one.summary.file: one for one in done}


def problems(results: dict[str, Done]) -> dict[str, str]:
    """Return the problem of each file that has one; the others must have their rows."""
    for one in results.values():
        assert bool(one.payload) == (one.summary.problem is None)
    return {file: one.summary.problem for file, one in results.items() if one.summary.problem}


def folder_of(tmp_path: Path, *names: str) -> Path:
    """Write good returns and others that misbehave."""
    for name in (*names, "good-1", "good-2", "good-3"):
        put(tmp_path / f"{name}.xlsx")
    return tmp_path


@POSIX_ONLY
def test_a_file_that_ends_its_worker_is_a_row_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "abort-1", "kill-1")
    assert problems(read(folder, 2)) == {
        f"{name}.xlsx": f"Whatever reads the file is ended by the system ({how}), twice so far"
        for name, how in {
            "abort-1": "signal SIGABRT",
            "kill-1": "signal SIGKILL",
        }.items()
    }


@POSIX_ONLY
def test_a_worker_killed_once_costs_no_file_its_row(tmp_path: Path) -> None:
    """Somebody else may have killed it, so the file is tried again before it is blamed."""
    assert problems(read(folder_of(tmp_path, "once-1", "once-2"), 2)) == {}


def test_a_row_about_a_file_that_ended_its_worker_still_has_its_hash(tmp_path: Path) -> None:
    results = read(folder_of(tmp_path, "exit-1"))
    good, bad = results["good-1.xlsx"].summary, results["exit-1.xlsx"].summary
    assert "(exit code 7)" in str(bad.problem)
    assert (bad.sha256, bad.size) == (good.sha256, good.size)


@pytest.mark.parametrize(("how", "jobs"), [("hang-1", 2), ("block-1", 1)])
def test_a_file_that_hangs_is_stopped_at_its_time_limit(
    how: str, jobs: int, tmp_path: Path
) -> None:
    """Also where it hangs in a way that lets no other thread of its process run."""
    started = time.monotonic()
    results = read(folder_of(tmp_path, how), jobs, time_limit=1.0)
    assert problems(results) == {
        f"{how}.xlsx": "Reading the file took longer than 1 seconds, so it was stopped"
    }
    assert time.monotonic() - started < 15


def test_what_a_file_raises_is_a_row(tmp_path: Path) -> None:
    results = read(folder_of(tmp_path, "fault-1", "memory-1", "recursion-1"))
    found = problems(results)
    assert found["fault-1.xlsx"] == (
        "This is a fault of wres-excel, not of the file: LookupError: a fault of ours"
    )
    assert results["fault-1.xlsx"].summary.remedy == FAULT
    assert found["memory-1.xlsx"] == ("Reading the file takes more memory than a return may take")
    assert "RecursionError" in found["recursion-1.xlsx"]
    assert len(found) == 3


def test_what_a_library_prints_does_not_reach_the_pipe(tmp_path: Path) -> None:
    assert problems(read(folder_of(tmp_path, "print-1"))) == {}


def test_many_files_are_read_by_several_workers(tmp_path: Path) -> None:
    results = read(folder_of(tmp_path, *(f"good-{at}" for at in range(4, 50))), 2)
    assert (len(results), problems(results)) == (49, {})


def test_no_files_need_no_worker(tmp_path: Path) -> None:
    with Pool(2, command=["does not exist"]) as pool:
        assert list(pool.read([])) == []


@pytest.mark.parametrize(
    "command", [["does not exist"], [sys.executable, "-c", "pass"]], ids=["absent", "ends"]
)
def test_workers_that_cannot_start_are_refused_not_blamed_on_files(
    command: Sequence[str], tmp_path: Path
) -> None:
    arrivals = find_sources(walk(str(folder_of(tmp_path))), {}).arrivals
    with Pool(1, command=command) as pool, pytest.raises(UsageError) as caught:
        list(pool.read(list(enumerate(arrivals))))
    assert caught.value.message == "The process that reads the returns could not be started"
    assert MOST_FALSE_STARTS == 3


def test_a_worker_that_never_gets_ready_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wres_excel.commands.collate.pool.START_LIMIT", 0.1)
    arrivals = find_sources(walk(str(folder_of(tmp_path))), {}).arrivals
    command = [sys.executable, "-c", "import time; time.sleep(1000)"]
    with Pool(1, command=command) as pool, pytest.raises(UsageError):
        list(pool.read(list(enumerate(arrivals))))


@POSIX_ONLY
def test_leaving_early_ends_every_worker(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "hang-1", "hang-2")
    arrivals = find_sources(walk(str(folder)), {}).arrivals
    with Pool(2, command=hostile_command(60.0, folder)) as pool:
        next(pool.read(list(enumerate(arrivals))))
        pids = [worker._process.pid for worker in pool._desks]
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@POSIX_ONLY
def test_a_worker_whose_parent_is_gone_ends_even_while_it_hangs(tmp_path: Path) -> None:
    """A hanging worker ends itself a little after its limit; here the parent never does it."""
    put(tmp_path / "hang-1.xlsx")
    script = (
        "import sys, os\n"
        "from pathlib import Path\n"
        "from queue import SimpleQueue\n"
        "from commands.collate.hostile import hostile_command\n"
        "from wres_excel.commands.collate import crew, messages, arrivals\n"
        "queue = SimpleQueue()\n"
        f"worker = crew.Worker(hostile_command(-4.0, Path({str(tmp_path)!r})), queue)\n"
        "queue.get()\n"
        f"arrival = arrivals.Arrival('hang-1.xlsx', {str(tmp_path / 'hang-1.xlsx')!r})\n"
        "worker.give(messages.Work(((0, arrival),)))\n"
        "print(worker._process.pid, flush=True)\n"
        "queue.get()\n"
        "os._exit(0)\n"
    )
    paths = os.pathsep.join(folder for folder in sys.path if folder)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        timeout=60,
        check=True,
    )
    pid = int(ran.stdout)
    deadline = time.monotonic() + 15
    while _lives(pid):
        assert time.monotonic() < deadline, "the worker has outlived its parent"
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    """Return whether a process runs; one that has ended and is waited for by nobody does not."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
