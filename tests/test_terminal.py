"""What shows on a terminal and nowhere else: bars of progress."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands.collate.given import put, return_bytes

from wres_excel import terminal

pty = pytest.importorskip("pty")


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """Run the command line with a terminal of its own for stderr, and return what it showed."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "wres_excel", *arguments]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, cwd=folder, stderr=follower, env=environment) as run:
        os.close(follower)
        shown = bytearray()
        try:
            while piece := os.read(leader, 4096):
                shown += piece
        except OSError:
            """Linux says so when the other end has closed."""
        run.wait(60)
    os.close(leader)
    return shown.decode()


def test_a_collation_counts_what_is_read_failed_and_left(tmp_path: Path) -> None:
    put(tmp_path / "in" / "RXY.xlsx", return_bytes("RXY"))
    put(tmp_path / "in" / "bad.xlsx", b"junk")
    shown = on_a_terminal(tmp_path, "collate", "in", "-o", "out.csv")
    assert "read 1, failed 1, left 0" in shown


@pytest.mark.parametrize("bar", [terminal.progress, terminal.progress_of_returns])
def test_elsewhere_there_is_no_bar(bar: object, capsys: pytest.CaptureFixture[str]) -> None:
    with bar() as told:  # type: ignore[operator]
        assert told is None
    assert capsys.readouterr() == ("", "")
