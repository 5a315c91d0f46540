"""The corpus proves itself: forms build alike each time, and each place is where it says."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from .items import Field, fields, item_named, items
from .layouts import LAYOUTS, Layout
from .looking import Anchors, along_row, anchors, opened, plain, up_column
from .paper import Key, Place, row_column
from .spellings import spelt
from .words import CAPITALS, MIXED, MODERN, ORGANISATION, PLAIN, as_at, financial_year, ordinal

REPORTS = [name for name in LAYOUTS if name.startswith("reporting")]
TABLES = [name for name in LAYOUTS if name not in REPORTS]
GROUP_WORDS = {
    plain(spelled[group]): group
    for spelled in (CAPITALS, PLAIN, MODERN, MIXED, {"unknown": "Ethnicity Unknown / Null"})
    for group in spelled
}
SECTIONS = {plain(item.section): item.section for item in items()}


@cache
def book(name: str) -> Any:
    return opened(LAYOUTS[name].build())


@cache
def merged(name: str, sheet: str) -> Anchors:
    return anchors(book(name)[sheet])


def all_places(layout: Layout) -> list[tuple[Key, Place]]:
    rivals = [(key, place) for key, two in layout.candidates.items() for place in two]
    return [*layout.places.items(), *rivals]


def above(name: str, place: Place) -> Iterator[object]:
    sheet, cell = place
    return up_column(book(name)[sheet], merged(name, sheet), *row_column(cell))


def groups_in(text: str) -> list[str]:
    words = text.partition(" 31st ")[0]
    return [GROUP_WORDS[words]] if words in GROUP_WORDS else []


def means_period(value: object, period: str) -> bool:
    day = date.fromisoformat(period)
    spellings = {ordinal(period), as_at(period), financial_year(period)}
    if isinstance(value, datetime):
        return value.date() == day
    return value == day.year or any(plain(text) in plain(value) for text in spellings)


def distinct_values(layout: Layout) -> dict[Key, float | str]:
    """Return a different value for every place, so that no two can be mistaken."""
    words = layout.name in REPORTS
    return {key: f"Answer {at}" if words else at + 0.5 for at, key in enumerate(layout.places, 1)}


def test_facts_are_complete() -> None:
    """There are 63 data items and 54 report fields, numbered in order."""
    assert [item.number for item in items()] == list(range(1, 64))
    assert [field.order for field in fields()] == list(range(1, 55))


@pytest.mark.parametrize("name", LAYOUTS)
def test_building_twice_gives_the_same_bytes(name: str) -> None:
    layout = LAYOUTS[name]
    values = distinct_values(layout)
    assert layout.build() == layout.build()
    assert layout.build(values) == layout.build(values)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_value_has_one_place_of_its_own(name: str) -> None:
    layout = LAYOUTS[name]
    places = [place for _, place in all_places(layout)]
    assert len(set(places)) == len(places) > 0
    assert layout.ambiguous == bool(layout.candidates)
    assert not layout.places.keys() & layout.candidates.keys()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_places_for_all_items_in_both_periods(name: str) -> None:
    """Only the form with rows left out has fewer: four items in six columns."""
    expected = 2 * sum(len(item.groups) for item in items())
    missing = 24 if name == "rows_missing_and_added" else 0
    found = {key for key, _ in all_places(LAYOUTS[name])}
    assert len(found) == expected - missing


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_a_place_for_every_field(name: str) -> None:
    assert [key[0] for key in LAYOUTS[name].places] == [field.key for field in fields()]


@pytest.mark.parametrize("name", TABLES)
def test_the_row_of_a_place_carries_its_items_label(name: str) -> None:
    for key, (sheet, cell) in all_places(LAYOUTS[name]):
        item = item_named(key[0])
        row = along_row(book(name)[sheet], *row_column(cell))
        expected = spelt(item) if name == "no_numbers" else item.label
        assert plain(expected) in row, (key, sheet, cell)
        assert name == "no_numbers" or str(item.number) in row, (key, sheet, cell)


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"ambiguous_row"}))
def test_a_place_stands_under_its_section(name: str) -> None:
    """'Band 5' is two items, told apart by the heading above the rows."""
    for key, (sheet, cell) in all_places(LAYOUTS[name]):
        row = row_column(cell)[0]
        before = (plain(each.value) for at in range(row, 0, -1) for each in book(name)[sheet][at])
        assert next(text for text in before if text in SECTIONS) == plain(
            item_named(key[0]).section
        ), (key, sheet, cell)


@pytest.mark.parametrize("name", TABLES)
def test_the_column_of_a_place_is_headed_by_its_group(name: str) -> None:
    for key, place in all_places(LAYOUTS[name]):
        found = (group for text in above(name, place) for group in groups_in(plain(text)))
        assert next(found) == key[2] or key[2] == "all", (key, place)


@pytest.mark.parametrize("name", TABLES)
def test_the_column_of_a_place_is_headed_by_its_period(name: str) -> None:
    """The nearest date above is the value's own, or the sheet says it for all its columns."""
    periods = {key[1] for key, _ in all_places(LAYOUTS[name])}
    for key, place in all_places(LAYOUTS[name]):
        found = (day for text in above(name, place) for day in periods if means_period(text, day))
        assert next(found) == key[1], (key, place)


