"""A run that is killed or stopped leaves a store that the next run goes on from."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from tests.tables.stores import ask, content
from wres_excel.tables.store import Store

RUN = """
import sys
from pathlib import Path
from tests.tables.collations import ABOUT, READ_WITH, failed, registered, taken
from wres_excel.tables.store import Store

path, count = Path(sys.argv[1]), int(sys.argv[2])
everything = [failed(n) if n % 7 == 3 else taken(n) for n in range(count)]
print("begun", flush=True)
with Store(path) as store:
    known = {sha for sha, _ in store.known()}
    for start in range(0, count, 3):
        batch = [r for r in everything[start : start + 3] if r.summary.sha256 not in known]
        if batch:
            store.add(batch, READ_WITH)
            print(start, flush=True)
    store.finish(registered(*everything), ABOUT)
"""
COUNT = 150


def start(path: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", RUN, str(path), str(COUNT)]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finished(path: Path) -> int:
    run = start(path)
    assert run.communicate()[1] == b""
    return run.returncode


def let_it_come_to(run: subprocess.Popen[bytes], lines: int) -> None:
    assert run.stdout is not None
    for _ in range(lines):
        run.stdout.readline()


def test_killed_at_any_moment_nothing_is_lost_doubled_or_half_there(tmp_path: Path) -> None:
    """Ten runs are killed, one after the other, each where chance will have it."""
    path, whole = tmp_path / "killed.duckdb", tmp_path / "whole.duckdb"
    chance, killed = random.Random(6), 0
    for _ in range(10):
        run = start(path)
        let_it_come_to(run, chance.randrange(1, 5))
        try:
            run.wait(timeout=chance.random() / 30)
        except subprocess.TimeoutExpired:
            os.kill(run.pid, signal.SIGKILL)
        assert run.communicate()[1] == b""
        killed += run.returncode == -signal.SIGKILL
        with Store(path) as store:
            files = [summary.file for summary in store.summaries()]
        assert len(files) == len(set(files))
        assert content(path)["torn"] == []
    assert killed > 5
    assert files
    assert finished(path) == 0
    assert finished(whole) == 0
    assert content(path) == content(whole)
    assert ask(path, "SELECT * EXCLUDE (run) FROM register") == ask(
        whole, "SELECT * EXCLUDE (run) FROM register"
    )


def test_stopped_from_the_keyboard_it_keeps_what_was_done(tmp_path: Path) -> None:
    path = tmp_path / "stopped.duckdb"
    run = start(path)
    let_it_come_to(run, 4)
    os.kill(run.pid, signal.SIGINT)
    errors = run.communicate()[1]
    assert b"KeyboardInterrupt" in errors
    assert b"UsageError" not in errors
    held = ask(path, "SELECT count(*) FROM returns")[0][0]
    assert 9 <= held < COUNT
    assert content(path)["torn"] == []
