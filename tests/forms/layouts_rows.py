"""Forms that differ in where rows stand, how they are worded and what is between them."""

from .items import Item, items
from .paper import Draft, Page
from .spellings import spelt
from .table import (
    INDICATORS,
    Opening,
    Slot,
    Table,
    put_indicators,
    put_item,
    put_nested,
    put_rows,
    slots_of,
)
from .words import (
    CAPITALS,
    GROUPS,
    PLAIN,
    group_by,
    ordinal,
    period_by,
    periods,
    put_heads,
    put_organisation,
)


def offset_with_decoys() -> Draft:
    """Draw the table from D9 on, behind a cover and instructions that talk like a table."""
    draft = Draft()
    _cover(draft.page("Cover"))
    _instructions(draft.page("Instructions"))
    page = draft.page("WRES indicators")
    page.merge((2, 2, 4, 6), "Example Partnership: making work fair", "title")
    put_organisation(page, 6, 6)
    slots = slots_of(8, periods(2021), GROUPS)
    put_heads(page, 10, {4: "Indicator", 5: "Data item", 7: "Measure", 14: "Notes"})
    put_nested(page, 9, slots, period_by(ordinal), group_by(PLAIN))
    table = Table(page, slots, label=6, number=5, measure=7)
    rows = put_rows(draft, table, 11, items(), _plain_opening(page, 6))
    put_indicators(page, 4, rows, items())
    return draft


def _cover(page: Page) -> None:
    page.put(3, 2, "Workforce Race Equality Standard", "title")
    page.put(4, 2, "Data at 31st March 2021, to be returned by 31 August 2021")
    page.put(6, 2, "Version")
    page.put(6, 3, 2.1)
    page.put(7, 2, "Last year's form was for 31 March 2020")


def _instructions(page: Page) -> None:
    lines = [
        "How to complete this form",
        "1. Count staff by headcount: a trust with 12 White staff in Band 5 enters 12.",
        "2. VSM takes in executive directors. Band 8A to Band 9 are senior managers.",
        "3. White, BME and Unknown are defined on the NHS Data Dictionary.",
    ]
    for row, line in enumerate(lines, start=2):
        page.put(row, 2, line)
    page.put_row(8, 2, ["Example", "White", "BME", "Unknown"], "heading")
    page.put_row(9, 2, ["Band 5", 12, 7, 1])
    page.put_row(10, 2, ["Band 6", 20, 9, 0])


def _plain_opening(page: Page, column: int) -> Opening:
    def draw(row: int, section: str) -> int:
        page.put(row, column, section, "title")
        return row + 1

    return draw


def no_numbers() -> Draft:
    """Draw rows known by words alone, in other spellings, with headings again for each section."""
    draft = Draft()
    page = draft.page("WRES data ")
    page.put(1, 1, "WRES 2019 return", "title")
    put_organisation(page, 2, 1)
    slots = slots_of(2, periods(2019), GROUPS)
    table = Table(page, slots, label=1, spell=spelt)
    put_rows(draft, table, 5, items(), _repeated_heads(page, slots))
    return draft


def _repeated_heads(page: Page, slots: tuple[Slot, ...]) -> Opening:
    spelled = {"white": "White\u00a0", "bme": "BME ", "unknown": "Ethnicity\nUnknown / Null"}

    def draw(row: int, section: str) -> int:
        page.put(row + 1, 1, section.upper(), "title")
        put_nested(page, row + 3, slots, period_by(ordinal), group_by(spelled))
        return row + 5

    return draw


def rows_missing_and_added() -> Draft:
    """Draw a form whose author left bands out and put rows of his own between the others."""
    draft = Draft()
    page = draft.page("Sheet1")
    page.put(1, 1, "WRES data collection 2020", "title")
    put_organisation(page, 2, 2)
    slots = slots_of(4, periods(2020), GROUPS)
    put_heads(page, 6, {1: "No.", 2: "Data item", 3: "Measure"})
    put_nested(page, 5, slots, period_by(ordinal), group_by(CAPITALS))
    table = Table(page, slots, label=2, number=1, measure=3)
    _rows_with_extras(draft, table, 7)
    return draft


def _rows_with_extras(draft: Draft, table: Table, row: int) -> None:
    section = ""
    for item in items():
        if item.section != section:
            row = _close_section(table, row, section)
            table.page.put(row, table.label, item.section, "heading")
            section, row = item.section, row + 1
        if not _left_out(item):
            put_item(draft, table, row, item)
            row += 1


def _left_out(item: Item) -> bool:
    return item.key.endswith((".band_1", ".band_9")) and not item.key.startswith("board")


def _close_section(table: Table, row: int, section: str) -> int:
    """End a workforce section with rows that stand for no item: ad hoc pay, and a total."""
    if not section.startswith("1"):
        return row
    page = table.page
    page.put(row, table.label, "Personal/ad hoc salary", "heading")
    page.put(row + 1, table.label, f"Total {section[3:].lower()}", "heading")
    for slot in table.slots:
        page.put(row, slot.column, 2, "input")
        page.put(row + 1, slot.column, 250, "derived")
    return row + 3


def indicator_rows_between() -> Draft:
    """Draw each indicator's wording as a merged row over the table, as commissioners' copies do."""
    draft = Draft()
    page = draft.page("Return")
    put_organisation(page, 1, 2)
    slots = slots_of(3, periods(2017), GROUPS)
    put_nested(page, 4, slots, period_by(ordinal), group_by(PLAIN))
    table = Table(page, slots, label=2, number=1)
    row = 6
    for indicator, wording in INDICATORS.items():
        page.merge((row, 1, row, 8), wording, "title")
        members = [item for item in items() if item.indicator == indicator]
        rows = put_rows(draft, table, row + 1, members, _plain_opening(page, 2))
        row = max(rows.values()) + 2
    return draft
