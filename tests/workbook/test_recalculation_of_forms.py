"""The corpus' own forms, filled in, with LibreOffice to compute every formula anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from forms.furniture import furnish
from forms.layouts import LAYOUTS
from forms.looking import opened
from forms.paper import row_column

from wres_excel.workbook.cells import Content
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.patch import Edit, Target, prepare
from wres_excel.workbook.recalculation import Recalculation, prepare_recalculation
from wres_excel.workbook.sheets import read_workbook

from .ledgers import needs_libreoffice, number, recalculated

pytest.importorskip("ironcalc")

FURNITURE = (
    *("own_totals", "shared_formula", "array_formula", "dynamic_array", "external_link"),
    *("defined_names", "list_table", "very_hidden_sheet", "calc_chain", "iso_dates"),
)


def filled(name: str, *features: str) -> tuple[bytes, Recalculation, dict[Target, Content]]:
    layout = LAYOUTS[name]
    data = furnish(layout.build(), *features)
    package = package_from_bytes(data, "form.xlsx")
    inputs = [
        (sheet, *row_column(cell))
        for sheet, cell in layout.places.values()
        if (sheet, cell) not in layout.formula_cells
    ]
    edits = {target: number(3 + 17 * place % 101) for place, target in enumerate(inputs)}
    workbook = read_workbook(package)
    return data, prepare_recalculation(package, workbook, edits), edits


def stamped(data: bytes, prepared: Recalculation, edits: dict[Target, Content]) -> bytes:
    package = package_from_bytes(data, "form.xlsx")
    workbook = read_workbook(package)
    parts = {sheet.name: sheet.part for sheet in workbook.sheets}
    stamp = prepare(package, edits, prepared.reachable, sheet_parts=parts, workbook=workbook)
    done = prepared.results(edits, {})
    return stamp.apply([Edit(*target, content) for target, content in edits.items()], done.results)


def formula_results(book: Any, results: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = results[sheet.title][cell.coordinate].value
                    yield (sheet.title, cell.coordinate), value


def close_to(value: Any) -> Any:
    return value if isinstance(value, str) else pytest.approx(value, rel=1e-12)


@needs_libreoffice
def test_libreoffice_agrees_with_every_result(tmp_path: Path) -> None:
    """A form with 122 formulas, and the same with furniture: all agree, or are dropped.

    Dropped are an array formula and a dynamic array; a link to another workbook stays as it was.
    """
    plain = stamped(*filled("own_formulas"))
    furnished = stamped(*filled("own_formulas", *FURNITURE))
    for out, referee, dropped in zip(
        (plain, furnished), recalculated(tmp_path, plain, furnished), (0, 2), strict=True
    ):
        ours = dict(formula_results(opened(out), opened(out, results=True)))
        theirs = dict(formula_results(opened(out), referee))
        assert (
            sum(value is None and theirs[at] is not None for at, value in ours.items()) == dropped
        )
        agreed = {at: value for at, value in ours.items() if value is not None}
        assert len(agreed) >= 110
        assert agreed == {at: close_to(theirs[at]) for at in agreed}


def test_forms_in_every_markup_are_recalculated_alike() -> None:
    _, plain, edits = filled("own_formulas", "own_totals")
    expected = plain.results(edits, {})
    assert len(expected.results) > 100
    for markup in (
        "strict",
        "prefixed",
        "utf16",
        "implied_addresses",
        "odd_zip",
        "excel_attributes",
    ):
        _, prepared, _ = filled("own_formulas", "own_totals", markup)
        assert prepared.results(edits, {}) == expected


def test_a_workbook_that_counts_from_1904_is_recalculated() -> None:
    data, prepared, edits = filled("real_dates_1904", "own_totals", "shared_formula")
    done = prepared.results(edits, {})
    assert len(done.results) == 4
    assert None not in [result.content for result in done.results]
