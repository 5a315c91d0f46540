"""A formula means the same wherever its cells stand."""

import pytest

from wres_excel.domain.model import Place
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formula_meaning import FormulaMeanings
from wres_excel.workbook.locate import Location
from wres_excel.workbook.records import Sheet, Workbook


def meanings(top: int, total: str = "Total") -> FormulaMeanings:
    """A sheet with Band 5 and Band 6 from a row on, a total beneath them, and White in column B."""
    texts = {(top + 2, 1): Cell(top + 2, 1, "text", total)}
    workbook = Workbook("form.xlsx", "", (Sheet("Data", "part", cells=texts),))
    bands = ("clinical.band_5", "clinical.band_6")
    return FormulaMeanings(
        workbook, [location(band, row) for row, band in enumerate(bands, start=top)]
    )


def location(item: str, row: int) -> Location:
    return Location(Place(item, "current", "white"), "Data", row, 2, ("here",))


def mean(formula: str, top: int = 1, total: str = "Total") -> tuple[str, ...]:
    return meanings(top, total).of(formula, location("board.workforce", top + 4))


SAME = {
    "a cell": ("B1/B2", "B11/B12"),
    "an area": ("SUM(B1:B2)", "SUM(B11:B12)"),
    "an area with its sheet": ("SUM(B1:B2)", "SUM(Data!B11:B12)"),
    "an area with more in it that is no item": ("SUM(B1:B3)", "SUM(B11:B13)"),
    "fixed by dollars": ("$B$1", "B11"),
    "small letters and spaces": ("sum( b1 , b2 )", "SUM(B11,B12)"),
    "a row of the form's own by its words": ("B3*2", "B13*2"),
    "a cell without words as far away": ("B4", "B14"),
    "another sheet": ("Other!C1", "Other!C11"),
}


@pytest.mark.parametrize(("here", "there"), SAME.values(), ids=SAME)
def test_what_moved_with_its_cells_means_the_same(here: str, there: str) -> None:
    assert mean(here, 1) == mean(there, 11)


OTHER = {
    "another cell": ("B1/B2", "B2/B1"),
    "another operation": ("B1/B2", "B1*B2"),
    "a number typed in": ("B1", "B1+1"),
    "a smaller area": ("SUM(B1:B2)", "SUM(B1:B1)"),
    "a text in other letters": ('"a"', '"A"'),
    "another row that is no item's": ("B3", "B4"),
    "more than fits": ("SUM(A1:A9999)", "SUM(A1:A9998)"),
}


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_what_computes_something_else_does_not(one: str, other: str) -> None:
    assert mean(one) != mean(other)


def test_a_row_of_the_form_s_own_is_known_by_its_words() -> None:
    assert mean("B3", total="Total") != mean("B3", total="Average")
