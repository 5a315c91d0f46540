"""Forms that differ in how their columns are ordered, nested, merged and headed."""

from collections.abc import Callable
from datetime import date

from .formulas import add_formulas
from .items import items
from .paper import Draft, Held, Page
from .table import Opening, Slot, Table, put_indicators, put_nested, put_rows, slots_of
from .words import (
    CAPITALS,
    GROUPS,
    MIXED,
    MODERN,
    PLAIN,
    as_at,
    financial_year,
    group_by,
    ordinal,
    period_by,
    periods,
    put_heads,
    put_organisation,
)

HEADS = {1: "INDICATOR", 2: "DATA ITEM", 4: "MEASURE"}
WIDTHS = {1: 30.0, 2: 8.0, 3: 60.0, 4: 16.0}


def section_row(page: Page, column: int) -> Opening:
    """Return an opening that gives each section a row with its heading."""

    def draw(row: int, section: str) -> int:
        page.put(row, column, section, "heading")
        return row + 1

    return draw


def _page(draft: Draft, edition: int) -> Page:
    page = draft.page("Data")
    page.widths.update(WIDTHS)
    page.put(1, 1, f"Workforce Race Equality Standard {edition}: data collection", "title")
    put_organisation(page, 2, 1)
    return page


def _body(draft: Draft, table: Table, top: int) -> None:
    rows = put_rows(draft, table, top, items(), section_row(table.page, table.label))
    put_indicators(table.page, 1, rows, items())


def plain_reprint() -> Draft:
    """Draw the layout that board papers reprint: years merged over White, BME and Unknown."""
    draft = Draft()
    page = _page(draft, 2019)
    slots = slots_of(5, periods(2019), GROUPS)
    put_heads(page, 6, HEADS | {11: "Notes"})
    put_nested(page, 5, slots, period_by(lambda day: ordinal(day).upper()), group_by(CAPITALS))
    table = Table(page, slots, label=3, number=2, measure=4)
    _body(draft, table, 7)
    return draft


def current_first() -> Draft:
    """Draw the current year before the previous one, and BME before White."""
    draft = Draft()
    page = _page(draft, 2020)
    slots = slots_of(5, reversed(periods(2020)), ("bme", "white", "unknown"))
    put_heads(page, 6, HEADS)
    put_nested(page, 5, slots, period_by(ordinal), group_by(PLAIN))
    _body(draft, Table(page, slots, label=3, number=2, measure=4, all_merged=True), 7)
    return draft


def groups_over_years() -> Draft:
    """Draw each group as the outer heading, with bare years as numbers beneath it."""
    draft = Draft()
    page = _page(draft, 2019)
    slots = slots_of(5, periods(2019), GROUPS, group_first=True)
    put_heads(page, 6, HEADS)
    put_nested(page, 5, slots, group_by(CAPITALS), period_by(lambda day: int(day[:4])))
    _body(draft, Table(page, slots, label=3, number=2, measure=4), 7)
    add_formulas(draft)
    return draft


def unmerged_spans() -> Draft:
    """Draw year headings in the first column of their span only, with nothing merged."""
    draft = Draft()
    page = _page(draft, 2018)
    slots = slots_of(5, periods(2018), GROUPS)
    put_heads(page, 6, HEADS)
    put_nested(page, 5, slots, period_by(ordinal), group_by(MIXED), merged=False)
    table = Table(page, slots, label=3, number=2, measure=4)
    rows = put_rows(draft, table, 7, items(), section_row(page, 3))
    put_indicators(page, 1, rows, items(), merged=False)
    return draft


def prepopulated_and_verified() -> Draft:
    """Draw figures from the national record beside the trust's own, which are the ones to fill."""
    draft = Draft()
    page = _page(draft, 2022)
    slots = slots_of(6, periods(2022), GROUPS, step=2)
    for slot in slots:
        page.merge((6, slot.column - 1, 6, slot.column), CAPITALS[slot.group], "heading")
        page.put(7, slot.column - 1, "Pre-populated figures", "heading")
        page.put(7, slot.column, "Verified figures", "heading")
    for first in (slots[0], slots[3]):
        page.merge((5, first.column - 1, 5, first.column + 4), ordinal(first.period), "heading")
    put_heads(page, 7, HEADS)
    _body(draft, Table(page, slots, label=3, number=2, measure=4), 8)
    _prepopulate(draft, page, slots)
    return draft


def _prepopulate(draft: Draft, page: Page, slots: tuple[Slot, ...]) -> None:
    """Stand a figure beside each headcount, which a reader must not take for the trust's own."""
    inputs = [cell for cell, entry in page.cells.items() if entry.style == "input"]
    verified = {slot.column for slot in slots}
    for row, column in inputs:
        if column in verified:
            page.put(row, column - 1, 100 + row, "heading")


def _dated(edition: int, spell: Callable[[str], Held], style: str, epoch_1904: bool) -> Draft:
    draft = Draft(epoch_1904=epoch_1904)
    page = _page(draft, edition)
    slots = slots_of(5, periods(edition), GROUPS)
    put_heads(page, 6, HEADS)
    put_nested(page, 5, slots, period_by(spell), group_by(PLAIN), style=style)
    _body(draft, Table(page, slots, label=3, number=2, measure=4), 7)
    return draft


def real_dates() -> Draft:
    """Draw the years as dates, stored as serial numbers with a date format."""
    return _dated(2019, date.fromisoformat, "date_heading", epoch_1904=False)


def real_dates_1904() -> Draft:
    """Draw the years as dates that count from 1904, as old Macintosh files do."""
    return _dated(2019, date.fromisoformat, "short_date_heading", epoch_1904=True)


def as_at_dates() -> Draft:
    """Draw the years as 'As at 31/03/2023'."""
    return _dated(2023, as_at, "heading", epoch_1904=False)


def financial_years() -> Draft:
    """Draw the years as 2017/18 and 2018/19, with percentages in percent-formatted cells."""
    draft = Draft()
    page = _page(draft, 2019)
    slots = slots_of(5, periods(2019), GROUPS)
    put_heads(page, 6, HEADS)
    put_nested(page, 5, slots, period_by(financial_year), group_by(MODERN))
    table = Table(page, slots, label=3, number=2, measure=4, percent_style="percent_cell")
    _body(draft, table, 7)
    return draft


def combined_headings() -> Draft:
    """Draw one heading a column that says both group and date."""
    draft = Draft()
    page = _page(draft, 2019)
    slots = slots_of(5, periods(2019), GROUPS)
    for slot in slots:
        page.put(6, slot.column, f"{MIXED[slot.group]} {ordinal(slot.period)}", "heading")
    put_heads(page, 6, HEADS)
    _body(draft, Table(page, slots, label=3, number=2, measure=4), 7)
    return draft
