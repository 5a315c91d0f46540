"""`collate` into a database: only what is new is read, and nothing is lost or doubled."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import wres_excel
from wres_excel.commands.collate.collating import collate

from .given import put, return_bytes
from .results import SHORTLISTED, returns, statuses, store

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def test_a_database_reads_only_what_is_new(tmp_path: Path) -> None:
    folder, out = returns(tmp_path / "in", "RXY", "RAL"), tmp_path / "out.duckdb"
    put(folder / "bad.xlsx", b"junk")
    assert collate([folder], out).new == 3
    returns(folder, "RH8")
    again = collate([folder], out)
    assert again.new == 2, "the new one, and the bad one once more"
    assert statuses(again) == {
        "RXY.xlsx": "received",
        "RAL.xlsx": "received",
        "RH8.xlsx": "received",
        "bad.xlsx": "unreadable",
    }
    assert store(out, SHORTLISTED) == [("RAL", 610.0), ("RH8", 610.0), ("RXY", 610.0)]


def test_a_file_whose_content_changes_supersedes_what_it_held(tmp_path: Path) -> None:
    folder, out = returns(tmp_path / "in", "RXY"), tmp_path / "out.duckdb"
    collate([folder], out)
    put(folder / "RXY.xlsx", return_bytes("RXY", "2019", 700))
    result = collate([folder], out)
    assert sorted((row.file, row.status) for row in result.register) == [
        ("RXY.xlsx", "received"),
        ("RXY.xlsx", "superseded"),
    ]
    assert store(out, SHORTLISTED) == [("RXY", 700.0)]
    assert store(out, "SELECT count(*) FROM returns") == [(2,)]


def test_a_bad_file_that_was_mended_or_taken_away_is_forgotten(tmp_path: Path) -> None:
    folder, out = returns(tmp_path / "in", "RXY"), tmp_path / "out.duckdb"
    put(folder / "RAL.xlsx", b"junk")
    put(folder / "RH8.xlsx", b"rubbish")
    assert collate([folder], out).failed
    returns(folder, "RAL")
    (folder / "RH8.xlsx").unlink()
    assert statuses(collate([folder], out)) == {"RXY.xlsx": "received", "RAL.xlsx": "received"}


def test_what_an_earlier_run_took_from_elsewhere_still_counts(tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    collate([returns(tmp_path / "north", "RXY")], out)
    result = collate([returns(tmp_path / "south", "RAL")], out)
    assert statuses(result) == {"RXY.xlsx": "received", "RAL.xlsx": "received"}
    assert (result.new, result.about.files) == (1, 2)
    assert {row.file: row.reason for row in result.register} == {
        "RAL.xlsx": "",
        "RXY.xlsx": "Its file is no longer in the folder, or was not named this time; its earlier "
        "return counts.",
    }


def test_a_file_that_was_renamed_is_not_doubled(tmp_path: Path) -> None:
    folder, out = returns(tmp_path / "in", "RXY"), tmp_path / "out.duckdb"
    collate([folder], out)
    (folder / "RXY.xlsx").rename(folder / "RXY (final).xlsx")
    result = collate([folder], out)
    assert statuses(result) == {"RXY (final).xlsx": "received"}
    assert store(out, "SELECT count(*) FROM returns") == [(1,)]


def test_a_new_name_can_say_whose_return_it_is(tmp_path: Path) -> None:
    """The remedy for a return without a code is to put it into the file's name."""
    wres_excel.write_template("2019", tmp_path / "return.xlsx")
    out = tmp_path / "out.duckdb"
    (first,) = collate([tmp_path / "return.xlsx"], out).register
    (tmp_path / "return.xlsx").rename(tmp_path / "return RXY.xlsx")
    (second,) = collate([tmp_path / "return RXY.xlsx"], out).register
    assert (first.organisation, second.organisation) == (None, "RXY")


def run(folder: Path, out: Path, *, slow: bool = False) -> "subprocess.Popen[bytes]":
    """Start a collation in a process of its own, which says how far it has come."""
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from commands.collate.hostile import hostile_command\n"
        "from wres_excel.commands.collate import collating, pool, taking\n"
        "taking.BATCH = 2\n"
        f"command = hostile_command(60.0, Path({str(folder)!r}))\n"
        "collating.Pool = lambda jobs, limit: pool.Pool(jobs, limit, command)\n"
        "def say(*counts):\n"
        "    print(*counts, flush=True)\n"
        f"    time.sleep({0.02 if slow else 0})\n"
        f"collating.collate([{str(folder)!r}], {str(out)!r}, jobs=2, progress=say)\n"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def lives(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@POSIX_ONLY
def test_ctrl_c_keeps_what_was_done_and_leaves_no_process(tmp_path: Path) -> None:
    """Four files are read and one hangs when the user stops the run; the next run goes on."""
    folder, out = returns(tmp_path / "in", "RAA", "RBB", "RCC", "RDD"), tmp_path / "out.duckdb"
    put(folder / "hang-1.xlsx", return_bytes("RXY"))
    with run(folder, out) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.split()[0] == b"4":
                break
        workers = children_of(process.pid)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert errors.rstrip().endswith(b"KeyboardInterrupt"), errors.decode()
    assert len(workers) == 2
    assert not any(map(lives, workers))
    assert sorted(store(out, "SELECT organisation FROM returns")) == [
        ("RAA",),
        ("RBB",),
        ("RCC",),
        ("RDD",),
    ]
    (folder / "hang-1.xlsx").rename(folder / "RXY.xlsx")
    assert collate([folder], out).new == 1


@POSIX_ONLY
def test_killed_at_any_moment_the_next_runs_lose_and_double_nothing(tmp_path: Path) -> None:
    codes = [f"R{letter}{digit}" for letter in "ABC" for digit in range(1, 5)]
    folder, out = returns(tmp_path / "in", *codes), tmp_path / "out.duckdb"
    for done in (1, 4):
        with run(folder, out, slow=True) as process:
            assert process.stdout is not None
            first = int(process.stdout.readline().split()[0])
            for line in process.stdout:
                if int(line.split()[0]) >= first + done:
                    break
            process.kill()
    result = collate([folder], out)
    assert statuses(result) == {f"{code}.xlsx": "received" for code in codes}
    assert 0 < result.new < len(codes)
    assert store(out, SHORTLISTED) == [(code, 610.0) for code in codes]
    assert store(out, "SELECT count(*), count(DISTINCT sha256) FROM returns") == [(12, 12)]
    whole = tmp_path / "whole.duckdb"
    collate([folder], whole)
    totals = 'SELECT count(*), sum(value), count(DISTINCT file) FROM "values"'
    assert store(out, totals) == store(whole, totals)
