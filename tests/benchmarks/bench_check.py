"""Checking a return by every rule, against reading it: the aim is less than twice as long."""

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import wres_excel

METRICS = Path(__file__).parents[2] / "examples" / "example-trust-2024.csv"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "return.xlsx"
    wres_excel.fill(METRICS, path)
    return path


@pytest.mark.benchmark(group="check one return")
def test_read(benchmark: BenchmarkFixture, book: Path) -> None:
    assert benchmark(wres_excel.read, book).values


@pytest.mark.benchmark(group="check one return")
def test_check(benchmark: BenchmarkFixture, book: Path) -> None:
    assert benchmark(wres_excel.check, book).passed


@pytest.mark.benchmark(group="check one return")
def test_check_and_annotate(benchmark: BenchmarkFixture, book: Path) -> None:
    copy = book.with_name("copy.xlsx")
    checked = wres_excel.check(book)
    benchmark(wres_excel.write_annotated, book, checked, copy, force=True)
    assert copy.exists()
