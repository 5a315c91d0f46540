"""Where findings stand, worst first, and what is in the way of a note."""

from dataclasses import replace

import pytest

from wres_excel.workbook.annotate.places import place_findings
from wres_excel.workbook.annotate.records import Placed
from wres_excel.workbook.records import Sheet, Workbook

from .given import finding

DATA = Sheet(
    "Data", "a", merges=((2, 2, 3, 4),), hidden_rows=frozenset({9}), hidden_columns=frozenset({7})
)
BOOK = Workbook("return.xlsx", "", (DATA, Sheet("Old", "b", "hidden"), Sheet("Chart", "c")))


def placed(*findings: object) -> list[Placed]:
    return place_findings(
        findings,  # type: ignore[arg-type]
        BOOK,
        without_cells=["Chart"],
        conversations={"Data": {(5, 5)}},
    )


@pytest.mark.parametrize(
    ("sheet", "cell", "area", "obstacle"),
    [
        ("Data", "A1", (1, 1, 1, 1), ""),
        ("DATA", "$C$3", (2, 2, 3, 4), ""),
        ("Data", "A1:B2", (1, 1, 2, 2), ""),
        ("Data", "E5", (5, 5, 5, 5), "conversation"),
        ("Data", "A9", (9, 1, 9, 1), "hidden line"),
        ("Data", "G1", (1, 7, 1, 7), "hidden line"),
        ("Data", None, None, ""),
        ("Data", "nowhere", None, ""),
        ("Old", "A1", (1, 1, 1, 1), "hidden"),
        ("Chart", "A1", None, "no cells"),
        ("Gone", "A1", None, "unknown"),
        (None, None, None, ""),
    ],
)
def test_each_finding_has_its_cells_or_what_is_in_the_way(
    sheet: str | None, cell: str | None, area: object, obstacle: str
) -> None:
    (only,) = placed(finding(cell, sheet=sheet))
    assert (only.area, only.obstacle) == (area, obstacle)


@pytest.mark.parametrize("file", ["return.xlsx", "some/folder/return.xlsx", "C:\\a\\Return.xlsx"])
def test_the_workbook_itself_is_known_whatever_folder_is_named(file: str) -> None:
    (only,) = placed(finding("A1", file=file))
    assert (only.area, only.obstacle) == ((1, 1, 1, 1), "")


def test_a_cell_of_another_workbook_is_not_sought_in_this_one() -> None:
    (only,) = placed(finding("A1", file="last-year.xlsx"))
    assert (only.sheet, only.area, only.obstacle) == (None, None, "other file")


def test_a_conversation_leaves_no_cell_for_a_note() -> None:
    (only,) = placed(finding("E5"))
    assert only.noted is None
    assert replace(only, obstacle="").noted == (5, 5)


def test_further_cells_are_found_in_their_sheets_merged_ones_whole() -> None:
    cells = ("Data!A2", "data!C3", "Old!B2", "Chart!A1", "Gone!A1", "Data!nowhere")
    (only,) = placed(replace(finding("A1"), cells=cells))
    assert [(sheet.name, area) for sheet, area in only.also] == [
        ("Data", (2, 1, 2, 1)),
        ("Data", (2, 2, 3, 4)),
        ("Old", (2, 2, 2, 2)),
    ]


def test_a_finding_without_a_cell_of_its_own_stands_at_the_first_it_speaks_for() -> None:
    (only,) = placed(replace(finding(None, sheet=None), cells=("Data!A2", "Data!A3")))
    assert (only.sheet, only.noted) == (DATA, (2, 1))


def test_the_worst_come_first_and_else_the_order_of_the_checks_is_kept() -> None:
    found = [
        finding("A1", s, message=m) for s, m in (("note", "1"), ("error", "2"), ("error", "3"))
    ]
    assert [(p.number, p.finding.message) for p in placed(*found)] == [(1, "2"), (2, "3"), (3, "1")]
