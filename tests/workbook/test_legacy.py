"""Workbooks of the other kinds are read in a child process, and a hostile one harms nobody."""

import sys
from hashlib import sha256
from pathlib import Path

import pytest
import xlwt

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.legacy import LEGACY_NOTE, is_legacy, legacy_from_bytes
from wres_excel.workbook.legacy_child import content_of
from wres_excel.workbook.records import Sheet, Workbook

from .binary_books import (
    ONE,
    locked_xls,
    ods,
    ods_row,
    opened,
    packed,
    saved,
    with_part,
    xls,
    xls_of_1904,
    xlsb,
)
from .strangers import parts_of, refusal, zipped

SAVE_AS = "Open it in Excel and save it as an Excel Workbook (.xlsx), then read that."
STUMBLED = (
    "file: The workbook could not be read; it is damaged, or holds what only Excel understands "
    "(found content that the reader of such files stumbled over; "
    f"expected a workbook as Excel saved it). {SAVE_AS}"
)
FAR = ods_row(ONE) + ods_row(
    f'<table:table-cell table:number-columns-repeated="16383"/>{ONE}', 1_048_575
)
ENDLESS = ods_row(ONE.replace("/>", ' table:number-columns-repeated="4294967295"/>'), 4_294_967_295)


def read(data: bytes) -> Workbook:
    return legacy_from_bytes(data, "file")


def contents(sheet: Sheet) -> dict[tuple[int, int], tuple[str, str]]:
    return {place: (cell.kind, cell.raw) for place, cell in sheet.cells.items()}


def test_an_xls_gives_values_of_every_kind_with_all_their_digits() -> None:
    """An error, an empty text and nothing are all one to calamine."""
    assert contents(read(xls()).sheets[0]) == {
        (1, 2): ("text", "31 March 2019"),
        (2, 2): ("number", "102"),
        (3, 2): ("number", "0.30000000000000004"),
        (4, 2): ("number", "-7"),
        (5, 2): ("number", "1e+300"),
        (6, 2): ("boolean", "TRUE"),
        (7, 2): ("text", " two\nlines "),
        (8, 2): ("date", "2019-03-31"),
        (9, 2): ("date", "2019-03-31T14:30:00"),
        (10, 2): ("date", "09:30:00"),
        (11, 2): ("date", "1 day, 12:00:00"),
        (12, 2): ("number", "0.123"),
        (15, 2): ("error", "inf"),
    }


def test_an_xls_gives_merges_and_hidden_sheets_and_its_hash() -> None:
    book = read(xls())
    assert [(sheet.name, sheet.state, sheet.merges) for sheet in book.sheets] == [
        ("Data", "visible", ((1, 2, 1, 3),)),
        ("Hidden", "hidden", ()),
        ("Very hidden", "veryHidden", ()),
    ]
    assert (book.file, book.sha256) == ("file", sha256(xls()).hexdigest())


def test_days_that_count_from_1904_are_the_right_days() -> None:
    assert contents(read(xls_of_1904()).sheets[0]) == {(1, 1): ("date", "2019-03-31")}


def test_an_xlsb_gives_its_values_where_they_stand() -> None:
    (sheet,) = read(xlsb()).sheets
    assert (sheet.name, sheet.state) == ("Data", "hidden")
    assert contents(sheet) == {
        (3, 2): ("text", "Band 5"),
        (3, 3): ("number", "102"),
        (3, 4): ("boolean", "TRUE"),
        (5, 3): ("number", "12"),
    }


