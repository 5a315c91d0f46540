"""The whole workbook of an edition, and what its formulas give for the figures in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from wres_excel.domain.model import Edition, Place
from wres_excel.errors import EditionError
from wres_excel.workbook.blank.data_grid import NAME as DATA
from wres_excel.workbook.blank.data_grid import Grid, plan_grid
from wres_excel.workbook.blank.data_sheet import plan_data_sheet
from wres_excel.workbook.blank.front_page import NAME as FRONT_PAGE
from wres_excel.workbook.blank.front_page import Part, plan_front_page
from wres_excel.workbook.blank.plan import SheetPlan, Slot
from wres_excel.workbook.blank.report_sheet import (
    INDICATORS,
    plan_indicators_sheet,
    plan_report_sheet,
)
from wres_excel.workbook.blank.report_sheet import NAME as REPORT
from wres_excel.workbook.blank.summary_sheet import plan_summary_sheet
from wres_excel.workbook.formulas import At, Call, Op, Results, Scalar, Spot, Tree


@dataclass(frozen=True)
class Book:
    """The plan of a workbook: its edition and its sheets in order."""

    edition: Edition
    sheets: tuple[SheetPlan, ...]

    @cached_property
    def inputs(self) -> Mapping[Place, tuple[Spot, Slot]]:
        """The cell of every place that is typed in."""
        return {
            slot.place: (sheet.spot(slot), slot)
            for sheet in self.sheets
            for slot in sheet.slots
            if slot.place is not None and slot.content is None
        }

    @cached_property
    def formulas(self) -> Mapping[Spot, Tree]:
        """Every formula of the workbook by its cell."""
        return {
            sheet.spot(slot): slot.content
            for sheet in self.sheets
            for slot in sheet.slots
            if isinstance(slot.content, At | Op | Call)
        }

    def results(self, contents: Mapping[Spot, Scalar]) -> dict[Spot, Scalar]:
        """Return the result of every formula for the contents of the typed cells."""
        results = Results(self.formulas, contents)
        return {spot: results.at(spot) for spot in self.formulas}


def plan_book(edition: Edition) -> Book:
    """Return the plan of the workbook of an edition.

    Raises EditionError if a user's edition asks for what our own workbook does not have.
    """
    _check_sheets(edition)
    grid = plan_grid(edition)
    planners = (plan_report_sheet, plan_indicators_sheet)
    narrative = [planned for plan in planners if (planned := plan(edition))]
    parts = [*_data_parts(grid), *(part for _, part in narrative)]
    front = plan_front_page(edition, parts)
    reports = (sheet for sheet, _ in narrative)
    return Book(edition, (front, plan_data_sheet(grid), *reports, plan_summary_sheet(grid)))


def _check_sheets(edition: Edition) -> None:
    """Refuse an edition with items that our own workbook has no sheet for, or without figures."""
    ours = (FRONT_PAGE, DATA, REPORT, INDICATORS)
    for section in edition.sections:
        if section.sheet not in ours:
            raise EditionError(
                f"Our own workbook has no such sheet, at the section {section.key!r}",
                file=edition.origin,
                found=repr(section.sheet),
                expected=f"one of {', '.join(ours)}",
            )
    if not any(item.sheet == DATA for item in edition.items):
        raise EditionError(f"No section stands on the sheet {DATA}", file=edition.origin)


def _data_parts(grid: Grid) -> list[Part]:
    """Return the sections of the Data sheet as parts of what is left to do."""
    sections = [s for s in grid.edition.sections if s.sheet == DATA]
    return [Part(f"Data: {s.title}", DATA, grid.checks(s.key)) for s in sections]
