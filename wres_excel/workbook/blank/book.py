"""The whole workbook of an edition, and what its formulas give for the figures in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from wres_excel.domain.model import Edition, Place
from wres_excel.workbook.blank.data_sheet import NAME as DATA
from wres_excel.workbook.blank.data_sheet import Grid, plan_data_sheet, plan_grid
from wres_excel.workbook.blank.front_page import Part, plan_front_page
from wres_excel.workbook.blank.plan import SheetPlan, Slot
from wres_excel.workbook.blank.report_sheet import plan_indicators_sheet, plan_report_sheet
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
    """Return the plan of the workbook of an edition."""
    grid = plan_grid(edition)
    report, report_parts = plan_report_sheet(edition)
    indicators, indicator_parts = plan_indicators_sheet(edition)
    parts = [*_data_parts(grid), *report_parts, *indicator_parts]
    front = plan_front_page(edition, parts)
    sheets = (front, plan_data_sheet(grid), report, indicators, plan_summary_sheet(grid))
    return Book(edition, sheets)


def _data_parts(grid: Grid) -> list[Part]:
    """Return the sections of the Data sheet as parts of what is left to do."""
    sections = [s for s in grid.edition.sections if s.sheet == DATA]
    return [Part(f"Data: {s.title}", DATA, grid.checks(s.key)) for s in sections]
