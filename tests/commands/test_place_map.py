"""The map of a form: written as a CSV, corrected by hand, and given back."""

import csv
from pathlib import Path

import pytest
from forms.furniture import furnish
from forms.layouts import LAYOUTS

import wres_excel
from wres_excel.commands.place_map import (
    BY_HAND,
    COLUMNS,
    MapRow,
    apply_map,
    map_as_csv,
    map_rows,
    read_map,
)
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.locate import Located, Location, locate
from wres_excel.workbook.package import open_package
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

from .given import BAND, cell_of, form, metrics

EDITION = load_edition("2019")
PLACE = Place("clinical.band_5", "current", "bme")


def located_form(folder: Path, layout: str = "plain_reprint") -> tuple[Workbook, Located]:
    workbook = read_workbook(open_package(form(folder, layout)))
    return workbook, locate(workbook, EDITION)


def write_map(folder: Path, *rows: str, header: str = ",".join(COLUMNS)) -> Path:
    path = folder / "map.csv"
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return path


def applied(folder: Path, *rows: str) -> tuple[Located, tuple[Finding, ...]]:
    workbook, located = located_form(folder)
    read = read_map(write_map(folder, *rows))
    return apply_map(read, located, workbook, EDITION, "map.csv")


@pytest.mark.parametrize("layout", ["plain_reprint", "own_formulas", "ambiguous_row"])
def test_a_map_given_back_unchanged_changes_nothing(layout: str, tmp_path: Path) -> None:
    workbook, located = located_form(tmp_path, layout)
    path = tmp_path / "map.csv"
    path.write_bytes(map_as_csv(located, EDITION).encode("utf-8-sig"))
    again, findings = apply_map(read_map(path), located, workbook, EDITION, "map.csv")
    assert findings == ()
    assert again == located


def test_the_map_has_a_row_for_each_place_with_what_speaks_for_it(tmp_path: Path) -> None:
    _, located = located_form(tmp_path)
    rows = map_rows(located, EDITION)
    named = [(row[0], row[1], row[2]) for row in rows]
    assert len(set(named)) == len(named)
    row = next(row for row in rows if row[:3] == ("clinical.band_5", "2019-03-31", "bme"))
    assert row[3:] == ("Data", cell_of(), located.locations[PLACE].why)


def test_the_map_shows_rivals_and_near_misses(tmp_path: Path) -> None:
    _, located = located_form(tmp_path, "ambiguous_row")
    why = {row[:3]: row[3:] for row in map_rows(located, EDITION)}
    sheet, cell, reason = why["recruitment.appointed", "2019-03-31", "bme"]
    first, second = located.ambiguous[Place("recruitment.appointed", "current", "bme")]
    assert (sheet, cell) == ("", "")
    assert reason == f"either of Data!{first.cell}, Data!{second.cell}"
    assert why["report.url", "2019-03-31", "all"][2].startswith("not found")


def test_a_row_by_hand_moves_its_item_alone(tmp_path: Path) -> None:
    located, findings = applied(tmp_path, "clinical.band_5,2019-03-31,bme,Data,$Z$99,")
    assert findings == ()
    assert located.locations[PLACE] == Location(PLACE, "Data", 99, 26, BY_HAND)
    _, before = located_form(tmp_path)
    others = {place: at for place, at in before.locations.items() if place != PLACE}
    assert {p: at for p, at in located.locations.items() if p != PLACE} == others


def test_a_row_without_a_cell_takes_its_item_out(tmp_path: Path) -> None:
    located, findings = applied(tmp_path, "clinical.band_5,current,bme,,,")
    assert findings == ()
    assert PLACE not in located.locations


def test_lines_without_anything_are_passed_over(tmp_path: Path) -> None:
    """Excel leaves such lines behind where rows were deleted."""
    path = write_map(tmp_path, ",,,,,", "", "clinical.band_5,current,bme,Data,Z9,why")
    assert read_map(path) == [MapRow(4, "clinical.band_5", "current", "bme", "Data", "Z9")]


@pytest.mark.parametrize(
    ("row", "message", "found"),
    [
        ("clinical.band_55,current,bme,Data,E5,", "no such item", "clinical.band_55, current, bme"),
        ("clinical.band_5,1999-03-31,bme,Data,E5,", "no such item", "1999-03-31"),
        ("clinical.band_5,current,martian,Data,E5,", "no such item", "martian"),
        ("clinical.band_5,current,bme,Date,E5,", "no such sheet", "Date"),
        ("clinical.band_5,current,bme,Data,E,", "column and row", "E"),
        ("clinical.band_5,current,bme,Data,,", "column and row", ""),
        ("clinical.band_5,current,bme,,E5,", "no such sheet", ""),
        ("clinical.band_5,current,bme,Data,XFE1,", "column and row", "XFE1"),
    ],
)
def test_a_row_that_cannot_be_followed_is_found_with_its_line(
    row: str, message: str, found: str, tmp_path: Path
) -> None:
    located, findings = applied(tmp_path, row)
    (finding,) = findings
    assert (finding.rule, finding.severity, finding.file, finding.line) == (
        "map-row",
        "error",
        "map.csv",
        2,
    )
    assert message in finding.message
    assert found in (finding.found or "")
    assert located.locations == located_form(tmp_path)[1].locations


