"""The narrative Reporting Template of 2015 and 2016, in the arrangements that real copies have.

Every field has one place. A field belongs to the return as a whole, so its period is the
edition's snapshot date even where its label says 'previous year', and its group is 'all'.
"""

from collections.abc import Callable

from .items import Field, fields
from .paper import Draft, Entry, Page
from .table import INDICATORS
from .words import periods

COLUMNS = (
    "Data for reporting year",
    "Data for previous year",
    "Narrative: the implications of the data and any additional background explanatory narrative",
    (
        "Action taken and planned, including for example whether the indicator links to EDS2 "
        "evidence and/or a corporate Equality Objective"
    ),
)

Answer = Callable[[int, Field], int]
"""Draws one field from a row on and returns the next free row."""


def _start(edition: int) -> tuple[Draft, Page]:
    draft = Draft()
    page = draft.page("Reporting Template")
    page.widths.update({1: 6.0, 2: 60.0, 3: 40.0, 4: 40.0, 5: 60.0, 6: 60.0})
    page.put(1, 1, f"Workforce Race Equality Standard Reporting Template ({edition})", "title")
    return draft, page


def _place(draft: Draft, page: Page, row: int, column: int, field: Field, edition: int) -> None:
    key = (field.key, periods(edition)[1], "all")
    draft.place(key, page, row, column, "text_input")


def _is_cell_of_indicator(field: Field) -> bool:
    return field.key.startswith("indicator_")


def _text(field: Field) -> str:
    """Return the label without the number that the list of fields gives it."""
    head, _, rest = field.label.partition(" ")
    return rest if head[0].isdigit() else field.label


def reporting_template_2016() -> Draft:
    """Draw number, label and answer side by side, and a grid of nine indicators."""
    draft, page = _start(2016)

    def beside(row: int, field: Field) -> int:
        page.put(row, 1, _number(field), "heading")
        page.put(row, 2, _text(field), "heading")
        _place(draft, page, row, 3, field, 2016)
        return row + 1

    _put_fields(draft, page, beside, 2016)
    return draft


def reporting_template_2015() -> Draft:
    """Draw each answer beneath its label, merged over the width of the page."""
    draft, page = _start(2015)

    def above(row: int, field: Field) -> int:
        label = "Name of provider organisation" if field.order == 1 else field.label
        page.merge((row, 1, row, 6), label, "heading")
        page.merge((row + 1, 1, row + 1, 6), None, "text_input")
        _place(draft, page, row + 1, 1, field, 2015)
        return row + 3

    _put_fields(draft, page, above, 2015)
    return draft


def reporting_template_one_cell() -> Draft:
    """Draw label and answer in one cell, with the numbering lost, as in copies from other files."""
    draft, page = _start(2016)

    def within(row: int, field: Field) -> int:
        _place(draft, page, row, 1, field, 2016)
        page.cells[row, 1] = Entry(None, "text_input", prefix=f"{_text(field)}: ")
        return row + 1

    _put_fields(draft, page, within, 2016)
    return draft


def _number(field: Field) -> str | None:
    head = field.label.split(" ")[0]
    return head if head[0].isdigit() else None


def _put_fields(draft: Draft, page: Page, answer: Answer, edition: int) -> None:
    row, drawn = 3, False
    for field in fields():
        if not _is_cell_of_indicator(field):
            row = answer(row, field)
        elif not drawn:
            row, drawn = _put_grid(draft, page, row + 1, edition), True


def _put_grid(draft: Draft, page: Page, row: int, edition: int) -> int:
    """Draw the nine indicators with four columns and return the next free row."""
    page.put(row, 1, "5", "heading")
    page.put(row, 2, "Workforce Race Equality Indicators", "heading")
    for column, head in enumerate(COLUMNS, start=3):
        page.put(row + 1, column, head, "heading")
    page.put(row + 1, 2, "Indicator", "heading")
    cells = [field for field in fields() if _is_cell_of_indicator(field)]
    for at, field in enumerate(cells):
        below, across = divmod(at, len(COLUMNS))
        page.put(row + 2 + below, 1, below + 1, "heading")
        page.put(row + 2 + below, 2, _wording(below + 1), "heading")
        _place(draft, page, row + 2 + below, 3 + across, field, edition)
    return row + 2 + len(cells) // len(COLUMNS) + 1


def _wording(indicator: int) -> str:
    return INDICATORS[indicator].partition(" ")[2]
