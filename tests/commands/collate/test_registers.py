"""Registers that are CSV files or workbooks."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from wres_excel.collation.expected import Expected
from wres_excel.commands.collate.registers import read_registers
from wres_excel.errors import UnreadableFile


def workbook(path: Path, *rows: tuple[object, ...]) -> str:
    """Write a workbook whose first sheet is empty and whose second holds some rows."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Providers")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return str(path)


def test_a_workbook_is_read_as_its_csv_would_be(tmp_path: Path) -> None:
    """Dates that are dates, and numbers that are numbers, are understood."""
    rows = (("code", "name", "due"), ("RXY", "A Trust", date(2019, 8, 31)))
    asked = workbook(tmp_path / "r.xlsx", *rows)
    known = Expected("RXY", "A Trust", due=date(2019, 8, 31), file="r.xlsx", line=2)
    assert read_registers([asked]) == ((known,), ())


def test_a_workbook_that_is_no_register_is_refused_with_its_sheet(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_registers([workbook(tmp_path / "r.xlsx", ("item", "value"))])
    assert (caught.value.message, caught.value.file, caught.value.sheet) == (
        "The file does not begin with the header of a register of organisations",
        "r.xlsx",
        "Providers",
    )


def test_an_empty_workbook_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_registers([workbook(tmp_path / "r.xlsx")])
    assert (caught.value.file, caught.value.sheet) == ("r.xlsx", None)


def test_a_register_that_is_not_there_says_that_a_csv_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_registers([str(tmp_path / "nope.csv")])
    assert (caught.value.found, caught.value.expected) == (
        "no such file or directory",
        "a register of organisations, a CSV",
    )
