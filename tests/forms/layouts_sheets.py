"""Forms that spread over several sheets, calculate by themselves, or say the same thing twice."""

from collections.abc import Iterable

from .formulas import STALE_COUNT, add_formulas, total, workforce_places
from .items import Item, items
from .layouts_columns import HEADS, plain_reprint, section_row
from .paper import Draft, Formula, Page, address
from .table import Table, put_item, put_nested, put_rows, slots_of
from .words import (
    CAPITALS,
    GROUPS,
    PLAIN,
    as_at,
    group_by,
    ordinal,
    period_by,
    periods,
    plain_date,
    put_heads,
    put_organisation,
)


def sheet_per_year() -> Draft:
    """Draw a sheet a year, whose period stands in its title and on its tab and nowhere else."""
    draft = Draft()
    for period in reversed(periods(2024)):
        page = draft.page(plain_date(period))
        page.put(1, 1, f"Workforce Race Equality Standard, data as at {ordinal(period)}", "title")
        put_organisation(page, 2, 2)
        slots = slots_of(4, [period], GROUPS)
        put_heads(page, 5, {1: "Data item", 3: "Measure"})
        put_heads(page, 5, {slot.column: CAPITALS[slot.group] for slot in slots})
        table = Table(page, slots, label=2, number=1, measure=3)
        put_rows(draft, table, 6, items(), section_row(page, 2))
    return draft


def three_sheets() -> Draft:
    """Draw workforce, indicators 2 to 8 and the board on sheets of their own."""
    draft = Draft()
    parts = {"Workforce": (1,), "Indicators 2 to 8": (2, 3, 4, 5, 6, 7, 8), "Board": (9,)}
    for name, indicators in parts.items():
        page = draft.page(name)
        put_organisation(page, 1, 2)
        _sheet_part(draft, page, [item for item in items() if item.indicator in indicators])
    return draft


def _sheet_part(draft: Draft, page: Page, members: Iterable[Item]) -> None:
    slots = slots_of(4, periods(2025), GROUPS)
    put_heads(page, 6, {1: "Data item", 3: "Measure"})
    put_nested(page, 5, slots, period_by(as_at), group_by(PLAIN))
    put_rows(
        draft, Table(page, slots, label=2, number=1, measure=3), 7, members, section_row(page, 2)
    )


def own_formulas() -> Draft:
    """Draw a form that calculates, with a sheet of checks on it and last year's results in it."""
    draft = plain_reprint()
    add_formulas(draft)
    _checks(draft)
    return draft


def _checks(draft: Draft) -> None:
    page = draft.page("Check")
    page.put(1, 1, "Checks: do not edit", "title")
    page.put_row(2, 1, ["Period", "Group", "Staff", "Share of staff", "Result"], "heading")
    previous, current = periods(2019)
    for row, (period, group) in enumerate(
        [(period, group) for period in (previous, current) for group in GROUPS], start=3
    ):
        _check_row(draft, page, row, period, group)
    staff = f"SUM({address(3, 3)}:{address(8, 3)})"
    page.put(9, 1, "Both years", "heading")
    page.put(9, 3, Formula(staff, STALE_COUNT), "derived")
    page.put(10, 1, Formula('IF(C9=0,"No data yet","Thank you")', "Thank you"))


def _check_row(draft: Draft, page: Page, row: int, period: str, group: str) -> None:
    staff = total(workforce_places(draft, period, group), page.name)
    sheet, cell = draft.places["disciplinary.workforce", period, group]
    page.put_row(row, 1, [ordinal(period), CAPITALS[group]], "heading")
    page.put(row, 3, Formula(staff, STALE_COUNT), "derived")
    page.put(row, 4, Formula(f'IFERROR(C{row}/$C$9,"")', 0.5), "derived")
    page.put(row, 5, Formula(f'IF(C{row}=\'{sheet}\'!{cell},"OK","CHECK")', "CHECK"))


def ambiguous_sheets() -> Draft:
    """Draw the data sheet twice, so that every value has two places and none is right."""
    draft, twin = plain_reprint(), plain_reprint()
    copy = twin.pages[0]
    copy.name = "Data (2)"
    draft.pages.append(copy)
    draft.candidates = {key: (place, (copy.name, place[1])) for key, place in draft.places.items()}
    draft.places = {}
    return draft


def ambiguous_row() -> Draft:
    """Draw one item twice, number and label alike; every other item has one place."""
    draft = Draft()
    page = draft.page("Data")
    slots = slots_of(5, periods(2019), GROUPS)
    put_heads(page, 2, HEADS)
    put_nested(page, 1, slots, period_by(ordinal), group_by(PLAIN))
    table = Table(page, slots, label=3, number=2, measure=4)
    rows = put_rows(draft, table, 3, items(), section_row(page, 3))
    again = next(item for item in items() if item.key == "recruitment.appointed")
    first = {key: draft.places.pop(key) for key in list(draft.places) if key[0] == again.key}
    put_item(draft, table, max(rows.values()) + 2, again)
    for key, place in first.items():
        draft.candidates[key] = (place, draft.places.pop(key))
    return draft
