"""The Data sheet: one row an item, one column a period and group, a live check and notes."""

import re
from collections.abc import Iterator, Mapping

from wres_excel.domain.model import Edition, Item, Place
from wres_excel.workbook.blank.data_formulas import (
    all_groups,
    derived_check,
    derived_formula,
    input_check,
)
from wres_excel.workbook.blank.data_grid import (
    FIRST_FIGURE,
    HEADING_ROW,
    LABEL_HEADINGS,
    NAME,
    Grid,
)
from wres_excel.workbook.blank.heights import row_heights
from wres_excel.workbook.blank.plan import Rule, RuleKind, SheetPlan, Slot, Style, Table
from wres_excel.workbook.blank.top import FROZEN, heading_slots, top_slots
from wres_excel.workbook.blank.words import NOT_APPLICABLE, column_heading, day, measure_words
from wres_excel.workbook.formulas import Block, Spot

LABEL_WIDTHS = (10.0, 7.0, 30.0, 44.0, 20.0)
PROMPTS: Mapping[RuleKind, tuple[str, str]] = {
    "whole": (
        "Whole number, 0 or more",
        "Count people, not full-time equivalents. Type 0 if there were none. "
        "If there is no figure, type N/A or not collected and say why under Notes.",
    ),
    "half": (
        "Number of people, 0 or more",
        "The average of two years, so it may end in .5. Type 0 if there were none. "
        "If there is no figure, type N/A or not collected and say why under Notes.",
    ),
    "percentage": (
        "Percentage from 0 to 100",
        "Type 12.3 for 12.3 %. "
        "If there is no figure, type N/A or not collected and say why under Notes.",
    ),
    "month": ("Month and year", "Type a date in the month of the report, such as 1/10/2020."),
}


def plan_data_sheet(grid: Grid) -> SheetPlan:
    """Return the plan of the Data sheet."""
    headings = _headings(grid)
    figures = (13.0 if group == "unknown" else 10.5 for _, group in grid.columns)
    widths = (*LABEL_WIDTHS, *figures, 44.0, 30.0)
    rows = range(HEADING_ROW + 1, HEADING_ROW + 1 + len(grid.rows))
    items = [grid.edition.by_key[key] for key in grid.rows]
    slots = [*_top(grid), *heading_slots(headings, HEADING_ROW, [*grid.columns.values()])]
    slots += [slot for item in items for slot in _row(grid, item)]
    return SheetPlan(
        name=NAME,
        slots=tuple(slots),
        widths=widths,
        heights=row_heights(slots, widths, {}),
        tables=(Table("Data", HEADING_ROW, rows[-1], headings),),
        rules=tuple(rule for item in items for rule in _rules(grid, item)),
        names={f"Data_{key}": block for key, block in _blocks(grid)},
        frozen=(HEADING_ROW + 1, 5),
        repeated=HEADING_ROW,
    )


def _headings(grid: Grid) -> tuple[str, ...]:
    figures = (column_heading(grid.edition, period, group) for period, group in grid.columns)
    return (*LABEL_HEADINGS, *figures, "Check", "Notes")


def _top(grid: Grid) -> Iterator[Slot]:
    edition = grid.edition
    periods = " and ".join(day(edition.snapshot_of(p)) for p in reversed(edition.periods))
    return top_slots(
        edition,
        f"figures as at {periods}",
        "This worksheet contains one table. Type only in the framed, pale yellow cells; "
        "the rest is worked out for you, and is empty until its figures are there.",
        "Count people (headcount). Leave no cell empty: 0 means none. "
        "Where a figure does not exist, type N/A or not collected and say why under Notes.",
        f"{NOT_APPLICABLE} means not applicable: there is no figure for that cell to hold. "
        "White, BME and Ethnicity unknown/null are as each person recorded it.",
        FROZEN,
    )


def _row(grid: Grid, item: Item) -> Iterator[Slot]:
    """Yield the cells of one item: who it is, its figures, its check and its notes."""
    row, section = grid.rows[item.key], _section_title(grid.edition, item)
    labels = (item.indicator, item.number, section, item.label, measure_words(item, grid.edition))
    for column, label in enumerate(labels, 1):
        yield Slot(row, column, "label", NOT_APPLICABLE if label is None else label)
    for (period, group), column in grid.columns.items():
        yield _figure(grid, item, Place(item.key, period, group), row, column)
    check = derived_check(grid, item) if item.derived else input_check(grid, item)
    yield Slot(row, grid.check_column, "check", check)
    note = Place(f"note.{item.key}", "current", "all")
    yield Slot(row, grid.check_column + 1, "text input", place=note)


def _section_title(edition: Edition, item: Item) -> str:
    return next(section.title for section in edition.sections if section.key == item.section)


def _figure(grid: Grid, item: Item, place: Place, row: int, column: int) -> Slot:
    if place.group in item.groups:
        if item.formula is None:
            return Slot(row, column, _input_style(item), place=place)
        formula = derived_formula(grid, item.formula, place)
        return Slot(row, column, result_style(item), formula, place=place)
    if place.group == "all" and item.measure == "headcount":
        style: Style = "average result" if item.averaged else "headcount result"
        return Slot(row, column, style, all_groups(grid, item, place.period))
    return Slot(row, column, "not applicable", NOT_APPLICABLE)


def _input_style(item: Item) -> Style:
    if item.measure == "percentage":
        return "percentage input"
    return "average input" if item.averaged else "headcount input"


def result_style(item: Item) -> Style:
    """Return how the result of a derived item looks."""
    styles: dict[str, Style] = {
        "headcount": "headcount result",
        "percentage": "percentage result",
        "percentage points": "percentage points result",
        "rate": "rate result",
        "ratio": "ratio result",
    }
    return styles[item.measure]


def _rules(grid: Grid, item: Item) -> Iterator[Rule]:
    if item.derived:
        return
    kind: RuleKind = "percentage" if item.in_percent else "half" if item.averaged else "whole"
    title, prompt = PROMPTS[kind]
    for spot in grid.spots(item):
        yield Rule(spot.row, spot.column, kind, title, prompt)


def _blocks(grid: Grid) -> Iterator[tuple[str, Block]]:
    """Yield each section's block of figures, for a defined name."""
    last = FIRST_FIGURE + len(grid.columns) - 1
    for section in grid.edition.sections:
        rows = [
            grid.rows[i.key] for i in grid.edition.section_items(section.key) if i.key in grid.rows
        ]
        if rows:
            yield (
                re.sub(r"\W", "_", section.key),
                Block(Spot(NAME, rows[0], FIRST_FIGURE), Spot(NAME, rows[-1], last)),
            )
