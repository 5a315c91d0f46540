"""How tests look at a form with openpyxl, as people do: along the row and up the column."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl

Anchors = dict[tuple[int, int], tuple[int, int]]


def opened(data: bytes, results: bool = False) -> Any:
    """Open a workbook, with formulas or with their stored results.

    openpyxl warns of every extension that it will not keep, which is no news here.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(data), data_only=results)


def plain(value: object) -> str:
    """Return what a cell says in small letters with single spaces."""
    return " ".join(str("" if value is None else value).lower().split())


def anchors(sheet: Any) -> Anchors:
    """Return the cell that speaks for each merged cell."""
    return {
        where: (span.min_row, span.min_col)
        for span in sheet.merged_cells.ranges
        for row in span.rows
        for where in row
    }


def along_row(sheet: Any, row: int, column: int) -> list[str]:
    """Return what stands to the left of a cell."""
    return [plain(sheet.cell(row, at).value) for at in range(1, column)]


def up_column(sheet: Any, merged: Anchors, row: int, column: int) -> Iterator[object]:
    """Yield what stands above a cell; where nothing does, what spreads over it from the left."""
    for above in range(row - 1, 0, -1):
        for at in range(column, 0, -1):
            value = sheet.cell(*merged.get((above, at), (above, at))).value
            if value is not None:
                yield value
                break
