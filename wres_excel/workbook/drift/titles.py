"""Titles of the WRES that name another year than the return is of."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from wres_excel.domain.periods import mentions
from wres_excel.findings import Finding
from wres_excel.vocabulary import normalise, standard_named
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.drift.form import Form
from wres_excel.workbook.gather import brief
from wres_excel.workbook.locate import Location
from wres_excel.workbook.placement import MOST_FORMS, Placement
from wres_excel.workbook.records import Sheet

STALE = Finding(
    "stale-title",
    "warning",
    "The title names another year than the figures are of",
    "Check that the form is this year's and not one that was copied from an earlier year.",
)
LONGEST_TITLE = 200


def stale_titles(form: Form) -> Iterator[Finding]:
    """Yield a finding for each title above the answers of a sheet that names only other years.

    A title is a line that names the WRES. A sheet of the previous year alone may well be entitled
    by that. A financial year counts as both of its years, since forms of 31 March 2019 are
    entitled 2018/19 and 2019/20 alike.
    """
    for name, (year, first_row) in _years_shown(form.placement).items():
        for cell in _titles(form.sheets[name], first_row):
            if (years := _years(cell.raw)) and year not in years:
                yield _finding(form, name, cell, year)


@lru_cache(maxsize=MOST_FORMS)
def _years_shown(placement: Placement) -> Mapping[str, tuple[int, int]]:
    """Return the latest year that each sheet has answers of, and the first row of its answers."""
    sheets: dict[str, list[Location]] = {}
    for location in placement.locations.values():
        sheets.setdefault(location.sheet, []).append(location)
    snapshot_of = placement.edition.snapshot_of
    return {
        name: (max(snapshot_of(at.place.period) for at in here).year, min(at.row for at in here))
        for name, here in sheets.items()
    }


def _titles(sheet: Sheet, before: int) -> Iterator[Cell]:
    """Yield the lines above a row that name the WRES."""
    for (row, _), cell in sheet.cells.items():
        if row >= before or cell.kind != "text" or len(cell.raw) > LONGEST_TITLE:
            continue
        if _names_the_wres(cell.raw):
            yield cell


@lru_cache(maxsize=4096)
def _names_the_wres(text: str) -> bool:
    return standard_named(normalise(text)) == "wres"


def _years(text: str) -> set[int]:
    found = mentions(text)
    starts = {m.day.year - 1 for m in found if m.precision == "financial year"}
    return starts | {mention.day.year for mention in found}


def _finding(form: Form, sheet: str, cell: Cell, year: int) -> Finding:
    return Finding(
        STALE.rule,
        STALE.severity,
        STALE.message,
        STALE.remedy,
        file=form.workbook.file,
        sheet=sheet,
        cell=format_address(cell.row, cell.column),
        found=brief(cell.raw),
        expected=str(year),
    )
