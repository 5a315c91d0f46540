"""Annotated copies are told from returns by all that we write, and by nothing less."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

import wres_excel
from wres_excel.workbook.annotation_mark import is_annotated
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.sheets import read_workbook

TITLE = "Workforce Race Equality Standard 2019: checks, RXY"


def judged(data: bytes) -> bool:
    return is_annotated(read_workbook(package_from_bytes(data, "a.xlsx")), data)


def book_of(sheet: str, title: str, table: str | None) -> bytes:
    """Return a workbook with a sheet in front, a title on it, and a table."""
    book = openpyxl.Workbook()
    front = book.active
    assert front is not None
    front.title = sheet
    front["A1"] = title
    front["A3"], front["A4"] = "Head", "Row"
    if table:
        front.add_table(Table(displayName=table, ref="A3:A4"))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_copy_is_told_from_its_original_also_after_another_program_saved_it(
    tmp_path: Path,
) -> None:
    wres_excel.write_template("2019", tmp_path / "form.xlsx")
    checked = wres_excel.check(tmp_path / "form.xlsx")
    wres_excel.write_annotated(tmp_path / "form.xlsx", checked, tmp_path / "copy.xlsx")
    openpyxl.load_workbook(tmp_path / "copy.xlsx").save(tmp_path / "again.xlsx")
    found = {path.name: judged(path.read_bytes()) for path in tmp_path.iterdir()}
    assert found == {"form.xlsx": False, "copy.xlsx": True, "again.xlsx": True}


@pytest.mark.parametrize(
    ("sheet", "title", "table", "expected"),
    [
        ("Checks", TITLE, "Checks_list", True),
        ("Checks 2", TITLE, "Checks_list_2", True),
        ("Checks", TITLE, None, False),
        ("Checks", TITLE, "Checks_listed", False),
        ("Checks", "Our own checks", "Checks_list", False),
        ("Checksum", TITLE, "Checks_list", False),
        ("Data", TITLE, "Checks_list", False),
    ],
)
def test_sheet_title_and_table_must_all_be_ours(
    sheet: str, title: str, table: str | None, expected: bool
) -> None:
    assert judged(book_of(sheet, title, table)) is expected
