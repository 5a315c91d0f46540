"""A metrics table kept in a workbook is the same table as in a CSV."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.grid import Grid, is_workbook, read_grids


def saved(folder: Path, rows: dict[int, list[object]], formats: dict[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, values in rows.items():
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value
    for cell, code in formats.items():
        sheet[cell].number_format = code
    path = folder / "metrics.xlsx"
    book.save(path)
    return path


def first(path: Path) -> Grid:
    return next(read_grids(path))


def test_rows_are_texts_with_their_own_numbers(tmp_path: Path) -> None:
    """A percentage, a date, a blank within a row and a row left out are all as people see them."""
    rows: dict[int, list[object]] = {
        1: ["item", "period", "group", "value"],
        3: ["clinical.band_5", date(2019, 3, 31), "bme", 102],
        4: ["self_reporting.proportion", None, None, 0.123],
        5: ["board.total", "current", "white", True],
    }
    path = saved(tmp_path, rows, {"B3": "dd/mm/yyyy", "D4": "0.0%"})
    assert [(number, list(row)) for number, row in first(path).rows] == [
        (1, ["item", "period", "group", "value"]),
        (3, ["clinical.band_5", "2019-03-31", "bme", "102"]),
        (4, ["self_reporting.proportion", "", "", "12.3%"]),
        (5, ["board.total", "current", "white", "TRUE"]),
    ]


def test_the_first_sheet_with_cells_counts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Later")
    sheet["A1"] = "item"
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "metrics.xlsx"
    path.write_bytes(stream.getvalue())
    assert [(number, list(row)) for number, row in first(path).rows] == [(1, ["item"])]


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = date(2019, 3, 31)
    path = tmp_path / "metrics.xlsx"
    book.save(path)
    assert [list(row) for _, row in first(path).rows] == [["2019-03-31"]]


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLSX", "a.xlsm"])
def test_a_workbook_is_known_by_its_name(name: str) -> None:
    assert is_workbook(Path(name))


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a", "xlsx"])
def test_any_other_name_is_no_workbook(name: str) -> None:
    assert not is_workbook(Path(name))


def test_text_with_the_name_of_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "metrics.xlsx"
    path.write_text("item,value\n")
    with pytest.raises(UnreadableFile, match=r"metrics\.xlsx"):
        list(read_grids(path))
