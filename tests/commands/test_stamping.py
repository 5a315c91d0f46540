"""Many copies of one form: the same bytes in the same order, however many processes."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

import wres_excel
from wres_excel.commands.stamping import CHUNK

from .given import BAND, cell_of, form, metrics, several

COUNT = 2 * CHUNK + 3


def organisations() -> list[tuple[str, ...]]:
    return [
        (f"Z{at:03}", "clinical.band_5", "current", "bme", str(at)) for at in range(COUNT, 0, -1)
    ]


def filled(
    folder: Path, name: str, jobs: int, into: Path | None
) -> tuple[list[str], list[bytes], list[wres_excel.Finding]]:
    out = folder / name
    result = wres_excel.fill(
        several(folder, organisations()), out, edition="2019", into=into, jobs=jobs
    )
    return (
        [path.name for path in result.written],
        [path.read_bytes() for path in result.written],
        list(result.findings),
    )


@pytest.mark.parametrize("layout", [None, "own_formulas"])
def test_several_processes_do_what_one_does(layout: str | None, tmp_path: Path) -> None:
    into = form(tmp_path, layout) if layout else None
    one, two = filled(tmp_path, "one", 1, into), filled(tmp_path, "two", 2, into)
    assert one[0] == [f"wres-2019-Z{at:03}.xlsx" for at in range(COUNT, 0, -1)]
    assert one == two
    assert len(set(one[1])) == COUNT


def test_each_workbook_has_its_own_values(tmp_path: Path) -> None:
    out = tmp_path / "out"
    wres_excel.fill(several(tmp_path, organisations()), out, edition="2019", jobs=2)
    place = wres_excel.Place("clinical.band_5", "current", "bme")
    for at in (1, CHUNK, COUNT):
        result = wres_excel.read(out / f"wres-2019-Z{at:03}.xlsx")
        values = {value.place: value.value for value in result.values}
        assert (values[place], result.organisation.code) == (at, f"Z{at:03}")


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_counts_every_workbook(jobs: int, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    wres_excel.fill(
        several(tmp_path, organisations()),
        tmp_path / "out",
        edition="2019",
        jobs=jobs,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(at, COUNT) for at in range(1, COUNT + 1)]


def test_one_copy_leaves_no_trace_in_the_next(tmp_path: Path) -> None:
    """An organisation without a value gets a blank cell, not its neighbour's number."""
    rows = [
        ("RXY", "clinical.band_5", "current", "bme", "7"),
        ("RAL", "clinical.band_6", "current", "bme", "9"),
    ]
    for into in (None, form(tmp_path, "own_formulas")):
        out = tmp_path / ("own" if into is None else "form")
        result = wres_excel.fill(several(tmp_path, rows), out, edition="2019", into=into)
        found = [values(path) for path in result.written]
        assert found == [(7, None), (None, 9)]


def values(path: Path) -> tuple[object, object]:
    told = {v.place: v.value for v in wres_excel.read(path, edition="2019").values}
    bands = (wres_excel.Place(f"clinical.band_{n}", "current", "bme") for n in (5, 6))
    first, second = (told[place] for place in bands)
    return first, second


def form_of_whole_numbers(folder: Path, *cells: str) -> Path:
    """Return a form of 2019 whose own validation forbids words in some cells."""
    given = form(folder)
    book = openpyxl.load_workbook(given)
    rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    rule.showErrorMessage = True
    for cell in cells:
        rule.add(cell)
    book["Data"].add_data_validation(rule)
    book.save(given)
    return given


def refusals(findings: Iterable[wres_excel.Finding]) -> list[str]:
    return [str(finding) for finding in findings if finding.severity == "error"]


