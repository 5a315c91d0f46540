"""Texts of two forms that are no item's."""

from dataclasses import replace

import pytest

from wres_excel.comparison.records import FormChange
from wres_excel.editions import load_edition
from wres_excel.workbook.form_outline import Outline
from wres_excel.workbook.form_texts import MOST_PAIRS, changed_texts
from wres_excel.workbook.records import Workbook

EMPTY = Outline(
    Workbook("form.xlsx", "", ()), load_edition("2024"), {}, frozenset(), {"Data": {}}, {}
)
SHEETS = {"Data": "Data"}


def form(*texts: str, column: int = 1) -> Outline:
    """Return a form that holds nothing but these texts, one beneath the other."""
    cells = {(row, column): text for row, text in enumerate(texts, start=1)}
    return replace(EMPTY, texts={"Data": cells})


def told(old: Outline, new: Outline) -> list[tuple[str, str | None, str | None]]:
    return [(c.kind, c.old, c.new) for c in changed_texts(old, new, SHEETS)]


def test_the_most_alike_belong_together() -> None:
    old = form("Return it by 31 May 2023", "Return it by 31 May 2023 at noon")
    new = form("Return it by 31 May 2024 at noon", "Return it by 31 May 2024")
    assert told(old, new) == [
        ("text changed", "Return it by 31 May 2023", "Return it by 31 May 2024"),
        ("text changed", "Return it by 31 May 2023 at noon", "Return it by 31 May 2024 at noon"),
    ]


def test_what_is_not_alike_is_gone_and_added_even_in_one_cell() -> None:
    assert told(form("Guidance"), form("xyz")) == [
        ("text gone", "Guidance", None),
        ("text added", None, "xyz"),
    ]


def test_in_one_cell_less_will_do_to_be_the_same_text() -> None:
    old, new = "Send the return to us", "Send it to NHS England"
    assert told(form(old), form(new)) == [("text changed", old, new)]
    assert [kind for kind, *_ in told(form(old), form(new, column=2))] == [
        "text gone",
        "text added",
    ]


def test_a_text_that_stands_once_less_is_gone_once_from_its_own_cell() -> None:
    (change,) = changed_texts(form("a", "b", "a"), form("a", "b"), SHEETS)
    assert change == FormChange("text gone", "a", old="a", old_sheet="Data", old_cell="A3")


def test_very_many_texts_are_compared_cell_by_cell() -> None:
    many = range(int(MOST_PAIRS**0.5) + 1)
    old = form(*(f"old text {n}" for n in many))
    new = form(*(f"new text {n}" for n in many))
    assert told(old, new) == [("text changed", f"old text {n}", f"new text {n}") for n in many]


@pytest.mark.parametrize(("columns", "kind"), [({"Data": (1, 2)}, "row"), ({}, "text")])
def test_a_row_is_what_stands_where_labels_do(
    columns: dict[str, tuple[int, int]], kind: str
) -> None:
    new = replace(form("A title", "A row"), label_columns=columns)
    assert told(form(), new) == [
        ("text added", None, "A title"),
        (f"{kind} added", None, "A row"),
    ]
