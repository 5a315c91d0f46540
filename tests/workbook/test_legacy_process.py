"""The child that reads other kinds of workbook is bounded, and what it writes is checked."""

import subprocess
import sys
from pathlib import Path

import pytest

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import legacy
from wres_excel.workbook.legacy import legacy_from_bytes
from wres_excel.workbook.records import Workbook

from .binary_books import locked_xls, xls
from .strangers import refusal


def read(data: bytes) -> Workbook:
    return legacy_from_bytes(data, "file")


def pretend(monkeypatch: pytest.MonkeyPatch, program: str) -> list[subprocess.Popen[bytes]]:
    """Put a program in the place of the child, and return the processes that it runs in."""
    started = []

    def start(path: Path) -> subprocess.Popen[bytes]:
        started.append(
            subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE)
        )
        return started[-1]

    monkeypatch.setattr(legacy, "_start_child", start)
    return started


def test_a_child_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    started = pretend(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(legacy, "TIME_LIMIT", 0.2)
    assert "no end after 0 seconds" in refusal(lambda: read(xls()))
    assert started[0].returncode


def test_a_child_that_writes_without_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    started = pretend(monkeypatch, 'while True: print(\'[1, 1, "text", "x"]\')')
    monkeypatch.setattr(legacy, "MAX_OUTPUT", 2**16)
    assert "too much text" in refusal(lambda: read(xls()))
    assert started[0].returncode


SHEET = '{"sheet": "Data", "state": "Visible", "merges": []}'
END = '{"end": true}'


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Traceback (most recent call last):"],
        [SHEET],
        [END],
        [SHEET, '[1, 1, "number", "1"]'],
        [SHEET, '[0, 1, "number", "1"]', END],
        [SHEET, '[1048577, 1, "number", "1"]', END],
        [SHEET, '[1, 16385, "number", "1"]', END],
        [SHEET, '[1, 1, "formula", "1"]', END],
        [SHEET, "[1, 1]", END],
        [SHEET, "7", END],
        [SHEET.replace("Visible", "Odd"), END],
        [SHEET.replace("[]", "[[1, 1, 2, 16385]]"), END],
        [SHEET, "[" * 100_000, END],
    ],
)
def test_what_a_child_should_not_write_is_refused(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    said.write_text("\n".join(lines))
    pretend(monkeypatch, f"print(open({str(said)!r}).read())")
    assert "The workbook could not be read" in refusal(lambda: read(xls()))


def test_a_python_that_cannot_start_another_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are no processes in a browser."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "could not be started" in refusal(lambda: read(xls()))


def test_modules_beside_the_returns_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "python_calamine", "wres_excel"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert read(xls()).sheets[0].cells


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read(xls())
    with pytest.raises(UnreadableFile):
        read(locked_xls())
    assert list(tmp_path.iterdir()) == []
