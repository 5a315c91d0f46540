"""What a workbook tells of its standard and its year, before any edition is tried."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from wres_excel.domain.periods import Mention, date_of_serial, mentions
from wres_excel.vocabulary import normalise, standard_named, standards
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.locate.headings import group_named, is_covered, without_times
from wres_excel.workbook.locate.survey import YEARS, date_styles
from wres_excel.workbook.records import Sheet, Workbook

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Clue:
    """One text that tells something: times it names, a standard, a group of the table.

    heading: nothing else stands in the text, so that it may head columns.
    """

    times: tuple[Mention, ...] = ()
    heading: bool = False
    standard: str | None = None
    group: str | None = None
    disability: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """A day that a cell or a sheet's name tells, with where and in which words."""

    day: date
    where: str
    shown: str


@dataclass(slots=True)
class Clues:
    """All that a workbook tells: days of headings, of titles that name the WRES, of other texts."""

    headings: list[Sighting] = field(default_factory=list)
    titles: list[Sighting] = field(default_factory=list)
    others: list[Sighting] = field(default_factory=list)
    standards: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    disability: str | None = None

    @property
    def has_groups(self) -> bool:
        """Whether the workbook has headings for BME and for White, or for what may be White."""
        return "bme" in self.groups and bool({"white", "unclear"} & self.groups)


def gather_clues(workbook: Workbook) -> Clues:
    """Return what the visible sheets tell, their names included."""
    clues = Clues()
    dated = date_styles(workbook.formats)
    for sheet in workbook.sheets:
        if sheet.state == "visible":
            _take(clues, clue_of(sheet.name), f"the sheet's name '{sheet.name}'", sheet.name)
            for cell, text in _texts(sheet, dated, workbook.date1904):
                clue = clue_of(text)
                if clue is not None:
                    where = f"{sheet.name}!{format_address(cell.row, cell.column)}"
                    _take(clues, clue, where, text)
    return clues


def _texts(sheet: Sheet, dated: frozenset[int], date1904: bool) -> Iterator[tuple[Cell, str]]:
    """Yield the cells that may tell something, with their text or their date in words."""
    for cell in sheet.cells.values():
        if cell.kind == "text":
            yield cell, cell.raw
        elif cell.kind == "number" and cell.style in dated:
            day = date_of_serial(float(cell.raw), date1904)
            if day is not None:
                yield cell, f"{day.day} {day:%B %Y}"
        elif cell.kind == "date" or cell.raw in YEARS:
            yield cell, cell.raw


def _take(clues: Clues, clue: Clue | None, where: str, text: str) -> None:
    if clue is None:
        return
    shown = " ".join(text.split())
    if clue.standard:
        clues.standards.setdefault(clue.standard, f"'{shown}' in {where}")
    if clue.group:
        clues.groups.add(clue.group)
    if clue.disability:
        clues.disability = clues.disability or f"'{shown}' in {where}"
    exact = [time for time in clue.times if time.precision != "year"]
    if clue.heading:
        clues.headings += [Sighting(time.day, where, shown) for time in clue.times]
    elif clue.standard == "wres":
        clues.titles += [Sighting(time.day, where, shown) for time in exact or clue.times]
    else:
        clues.others += [Sighting(time.day, where, shown) for time in exact]


@lru_cache(maxsize=8192)
def clue_of(text: str) -> Clue | None:
    """Return what a text tells, or None if it tells nothing."""
    if len(text) > LONGEST:
        return None
    times = mentions(text)
    normal = normalise(text)
    clue = Clue(
        times=times,
        heading=bool(times) and is_covered(without_times(text, times)),
        standard=standard_named(normal),
        group=group_named(without_times(text, times)),
        disability=normal in standards("heading"),
    )
    return clue if clue != Clue() else None
