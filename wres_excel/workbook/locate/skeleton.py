"""What of a workbook decides where its places stand: labels and layout, not the figures.

Returns of one form differ in their figures and have the same skeleton, so that a form is located
once. Whatever is located is located on the workbook that a skeleton describes and nothing else;
so one skeleton has one outcome, and what was left out of it can have no part in it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from wres_excel.workbook.cells import Cell, Formula, Kind
from wres_excel.workbook.locate.clues import clue_of
from wres_excel.workbook.locate.fields import grid_columns
from wres_excel.workbook.locate.lexicon import Lexicon
from wres_excel.workbook.locate.numbers import telling_columns
from wres_excel.workbook.locate.survey import Mark, Survey, heading_of, role_columns, survey_sheet
from wres_excel.workbook.records import Range, Sheet, State, Workbook

_SOME_FORMULA = Formula("0")
_STANDS_FOR: Mapping[Kind, str] = {"text": "?", "number": "0"}
"""What means nothing to any edition, and is not blank."""

Told = tuple[tuple[int, int], Kind, str]


class SheetSkeleton(NamedTuple):
    """One sheet: its cells by spot, style and whether they hold a formula; told: what some say.

    Cells that are not told are blank here, whatever they hold.
    """

    name: str
    state: State
    merges: tuple[Range, ...]
    spots: tuple[tuple[int, int], ...]
    styles: tuple[int, ...]
    formulas: tuple[bool, ...]
    told: tuple[Told, ...]


class Skeleton(NamedTuple):
    """What of a workbook decides where the places of one edition stand; it can be hashed."""

    sheets: tuple[SheetSkeleton, ...]
    formats: tuple[str, ...]
    date1904: bool


def skeleton_of(workbook: Workbook, lexicon: Lexicon) -> Skeleton:
    """Return the skeleton of a workbook in the eyes of one edition."""
    sheets = tuple(
        _sheet_skeleton(survey_sheet(sheet, workbook, lexicon)) for sheet in workbook.sheets
    )
    return Skeleton(sheets, workbook.formats, workbook.date1904)


def workbook_of(skeleton: Skeleton) -> Workbook:
    """Return a workbook without a name that has a skeleton and nothing more."""
    sheets = tuple(
        Sheet(sheet.name, "", sheet.state, dict(_cells(sheet)), sheet.merges)
        for sheet in skeleton.sheets
    )
    return Workbook("", "", sheets, skeleton.date1904, formats=skeleton.formats)


def _cells(sheet: SheetSkeleton) -> Iterator[tuple[tuple[int, int], Cell]]:
    told = {spot: (kind, raw) for spot, kind, raw in sheet.told}
    nothing: tuple[Kind, str] = ("blank", "")
    for spot, style, formula in zip(sheet.spots, sheet.styles, sheet.formulas, strict=True):
        kind, raw = told.get(spot, nothing)
        yield spot, Cell(*spot, kind, raw, style, _SOME_FORMULA if formula else None)


def _sheet_skeleton(survey: Survey) -> SheetSkeleton:
    sheet = survey.sheet
    cells = sheet.cells.values()
    return SheetSkeleton(
        sheet.name,
        sheet.state,
        sheet.merges,
        tuple(sheet.cells),
        tuple([cell[4] for cell in cells]),
        tuple([cell[5] is not None for cell in cells]),
        tuple(_told(survey)),
    )


def _told(survey: Survey) -> Iterator[Told]:
    """Yield what the cells say that mean something, and whether those around them are filled."""
    cells, part = survey.sheet.cells, _Part(survey)
    spots = {*part.spots()}
    for spot in spots:
        cell = cells[spot]
        yield spot, cell.kind, cell.raw
    rows = part.answer_rows | part.heading_rows
    for cell in cells.values():
        if cell[0] in rows and cell[2] != "blank" and cell[:2] not in spots:
            yield cell[:2], cell.kind, _stand_in(cell)


class _Part:
    """Which of the things that a sheet says have a part in locating anything.

    Where no row is an item's, no columns are headed and no sections told apart: there a heading
    counts for what it asks, and what sounds like an indicator for its column.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._labelled = {mark.row for mark in survey.labels}
        self._has_items = bool(survey.labels or role_columns(survey.headings, "data_item"))
        self._first_of_grid = min((mark.column for mark in grid_columns(survey)), default=0)
        self.answer_rows = self._answer_rows()

    @property
    def heading_rows(self) -> set[int]:
        """The rows in which a heading may reach over blank cells: none that has a label."""
        return {mark.row for mark in self.headings()} - self._labelled

    def spots(self) -> Iterator[tuple[int, int]]:
        """Yield the spots of all cells that have a part."""
        survey = self._survey
        marks = (survey.labels, survey.questions, survey.organisation)
        for mark in chain(*marks, self.headings(), self._sections()):
            yield mark.row, mark.column
        yield from self._numbers()
        yield from ((cell.row, cell.column) for cell in survey.unread if _names_the_standard(cell))

    def headings(self) -> Iterator[Mark]:
        """Yield the headings that have a part; a year in the row of a label is a figure."""
        survey = self._survey
        if self._has_items:
            yield from survey.headings
            yield from (mark for mark in survey.years if mark.row not in self._labelled)
        else:
            yield from (mark for mark in survey.headings if heading_of(mark).role)

    def _sections(self) -> Iterator[Mark]:
        """Yield what names a section or an indicator; such a cell is nobody's answer either."""
        for mark in self._survey.sections:
            of_grid = mark.column < self._first_of_grid
            if self._has_items or of_grid or mark.row in self.answer_rows:
                yield mark

    def _numbers(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers that may be data item numbers or numbers of indicators."""
        columns = telling_columns(self._survey)
        for row, column, _ in self._survey.numbers:
            if column in columns or column < self._first_of_grid:
                yield row, column

    def _answer_rows(self) -> set[int]:
        """Return the rows where answers may stand: of each label, and the one beneath it.

        Of a merged range that reaches such a row, the answer stands in the first.
        """
        survey = self._survey
        labels = (*survey.questions, *survey.organisation)
        rows = {mark.row for mark in labels}
        rows |= {survey.merges.extent(mark.row, mark.column)[2] + 1 for mark in labels}
        return rows | set(_beginnings(survey.sheet.merges, sorted(rows)))


def _names_the_standard(cell: Cell) -> bool:
    """Return whether a title such as "WRES 2019 return" may tell the year of a table."""
    clue = clue_of(cell.raw)
    return clue is not None and clue.standard == "wres"


def _beginnings(merges: Iterable[Range], rows: list[int]) -> Iterator[int]:
    """Yield the first row of each merged range that reaches one of the rows."""
    for top, _, bottom, _ in merges:
        at = bisect_left(rows, top)
        if at < len(rows) and rows[at] <= bottom:
            yield top


def _stand_in(cell: Cell) -> str:
    """Return what stands for an answer: what matters of it is that it is there."""
    return _STANDS_FOR.get(cell.kind, cell.raw) if cell.raw.strip() else cell.raw
