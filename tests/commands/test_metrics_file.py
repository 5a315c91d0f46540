"""Of a workbook the right sheet is read, and the others are named."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from wres_excel.commands.metrics_file import is_metrics, load_metrics
from wres_excel.domain.rows import Metrics
from wres_excel.errors import UnreadableFile
from wres_excel.workbook.package import open_package
from wres_excel.workbook.sheets import read_workbook

from .given import form, metrics

TABLE = (("item", "group", "value"), ("20", "bme", "102"))
OTHER = (("Item", "White"), ("21", "7"))
NOTES = (("Figures of the workforce team",),)
OWN = (("Workforce",), ("Band", "White", "BME"), ("Band 5", 1, 2))


def book(folder: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "m.xlsx"
    made.save(path)
    return path


def items(read: Metrics) -> list[str]:
    return [row.item for row in read.rows]


def notes(read: Metrics, path: Path) -> list[str]:
    return [str(finding).replace(str(path), "m.xlsx") for finding in read.findings]


def test_a_csv_is_read_as_it_is(tmp_path: Path) -> None:
    assert items(load_metrics(metrics(tmp_path))) == ["clinical.band_5"]


def test_one_sheet_among_empty_ones_needs_no_word(tmp_path: Path) -> None:
    read = load_metrics(book(tmp_path, {"Sheet1": (), "Data": TABLE, "Sheet3": ()}))
    assert (items(read), read.findings) == (["20"], ())


def test_sheets_without_the_header_are_noted(tmp_path: Path) -> None:
    path = book(tmp_path, {"Figures": TABLE, "Notes": NOTES, "Old": OWN})
    read = load_metrics(path)
    assert items(read) == ["20"]
    assert notes(read, path) == [
        "note[sheet-not-read] m.xlsx: The sheet 'Figures' was read as the metrics, and no other "
        "(found not read: 'Notes', 'Old')."
    ]


def test_the_only_sheet_with_the_header_is_read_wherever_it_stands(tmp_path: Path) -> None:
    path = book(tmp_path, {"Notes": NOTES, "Figures": TABLE})
    read = load_metrics(path)
    assert items(read) == ["20"]
    assert notes(read, path) == [
        "note[sheet-not-read] m.xlsx: The sheet 'Figures' was read as the metrics, and no other "
        "(found not read: 'Notes')."
    ]


def test_a_second_table_is_a_warning(tmp_path: Path) -> None:
    path = book(tmp_path, {"Figures": TABLE, "More": OTHER, "Notes": NOTES})
    read = load_metrics(path)
    assert items(read) == ["20"]
    assert notes(read, path) == [
        "warning[sheet-not-read] m.xlsx: Only the sheet 'Figures' was read, but others have the "
        "header of a metrics file too (found 'More'). Move their rows to the sheet that is read, "
        "or fill from a file of their own.",
        "note[sheet-not-read] m.xlsx: The sheet 'Figures' was read as the metrics, and no other "
        "(found not read: 'Notes').",
    ]


def test_two_tables_behind_a_sheet_of_notes_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path, {"Notes": NOTES, "One": TABLE, "Two": OTHER})
    with pytest.raises(UnreadableFile) as caught:
        load_metrics(path)
    assert str(caught.value).replace(str(path), "m.xlsx") == (
        "m.xlsx, Notes: Several sheets have the header of a metrics file, and the first sheet is "
        "none of them (found the header on the sheets 'One', 'Two'; expected one table, on the "
        "first sheet). Move the sheet with the figures to the front."
    )


def test_a_table_of_one_s_own_is_refused_with_its_sheet_and_the_way_on(tmp_path: Path) -> None:
    path = book(tmp_path, {"Bands": OWN, "Notes": NOTES})
    with pytest.raises(UnreadableFile) as caught:
        load_metrics(path)
    assert (caught.value.sheet, caught.value.found) == ("Bands", "Workforce")
    assert caught.value.remedy.startswith("Copy your columns into the file that `wres-excel")


def test_a_header_below_a_title_is_found_on_its_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load_metrics(book(tmp_path, {"Figures": (*NOTES, *TABLE)}))
    assert caught.value.remedy == "The header stands on line 2: remove what stands above it."


def test_a_workbook_of_empty_sheets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="does not begin with the header"):
        load_metrics(book(tmp_path, {"Sheet1": ()}))


def test_a_metrics_workbook_is_told_from_a_return(tmp_path: Path) -> None:
    given = book(tmp_path, {"Notes": NOTES, "Figures": TABLE}), form(tmp_path)
    assert [is_metrics(read_workbook(open_package(path))) for path in given] == [True, False]
