"""How forms differ, in words: what changed alike is one line."""

from dataclasses import replace

import pytest

from wres_excel.commands.forms_text import MOST_ITEMS, forms_as_text
from wres_excel.comparison.records import FormChange

BAND = FormChange(
    "item moved",
    "Band 5",
    old_sheet="Data",
    old_cell="E10",
    new_sheet="Data",
    new_cell="E12",
    item="clinical.band_5",
    number=20,
    period="current",
    group="bme",
)


def lines(*changes: FormChange) -> list[str]:
    return forms_as_text(changes).splitlines()[2:]


def test_forms_that_are_the_same_are_said_to_be() -> None:
    assert forms_as_text(()) == (
        "FORMS: no difference in items, labels, headings, formulas, sheets or texts"
    )


MOVES = {
    "down 2 rows": ("Data", "E12"),
    "up 1 row": ("Data", "E9"),
    "right 1 column": ("Data", "F10"),
    "down 1 row, left 2 columns": ("Data", "C11"),
    "from 'Data' to 'Board', down 1 row": ("Board", "E11"),
}


@pytest.mark.parametrize(("words", "to"), MOVES.items())
def test_a_move_is_told_in_rows_and_columns(words: str, to: tuple[str, str]) -> None:
    moved = replace(BAND, new_sheet=to[0], new_cell=to[1])
    assert lines(moved) == [
        "  Items moved",
        f"    Band 5 (data item 20): {words}  Data!E10 -> {to[0]}!{to[1]}",
    ]


def test_items_that_moved_alike_are_one_line() -> None:
    other = replace(BAND, label="Band 6", number=21, old_cell="E11", new_cell="E13")
    assert lines(BAND, other) == [
        "  Items moved",
        "    2 items, data items 20 to 21: down 2 rows  Data!E10 -> Data!E12",
    ]


def test_a_move_with_its_renamed_sheet_says_nothing_of_the_sheet() -> None:
    renamed = FormChange("sheet renamed", "Return", "Data", "Return", "Data", None, "Return")
    moved = replace(BAND, new_sheet="Return")
    assert lines(renamed, moved) == [
        "  Sheets",
        "    renamed 'Data' -> 'Return'",
        "",
        "  Items moved",
        "    Band 5 (data item 20): down 2 rows  Data!E10 -> Return!E12",
    ]


def test_a_column_that_is_gone_is_one_line() -> None:
    gone = [
        replace(BAND, kind="item gone", label=f"Band {n}", number=n, new_sheet=None, new_cell=None)
        for n in (5, 6)
    ]
    assert lines(*gone) == [
        "  Items gone",
        "    2 items, data items 5 to 6 for reporting year, BME  Data!E10",
    ]


def added(label: str, cell: str) -> FormChange:
    return FormChange("item added", label, new=label, new_sheet="Report", new_cell=cell, item=label)


def test_items_added_are_named_one_by_one_unless_they_are_very_many() -> None:
    few = [added(f"Question {n}", f"B{n}") for n in range(1, 3)]
    assert lines(*few) == [
        "  Items added",
        "    Question 1  Report!B1",
        "    Question 2  Report!B2",
    ]
    many = [added(f"Question {n}", f"B{n}") for n in range(1, MOST_ITEMS + 2)]
    assert lines(*many) == [
        "  Items added",
        "    13 items, 'Question 1' to 'Question 13'  Report!B1",
    ]


def test_labels_headings_and_formulas_are_told_with_both_texts() -> None:
    label = replace(
        BAND, kind="label changed", old="Band 5", new="Grade 5", period=None, group=None
    )
    heading = replace(BAND, kind="heading changed", old="BME", new="BAME", number=None)
    formula = replace(BAND, kind="formula changed", old="=A1", new=None)
    where = "Data!E10 -> Data!E12"
    assert lines(formula, heading, label, replace(formula, old="=B1")) == [
        "  Items relabelled",
        f"    data item 20: 'Band 5' -> 'Grade 5'  {where}",
        "",
        "  Headings changed",
        f"    reporting year, BME: 'BME' -> 'BAME'  {where}",
        "",
        "  Formulas changed",
        f"    Band 5 (data item 20): '=A1' -> no formula in 2 cells  {where}",
    ]


def test_a_heading_of_all_groups_names_its_year_alone() -> None:
    heading = replace(
        BAND, kind="heading changed", old="a", new="b", period="previous", group="all"
    )
    assert lines(heading)[1].startswith("    previous year: 'a' -> 'b'")


def test_texts_and_rows_and_sheets_are_told() -> None:
    text = FormChange("text changed", "b", "a", "b", "Data", "A1", "Data", "A1")
    told = [
        FormChange("sheet gone", "Notes", old="Notes", old_sheet="Notes"),
        FormChange("sheet shown or hidden", "Lists", "hidden", "visible", "Lists", None, "Lists"),
        FormChange("row added", "Nurses", new="Nurses", new_sheet="Data", new_cell="C70"),
        text,
        replace(text, old_cell="A2", new_cell="A2"),
        FormChange("text gone", "x" * 100, old="x" * 100, old_sheet="Data", old_cell="A3"),
    ]
    assert lines(*told) == [
        "  Sheets",
        "    gone 'Notes'",
        "    'Lists': hidden -> visible",
        "",
        "  Rows that are no item of the edition",
        "    added 'Nurses'  Data!C70",
        "",
        "  Other texts",
        "    " + "'a' -> 'b' in 2 cells".ljust(79) + "  Data!A1",
        f"    gone '{'x' * 69}...'  Data!A3",
    ]
