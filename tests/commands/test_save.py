"""A return saved: JSON, CSV or Parquet by its suffix, never over an input."""

import csv
import json
from pathlib import Path

import pyarrow.parquet
import pytest

import wres_excel
from wres_excel.commands.save import check_dataset_target, save_dataset
from wres_excel.errors import UsageError
from wres_excel.tables.columns import OUTPUT_COLUMNS

from .given import form, metrics, names


def a_return(folder: Path) -> wres_excel.Return:
    out = folder / "out.xlsx"
    wres_excel.fill(metrics(folder), out, edition="2019", into=form(folder))
    return wres_excel.read(out, edition="2019")


def test_a_json_file_holds_the_return(tmp_path: Path) -> None:
    result = a_return(tmp_path)
    save_dataset([result], tmp_path / "data.json")
    data = json.loads((tmp_path / "data.json").read_text("utf-8"))
    assert data["edition"] == "2019"
    assert list(data) == ["edition", "organisation", "source", "values", "findings"]
    assert len(data["values"]) == len(result.values)
    assert {v["value"] for v in data["values"] if v["item"] == "clinical.band_5"} == {None, 102}


@pytest.mark.parametrize("name", ["data.csv", "DATA.CSV"])
def test_a_csv_file_holds_a_row_for_each_value(name: str, tmp_path: Path) -> None:
    result = a_return(tmp_path)
    save_dataset([result], tmp_path / name)
    with (tmp_path / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(OUTPUT_COLUMNS)
    assert len(rows) == len(result.values)


@pytest.mark.parametrize("name", ["data.xlsx", "data.txt", "data"])
def test_another_suffix_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        check_dataset_target(tmp_path / name, force=False, inputs=[])
    assert caught.value.expected == ".json or .csv or .parquet"


def test_an_existing_file_stays_without_force(tmp_path: Path) -> None:
    out = tmp_path / "data.json"
    out.write_text("old")
    with pytest.raises(UsageError, match="exists already"):
        save_dataset([a_return(tmp_path)], out)
    assert out.read_text() == "old"
    save_dataset([a_return_again(tmp_path)], out, force=True)
    assert out.read_text("utf-8").startswith("{")
    assert "data.json" in names(tmp_path)


def a_return_again(folder: Path) -> wres_excel.Return:
    return wres_excel.read(folder / "out.xlsx", edition="2019")


def test_parquet_holds_the_rows_of_the_csv(tmp_path: Path) -> None:
    result = a_return(tmp_path)
    for name in ("data.parquet", "data.csv"):
        save_dataset([result], tmp_path / name)
    rows = pyarrow.parquet.read_table(tmp_path / "data.parquet").to_pylist()
    with (tmp_path / "data.csv").open(encoding="utf-8", newline="") as file:
        assert [row["item"] for row in rows] == [row["item"] for row in csv.DictReader(file)]
