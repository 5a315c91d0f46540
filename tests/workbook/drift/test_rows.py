"""Labels and numbers that were edited, and rows that somebody put between those of the form."""

import time
from typing import Any

import pytest
from forms.layouts import LAYOUTS

from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.workbook.cells import Formula
from wres_excel.workbook.drift.form import read_form
from wres_excel.workbook.drift.rows import Outline, Rows, added_rows
from wres_excel.workbook.locate import locate

from .given import EDITION, FILE, Held, clean, drifted, opened, rules, tampered, with_cells
from .test_clean import consistent

BAND_3 = EDITION.by_key["non_clinical.band_3"]


def edited(cell: str, found: str) -> Finding:
    """Return the finding about an edited label in column D, or an edited number in column B."""
    label = cell.startswith("D")
    bears, lost = ("number", "label") if label else ("label", "data item number beside it")
    return Finding(
        "label-edited",
        "note",
        f"The row bears this item's {bears}, but {'its' if label else 'the'} {lost} was edited",
        "Check that the figures are this item's, and put its "
        f"{'own label' if label else 'number'} back.",
        item="non_clinical.band_3",
        file=FILE,
        sheet="Data",
        cell=cell,
        found=found,
        expected="Band 3" if label else "4",
    )


@pytest.mark.parametrize(
    ("cell", "held", "found"),
    [
        ("D10", "Band three and a half", "Band three and a half"),
        ("D10", "Band 3\n(incl. apprentices)", "Band 3 (incl. apprentices)"),
        ("D10", None, "nothing"),
        ("D10", 3, "3"),
    ],
)
def test_a_row_found_by_its_number_alone_had_its_label_edited(
    cell: str, held: Held, found: str
) -> None:
    assert tampered({cell: held}) == (edited(cell, found),)


@pytest.mark.parametrize(("held", "found"), [(None, "nothing"), ("4a", "4a"), (99, "99")])
def test_a_row_found_by_its_label_alone_had_its_number_edited(held: Held, found: str) -> None:
    assert tampered({"B10": held}) == (edited("B10", found),)


@pytest.mark.parametrize("spelling", ["BAND 3", "Band three", " Band\u00a03 ", "AfC Band 3"])
def test_known_spellings_are_no_edits(spelling: str) -> None:
    assert tampered({"D10": spelling}) == ()


@pytest.mark.parametrize("name", ["no_numbers", "indicator_rows_between", "unmerged_spans"])
def test_forms_without_numbers_or_with_merged_labels_are_not_edited(name: str) -> None:
    layout = LAYOUTS[name]
    edition = load_edition(layout.edition)
    assert drifted(opened(layout.build(consistent(layout, edition))), edition) == ()


def grown(**more: Any) -> tuple[Finding, ...]:
    """Return what drift says of a form with a row put after its first section."""
    layout = LAYOUTS["plain_reprint"]
    edition = load_edition(layout.edition)
    workbook = opened(layout.build(consistent(layout, edition)))
    row = 22  # the heading of the second section stands here
    return drifted(with_cells(workbook, {f"{c}{row}": held for c, held in more.items()}), edition)


def test_a_row_with_figures_that_is_no_item_is_noted() -> None:
    assert grown(C="Personal/ad hoc salary", E=2, F=3, I=0) == (
        Finding(
            "row-added",
            "note",
            "A row with figures was added that is no item of the form",
            "Count the people of this row under an item of the form, unless it is a total of other "
            "rows.",
            file=FILE,
            sheet="Data",
            cell="E22",
            found="'Personal/ad hoc salary' with 2, 3, 0",
            expected="rows of the form's items only",
        ),
    )


def test_a_row_of_formulas_is_a_total() -> None:
    assert grown(C="Total", E=("number", "5", Formula("SUM(E8:E21)"))) == ()


@pytest.mark.parametrize("held", ["see notes", None, 2019])
def test_words_and_years_are_no_figures(held: Held) -> None:
    assert grown(C="As at", E=held) == ()


def test_figures_without_a_label_are_noted() -> None:
    (finding,) = grown(C=None, F=7)
    assert (finding.rule, finding.cell, finding.found) == ("row-added", "F22", "no label, with 7")


def test_rows_that_a_form_really_has_beside_the_items_are_noted_each() -> None:
    layout = LAYOUTS["rows_missing_and_added"]
    edition = load_edition(layout.edition)
    findings = drifted(opened(layout.build(consistent(layout, edition))), edition)
    assert rules(findings) == [
        ("row-added", cell) for cell in ("D20", "D21", "D36", "D37", "D45", "D46")
    ]
    assert findings[0].found == "'Personal/ad hoc salary' with 2, 2, 2, 2, 2, 2"


def beneath(**more: Any) -> list[tuple[str, str | None]]:
    """Return what drift says of a form with cells put beneath its last item, in row 77."""
    layout = LAYOUTS["plain_reprint"]
    edition = load_edition(layout.edition)
    workbook = opened(layout.build(consistent(layout, edition)))
    return rules(drifted(with_cells(workbook, more), edition))


def test_rows_that_go_on_beneath_the_last_item_are_noted_up_to_a_gap() -> None:
    assert beneath(C78="Ad hoc", H78=2, C79="Agency", E79=1, C81="Signed in", E81=7) == [
        ("row-added", "H78"),
        ("row-added", "E79"),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"C78": "Signed by", "E78": "A N Other"},
        {"E78": 3},
        {"C78": "Total", "E78": ("number", "5", Formula("SUM(E64:E77)"))},
        {"C78": "no figures"},
    ],
)
def test_what_is_no_row_of_figures_beneath_the_last_item_is_not_noted(
    cells: dict[str, Held],
) -> None:
    assert beneath(**cells) == []


def test_a_list_beneath_the_last_item_is_looked_at_for_fifty_rows() -> None:
    long = {
        f"{column}{row}": held for row in range(78, 200) for column, held in (("C", "x"), ("E", 1))
    }
    assert beneath(**long) == [("row-added", f"E{row}") for row in range(78, 128)]


def test_a_million_rows_between_two_items_are_not_walked_through() -> None:
    """Of rows far apart, those that have cells are looked at."""
    last = {"B75": None, "D75": None, "B1000000": 63}
    workbook = with_cells(clean(), {**last, "F500000": 3})
    form = read_form(workbook, EDITION, locate(workbook, EDITION), ())
    outline = Outline(left=6, columns={6}, items=dict.fromkeys((7, 1_000_000), BAND_3))
    rows = Rows(form.sheets["Data"], outline)
    before = time.perf_counter()
    found = [finding.cell for finding in added_rows(form, [rows])]
    assert time.perf_counter() - before < 0.1
    assert found == ["F500000"]
