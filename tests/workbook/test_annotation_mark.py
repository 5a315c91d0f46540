"""Annotated copies are told from returns until somebody saves them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from support import needs_libreoffice, recalculated

import wres_excel
from wres_excel.workbook.annotation_mark import is_untouched_copy
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.sheets import read_workbook

OURS = b'<!-- <is><t xml:space="preserve">Workforce Race Equality Standard -->'
TITLE = "Workforce Race Equality Standard 2019: checks, RXY"


def judged(data: bytes) -> bool:
    package = package_from_bytes(data, "a.xlsx")
    return is_untouched_copy(read_workbook(package), package)


@pytest.fixture
def copy(tmp_path: Path) -> bytes:
    wres_excel.write_template("2019", tmp_path / "form.xlsx")
    checked = wres_excel.check(tmp_path / "form.xlsx")
    wres_excel.write_annotated(tmp_path / "form.xlsx", checked, tmp_path / "copy.xlsx")
    assert not judged((tmp_path / "form.xlsx").read_bytes())
    return (tmp_path / "copy.xlsx").read_bytes()


def test_a_copy_as_it_was_written_is_told_from_its_original(copy: bytes) -> None:
    assert judged(copy)


def test_a_copy_that_openpyxl_saved_may_have_been_corrected(copy: bytes) -> None:
    saved = BytesIO()
    openpyxl.load_workbook(BytesIO(copy)).save(saved)
    assert not judged(saved.getvalue())


@needs_libreoffice
def test_a_copy_that_libreoffice_saved_may_have_been_corrected(copy: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    assert not judged(recalculated({"copy": copy}, folder)["copy"])


@pytest.mark.parametrize(
    ("sheet", "title", "expected"),
    [
        ("Checks", TITLE, True),
        ("Checks 2", TITLE, True),
        ("Checks", "Our own checks", False),
        ("Checksum", TITLE, False),
        ("Data", TITLE, False),
        ("Checks", None, False),
    ],
)
def test_sheet_and_title_must_both_be_ours(sheet: str, title: str | None, expected: bool) -> None:
    book = openpyxl.Workbook(write_only=True)
    front = book.create_sheet(sheet)
    front.append([title, "Row"])
    buffer = BytesIO()
    book.save(buffer)
    assert judged(as_inline(buffer.getvalue())) is expected


def as_inline(data: bytes) -> bytes:
    """Return a workbook whose first sheet holds our title in the characters that we use."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"<sheetData", OURS + b"<sheetData")
            new.writestr(name, part)
    return out.getvalue()