def test_a_marker_that_a_form_forbids_leaves_the_cell_blank_and_says_so(tmp_path: Path) -> None:
    """Both when the form is filled and before, when only the map is shown."""
    given = form_of_whole_numbers(tmp_path, cell_of())
    source = metrics(tmp_path, (*BAND[:3], "N/A"), ("clinical.band_6", "current", "bme", "7"))
    told = [
        f"error[validation] form.xlsx, Data!{cell_of()}: Left blank: this form takes no N/A here "
        "(item clinical.band_5, 2019-03-31, bme; found N/A; expected a whole number at least 0). "
        "Say why beside the figure or in the covering message, and empty the value in the "
        "metrics; or ask whoever sent the form what to write."
    ]
    filled = wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019", into=given)
    assert (refusals(filled.findings), filled.not_written) == (told, 1)
    assert refusals(wres_excel.map_form(source, given, edition="2019").findings) == told


def test_a_marker_forbidden_where_a_number_stands_leaves_the_number(tmp_path: Path) -> None:
    given = form_of_whole_numbers(tmp_path, cell_of())
    book = openpyxl.load_workbook(given)
    book["Data"][cell_of()] = 5
    book.save(given)
    source = metrics(tmp_path, (*BAND[:3], "N/A"))
    filled = wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019", into=given)
    assert [f.message for f in filled.findings if f.rule == "validation"] == [
        "Left as it was: this form takes no N/A here"
    ]


def test_a_number_that_a_form_forbids_is_to_be_corrected(tmp_path: Path) -> None:
    given = form_of_whole_numbers(tmp_path, cell_of("survey.harassment_public"))
    source = metrics(tmp_path, ("survey.harassment_public", "current", "bme", "12.5"))
    filled = wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019", into=given)
    assert [(f.rule, f.message) for f in filled.findings if f.severity == "error"] == [
        ("validation", "The cell's own data validation forbids the value")
    ]


def test_the_map_of_several_organisations_names_the_workbook_of_a_refusal(tmp_path: Path) -> None:
    given = form_of_whole_numbers(tmp_path, cell_of())
    rows = [("RXY", *BAND[:3], "N/A"), ("RAL", *BAND)]
    result = wres_excel.map_form(several(tmp_path, rows), given, edition="2019")
    assert [f.file for f in result.findings if f.rule == "validation"] == ["wres-2019-RXY.xlsx"]


def test_a_value_that_stands_in_the_form_is_no_refusal_of_the_map(tmp_path: Path) -> None:
    """It is --overwrite that decides about it."""
    old = tmp_path / "old.xlsx"
    wres_excel.fill(metrics(tmp_path), old, edition="2019", into=form(tmp_path))
    source = metrics(tmp_path, (*BAND[:3], "103"), name="new.csv")
    assert refusals(wres_excel.map_form(source, old, edition="2019").findings) == []


def test_nothing_is_left_unwritten_where_every_value_has_its_cell(tmp_path: Path) -> None:
    source = metrics(tmp_path)
    filled = wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019", into=form(tmp_path))
    assert filled.not_written == 0


def test_results_that_nothing_here_works_out_are_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the engine a sum of the form's own loses its old result, in every workbook."""
    monkeypatch.setitem(sys.modules, "ironcalc", None)
    given = form(tmp_path)
    book = openpyxl.load_workbook(given)
    book["Data"]["Z1"] = f"={cell_of()}*2"
    book.save(given)
    with_results(given)
    one = wres_excel.fill(metrics(tmp_path), tmp_path / "out.xlsx", edition="2019", into=given)
    two = wres_excel.fill(several(tmp_path), tmp_path / "out", edition="2019", into=given)
    told = [str(f) for r in (one, two) for f in r.findings if f.rule == "results-left-out"]
    assert told == [
        "note[results-left-out] form.xlsx: 1 result of the form's own formulas was left out; Excel "
        "works it out when it opens the file. Open the workbook in Excel and save it, if it is to "
        "be read by anything else.",
        "note[results-left-out] form.xlsx: 2 results of the form's own formulas were left out; "
        "Excel works them out when it opens the file. Open the workbook in Excel and save it, if "
        "it is to be read by anything else.",
    ]


def with_results(path: Path) -> None:
    """Give the formula in Z1 a stored result, as Excel does and openpyxl does not."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, re.sub(rb"\*2</f>(<v ?/>|<v></v>)", b"*2</f><v>8</v>", data))
