"""Returns leave as Parquet with the columns and the content of the CSV, each in its own type."""

import csv
import io
import sys
from pathlib import Path

import pandas
import pytest
from pyarrow import parquet

from wres_excel.domain.model import Organisation, Place, Return, Source, Value
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.tables.apostrophe import protect
from wres_excel.tables.arrow import ROWS_PER_GROUP
from wres_excel.tables.columns import OUTPUT_COLUMNS
from wres_excel.tables.dataset import returns_to_csv
from wres_excel.tables.parquet import returns_to_parquet

EDITION = load_edition("2019")
BAND_5 = Place("clinical.band_5", "current", "bme")
RATIO = Place("disciplinary.relative_likelihood", "previous", "all")
SHARE = Place("board.difference", "current", "bme")
WORDS = Place("background.completeness", "current", "all")
SHA = "ab" * 32

TYPES = {
    "number": "int32",
    "indicator": "int32",
    "period": "date32[day]",
    "value": "double",
    "computed": "double",
}


def make_return(*values, organisation=None, file="return.xlsx"):
    organisation = organisation or Organisation("RXY", "Example Trust")
    return Return(EDITION, organisation, Source(file, SHA, None, "wres-excel"), values, ())


RETURNS = [
    make_return(
        Value(BAND_5, "reported", 102, sheet="Data", cell="I27", raw="102"),
        Value(RATIO, "reported", 1.8, sheet="Data", cell="E50", raw="1.8", computed=1.829),
        Value(RATIO, "blank", sheet="Data", cell="F50", reason="'Staff' (White) is 0"),
        Value(WORDS, "reported", text='=A1, "\u00e9"\nline', sheet="Report", cell="B2", raw="=A1"),
    ),
    make_return(
        Value(SHARE, "reported", -3.1, raw="-0.031", computed=-3.1),
        Value(BAND_5, "reported", 0, raw="0"),
        Value(BAND_5, "error", raw="#DIV/0!"),
        Value(BAND_5, "unreadable", raw="-"),
        Value(SHARE, "reported", 0.1 + 0.2, raw="0.30000000000000004"),
        organisation=Organisation(None, "=Trust"),
        file="+1.xlsx",
    ),
]


def written(folder: Path, returns=RETURNS) -> Path:
    target = folder / "data.parquet"
    returns_to_parquet(returns, target)
    return target


def test_the_columns_are_those_of_the_contract_in_order_and_typed(tmp_path: Path) -> None:
    schema = parquet.read_schema(written(tmp_path))
    assert tuple(schema.names) == OUTPUT_COLUMNS
    assert {field.name: str(field.type) for field in schema} == {
        name: TYPES.get(name, "string") for name in OUTPUT_COLUMNS
    }


def test_a_row_holds_the_value_as_it_is_and_null_for_what_is_not_known(tmp_path: Path) -> None:
    rows = parquet.read_table(written(tmp_path)).to_pylist()
    assert rows[3] == {
        "organisation": "RXY",
        "organisation_name": "Example Trust",
        "edition": "2019",
        "item": "background.completeness",
        "number": None,
        "indicator": None,
        "period": EDITION.snapshot,
        "group": "all",
        "value": None,
        "text": '=A1, "\u00e9"\nline',
        "status": "reported",
        "sheet": "Report",
        "cell": "B2",
        "raw": "=A1",
        "computed": None,
        "file": "return.xlsx",
        "sha256": SHA,
    }


def test_it_says_cell_for_cell_what_the_csv_says(tmp_path: Path) -> None:
    """But for the apostrophes, and for 102.0 where the CSV has 102."""
    from_csv = list(csv.DictReader(io.StringIO(returns_to_csv(RETURNS), newline="")))
    rows = parquet.read_table(written(tmp_path)).to_pylist()
    assert [{name: as_csv(name, cell) for name, cell in row.items()} for row in rows] == from_csv


def as_csv(name: str, cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(int(cell) if cell.is_integer() else cell)
    if name == "raw" and str(cell).lstrip("-").replace(".", "").isdigit():
        return str(cell)
    return protect(cell) if isinstance(cell, str) else str(cell)


def test_pandas_reads_the_same_numbers(tmp_path: Path) -> None:
    frame = pandas.read_parquet(written(tmp_path))
    assert list(frame.columns) == list(OUTPUT_COLUMNS)
    assert frame["value"].dropna().tolist() == [102.0, 1.8, -3.1, 0.0, 0.30000000000000004]
    assert frame["computed"].dropna().tolist() == [1.829, -3.1]
    assert frame.loc[frame["item"] == "clinical.band_5", "number"].tolist() == [20] * 4
    assert frame["status"].value_counts().to_dict() == {
        "reported": 6,
        "blank": 1,
        "error": 1,
        "unreadable": 1,
    }


def test_the_same_returns_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first


def test_no_returns_are_a_file_without_rows(tmp_path: Path) -> None:
    table = parquet.read_table(written(tmp_path, []))
    assert (table.num_rows, tuple(table.column_names)) == (0, OUTPUT_COLUMNS)


def test_many_rows_are_written_in_groups_and_all_come_back(tmp_path: Path) -> None:
    value = Value(BAND_5, "reported", 1, raw="1")
    target = written(tmp_path, [make_return(*[value] * 50_000)] * 2)
    stored = parquet.ParquetFile(target)
    assert (stored.metadata.num_rows, stored.num_row_groups) == (100_000, 2)
    assert stored.metadata.row_group(0).num_rows == ROWS_PER_GROUP


def test_without_pyarrow_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        returns_to_parquet(RETURNS, tmp_path / "data.parquet")
    assert str(caught.value) == (
        "Writing Parquet needs the package pyarrow, which is not installed. "
        "Install it (pip install 'wres-excel[parquet]'), or write .csv or .json."
    )
    assert not (tmp_path / "data.parquet").exists()


def test_a_place_that_cannot_be_written_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        returns_to_parquet(RETURNS, tmp_path / "missing" / "data.parquet")
    assert caught.value.message == "The file could not be written"
    assert caught.value.file == str(tmp_path / "missing" / "data.parquet")
