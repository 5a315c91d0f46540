"""The sheets of a workbook as plain tables of text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from wres_excel.domain.answers import shown_text
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formats import is_date_format, is_percent_format
from wres_excel.workbook.package import open_package
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

SUFFIXES = (".xlsx", ".xlsm")


def is_workbook(path: Path) -> bool:
    """Return whether a file's name says that it is a workbook of Excel 2007 or later."""
    return path.suffix.lower() in SUFFIXES


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as a plain table: its name and its rows, with their numbers, cells as text."""

    sheet: str
    rows: tuple[tuple[int, Sequence[str]], ...]


def read_grids(path: Path) -> Iterator[Grid]:
    """Yield the sheets of a workbook file as grids_of does.

    Raises UnreadableFile if the workbook cannot be read.
    """
    yield from grids_of(read_workbook(open_package(path)))


def grids_of(workbook: Workbook) -> Iterator[Grid]:
    """Yield the sheets of a workbook that have any cells, in order.

    A percentage is "12.3%" and a date "2019-03-31", whatever the cell's format makes of it.
    """
    for sheet in workbook.sheets:
        if sheet.cells:
            yield Grid(sheet.name, tuple(_rows(workbook, sheet.cells)))


def _rows(
    workbook: Workbook, cells: Mapping[tuple[int, int], Cell]
) -> Iterator[tuple[int, Sequence[str]]]:
    for row, group in groupby(sorted(cells), key=lambda spot: spot[0]):
        yield row, _texts(workbook, {column: cells[row, column] for _, column in group})


def _texts(workbook: Workbook, cells: dict[int, Cell]) -> list[str]:
    row = [""] * max(cells)
    for column, cell in cells.items():
        code = workbook.formats[cell.style]
        row[column - 1] = shown_text(
            cell.kind,
            cell.raw,
            percent_format=is_percent_format(code),
            date_format=is_date_format(code),
            date1904=workbook.date1904,
        )
    return row
