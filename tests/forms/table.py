"""How the data table of a form is drawn: nested headings, and one row for each data item."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from .items import Item
from .paper import Draft, Held, Page

Opening = Callable[[int, str], int]
"""Draws what stands before a section's rows; takes row and section, returns the next free row."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column that takes the values of one group in one period."""

    period: str
    group: str
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """Where the columns of one table stand and how it words its rows."""

    page: Page
    slots: tuple[Slot, ...]
    label: int
    number: int | None = None
    measure: int | None = None
    spell: Callable[[Item], str] = attrgetter("label")
    all_merged: bool = False
    percent_style: str = "percent"


def slots_of(
    start: int,
    periods: Iterable[str],
    groups: Iterable[str],
    group_first: bool = False,
    step: int = 1,
) -> tuple[Slot, ...]:
    """Return columns from start on, periods outside and groups inside, or the other way round."""
    pairs = [(period, group) for period in periods for group in groups]
    if group_first:
        order = list(dict.fromkeys(group for _, group in pairs))
        pairs.sort(key=lambda pair: order.index(pair[1]))
    return tuple(Slot(period, group, start + step * at) for at, (period, group) in enumerate(pairs))


def put_nested(
    page: Page,
    row: int,
    slots: Iterable[Slot],
    outer: Callable[[Slot], Held],
    inner: Callable[[Slot], Held],
    merged: bool = True,
    style: str = "heading",
) -> None:
    """Draw two rows of headings: the outer one over its span of columns, the inner one a column."""
    for heading, members in groupby(slots, key=outer):
        columns = [slot.column for slot in members]
        end = columns[-1] if merged else columns[0]
        page.merge((row, columns[0], row, end), heading, style)
    for slot in slots:
        page.put(row + 1, slot.column, inner(slot), "heading")


def put_rows(
    draft: Draft, table: Table, top: int, items: Iterable[Item], opening: Opening | None = None
) -> dict[str, int]:
    """Draw the items' rows from top on and return the row of each item key."""
    rows: dict[str, int] = {}
    row = top
    for section, members in groupby(items, key=attrgetter("section")):
        row = opening(row, section) if opening else row
        for item in members:
            put_item(draft, table, row, item)
            rows[item.key] = row
            row += 1
    return rows


def put_item(draft: Draft, table: Table, row: int, item: Item) -> None:
    """Draw one item's row and record where its values stand."""
    put_words(table, row, item)
    style = style_of(item, table)
    for slot in table.slots:
        if slot.group in item.groups:
            key = (item.key, slot.period, slot.group)
            draft.place(key, table.page, row, slot.column, style)
    if item.groups == ("all",):
        _put_all(draft, table, row, item)


def put_words(table: Table, row: int, item: Item) -> None:
    """Draw what a row says about its item: number, label and measure."""
    if table.number:
        table.page.put(row, table.number, item.number, "heading")
    table.page.put(row, table.label, table.spell(item), "heading")
    if table.measure:
        shown = "Auto calculated" if item.derived else item.measure.capitalize()
        table.page.put(row, table.measure, shown, "heading")


def style_of(item: Item, table: Table) -> str:
    """Return the cell style that the item's values have in this table."""
    if item.derived:
        return "derived"
    return table.percent_style if item.measure == "percentage" else "input"


def _put_all(draft: Draft, table: Table, row: int, item: Item) -> None:
    """Place the one value of a period in its White column, or merged over the period's columns."""
    for period in dict.fromkeys(slot.period for slot in table.slots):
        columns = {slot.group: slot.column for slot in table.slots if slot.period == period}
        first = min(columns.values()) if table.all_merged else columns["white"]
        draft.place((item.key, period, "all"), table.page, row, first, "derived")
        if table.all_merged:
            table.page.merge((row, first, row, max(columns.values())), None, "derived")


def put_indicators(
    page: Page, column: int, rows: dict[str, int], items: Iterable[Item], merged: bool = True
) -> None:
    """Draw each indicator's wording in the first column of its block of rows."""
    shown = [item for item in items if item.key in rows]
    for indicator, members in groupby(shown, key=attrgetter("indicator")):
        block = [rows[item.key] for item in members]
        end = block[-1] if merged else block[0]
        page.merge((block[0], column, end, column), INDICATORS[indicator], "heading")


INDICATORS = {
    1: "1. Staff in each pay band, in the medical and dental grades and at VSM, by ethnicity",
    2: "2. Relative likelihood of staff being appointed from shortlisting across all posts",
    3: "3. Relative likelihood of staff entering the formal disciplinary process",
    4: "4. Relative likelihood of staff accessing non-mandatory training and CPD",
    5: "5. Harassment, bullying or abuse from patients, relatives or the public (staff survey)",
    6: "6. Harassment, bullying or abuse from staff (staff survey)",
    7: "7. Equal opportunities for career progression or promotion (staff survey)",
    8: "8. Discrimination at work from a manager, team leader or colleague (staff survey)",
    9: "9. Board membership by ethnicity, compared with the overall workforce",
}
