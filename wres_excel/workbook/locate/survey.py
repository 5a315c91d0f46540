"""One look at every cell of a sheet: which cells say something, and what."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from wres_excel.domain.periods import date_of_serial
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formats import is_date_format
from wres_excel.workbook.locate.headings import Heading
from wres_excel.workbook.locate.lexicon import Lexicon, Reading
from wres_excel.workbook.locate.merges import Merges
from wres_excel.workbook.records import Sheet, Workbook

LONGEST_UNREAD = 200
YEARS = frozenset(str(year) for year in range(2010, 2060))


class Mark(NamedTuple):
    """A cell that says something; shown is its text as a person sees it."""

    row: int
    column: int
    shown: str
    reading: Reading


@dataclass
class Survey:
    """What one sheet says.

    labels: cells with the label of a data item; questions: of a field of the Reporting Template;
    headings: cells that may head columns; sections: cells that name a section or an indicator;
    organisation: cells that ask for the organisation; numbers: whole numbers in the range of the
    data items, as (row, column, number); unread: short texts that mean nothing here.
    """

    sheet: Sheet
    labels: list[Mark] = field(default_factory=list)
    questions: list[Mark] = field(default_factory=list)
    headings: list[Mark] = field(default_factory=list)
    sections: list[Mark] = field(default_factory=list)
    organisation: list[Mark] = field(default_factory=list)
    numbers: list[tuple[int, int, int]] = field(default_factory=list)
    years: list[Mark] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)

    @cached_property
    def merges(self) -> Merges:
        """The merged ranges of the sheet."""
        return Merges(self.sheet.merges)

    @cached_property
    def year_spots(self) -> frozenset[tuple[int, int]]:
        """The cells that hold a bare year as a number."""
        return frozenset((mark.row, mark.column) for mark in self.years)

    @cached_property
    def filled(self) -> Mapping[int, list[int]]:
        """The columns of each row whose cells are not blank, from left to right."""
        table: dict[int, list[int]] = {}
        for (row, column), cell in self.sheet.cells.items():
            if cell.kind != "blank":
                table.setdefault(row, []).append(column)
        for columns in table.values():
            columns.sort()
        return table

    def is_clear(self, row: int, after: int, upto: int) -> bool:
        """Return whether a row is blank from right after one column up to another."""
        columns = self.filled.get(row, [])
        at = bisect_right(columns, after)
        return at == len(columns) or columns[at] > upto


def survey_sheet(sheet: Sheet, workbook: Workbook, lexicon: Lexicon) -> Survey:
    """Return what the cells of a sheet say to one edition."""
    survey = Survey(sheet)
    read = lexicon.read
    numerals = _numerals(lexicon.highest)
    dated = date_styles(workbook.formats)
    for cell in sheet.cells.values():
        kind = cell.kind
        if kind == "blank":
            continue
        raw = cell.raw
        if kind != "date" and cell.style not in dated and raw in numerals:
            survey.numbers.append((cell.row, cell.column, numerals[raw]))
        if kind == "text":
            _add_text(survey, cell, read(raw))
        elif kind == "date" or cell.style in dated:
            _add_date(survey, cell, _day_of(cell, workbook.date1904), read)
        elif raw in YEARS:
            _add_year(survey, cell, read)
    return survey


Read = Callable[[str], Reading | None]


def _add_text(survey: Survey, cell: Cell, reading: Reading | None) -> None:
    """Keep a text among all the kinds of mark that it can be."""
    if reading is None:
        if len(cell.raw) <= LONGEST_UNREAD:
            survey.unread.append(cell)
        return
    mark = Mark(cell.row, cell.column, cell.raw, reading)
    if reading.items:
        survey.labels.append(mark)
    if reading.fields:
        survey.questions.append(mark)
    if reading.heading:
        survey.headings.append(mark)
    if reading.sections or reading.indicator:
        survey.sections.append(mark)
    if reading.organisation:
        survey.organisation.append(mark)


def _add_date(survey: Survey, cell: Cell, day: date | None, read: Read) -> None:
    """Take a date cell as the heading that its date would be in words."""
    if day is None:
        return
    shown = f"{day.day} {day:%B %Y}"
    reading = read(shown)
    if reading is not None:
        survey.headings.append(Mark(cell.row, cell.column, shown, reading))


def _add_year(survey: Survey, cell: Cell, read: Read) -> None:
    """Keep a bare year apart from the headings: a count of 2,019 people looks the same."""
    reading = read(cell.raw)
    if reading is not None and reading.heading is not None:
        survey.years.append(Mark(cell.row, cell.column, cell.raw, reading))


def _day_of(cell: Cell, date1904: bool) -> date | None:
    if cell.kind == "number":
        return date_of_serial(float(cell.raw), date1904)
    try:
        return date.fromisoformat(cell.raw[:10])
    except ValueError:
        return None


@lru_cache(maxsize=64)
def date_styles(formats: tuple[str, ...]) -> frozenset[int]:
    """Return the cell styles that show a date; formats: the number format of each style."""
    return frozenset(style for style, code in enumerate(formats) if is_date_format(code))


@lru_cache
def _numerals(highest: int) -> Mapping[str, int]:
    """Return how the data item numbers may be written: 20, 20.0 and "20."."""
    numbers = range(1, highest + 1)
    return {
        text: number for number in numbers for text in (str(number), f"{number}.0", f"{number}.")
    }


def role_columns(marks: Iterable[Mark], role: str) -> list[Mark]:
    """Return the headings that have a role, such as "notes", in the order of the sheet."""
    return [mark for mark in marks if mark.reading.heading and mark.reading.heading.role == role]


def heading_of(mark: Mark) -> Heading:
    """Return the heading that a mark has; only for marks among the headings of a survey."""
    heading = mark.reading.heading
    return heading if heading is not None else Heading()


def reason_of(mark: Mark) -> str:
    """Return what a cell says and where, in words: "'31 March 2019' in I3"."""
    return f"'{' '.join(mark.shown.split())}' in {format_address(mark.row, mark.column)}"
