"""`template`: a blank workbook or an empty metrics file."""

import csv
from pathlib import Path

import openpyxl
import pytest

import wres_excel
from wres_excel.errors import EditionError, UsageError

from .given import names


@pytest.mark.parametrize("edition", ["2015", "2019", "2025"])
def test_a_blank_workbook_opens_and_reads_as_blank(edition: str, tmp_path: Path) -> None:
    out = tmp_path / "blank.xlsx"
    wres_excel.write_template(edition, out)
    assert "Data" in openpyxl.load_workbook(out).sheetnames
    result = wres_excel.read(out)
    inputs = [v for v in result.values if not result.edition.by_key[v.place.item].derived]
    assert {value.status for value in inputs} == {"blank"}


def test_an_empty_metrics_file_has_every_input_once(tmp_path: Path) -> None:
    out = tmp_path / "metrics.csv"
    wres_excel.write_template("2019", out, metrics=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    edition = wres_excel.load_edition("2019")
    inputs = [
        tuple(place)
        for place in edition.places
        if not edition.by_key[place.item].derived and not edition.by_key[place.item].note_of
    ]
    found = [(row["item"], row["period"], row["group"]) for row in rows]
    assert sorted(found) == sorted(inputs)
    assert {row["value"] for row in rows} == {""}


def test_an_empty_metrics_file_fills_an_empty_workbook(tmp_path: Path) -> None:
    source = tmp_path / "metrics.csv"
    wres_excel.write_template("2019", source, metrics=True)
    result = wres_excel.fill(source, tmp_path / "out.xlsx")
    assert result.written == (tmp_path / "out.xlsx",)
    assert [(f.severity, f.rule) for f in result.findings] == [("note", "no-value")]


@pytest.mark.parametrize(
    ("name", "metrics"), [("a.csv", False), ("a.xlsx", True), ("a", False), ("a.xlsm", False)]
)
def test_a_name_that_says_something_else_is_refused(
    name: str, metrics: bool, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="does not say what it is"):
        wres_excel.write_template("2019", tmp_path / name, metrics=metrics)
    assert names(tmp_path) == []


def test_a_file_that_exists_stays_without_force(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_text("old")
    with pytest.raises(UsageError, match="exists already"):
        wres_excel.write_template("2019", out)
    assert out.read_text() == "old"
    wres_excel.write_template("2019", out, force=True)
    assert out.read_bytes().startswith(b"PK")


def test_an_unknown_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError):
        wres_excel.write_template("1999", tmp_path / "a.xlsx")


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        wres_excel.write_template("2019", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_may_be_the_path(tmp_path: Path) -> None:
    wres_excel.write_template("2019", str(tmp_path / "a.xlsx"))  # type: ignore[arg-type]
    assert names(tmp_path) == ["a.xlsx"]
