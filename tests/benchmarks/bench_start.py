"""How long the command line takes to say what it can do, against importing typer alone."""

import subprocess
import sys

import pytest
from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.benchmark(group="start", min_rounds=15)
def test_import_typer(benchmark: BenchmarkFixture) -> None:
    benchmark(subprocess.run, [sys.executable, "-c", "import typer"], check=True)


@pytest.mark.benchmark(group="start", min_rounds=15)
def test_help(benchmark: BenchmarkFixture) -> None:
    command = [sys.executable, "-m", "wres_excel", "--help"]
    benchmark(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)
