"""`fill`: a workbook for each organisation, or nothing at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import wres_excel
from wres_excel.errors import EditionError, UnreadableFile, UsageError

from .given import BAND, TWO, cell_of, form, metrics, names, several


def value_in(book: Path, edition: str | None = None) -> object:
    found = wres_excel.read(book, edition=edition)
    place = wres_excel.Place("clinical.band_5", "current", "bme")
    return next(value.value for value in found.values if value.place == place)


def rules(result: wres_excel.FillResult) -> list[tuple[str, str]]:
    return [(f.severity, f.rule) for f in result.findings if f.severity != "note"]


def test_a_metrics_file_becomes_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "return.xlsx"
    result = wres_excel.fill(metrics(tmp_path), out, edition="2019")
    assert result == wres_excel.FillResult((out,), ())
    assert value_in(out) == 102


def test_paths_may_be_texts(tmp_path: Path) -> None:
    out = str(tmp_path / "return.xlsx")
    result = wres_excel.fill(
        str(metrics(tmp_path)),
        out,
        edition="2019",
        into=str(form(tmp_path)),
        receipt=str(tmp_path / "r.json"),
    )
    assert result.written == (Path(out),)


def test_a_metrics_table_may_be_a_workbook(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["item", "period", "group", "value"])
    sheet.append(["clinical.band_5", "current", "bme", 102])
    book.save(tmp_path / "metrics.xlsx")
    wres_excel.fill(tmp_path / "metrics.xlsx", tmp_path / "out.xlsx", edition="2019")
    assert value_in(tmp_path / "out.xlsx") == 102


BAD = {
    "unknown-item": ("clinical.band_55", "current", "bme", "1"),
    "unknown-period": ("clinical.band_5", "sometime", "bme", "1"),
    "unknown-group": ("clinical.band_5", "current", "martian", "1"),
    "wrong-kind": ("clinical.band_5", "current", "bme", "many"),
}


@pytest.mark.parametrize(("rule", "row"), BAD.items())
def test_one_bad_row_and_nothing_is_written(
    rule: str, row: tuple[str, ...], tmp_path: Path
) -> None:
    source = metrics(tmp_path, ("clinical.band_6", "current", "bme", "1"), row)
    result = wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019")
    assert [(f.rule, f.line, f.file) for f in result.findings] == [(rule, 3, str(source))]
    assert str(result.findings[0]).startswith(f"error[{rule}] {source}:3: ")
    assert result.written == ()
    assert names(tmp_path) == ["metrics.csv"]


def test_the_same_cell_given_twice_is_written_neither_way(tmp_path: Path) -> None:
    source = metrics(tmp_path, BAND, BAND, ("board.total", "current", "bme", "3"))
    out = tmp_path / "out.xlsx"
    result = wres_excel.fill(source, out, edition="2019", keep_going=True)
    assert [(f.rule, f.line, f.found) for f in result.findings] == [
        ("given-twice", 3, "lines 2 and 3")
    ]
    assert result.written == (out,)
    assert value_in(out) is None


def test_keep_going_writes_the_rest(tmp_path: Path) -> None:
    source = metrics(tmp_path, *BAD.values(), BAND)
    result = wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019", keep_going=True)
    assert [f.rule for f in result.findings] == list(BAD)
    assert value_in(tmp_path / "out.xlsx") == 102


def test_a_value_for_a_derived_item_is_compared_and_never_written(tmp_path: Path) -> None:
    rows = [
        ("recruitment.appointed", "current", "bme", "20"),
        ("recruitment.shortlisted", "current", "bme", "100"),
        ("recruitment.likelihood", "current", "bme", "0.9"),
    ]
    out = tmp_path / "out.xlsx"
    result = wres_excel.fill(metrics(tmp_path, *rows), out, edition="2019")
    assert [(f.severity, f.rule, f.line, f.found) for f in result.findings] == [
        ("warning", "derived-differs", 4, "0.9")
    ]
    place = wres_excel.Place("recruitment.likelihood", "current", "bme")
    found = next(value for value in wres_excel.read(out).values if value.place == place)
    assert (found.value, found.computed) == (0.2, 0.2)


def test_several_organisations_get_a_workbook_each(tmp_path: Path) -> None:
    out = tmp_path / "returns"
    result = wres_excel.fill(several(tmp_path), out, edition="2019")
    assert result.written == (out / "wres-2019-RXY.xlsx", out / "wres-2019-RAL.xlsx")
    assert [value_in(path) for path in result.written] == [1, 2]
    codes = [wres_excel.read(path).organisation.code for path in result.written]
    assert codes == ["RXY", "RAL"]


def test_findings_about_several_workbooks_name_the_workbook(tmp_path: Path) -> None:
    result = wres_excel.fill(
        several(tmp_path), tmp_path / "out", edition="2019", into=form(tmp_path)
    )
    about_code = [f for f in result.findings if f.rule == "value-present"]
    assert [f.file for f in about_code] == ["wres-2019-RXY.xlsx", "wres-2019-RAL.xlsx"]


@pytest.mark.parametrize("second", ["wres-2019-RAL.xlsx", "wres-2019-RXY.xlsx"])
def test_one_workbook_in_the_way_and_none_is_written(second: str, tmp_path: Path) -> None:
    out = tmp_path / "returns"
    out.mkdir()
    (out / second).write_text("old")
    with pytest.raises(UsageError, match="exists already"):
        wres_excel.fill(several(tmp_path), out, edition="2019")
    assert names(out) == [second]
    assert (out / second).read_text() == "old"


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ({"edition": "1999"}, EditionError),
        ({"edition": None}, UsageError),
        ({"receipt": "r.json"}, UsageError),
        ({"use_map": "m.csv"}, UsageError),
        ({"into": "form.xls"}, UsageError),
        ({"into": "nowhere.xlsx"}, UnreadableFile),
        ({"into": "FORM", "receipt": "r.txt"}, UsageError),
        ({"into": "FORM", "receipt": "FORM"}, UsageError),
        ({"into": "FORM", "use_map": "nowhere.csv"}, UnreadableFile),
    ],
)
def test_a_request_that_cannot_be_met_leaves_nothing_behind(
    bad: dict[str, str | None], error: type[Exception], tmp_path: Path
) -> None:
    source, given = several(tmp_path), form(tmp_path)
    before = names(tmp_path)
    paths = {
        key: given if value == "FORM" else tmp_path / value
        for key, value in bad.items()
        if value and key != "edition"
    }
    with pytest.raises(error):
        wres_excel.fill(source, tmp_path / "out", edition=bad.get("edition", "2019"), **paths)  # type: ignore[arg-type]
    assert names(tmp_path) == before


def test_a_damaged_form_is_found_before_a_folder_is_made(tmp_path: Path) -> None:
    broken = tmp_path / "form.xlsx"
    broken.write_bytes(form(tmp_path).read_bytes()[:-200])
    with pytest.raises(UnreadableFile):
        wres_excel.fill(several(tmp_path), tmp_path / "out", edition="2019", into=broken)
    assert names(tmp_path) == ["form.xlsx", "metrics.csv"]


@pytest.mark.parametrize("pick", [lambda f, m: f, lambda f, m: m], ids=["form", "metrics"])
def test_the_output_never_replaces_an_input(
    pick: Callable[[Path, Path], Path], tmp_path: Path
) -> None:
    given, source = form(tmp_path), metrics(tmp_path)
    renamed = source.rename(tmp_path / "metrics.xlsx")
    before = {path: path.read_bytes() for path in (given, renamed)}
    with pytest.raises((UsageError, UnreadableFile)):
        wres_excel.fill(renamed, pick(given, renamed), edition="2019", into=given, force=True)
    assert {path: path.read_bytes() for path in before} == before


def test_a_form_changed_between_two_calls_is_read_anew(tmp_path: Path) -> None:
    """A notebook fills, corrects the form, and fills again with the very same call."""
    source, out = metrics(tmp_path), tmp_path / "out.xlsx"
    for layout, counts_from_1904 in (("real_dates", False), ("real_dates_1904", True)):
        given = form(tmp_path, layout)
        wres_excel.fill(source, out, edition="2019", into=given, force=True)
        assert (b'date1904="1"' in part(out, "xl/workbook.xml")) is counts_from_1904


def part(path: Path, name: str) -> bytes:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return archive.read(name)


def test_the_name_of_an_organisation_must_fit_a_cell(tmp_path: Path) -> None:
    header = ("organisation", "organisation_name", "item", "period", "group", "value")
    source = metrics(tmp_path, ("RXY", "x" * 32_768, *BAND), header=header)
    with pytest.raises(UsageError) as caught:
        wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019")
    assert (caught.value.file, caught.value.found) == (str(source), "32,768 characters")


def test_the_edition_may_be_a_record_of_one_s_own(tmp_path: Path) -> None:
    own = replace(wres_excel.load_edition("2019"), name="2019 pilot", origin="own")
    result = wres_excel.fill(several(tmp_path), tmp_path / "out", edition=own)
    assert [path.name for path in result.written][0] == "wres-2019 pilot-RXY.xlsx"


def test_overwrite_replaces_and_tells(tmp_path: Path) -> None:
    old = tmp_path / "old.xlsx"
    wres_excel.fill(metrics(tmp_path), old, edition="2019", into=form(tmp_path))
    new = metrics(tmp_path, (*BAND[:3], "103"), name="new.csv")
    out = tmp_path / "out.xlsx"
    kept = wres_excel.fill(new, out, edition="2019", into=old)
    assert [(f.rule, f.cell, f.found, f.expected) for f in kept.findings] == [
        ("value-present", cell_of(), "102", "103")
    ]
    assert value_in(out, "2019") == 102
    replaced = wres_excel.fill(new, out, edition="2019", into=old, overwrite=True, force=True)
    assert [(f.severity, f.rule, f.found) for f in replaced.findings] == [
        ("note", "overwritten", "102")
    ]
    assert value_in(out, "2019") == 103


def test_a_share_goes_into_a_percent_column_that_stores_no_cell(tmp_path: Path) -> None:
    """The column alone has the percent format; 12.3 must not become 1230 %."""
    import openpyxl

    given = form(tmp_path, "financial_years")
    book = openpyxl.load_workbook(given)
    sheet = book["Data"]
    item = next(
        i.key
        for i in wres_excel.load_edition("2019").items
        if i.measure == "percentage" and not i.derived and i.number
    )
    cell = cell_of(item, "2019-03-31", "white", "financial_years")
    sheet.column_dimensions[cell.rstrip("0123456789")].number_format = "0.0%"
    style = sheet[cell]._style
    sheet.column_dimensions[cell.rstrip("0123456789")]._style = style
    row, column = sheet[cell].row, sheet[cell].column
    del sheet._cells[row, column]
    book.save(given)
    source = metrics(tmp_path, (item, "current", "white", "12.3"))
    out = tmp_path / "out.xlsx"
    result = wres_excel.fill(source, out, edition="2019", into=given)
    assert rules(result) == []
    assert openpyxl.load_workbook(out)["Data"][cell].value == 0.123


def test_two_organisations_in_metrics_and_a_file_as_output_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2 organisations"):
        wres_excel.fill(several(tmp_path, TWO), tmp_path / "out.xlsx", edition="2019")


def test_a_workbook_that_is_no_form_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    plain = openpyxl.Workbook()
    plain.active["A1"] = "hello"
    plain.save(tmp_path / "plain.xlsx")
    with pytest.raises(UnreadableFile) as caught:
        wres_excel.fill(
            metrics(tmp_path), tmp_path / "out.xlsx", edition="2019", into=tmp_path / "plain.xlsx"
        )
    assert str(caught.value) == (
        "plain.xlsx: No item of the return has a cell here: this does not look like a WRES form "
        "(found the sheets Sheet; expected rows such as 'Band 5', with columns for White and BME "
        "staff). Check that this is the right file, or place the items with --use-map."
    )
    assert not (tmp_path / "out.xlsx").exists()


def test_bad_rows_are_told_before_the_name_of_the_output_is_looked_at(tmp_path: Path) -> None:
    bad = [*TWO, ("RXY", "clinical.band_55", "current", "bme", "1")]
    result = wres_excel.fill(several(tmp_path, bad), tmp_path / "one.xlsx", edition="2019")
    assert [finding.rule for finding in result.findings] == ["unknown-item"]
    assert result.written == ()
