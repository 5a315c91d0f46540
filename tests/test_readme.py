"""The README is kept true: every command in it runs, and prints what the README says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
PROGRAMS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SET_UP = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)


def environment() -> dict[str, str]:
    """Put the commands of this environment first on the path, with no terminal to draw on."""
    scripts = str(Path(sys.executable).parent)
    path = os.pathsep.join((scripts, os.environ["PATH"]))
    return {**os.environ, "PATH": path, "TERM": "dumb", "COLUMNS": "100", "NO_COLOR": "1"}


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command line as the reader would, both streams together."""
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def steps(session: str) -> list[tuple[str, str]]:
    """Return the commands of a session, each with what it is said to print."""
    parts = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    pairs = (part.partition("\n") for part in parts)
    return [(command, printed) for command, _, printed in pairs]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the examples, where the whole README is gone through in order."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", place / "examples")
    return place


def test_the_readme_shows_sessions_and_programs() -> None:
    assert len(SESSIONS) >= 5
    assert PROGRAMS
    assert len(SET_UP) == 2


def test_every_session_prints_what_the_readme_says(folder: Path) -> None:
    for session in SESSIONS:
        for command, printed in steps(session):
            assert (command, run(command, folder).stdout) == (command, printed)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_runs(program: str, folder: Path) -> None:
    path = folder / "program.py"
    path.write_text(program, encoding="utf-8")
    result = run(f"{sys.executable} program.py", folder)
    assert result.returncode == 0, result.stdout
    said = re.findall(r"^print\(.*\)  # (.*)$", program, re.MULTILINE)
    assert result.stdout.splitlines() == said


def test_every_file_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_is_documented() -> None:
    from wres_excel.cli import app

    names = [command.name for command in app.registered_commands]
    assert [name for name in names if f"wres-excel {name}" not in README] == []


@pytest.mark.slow
def test_the_main_job_runs_from_a_fresh_copy_of_the_project(tmp_path: Path) -> None:
    """What it left here when the reader ran it first does not stand in its way."""
    copy = tmp_path / "wres-excel"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    written = re.findall(r"-o (\S+)", SET_UP[0])
    for name in listed:
        if (ROOT / name).exists() and name not in written:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    result = run(SET_UP[0], copy)
    assert result.returncode == 0, result.stdout
    assert written
    assert all((copy / name).stat().st_size > 0 for name in written)
