"""The questions of the Reporting Template, and its table of the nine indicators."""

from collections.abc import Iterator

from wres_excel.domain.model import Item, Place
from wres_excel.workbook.addresses import LAST_ROW, format_address
from wres_excel.workbook.locate.answers import Answers
from wres_excel.workbook.locate.lexicon import Lexicon
from wres_excel.workbook.locate.records import Location
from wres_excel.workbook.locate.survey import Mark, Survey, heading_of, reason_of

GRID_ROLES = ("reporting_year", "previous_year", "narrative", "action")
FEWEST_COLUMNS = 2


def find_fields(survey: Survey, answers: Answers) -> Iterator[Location]:
    """Yield where each question's answer stands on a sheet, in the order of the sheet."""
    for label in survey.questions:
        found = answers.find(label)
        for item in label.reading.fields:
            place = Place(item.key, "current", "all")
            inside = found.side == "inside"
            side = "in the same cell" if inside else f"the answer {_SIDES[found.side]}"
            reasons = (reason_of(label), side)
            yield Location(place, survey.sheet.name, found.row, found.column, reasons, found.after)


_SIDES = {"right": "to the right", "below": "below"}


def find_grid(survey: Survey, lexicon: Lexicon) -> Iterator[Location]:
    """Yield the cells of the table of indicators: a row an indicator, a column a kind of answer."""
    columns = grid_columns(survey)
    if len(columns) < FEWEST_COLUMNS:
        return
    top = max(mark.row for mark in columns)
    first = min(mark.column for mark in columns)
    for row, indicator, reason in _grid_rows(survey, top, first):
        for mark in columns:
            item = lexicon.grid.get((indicator, _role(mark)))
            if item is not None:
                yield _grid_cell(survey, item, row, mark, reason)


def _grid_cell(survey: Survey, item: Item, row: int, mark: Mark, reason: str) -> Location:
    place = Place(item.key, "current", "all")
    row, column = survey.merges.anchor(row, mark.column)
    return Location(place, survey.sheet.name, row, column, (reason, reason_of(mark)))


def grid_columns(survey: Survey) -> list[Mark]:
    """Return the headings of the table, if the sheet has one; of a role said twice, the last."""
    marks = {_role(mark): mark for mark in survey.headings if _role(mark) in GRID_ROLES}
    is_grid = "narrative" in marks or "action" in marks
    rows = {mark.row for mark in marks.values()}
    return list(marks.values()) if is_grid and max(rows) - min(rows) <= 1 else []


def _role(mark: Mark) -> str:
    return heading_of(mark).role or ""


def _grid_rows(survey: Survey, top: int, first: int) -> Iterator[tuple[int, int, str]]:
    """Yield row, indicator and reason of each indicator beneath the headings, once each."""
    numbered = (
        (row, column, number, f"indicator {number} in {format_address(row, column)}")
        for row, column, number in survey.numbers
    )
    worded = (
        (mark.row, mark.column, mark.reading.indicator, reason_of(mark))
        for mark in survey.sections
        if mark.reading.indicator
    )
    end = min((mark.row for mark in survey.questions if mark.row > top), default=LAST_ROW + 1)
    seen: set[int] = set()
    for row, column, indicator, reason in (*numbered, *worded):
        if top < row < end and column < first and row not in seen and indicator:
            seen.add(row)
            yield row, indicator, reason
