"""Which cells are highlighted, and how strongly, where findings share cells."""

from wres_excel.workbook.annotate.highlight import worst_of
from wres_excel.workbook.annotate.records import Placed
from wres_excel.workbook.records import Sheet

from .given import finding

DATA, REPORT = Sheet("Data", "a"), Sheet("Report", "b")


def test_a_cell_has_the_worst_of_its_findings_whichever_names_it_first() -> None:
    found = [
        Placed(1, finding(severity="warning"), DATA, (1, 1, 1, 2), also=((DATA, (5, 1, 5, 1)),)),
        Placed(2, finding(severity="error"), DATA, (9, 9, 9, 9), also=((DATA, (1, 2, 1, 2)),)),
    ]
    assert worst_of(DATA, found) == {
        (1, 1): "warning",
        (1, 2): "error",
        (5, 1): "warning",
        (9, 9): "error",
    }


def test_cells_of_another_sheet_are_highlighted_there() -> None:
    found = [Placed(1, finding(), DATA, (1, 1, 1, 1), also=((REPORT, (2, 2, 2, 2)),))]
    assert worst_of(DATA, found) == {(1, 1): "error"}
    assert worst_of(REPORT, found) == {(2, 2): "error"}


def test_of_a_large_area_the_first_cell_alone_is_highlighted() -> None:
    found = [Placed(1, finding(), DATA, (1, 1, 1000, 2))]
    assert worst_of(DATA, found) == {(1, 1): "error"}
