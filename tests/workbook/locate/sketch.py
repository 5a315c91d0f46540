"""Workbooks drawn as tables of text, for the tests of the locator: no file is written or read."""

from collections.abc import Iterable, Mapping
from datetime import date

from wres_excel.domain.model import Edition
from wres_excel.workbook.addresses import format_address, parse_range
from wres_excel.workbook.cells import Cell, Formula
from wres_excel.workbook.locate import Located, Location
from wres_excel.workbook.records import Sheet, State, Workbook

FORMATS = ("General", "d mmmm yyyy")
EPOCH = date(1899, 12, 30)


def page(
    table: str,
    name: str = "Data",
    merges: Iterable[str] = (),
    state: State = "visible",
    top: int = 1,
    left: int = 1,
) -> Sheet:
    """Return a sheet drawn as the rows of a table, its first cell at row top and column left.

    Between the bars: nothing for a cell that is not there, _ for one that is blank, =A1 for a
    formula, @2019-03-31 for a date, a number or a text; \\n is a line break.
    """
    lines = (line.strip() for line in table.strip().splitlines())
    rows = [line.removeprefix("|").removesuffix("|").split("|") for line in lines]
    cells = {
        (row, column): _cell(row, column, text.strip(" "))
        for row, line in enumerate(rows, start=top)
        for column, text in enumerate(line, start=left)
        if text.strip(" ")
    }
    ranges = tuple(parse_range(merge) for merge in merges)
    return Sheet(name, f"{name}.xml", state, cells, ranges)


def workbook(*sheets: Sheet) -> Workbook:
    """Return a workbook of some sheets."""
    return Workbook("form.xlsx", "0" * 64, sheets, formats=FORMATS)


def places(located: Located, edition: Edition, item: str) -> dict[str, str]:
    """Return where the places of one item stand: "2019 white" to "Data!E5"."""
    return {
        f"{edition.snapshot_of(place.period).year} {place.group}": spot(location)
        for place, location in located.locations.items()
        if place.item == item
    }


def spot(location: Location) -> str:
    """Return where a location is, such as "Data!E5"."""
    return f"{location.sheet}!{location.cell}"


def everything(located: Located) -> Mapping[str, str]:
    """Return where all places stand: "clinical.band_5 current white" to "Data!E5"."""
    return {" ".join(place): spot(location) for place, location in located.locations.items()}


def addresses(sheet: Sheet) -> list[str]:
    """Return the addresses of a sheet's cells."""
    return [format_address(row, column) for row, column in sheet.cells]


def _cell(row: int, column: int, text: str) -> Cell:
    if text == "_":
        return Cell(row, column, "blank", "")
    if text.startswith("="):
        return Cell(row, column, "number", "1", formula=Formula(text[1:]))
    if text.startswith("@"):
        serial = (date.fromisoformat(text[1:]) - EPOCH).days
        return Cell(row, column, "number", str(serial), style=1)
    if text.replace(".", "", 1).isdecimal():
        return Cell(row, column, "number", text)
    return Cell(row, column, "text", text.replace("\\n", "\n"))
