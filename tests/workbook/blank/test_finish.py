"""What is added to the parts that XlsxWriter writes, in its own small workbook."""

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from xlsxwriter import Workbook

from wres_excel.workbook.blank.finish import finish

from .blanks import data_of, parts


def made() -> bytes:
    """A workbook with a title, a heading, a plain cell, and formulas with and without a result."""
    buffer = BytesIO()
    workbook = Workbook(buffer)
    sheet = workbook.add_worksheet()
    sheet.set_row(0, 30)
    sheet.write("A1", "Title", workbook.add_format({"font_size": 16, "bold": True}))
    sheet.write("A2", "Part", workbook.add_format({"font_size": 13, "bold": True}))
    sheet.write("A3", "Text")
    sheet.write_formula("B1", '=IF(A4="","",A4)', None, "")
    sheet.write_formula("B2", "=1+1", None, 2)
    sheet.write_formula("B3", '="x"', None, "x")
    workbook.close()
    return buffer.getvalue()


def test_titles_become_heading_1_and_subtitles_heading_2_and_keep_their_look() -> None:
    sheet = openpyxl.load_workbook(BytesIO(finish(made()))).worksheets[0]
    assert [sheet[a].style for a in ("A1", "A2", "A3")] == ["Heading 1", "Heading 2", "Normal"]
    assert [sheet[a].font.sz for a in ("A1", "A2", "A3")] == [16, 13, 11]
    assert sheet["A1"].font.b


def test_the_document_is_in_british_english() -> None:
    before, after = (
        openpyxl.load_workbook(BytesIO(d)).properties for d in (made(), finish(made()))
    )
    assert (before.language, after.language) == (None, "en-GB")


def test_rows_keep_their_height_and_may_grow() -> None:
    assert b'ht="30"' in sheet_of(finish(made()))
    assert b"customHeight" in sheet_of(made())
    assert b"customHeight" not in sheet_of(finish(made()))


def test_an_empty_result_is_a_text_and_other_results_stay_what_they_are() -> None:
    found = re.findall(rb'<c r="(B\d)"(?: t="(\w+)")?><f>', sheet_of(finish(made())))
    assert found == [(b"B1", b"str"), (b"B2", b""), (b"B3", b"str")]


def sheet_of(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return package.read("xl/worksheets/sheet1.xml")


def test_nothing_else_changes_and_the_same_bytes_give_the_same_bytes() -> None:
    data = made()
    with ZipFile(BytesIO(data)) as old, ZipFile(BytesIO(finish(data))) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert sorted(changed) == ["docProps/core.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
    assert finish(data) == finish(data)


def test_no_formula_of_a_blank_workbook_looks_as_if_never_computed(name: str) -> None:
    for part, content in parts(name).items():
        if part.startswith("xl/worksheets/sheet"):
            assert not re.search(
                rb'<c r="\w+"(?: s="\d+")?><f>[^<]*</f>(<v></v>|<v/>|</c>)', content
            )


def test_styles_without_a_heading_are_refused() -> None:
    buffer = BytesIO()
    workbook = Workbook(buffer)
    workbook.add_worksheet()
    workbook.close()
    with pytest.raises(StopIteration):
        finish(buffer.getvalue())
    assert data_of("2019").startswith(b"PK")