def names_field(texts: list[str], field: Field) -> bool:
    """Say whether these texts name the field, with or without its number."""
    label = plain(field.label.rpartition(": ")[2] if "indicator " in field.label else field.label)
    last = label.partition(" ")[2] if label[0].isdigit() else label
    return any(last in text or label in text for text in texts)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_field_stands_by_its_label(name: str) -> None:
    for (key, _, _), (sheet, cell) in LAYOUTS[name].places.items():
        field = next(each for each in fields() if each.key == key)
        page, (row, column) = book(name)[sheet], row_column(cell)
        near = [plain(page.cell(row, column).value), *along_row(page, row, column)]
        heads = [plain(text) for text in above(name, (sheet, cell))]
        known = "name of provider organisation" in heads[:1]
        assert names_field([*near, *heads], field) or known, (key, cell)
        if key.startswith("indicator_"):
            assert key[10] in near


@pytest.mark.parametrize("name", LAYOUTS)
def test_values_are_filled_in_where_the_places_say(name: str) -> None:
    """openpyxl reads each value at its place; formulas it wrote itself have no results to read."""
    layout = LAYOUTS[name]
    values = distinct_values(layout)
    filled = opened(layout.build(values), results=True)
    for key, value in values.items():
        sheet, cell = layout.places[key]
        if layout.engine == "openpyxl" and (sheet, cell) in layout.formula_cells:
            continue
        read = filled[sheet][cell].value
        if key in layout.shared_label_keys:
            assert str(read).endswith(f": {value}")
        elif key in layout.percent_keys:
            assert read * 100 == pytest.approx(value)
        else:
            assert read == value, (key, sheet, cell)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_whose_it_is_by_an_invented_name(name: str) -> None:
    texts = {str(cell.value) for sheet in book(name) for row in sheet for cell in row}
    assert name == "ambiguous_row" or set(ORGANISATION) <= texts
    assert not any("Trust" in text and "Example" not in text for text in texts)


def test_own_formulas_show_stale_results() -> None:
    """A blank form of this layout still shows what an earlier owner's figures gave."""
    layout = LAYOUTS["own_formulas"]
    results = opened(layout.build(), results=True)
    stale = {results[sheet][cell].value for sheet, cell in layout.formula_cells}
    assert stale == {4321, 9.87, 0.5, "CHECK", "Thank you"}
    assert {sheet for sheet, _ in layout.formula_cells} == {"Data", "Check"}


def test_dates_count_from_1904_where_the_form_says_so() -> None:
    """The same heading is another number in a file that counts from 1904."""
    assert book("real_dates_1904")["Data"]["E5"].value == datetime(2018, 3, 31)
    assert b'date1904="1"' in part_of("real_dates_1904", "xl/workbook.xml")


def part_of(name: str, part: str) -> bytes:
    from .package import Package

    return Package(LAYOUTS[name].build()).parts[part]
