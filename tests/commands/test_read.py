"""`read`: whose return it is, of which edition, and refusals that say why."""

from pathlib import Path

import pytest
import xlwt
from forms.layouts import LAYOUTS

import wres_excel
from wres_excel.errors import EditionError, UnreadableFile

from .given import form, metrics

CODES = {
    "RXY wres 2019": "RXY",
    "wres-rxy-2019": "RXY",
    "wres_2019_G6V2S": "G6V2S",
    "2019 09A": "09A",
    "the return of RXY": "RXY",
    "the return": None,
    "Raw data, tab 2": None,
    "RXY and RAL": None,
    "RXY again RXY": "RXY",
    "WRES2019": None,
    "31st March 2019": None,
    "ORXY1": None,
}


@pytest.mark.parametrize(("stem", "code"), CODES.items())
def test_a_code_in_the_file_s_name_stands_in_for_one_in_the_form(
    stem: str, code: str | None, tmp_path: Path
) -> None:
    """English words that look like codes, and two different codes, count as none."""
    book = tmp_path / f"{stem}.xlsx"
    wres_excel.write_template("2019", book)
    result = wres_excel.read(book)
    assert result.organisation.code == code
    found = [f.rule for f in result.findings if f.rule == "organisation-not-found"]
    assert found == ([] if code else ["organisation-not-found"])


def test_the_code_in_the_form_comes_before_the_one_in_the_name(tmp_path: Path) -> None:
    assert wres_excel.read(form(tmp_path, name="RXY.xlsx"), edition="2019").organisation == (
        wres_excel.Organisation("X9Y9Z", "Example Partnership NHS Foundation Trust")
    )


@pytest.mark.parametrize("edition", ["2015", "2016", "2019", "2025"])
def test_the_edition_is_that_of_the_content(edition: str, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    wres_excel.write_template(edition, book)
    assert wres_excel.read(book).edition.name == edition


def test_an_edition_that_is_named_is_believed(tmp_path: Path) -> None:
    book = form(tmp_path)
    for named in ("2019", wres_excel.load_edition("2019")):
        assert wres_excel.read(book, edition=named).edition.name == "2019"


def test_the_source_is_the_file_with_its_hash(tmp_path: Path) -> None:
    from hashlib import sha256

    book = form(tmp_path)
    source = wres_excel.read(str(book), edition="2019").source
    assert (source.file, source.sha256) == ("form.xlsx", sha256(book.read_bytes()).hexdigest())
    assert source.read_with.startswith("wres-excel ")
    assert (source.application, source.saved) == ("Microsoft Excel", "2019-06-03T09:00:00Z")


def test_every_place_has_one_value_but_blank_notes(tmp_path: Path) -> None:
    result = wres_excel.read(form(tmp_path), edition="2019")
    items = result.edition.by_key
    expected = [place for place in result.edition.places if not items[place.item].note_of]
    assert [value.place for value in result.values] == expected


def test_a_workbook_that_is_no_return_is_refused(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Holiday rota"
    book.save(tmp_path / "rota.xlsx")
    with pytest.raises(UnreadableFile) as caught:
        wres_excel.read(tmp_path / "rota.xlsx")
    assert caught.value.file == "rota.xlsx"


@pytest.mark.parametrize("edition", ["1999", "nowhere.toml"])
def test_an_edition_that_is_not_known_is_refused(edition: str, tmp_path: Path) -> None:
    with pytest.raises(EditionError):
        wres_excel.read(form(tmp_path), edition=edition)


def test_a_metrics_file_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        wres_excel.read(metrics(tmp_path))


def test_the_stated_formulas_of_a_form_never_calculated_are_uncalculated(tmp_path: Path) -> None:
    layout = LAYOUTS["groups_over_years"]
    result = wres_excel.read(form(tmp_path, layout.name), edition=layout.edition)
    statuses = {v.status for v in result.values if (v.sheet, v.cell) in layout.formula_cells}
    assert statuses == {"uncalculated"}


def test_an_old_workbook_is_read_and_what_its_kind_keeps_back_is_said(tmp_path: Path) -> None:
    sheet = xlwt.Workbook()
    data = sheet.add_sheet("Data")
    rows = (
        ("Data item", "Item", "31 March 2020 White", "31 March 2020 BME"),
        (34, "Number of shortlisted applicants", 610, 102),
    )
    for row, cells in enumerate(rows):
        for column, content in enumerate(cells):
            data.write(row, column, content)
    path = tmp_path / "return-RXY.xls"
    sheet.save(str(path))
    result = wres_excel.read(path, edition="2020")
    shortlisted = [v for v in result.values if v.place.item == "recruitment.shortlisted"]
    found = {(v.place.period, v.place.group): (v.value, v.cell) for v in shortlisted if v.cell}
    assert found == {("current", "white"): (610, "C2"), ("current", "bme"): (102, "D2")}
    assert result.findings[0].rule == "legacy-format"
    assert result.findings[0].file == "return-RXY.xls"
    assert {(v.format, v.formula, v.comment) for v in result.values} == {(None, None, None)}
    assert result.source.saved is None


@pytest.mark.parametrize("edition", [None, "2019"])
def test_a_metrics_workbook_is_told_from_a_return(edition: str | None, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("item", "period", "group", "value"), ("clinical.band_5", "current", "bme", 102)):
        sheet.append(row)
    book.save(tmp_path / "figures.xlsx")
    with pytest.raises(UnreadableFile, match="This is a metrics file, and not a return"):
        wres_excel.read(tmp_path / "figures.xlsx", edition=edition)
