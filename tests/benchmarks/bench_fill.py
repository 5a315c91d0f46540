"""Filling our own workbook, against XlsxWriter writing the same cells and nothing else."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from pytest_benchmark.fixture import BenchmarkFixture

import wres_excel

METRICS = Path(__file__).parents[2] / "examples" / "example-trust-2024.csv"
Cells = dict[str, list[tuple[int, int, object, object]]]


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """Return every cell of the filled workbook: sheet, row, column, content, stored result."""
    path = tmp_path_factory.mktemp("bare") / "filled.xlsx"
    wres_excel.fill(METRICS, path)
    formulas, results = (openpyxl.load_workbook(path, data_only=flag) for flag in (False, True))
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, cell.value, results[sheet.title][cell.coordinate].value)
            for row in sheet.iter_rows()
            for cell in row
        ]
        for sheet in formulas
    }


def write_bare(cells: Cells) -> bytes:
    """Write the cells with one format and no rules, charts, protection or print set-up."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    look = workbook.add_format({"border": 1})
    for name, contents in cells.items():
        sheet = workbook.add_worksheet(name)
        for row, column, content, result in contents:
            if isinstance(content, str) and content.startswith("="):
                sheet.write_formula(row, column, content, look, "" if result is None else result)
            elif content is None:
                sheet.write_blank(row, column, None, look)
            else:
                sheet.write(row, column, content, look)
    workbook.close()
    return buffer.getvalue()


@pytest.mark.benchmark(group="fill one return")
def test_bare_xlsxwriter(benchmark: BenchmarkFixture, cells: Cells) -> None:
    assert benchmark(write_bare, cells)


@pytest.mark.benchmark(group="fill one return")
def test_fill(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    result = benchmark(wres_excel.fill, METRICS, tmp_path / "out.xlsx", force=True)
    assert result.written
