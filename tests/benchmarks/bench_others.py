"""What other libraries do to the same form: how long it takes, what is lost, what goes stale.

Wanted besides the test extra: pip install wolfxl excelize. Each benchmark keeps in its extra info
how many of the form's parts come out byte for byte, and how many formulas show an old result;
`--benchmark-json FILE` writes them down.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

import openpyxl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.foreign_form import Filled

from .bench_form import answers, form_bytes, outcomes_of, prepared, set_with_openpyxl

__all__ = ["answers", "form_bytes"]

Set = Callable[[Path, Path, Filled], object]
SHEET_WARNINGS = "ignore:.*not supported and will be removed"


@pytest.fixture(scope="module")
def filled(form_bytes: bytes, answers: Any) -> Filled:
    """Return the same form as this project fills it."""
    return prepared(form_bytes).fill(answers, outcomes_of(answers), overwrite=True)


def with_openpyxl(form: Path, out: Path, filled: Filled) -> None:
    out.write_bytes(set_with_openpyxl(form.read_bytes(), list(filled.edits)))


def with_wolfxl(form: Path, out: Path, filled: Filled) -> None:
    wolfxl = pytest.importorskip("wolfxl")
    workbook = wolfxl.load_workbook(str(form), modify=True)
    for edit in filled.edits:
        workbook[edit.sheet].cell(edit.row, edit.column).value = float(edit.content.raw)
    workbook.save(str(out))


def with_excelize(form: Path, out: Path, filled: Filled) -> None:
    excelize = pytest.importorskip("excelize")
    workbook = excelize.open_file(str(form))
    for edit in filled.edits:
        cell = format_address(edit.row, edit.column)
        workbook.set_cell_value(edit.sheet, cell, float(edit.content.raw))
    workbook.save_as(str(out))
    workbook.close()


def with_ours(form: Path, out: Path, filled: Filled) -> None:
    stamped = prepared(form.read_bytes())
    out.write_bytes(stamped.stamp.apply(filled.edits, filled.results))


def parts_kept(form: bytes, out: bytes) -> str:
    with ZipFile(io.BytesIO(form)) as old, ZipFile(io.BytesIO(out)) as new:
        names = old.namelist()
        kept = sum(name in new.namelist() and old.read(name) == new.read(name) for name in names)
    return f"{kept} of {len(names)}"


def stale_results(out: bytes, right: bytes) -> str:
    """Count the formulas that show another result than they should; none at all is not stale."""
    formulas = openpyxl.load_workbook(io.BytesIO(right))
    try:
        shown, wanted = (
            openpyxl.load_workbook(io.BytesIO(d), data_only=True) for d in (out, right)
        )
    except ParseError as err:
        return f"not well-formed: {err}"
    cells = [
        (sheet.title, cell.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    stale = sum(
        shown[sheet][at].value is not None and shown[sheet][at].value != wanted[sheet][at].value
        for sheet, at in cells
    )
    return f"{stale} of {len(cells)}"


@pytest.mark.filterwarnings(SHEET_WARNINGS)
@pytest.mark.benchmark(group="others")
@pytest.mark.parametrize("fill", [with_ours, with_openpyxl, with_wolfxl, with_excelize])
def test_fill_the_same_cells(
    fill: Set, form_bytes: bytes, filled: Filled, benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    form, out = tmp_path / "form.xlsx", tmp_path / "out.xlsx"
    form.write_bytes(form_bytes)
    benchmark(fill, form, out, filled)
    data = out.read_bytes()
    benchmark.extra_info["parts kept"] = parts_kept(form_bytes, data)
    benchmark.extra_info["stale results"] = stale_results(data, filled.data)