def test_nothing_is_written_by_a_map_with_a_bad_row(tmp_path: Path) -> None:
    bad = write_map(tmp_path, "clinical.band_5,current,bme,Date,E5,")
    source, out = metrics(tmp_path), tmp_path / "out.xlsx"
    given = form(tmp_path)
    result = wres_excel.fill(source, out, edition="2019", into=given, use_map=bad)
    assert ([f.rule for f in result.findings], result.written) == (["map-row"], ())
    assert not out.exists()
    result = wres_excel.fill(source, out, edition="2019", into=given, use_map=bad, keep_going=True)
    assert result.written == (out,)


def test_an_item_placed_by_hand_is_written_there(tmp_path: Path) -> None:
    import openpyxl

    hand = write_map(tmp_path, "clinical.band_5,current,bme,Data,Z99,")
    out = tmp_path / "out.xlsx"
    wres_excel.fill(metrics(tmp_path), out, edition="2019", into=form(tmp_path), use_map=hand)
    sheet = openpyxl.load_workbook(out)["Data"]
    assert (sheet["Z99"].value, sheet[cell_of()].value) == (102, None)


def test_two_items_placed_in_one_cell_are_refused(tmp_path: Path) -> None:
    rows = [f"clinical.band_{band},current,bme,Data,Z99," for band in (5, 6)]
    located, findings = applied(tmp_path, *rows)
    assert [(f.line, f.message, f.found) for f in findings] == [
        (2, "Two items stand in one cell", "Data!Z99 for clinical.band_5"),
        (3, "Two items stand in one cell", "Data!Z99 for clinical.band_6"),
    ]
    assert PLACE not in located.locations


def test_two_items_may_change_places(tmp_path: Path) -> None:
    fifth, sixth = cell_of(), cell_of("clinical.band_6")
    rows = (
        f"clinical.band_5,current,bme,Data,{sixth},",
        f"clinical.band_6,current,bme,Data,{fifth},",
    )
    located, findings = applied(tmp_path, *rows)
    assert findings == ()
    assert located.locations[PLACE].cell == sixth
    assert located.locations[PLACE._replace(item="clinical.band_6")].cell == fifth


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b"",
        b"\xff\xfe\x00",
        "item,period,group,sheet,cell\n\xe9,,,,\n".encode("latin-1"),
        b"item,period,group,sheet,cell\n" + b"x" * 200_000 + b",,,,\n",
    ],
    ids=["other columns", "empty", "binary", "latin-1", "huge field"],
)
def test_what_is_no_map_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_map(path)
    assert caught.value.file == str(path)
    assert caught.value.remedy


def test_a_map_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.csv"):
        read_map(tmp_path / "nowhere.csv")


def test_a_reason_that_looks_like_a_formula_is_protected(tmp_path: Path) -> None:
    """What a form says as a label must not run when somebody opens the map in Excel."""
    _, located = located_form(tmp_path)
    at = Location(PLACE, "=cmd", 1, 1, ("=1+1",))
    text = map_as_csv(Located({PLACE: at}, {}, {}, (), located.organisation), EDITION)
    row = next(r for r in csv.DictReader(text.splitlines()) if r["sheet"])
    assert (row["sheet"], row["why"]) == ("'=cmd", "'=1+1")
    path = tmp_path / "map.csv"
    path.write_text(text, "utf-8", newline="")
    assert [row.sheet for row in read_map(path) if row.sheet] == ["=cmd"]


def test_a_cell_that_an_array_formula_fills_is_refused_and_the_rest_written(tmp_path: Path) -> None:
    given = tmp_path / "form.xlsx"
    given.write_bytes(furnish(LAYOUTS["plain_reprint"].build(), "dynamic_array"))
    cells = next(s for s in read_workbook(open_package(given)).sheets if s.name == "Data").cells
    row, column = next(at for at, c in cells.items() if c.formula and c.formula.kind == "array")
    hand = write_map(
        tmp_path, f"clinical.band_5,current,bme,Data,{format_address(row + 1, column)},"
    )
    source = metrics(tmp_path, BAND, ("clinical.band_6", *BAND[1:]))
    out = tmp_path / "out.xlsx"
    result = wres_excel.fill(source, out, edition="2019", into=given, use_map=hand, overwrite=True)
    refused = [(f.rule, f.item) for f in result.findings if f.severity == "error"]
    assert refused == [("formula-cell", "clinical.band_5")]
    told = {v.place: v.value for v in wres_excel.read(out, edition="2019").values}
    assert told[PLACE._replace(item="clinical.band_6")] == 102
