"""Running the command line, within this process or in one of its own."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from wres_excel import cli


class Run(NamedTuple):
    """One run: its exit code and what it said."""

    code: int
    out: str
    err: str


Go = Callable[..., Run]


@pytest.fixture
def go(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Go:
    """Return a function that runs a command line in an empty folder, within this process."""
    monkeypatch.chdir(tmp_path)

    def run(line: str) -> Run:
        with pytest.raises(SystemExit) as caught:
            cli.main(shlex.split(line))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert isinstance(caught.value.code, int)
        return Run(caught.value.code, said.out, said.err)

    return run


def outside(folder: Path, *arguments: str, shell: str = "") -> Run:
    """Run the command line in a process of its own, with the rest of a shell pipeline."""
    command = shlex.join([sys.executable, "-m", "wres_excel", *arguments])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} {shell}"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    return Run(done.returncode, done.stdout, done.stderr)
