"""`map_form`: the map is shown, and no workbook is written."""

from pathlib import Path

import pytest

import wres_excel
from wres_excel.commands.place_map import COLUMNS, read_map
from wres_excel.errors import UsageError

from .given import cell_of, form, metrics, names


def test_the_map_is_returned_and_nothing_written(tmp_path: Path) -> None:
    source, given = metrics(tmp_path), form(tmp_path)
    before = names(tmp_path)
    result = wres_excel.map_form(source, given, edition="2019")
    assert names(tmp_path) == before
    assert result.edition.name == "2019"
    assert {len(row) for row in result.rows} == {len(COLUMNS)}
    found = {row[:3]: row[3:5] for row in result.rows}
    assert found["clinical.band_5", "2019-03-31", "bme"] == ("Data", cell_of())
    assert [f.severity for f in result.findings if f.severity == "error"] == []


def test_the_edition_may_come_from_the_form(tmp_path: Path) -> None:
    assert wres_excel.map_form(metrics(tmp_path), form(tmp_path)).edition.name == "2019"


def test_the_map_is_written_for_excel(tmp_path: Path) -> None:
    out = tmp_path / "map.csv"
    result = wres_excel.map_form(metrics(tmp_path), form(tmp_path), edition="2019", output=out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [(r.item, r.period, r.group, r.sheet, r.cell) for r in read_map(out)] == [
        row[:5] for row in result.rows
    ]


def test_a_map_by_hand_shows_in_the_map(tmp_path: Path) -> None:
    hand = tmp_path / "hand.csv"
    hand.write_text("item,period,group,sheet,cell\nclinical.band_5,current,bme,Data,Z99\n")
    result = wres_excel.map_form(metrics(tmp_path), form(tmp_path), edition="2019", use_map=hand)
    row = next(r for r in result.rows if r[:3] == ("clinical.band_5", "2019-03-31", "bme"))
    assert row[3:] == ("Data", "Z99", "placed by hand")


@pytest.mark.parametrize("taken", ["metrics.csv", "hand.csv"])
def test_the_map_never_replaces_an_input(taken: str, tmp_path: Path) -> None:
    """Least of all the map that somebody has corrected by hand."""
    hand, source = tmp_path / "hand.csv", metrics(tmp_path)
    hand.write_text("item,period,group,sheet,cell\n")
    before = (tmp_path / taken).read_bytes()
    with pytest.raises(UsageError, match="made from"):
        wres_excel.map_form(
            source,
            form(tmp_path),
            edition="2019",
            use_map=hand,
            output=tmp_path / taken,
            force=True,
        )
    assert (tmp_path / taken).read_bytes() == before


def test_a_map_that_exists_stays_without_force(tmp_path: Path) -> None:
    out = tmp_path / "map.csv"
    out.write_text("old")
    with pytest.raises(UsageError, match="exists already"):
        wres_excel.map_form(metrics(tmp_path), form(tmp_path), edition="2019", output=out)
    assert out.read_text() == "old"


def test_a_map_is_a_csv(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not say what it is"):
        wres_excel.map_form(
            metrics(tmp_path), form(tmp_path), edition="2019", output=tmp_path / "map.xlsx"
        )


def test_rivals_are_findings_of_the_map(tmp_path: Path) -> None:
    result = wres_excel.map_form(metrics(tmp_path), form(tmp_path, "ambiguous_row"), edition="2019")
    errors = [f for f in result.findings if f.severity == "error"]
    assert [(f.rule, f.item) for f in errors] == [("ambiguous-place", "recruitment.appointed")]
