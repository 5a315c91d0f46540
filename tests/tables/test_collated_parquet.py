"""A collation leaves as three Parquet files that hold what its CSV files do, each in its type."""

import sys
from datetime import date
from itertools import chain
from pathlib import Path

import pandas
import pytest
from pyarrow import parquet

from tests.tables.collations import InMemory, registered, taken
from wres_excel.collation.records import FindingRow, RegisterRow, ValueRow
from wres_excel.errors import UsageError
from wres_excel.tables.arrow import ROWS_PER_GROUP
from wres_excel.tables.collated import Targets, collated_targets
from wres_excel.tables.collated_parquet import collation_to_parquet

RETURNS = (taken(1), taken(2, name="=Trust, \u4e2d"), taken(3, code="A&E"))
COLLATION = InMemory(RETURNS, registered(*RETURNS))
DATES = frozenset({"period", "due", "signed_off"})
TYPES = {
    "number": "int32",
    "indicator": "int32",
    "period": "date32[day]",
    "value": "double",
    "computed": "double",
    "due": "date32[day]",
    "signed_off": "date32[day]",
    "errors": "int32",
    "warnings": "int32",
    "notes": "int32",
}


def written(folder: Path, collation: InMemory = COLLATION) -> Targets:
    targets = collated_targets(folder / "out.parquet")
    collation_to_parquet(collation, *targets)
    return targets


def typed(columns: tuple[str, ...], row: tuple[object, ...]) -> dict[str, object]:
    cells = dict(zip(columns, row, strict=True))
    dates = {n: date.fromisoformat(str(cells[n])) for n in DATES & set(columns) if cells[n]}
    return cells | dates


def test_every_row_comes_back_in_its_types_without_apostrophes(tmp_path: Path) -> None:
    targets = written(tmp_path)
    values = chain.from_iterable(r.values for r in RETURNS)
    findings = chain.from_iterable(r.findings for r in RETURNS)
    for path, columns, rows in (
        (targets.values, ValueRow._fields, values),
        (targets.findings, FindingRow._fields, findings),
        (targets.register, RegisterRow._fields, COLLATION.register),
    ):
        table = parquet.read_table(path)
        assert table.to_pylist() == [typed(columns, row) for row in rows]
        assert {field.name: str(field.type) for field in table.schema} == {
            name: TYPES.get(name, "string") for name in columns
        }


def test_pandas_tells_a_zero_from_a_blank(tmp_path: Path) -> None:
    frame = pandas.read_parquet(written(tmp_path).values)
    asked = frame[(frame["item"] == "recruitment.shortlisted") & (frame["organisation"] == "R02")]
    assert asked["value"].fillna(-1).tolist() == [3120.0, 0.0, -1.0]
    assert asked["status"].tolist() == ["reported", "reported", "blank"]


def test_the_same_collation_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in written(tmp_path)]
    assert [path.read_bytes() for path in written(tmp_path)] == first


def test_many_returns_are_written_in_groups_and_all_come_back(tmp_path: Path) -> None:
    part = taken(1)
    whole = part._replace(values=part.values * 5_000, findings=part.findings * 40_000)
    targets = written(tmp_path, InMemory((whole, whole), ()))
    stored = parquet.ParquetFile(targets.values).metadata
    assert (stored.num_rows, stored.num_row_groups) == (100_000, 2)
    assert stored.row_group(0).num_rows == ROWS_PER_GROUP
    assert parquet.ParquetFile(targets.findings).metadata.num_rows == 80_000


def test_no_returns_are_files_without_rows(tmp_path: Path) -> None:
    tables = [parquet.read_table(path) for path in written(tmp_path, InMemory((), ()))]
    assert [table.num_rows for table in tables] == [0, 0, 0]
    assert tables[2].column_names == list(RegisterRow._fields)


def test_without_pyarrow_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        written(tmp_path)
    assert "pip install 'wres-excel[parquet]'" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    full, rest = Path("/dev/full"), tmp_path / "rest.parquet"
    with pytest.raises(UsageError) as caught:
        collation_to_parquet(COLLATION, full, rest, rest)
    assert caught.value.message == "The file could not be written"
    assert caught.value.file == "/dev/full"
