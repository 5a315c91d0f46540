"""The child process that reads an .xls, .xlsb or .ods, so that a crash takes nothing with it.

Started by wres_excel.workbook.legacy with the path of the file. Writes lines of JSON: an object for
each sheet, an array [row, column, kind, raw] for each of its cells, both counted from 1, and last
either {"end": true} or {"refused": "password" or "cells"}.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Any

from wres_excel.domain.numbers import digits, tidy
from wres_excel.workbook.cell_stream import MAX_CELLS
from wres_excel.workbook.cells import Kind

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

MEMORY_LIMIT = 3 * 2**29
CPU_SECONDS = 60
MAX_AREA = 2**24
EXACT = 2**53

Row = tuple[int, int, Kind, str]


class _RefusedError(Exception):
    """The file is not read further; the argument is the reason."""


def main() -> None:
    """Read the workbook at the path given and write it to standard output."""
    limit_resources()
    for line in lines_of(sys.argv[1]):
        sys.stdout.write(json.dumps(line) + "\n")


def limit_resources() -> None:
    """Bound memory and processor time where the system can, and leave no core dump behind."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def lines_of(path: str) -> Iterator[Any]:
    """Yield what the lines of the output hold, the last of them saying how it ended.

    path: of a file whose suffix is that of its kind, since calamine goes by it.
    """
    from python_calamine import PasswordError, load_workbook

    try:
        yield from _bounded(_sheets(load_workbook(path)))
    except PasswordError:
        yield {"refused": "password"}
    except _RefusedError as err:
        yield {"refused": str(err)}
    else:
        yield {"end": True}


def _sheets(workbook: "CalamineWorkbook") -> Iterator[dict[str, Any] | Row]:
    for number, about in enumerate(workbook.sheets_metadata):
        is_table = _word(about.typ) == "WorkSheet"
        sheet = workbook.get_sheet_by_index(number) if is_table else None
        yield _header(about, sheet)
        if sheet:
            yield from _cells(sheet)


def _bounded(lines: Iterable[dict[str, Any] | Row]) -> Iterator[dict[str, Any] | Row]:
    cells = 0
    for line in lines:
        cells += isinstance(line, tuple)
        if cells > MAX_CELLS:
            raise _RefusedError("cells")
        yield line


def _header(about: "SheetMetadata", sheet: "CalamineSheet | None") -> dict[str, Any]:
    merges = (sheet.merged_cell_ranges if sheet else None) or ()
    return {
        "sheet": about.name,
        "state": _word(about.visible),
        "merges": [
            [top + 1, left + 1, bottom + 1, right + 1] for (top, left), (bottom, right) in merges
        ],
    }


def _word(member: object) -> str:
    """Return the name of an enumeration's member, which calamine gives only in its text."""
    return str(member).rpartition(".")[2]


def _cells(sheet: "CalamineSheet") -> Iterator[Row]:
    if sheet.start is None:
        return
    if sheet.height * sheet.width > MAX_AREA:
        raise _RefusedError("cells")
    top, left = sheet.start
    for row, values in enumerate(sheet.to_python(), start=top + 1):
        yield from _row(row, left + 1, values)


def _row(row: int, left: int, values: Iterable[object]) -> Iterator[Row]:
    for column, value in enumerate(values, start=left):
        if value != "":
            yield row, column, *content_of(value)


def content_of(value: object) -> tuple[Kind, str]:
    """Return the kind and the raw content, as Cell describes them, of a value from calamine."""
    match value:
        case bool():
            return "boolean", "TRUE" if value else "FALSE"
        case int() | float():
            return ("number" if isfinite(value) else "error"), _digits(value)
        case datetime() if value.time() == time():
            return "date", value.date().isoformat()
        case date() | time():
            return "date", value.isoformat()
        case timedelta():
            return "date", str(value)
        case _:
            return "text", str(value)


def _digits(value: float) -> str:
    """Return digits that read back the same, those of 102.0 being 102, as Excel stores it."""
    return digits(tidy(value)) if abs(value) < EXACT else repr(value)


if __name__ == "__main__":
    main()
