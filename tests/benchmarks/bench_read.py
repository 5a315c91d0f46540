"""Reading a return with formulas, statuses and findings, against others listing its cells."""

from pathlib import Path

import openpyxl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from python_calamine import CalamineWorkbook

import wres_excel

METRICS = Path(__file__).parents[2] / "examples" / "example-trust-2024.csv"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("read") / "return.xlsx"
    wres_excel.fill(METRICS, path)
    return path


def list_with_calamine(path: Path) -> int:
    workbook = CalamineWorkbook.from_path(path)
    return sum(len(workbook.get_sheet_by_name(n).to_python()) for n in workbook.sheet_names)


def list_with_openpyxl(path: Path) -> int:
    workbook = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for sheet in workbook for _ in sheet.iter_rows(values_only=True))


@pytest.mark.benchmark(group="read one return")
def test_calamine_lists_all_rows(benchmark: BenchmarkFixture, book: Path) -> None:
    assert benchmark(list_with_calamine, book)


@pytest.mark.benchmark(group="read one return")
def test_read(benchmark: BenchmarkFixture, book: Path) -> None:
    assert benchmark(wres_excel.read, book).values


@pytest.mark.benchmark(group="read one return")
def test_openpyxl_read_only_lists_all_rows(benchmark: BenchmarkFixture, book: Path) -> None:
    assert benchmark(list_with_openpyxl, book)
