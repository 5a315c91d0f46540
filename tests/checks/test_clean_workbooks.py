"""Workbooks without fault, of every edition and every layout, are not accused of anything."""

from pathlib import Path

import pytest
from forms.layouts import LAYOUTS, Layout
from forms.paper import Key

from wres_excel.commands.check import check
from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import digits
from wres_excel.editions import edition_names, load_edition
from wres_excel.workbook.own_form import own_form

from .given import CODE, returned

NOT_WHOLE = {
    "groups_over_years": {"uncalculated"},
    "rows_missing_and_added": {"item-not-found"},
    "ambiguous_row": {"ambiguous-place"},
    "ambiguous_sheets": {"ambiguous-place"},
}
"""Layouts that are not whole, and what they are rightly told: formulas that nothing calculated,
rows taken out, an item that stands twice."""


@pytest.mark.parametrize("name", edition_names())
def test_our_own_workbook_of_every_edition(name: str, tmp_path: Path) -> None:
    edition = load_edition(name)
    path = tmp_path / "return.xlsx"
    path.write_bytes(own_form(edition).fill(answers(edition)))
    assert [f for f in check(path).findings if f.severity != "note"] == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_of_others(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    edition = load_edition(layout.edition)
    path = tmp_path / f"{CODE} {name}.xlsx"
    path.write_bytes(layout.build(values(layout, edition)))
    told = {f.rule for f in check(path, edition=edition).findings if f.severity != "note"}
    assert told == NOT_WHOLE.get(name, set())


def answers(edition: Edition) -> dict[Place, Answer]:
    """Return the answers of a return without fault, the derived ones left to the workbook."""
    return {
        v.place: Answer("reported", v.value, v.text, raw(v.value, v.text))
        for v in returned(edition=edition.name).values
        if not edition.by_key[v.place.item].derived
    }


def values(layout: Layout, edition: Edition) -> dict[Key, float | str]:
    """Return the same answers as a layout takes them, derived ones as the inputs give them."""
    known = {v.place: v for v in returned(edition=edition.name).values}
    period = {edition.snapshot_of(each).isoformat(): each for each in edition.periods}
    found: dict[Key, float | str] = {}
    for key in layout.places:
        value = known[Place(key[0], period[key[1]], key[2])]  # type: ignore[arg-type]
        number = value.value if value.value is not None else value.computed
        found[key] = (value.text or "") if number is None else number
    return found


def raw(number: float | None, text: str | None) -> str:
    return text or "" if number is None else digits(number)
