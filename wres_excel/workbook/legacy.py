"""Workbooks of other kinds (.xls, .xlsb, .ods), read by python-calamine in a child process.

calamine can abort the whole process on a hostile file, which nothing can catch; so it never runs
in ours, and what the child writes is believed no more than the file itself.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any, get_args

from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.workbook import kinds
from wres_excel.workbook.addresses import LAST_COLUMN, LAST_ROW
from wres_excel.workbook.cell_stream import MAX_CELLS
from wres_excel.workbook.cells import Cell, Kind
from wres_excel.workbook.directory import read_directory
from wres_excel.workbook.kinds import OtherKind
from wres_excel.workbook.package import MAX_FILE, Package
from wres_excel.workbook.records import Range, Sheet, State, Workbook

TIME_LIMIT = 30.0
MAX_OUTPUT = 64 * 2**20
LEGACY_NOTE = Finding(
    "legacy-format",
    "note",
    "In a workbook of this kind formulas, error values and percentage formats cannot be told apart "
    "from plain values and empty cells",
    "Save it as an Excel Workbook (.xlsx) and read that, to see them.",
)

_KINDS = {kinds.XLS: ".xls", kinds.XLSB: ".xlsb", kinds.ODS: ".ods"}
_SAVE_AS = "Open it in Excel and save it as an Excel Workbook (.xlsx), then read that."
NOT_INSTALLED = "Reading such a file needs the package python-calamine, which is not installed"
INSTALL = (
    "Install it with pip install '.[legacy]' in the folder of the project, or with pip install "
    "'wres-excel[legacy]'"
)
_MODULE = "wres_excel.workbook.legacy_child"
_STATES: dict[str, State] = {
    "Visible": "visible",
    "Hidden": "hidden",
    "VeryHidden": "veryHidden",
}
_UNKNOWN_FORMAT = ("",)
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")


def legacy_from_bytes(data: bytes, name: str) -> Workbook:
    """Return all that can be told of an .xls, .xlsb or .ods: values, merges, hidden sheets.

    name: the file's name for messages; the content decides which of the three it is. Cells have no
    formulas and no formats, and an Excel error is an empty cell: LEGACY_NOTE says so, and belongs
    to all that comes of the workbook. Raises UnreadableFile if the file is none of the three, is
    not safe to open or cannot be read within the bounds, or if python-calamine is not installed.
    """
    if len(data) > MAX_FILE:
        raise _too_large(name, f"{len(data) / 2**20:.1f} MB", f"at most {MAX_FILE // 2**20} MB")
    package, kind = _inspect(data, name)
    if kind is None:
        raise _modern(name)
    if kind not in _KINDS:
        kinds.refuse(kind, name)
    if find_spec("python_calamine") is None:
        raise _no_calamine(name, kind)
    sheets = _sheets_of(_run_child(data, _KINDS[kind], name), name)
    macros = _has_macros(package, data)
    digest = sha256(data).hexdigest()
    return Workbook(name, digest, sheets, formats=_UNKNOWN_FORMAT, has_macros=macros)


def is_legacy(data: bytes, name: str) -> bool:
    """Return whether the bytes of a file are of a kind that legacy_from_bytes reads.

    Raises UnreadableFile if they are a zip file that is damaged or not safe to open.
    """
    return _inspect(data, name)[1] in _KINDS


def _inspect(data: bytes, name: str) -> tuple[Package | None, OtherKind | None]:
    """Return the package, if the file is one, and what it is unless that is an .xlsx."""
    kind = kinds.kind_of_content(data, name)
    if kind is not None:
        return None, kind
    entries = read_directory(data, name)
    package = Package(name, data, entries, {entry.name.lower(): entry for entry in entries})
    mimetype = package.find("mimetype")
    content = package.part("mimetype") if mimetype and mimetype.size < 256 else b""
    return package, kinds.kind_of_package(package.index.keys(), content)


def _has_macros(package: Package | None, data: bytes) -> bool:
    if package is None:
        return _MACROS in data
    return any(name.endswith("vbaproject.bin") for name in package.index)


def _run_child(data: bytes, suffix: str, file: str) -> bytes:
    """Return what the child writes about a file.

    It gets a copy of the bytes that were inspected, whatever happens to the file meanwhile, under
    the suffix of its kind, which calamine goes by.
    """
    with TemporaryDirectory(prefix="wres-excel-") as folder:
        copy = Path(folder, f"workbook{suffix}")
        copy.write_bytes(data)
        try:
            process = _start_child(copy)
        except OSError as err:
            raise _not_started(file) from err
        return _output_of(process, file)


def _start_child(path: Path) -> subprocess.Popen[bytes]:
    """-P keeps modules that lie beside the returns from being imported in place of ours."""
    paths = os.pathsep.join(folder for folder in sys.path if folder)
    return subprocess.Popen(  # noqa: S603 - our own module, and a path that we chose
        [sys.executable, "-P", "-m", _MODULE, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _output_of(process: subprocess.Popen[bytes], file: str) -> bytes:
    """Return all that a child writes, if it ends within the limits of time and length.

    Its last line says how it ended, so that no exit code is needed.
    """
    timer = Timer(TIME_LIMIT, process.kill)
    timer.start()
    with process:
        try:
            output = process.stdout.read(MAX_OUTPUT + 1) if process.stdout else b""
        finally:
            late = not timer.is_alive()
            timer.cancel()
            process.kill()
    if late:
        raise _gave_up(file, f"no end after {TIME_LIMIT:.0f} seconds")
    if len(output) > MAX_OUTPUT:
        raise _too_large(file, "too much text", f"at most {MAX_OUTPUT // 2**20} MB of it")
    return output


def _sheets_of(output: bytes, file: str) -> tuple[Sheet, ...]:
    """Return the sheets that the lines of a child describe."""
    try:
        lines = [json.loads(line) for line in output.splitlines()]
        ending = lines.pop() if lines else None
        if ending == {"refused": "password"}:
            kinds.refuse(kinds.PASSWORD, file)
        if ending == {"refused": "cells"}:
            raise _too_large(file, "too many cells", f"at most {MAX_CELLS:,} cells in all sheets")
        if ending != {"end": True}:
            raise _gave_up(file, "content that the reader of such files stumbled over")
        return _assemble(lines)
    except (KeyError, RecursionError, TypeError, ValueError) as err:
        raise _gave_up(file, "content that does not fit into a workbook") from err


def _assemble(lines: Iterable[Any]) -> tuple[Sheet, ...]:
    """Return the sheets that lines describe, each followed by its cells, or raise ValueError."""
    sheets: dict[str, Sheet] = {}
    cells: dict[tuple[int, int], Cell] = {}
    for line in lines:
        if isinstance(line, list):
            cell = _cell(*line)
            cells[cell.row, cell.column] = cell
        else:
            cells = {}
            sheet = _sheet(line, cells)
            if sheets.setdefault(sheet.name.lower(), sheet) is not sheet:
                raise ValueError(f"the sheet {sheet.name} twice")
    if not sheets:
        raise ValueError("no sheets")
    return tuple(sheets.values())


def _sheet(line: dict[str, Any], cells: dict[tuple[int, int], Cell]) -> Sheet:
    merges = tuple(_range(*merge) for merge in line["merges"])
    return Sheet(str(line["sheet"]), "", _STATES[line["state"]], cells, merges)


def _range(top: int, left: int, bottom: int, right: int) -> Range:
    _check_place(top, left)
    _check_place(bottom, right)
    return top, left, bottom, right


def _cell(row: int, column: int, kind: Kind, raw: str) -> Cell:
    _check_place(row, column)
    if kind not in get_args(Kind):
        raise ValueError(f"no kind of cell: {kind}")
    return Cell(row, column, kind, str(raw))


def _check_place(row: int, column: int) -> None:
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise ValueError(f"no place in a sheet: row {row}, column {column}")


def _modern(file: str) -> UnreadableFile:
    return UnreadableFile(
        "The file is an .xlsx or .xlsm workbook under another name",
        file=file,
        found="an Excel workbook of the kind since 2007",
        remedy="Give its name the ending .xlsx, or .xlsm if it has macros, then read that.",
    )


def _no_calamine(file: str, kind: OtherKind) -> UnreadableFile:
    return UnreadableFile(
        NOT_INSTALLED,
        file=file,
        found=kind.found,
        expected=kinds.WORKBOOK,
        remedy=f"{INSTALL}, or do without: {_SAVE_AS}",
    )


def _not_started(file: str) -> UnreadableFile:
    return UnreadableFile(
        "The program that reads such files could not be started",
        file=file,
        found="no second Python process, or no room for a copy of the file",
        expected=kinds.WORKBOOK,
        remedy=_SAVE_AS,
    )


def _gave_up(file: str, found: str) -> UnreadableFile:
    return UnreadableFile(
        "The workbook could not be read; it is damaged, or holds what only Excel understands",
        file=file,
        found=found,
        expected="a workbook as Excel saved it",
        remedy=_SAVE_AS,
    )


def _too_large(file: str, found: str, expected: str) -> UnreadableFile:
    return UnreadableFile(
        "The workbook is too large to be a WRES return",
        file=file,
        found=found,
        expected=expected,
        remedy="Remove sheets that do not belong to the return, save it, then try again.",
    )