def test_an_ods_gives_its_values_where_they_stand() -> None:
    cells = (
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="false"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.123"/>'
        '<table:table-cell office:value-type="date" office:date-value="2019-03-31"/>'
        '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    )
    first, second = read(ods(ods_row("<table:table-cell/>", 2) + ods_row(cells), More="")).sheets
    assert contents(first) == {
        (3, 3): ("boolean", "FALSE"),
        (3, 4): ("number", "0.123"),
        (3, 5): ("date", "2019-03-31"),
        (3, 6): ("text", "a"),
    }
    assert (second.name, second.cells) == ("More", {})


def test_a_stray_cell_in_the_last_corner_of_an_xls_is_no_trouble() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for row, column in ((0, 0), (65_535, 255)):
        sheet.write(row, column, 1)
    assert set(read(saved(book)).sheets[0].cells) == {(1, 1), (65_536, 256)}


def test_a_million_rows_with_two_cells_are_two_cells() -> None:
    tall = ods_row(ONE) + ods_row("<table:table-cell/>", 1_048_574) + ods_row(ONE)
    assert set(read(ods(tall)).sheets[0].cells) == {(1, 1), (1_048_576, 1)}


@pytest.mark.skipif(sys.platform == "win32", reason="memory has no limit there")
@pytest.mark.parametrize(
    "data",
    [ods(FAR), ods(ENDLESS), xlsb(1_048_575, 16_383)],
    ids=["ods to XFD1048576", "ods without end", "xlsb to XFD1048576"],
)
def test_a_file_that_makes_the_child_abort_is_refused(data: bytes) -> None:
    assert refusal(lambda: read(data)) == STUMBLED


@pytest.mark.parametrize("cut", [600, 1100, 3000])
def test_a_damaged_xls_is_refused(cut: int) -> None:
    damaged = xls()[:cut] + bytes(len(xls()) - cut)
    with pytest.raises(UnreadableFile):
        read(damaged)


def test_an_encrypted_xls_is_refused_as_such() -> None:
    assert "protected by a password" in refusal(lambda: read(locked_xls()))


def test_too_many_cells_are_refused() -> None:
    full = ods_row(ONE.replace("/>", ' table:number-columns-repeated="100"/>'), 3_001)
    assert refusal(lambda: read(ods(full))) == (
        "file: The workbook is too large to be a WRES return (found too many cells; "
        "expected at most 300,000 cells in all sheets). Remove sheets that do not belong to the "
        "return, save it, then try again."
    )


def test_too_large_an_area_is_refused() -> None:
    wide = f'<table:table-cell table:number-columns-repeated="300"/>{ONE}'
    rows = ods_row(ONE) + ods_row("<table:table-cell/>", 60_000) + ods_row(wide)
    assert "too many cells" in refusal(lambda: read(ods(rows)))


def test_a_sheet_of_a_name_that_another_has_is_refused() -> None:
    """Names of sheets ignore case."""
    assert "does not fit into a workbook" in refusal(lambda: read(ods("", DATA="")))


def test_macros_are_told() -> None:
    assert not read(xlsb()).has_macros
    assert not read(xls()).has_macros
    assert read(with_part(xlsb(), "xl/vbaProject.bin", b"")).has_macros


def test_a_zip_breaks_the_same_bounds_as_an_xlsx() -> None:
    bomb = with_part(ods(""), "bomb.xml", bytes(2 * 2**20))
    assert "packed at most 200 times smaller" in refusal(lambda: read(bomb))
    climbing = with_part(xlsb(), "../out.bin", b"")
    assert "'../out.bin'" in refusal(lambda: read(climbing))


def test_a_file_of_more_than_25_mb_is_refused(tmp_path: Path) -> None:
    assert "25.0 MB" in refusal(lambda: read(xls() + bytes(25 * 2**20)))
    path = tmp_path / "large.xls"
    path.write_bytes(xls() + bytes(25 * 2**20))
    assert "at most 25 MB" in refusal(lambda: opened(path))


def test_the_content_decides_whatever_the_name_says(tmp_path: Path) -> None:
    for data in (xls(), xlsb(), ods(ods_row(ONE))):
        path = tmp_path / "return.xlsx"
        path.write_bytes(data)
        book = opened(path)
        assert (book.file, bool(book.sheets[0].cells)) == ("return.xlsx", True)
        assert is_legacy(data, "return.xlsx")


def test_other_files_are_refused_as_what_they_are() -> None:
    modern = zipped(parts_of())
    assert not is_legacy(modern, "file")
    assert not is_legacy(b"a,b", "file")
    assert "an .xlsx or .xlsm workbook under another name" in refusal(lambda: read(modern))
    assert "a CSV or text file" in refusal(lambda: read(b"a,b"))
    assert "a Word document" in refusal(lambda: read(packed({"word/document.xml": "<a/>"})))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(lambda: opened(tmp_path / "none.xls"))


def test_without_calamine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert refusal(lambda: read(xls())) == (
        "file: Reading such a file needs the package python-calamine, which is not installed "
        "(found an .xls workbook; expected an Excel workbook (.xlsx or .xlsm)). Install it "
        "with pip install '.[legacy]' in the folder of the project, or with pip install "
        f"'wres-excel[legacy]', or do without: {SAVE_AS}"
    )


@pytest.mark.parametrize(
    ("value", "content"),
    [
        (102.0, ("number", "102")),
        (-0.0, ("number", "0")),
        (2.0**53, ("number", "9007199254740992.0")),
        (1e-300, ("number", "1e-300")),
        (float("nan"), ("error", "nan")),
        (False, ("boolean", "FALSE")),
        ("", ("text", "")),
    ],
)
def test_values_become_kind_and_raw_content(value: object, content: tuple[str, str]) -> None:
    assert content_of(value) == content


def test_the_note_says_what_such_files_hide() -> None:
    assert (LEGACY_NOTE.rule, LEGACY_NOTE.severity) == ("legacy-format", "note")
    assert str(LEGACY_NOTE) == (
        "note[legacy-format] In a workbook of this kind formulas, error values and percentage "
        "formats cannot be told apart from plain values and empty cells. Save it as an Excel "
        "Workbook (.xlsx) and read that, to see them."
    )
