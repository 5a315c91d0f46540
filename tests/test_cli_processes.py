"""The command line as a process: pipes, signals, closed outputs, encodings."""

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from commands.given import BAND, form, metrics, names, several
from running import outside
from test_cli_bad_files import broken


def test_the_module_runs_like_the_script(tmp_path: Path) -> None:
    code, out, err = outside(tmp_path, "--version")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"wres-excel \d+\.\d+\.\d+\n", out)


def test_the_shell_gets_its_completion(tmp_path: Path) -> None:
    done = outside(tmp_path, "--show-completion", "bash")
    assert done.code == 0
    assert "complete" in done.out.lower()


def test_output_that_nobody_reads_is_no_fault(tmp_path: Path) -> None:
    metrics(tmp_path)
    form(tmp_path)
    for arguments in (
        ("read", "form.xlsx", "--edition", "2019", "--quiet"),
        ("fill", "metrics.csv", "--into", "form.xlsx", "--dry-run", "--quiet"),
        ("--help",),
    ):
        code, _, err = outside(tmp_path, *arguments, shell="| true")
        assert (code, err) == (0, ""), arguments


def test_findings_are_reported_though_nobody_reads_the_data(tmp_path: Path) -> None:
    form(tmp_path, "ambiguous_row")
    code, _, err = outside(tmp_path, "read", "form.xlsx", "--edition", "2019", shell="| true")
    assert (code, "error[ambiguous-place]" in err) == (1, True)


def test_messages_that_nobody_reads_are_no_fault(tmp_path: Path) -> None:
    code, out, _ = outside(tmp_path, "read", "nowhere.xlsx", shell="2>&1 | true")
    assert (code, out) == (2, "")


def test_a_closed_output_is_no_fault(tmp_path: Path) -> None:
    assert outside(tmp_path, "editions", shell=">&-") == (0, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_said_to_be_one(tmp_path: Path) -> None:
    code, _, err = outside(tmp_path, "editions", shell="> /dev/full")
    assert code == 2
    assert err == "error: The output cannot be written: No space left on device.\n"


def test_names_in_any_script_are_printed_wherever_the_terminal_is(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "wres_excel", "read", "Łódź 東京.xlsx"]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment)
    assert done.returncode == 2
    assert "Łódź 東京.xlsx" in done.stderr.decode("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_real_interruption_of_several_processes_leaves_whole_files(tmp_path: Path) -> None:
    """Ctrl+C reaches every process; each workbook in the folder is whole, and no trace is shown."""
    several(tmp_path, [(f"Z{at:03}", *BAND) for at in range(900)])
    out = tmp_path / "out"
    command = [sys.executable, "-m", "wres_excel", "fill", "metrics.csv", "--edition", "2019"]
    process = subprocess.Popen(
        [*command, "-o", "out", "--jobs", "2"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (out.is_dir() and len(names(out)) > 20):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.startswith("Stopped. What was being written has been left as it was before; ")
    assert 20 < len(names(out)) < 900
    for path in out.iterdir():
        assert zipfile.ZipFile(path).testzip() is None


MEASURE = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, "-m", "wres_excel", *sys.argv[1:]], stderr=-3).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime, used.ru_maxrss)
"""
"""A go-between, since a process starts out with the peak memory of the one that forked it."""


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("line", ["read bad.xlsx", "fill m.csv --into bad.xlsx -o o.xlsx"])
def test_a_bomb_costs_neither_time_nor_memory(line: str, tmp_path: Path) -> None:
    """80 MB of blanks in a part of some kilobytes: within a second and 200 MB."""
    (tmp_path / "bad.xlsx").write_bytes(broken()["bomb"])
    metrics(tmp_path, name="m.csv")
    command = [sys.executable, "-c", MEASURE, *line.split()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    code, seconds, kilobytes = done.stdout.split()
    assert code == "2"
    assert float(seconds) < 1
    assert int(kilobytes) < 200 * 1024
