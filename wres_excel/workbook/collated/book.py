"""The whole workbook of a collation: which sheets it has, and their rows streamed into it."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from wres_excel.collation.benchmark import benchmark, whereabouts
from wres_excel.collation.records import About, Collection
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.workbook.collated import about_sheet, charts_sheet
from wres_excel.workbook.collated.benchmark_sheet import benchmark_sheet
from wres_excel.workbook.collated.charts_sheet import Shown, write_charts
from wres_excel.workbook.collated.findings_sheet import findings_sheet
from wres_excel.workbook.collated.frame import Frame
from wres_excel.workbook.collated.indicators_sheet import indicators_sheet
from wres_excel.workbook.collated.package import write_package
from wres_excel.workbook.collated.register_sheet import register_sheet
from wres_excel.workbook.collated.sheet import TableSheet
from wres_excel.workbook.collated.survey import EditionOf, Survey, survey
from wres_excel.workbook.collated.values_sheet import MOST_ROWS, values_sheets
from wres_excel.workbook.collated.words import made_at, title_of
from wres_excel.workbook.collation_mark import SUBJECT


def write_collated(
    collection: Collection,
    target: Path,
    edition_of: EditionOf = load_edition,
    most_rows: int = MOST_ROWS,
) -> None:
    """Write a collation as a workbook for people.

    edition_of: an edition by its name; most_rows: how many values one sheet holds before another
    is begun. Returns are taken one after the other, several times over; what is kept of each is
    its indicators. Equal collations, made at the same time, give equal bytes. An existing file is
    replaced. Raises UsageError if the file cannot be written.
    """
    cached = lru_cache(maxsize=64)(edition_of)
    found = survey(collection, cached, most_rows)
    sheets = _table_sheets(collection, cached, found)
    frame = _frame(collection, found, sheets, _shown(collection, cached, found))
    try:
        write_package(frame.finish(), frame.streamed, target)
    except OSError as err:
        raise _unwritten(target, err) from err


def _shown(collection: Collection, edition_of: EditionOf, found: Survey) -> Shown:
    """Return what the charts are of: the round's returns."""
    name = found.round(collection.about.edition)
    standings = [standing for standing in found.standings if standing.edition == name]
    edition: Edition | None = edition_of(name) if name and standings else None
    return Shown(edition, standings, collection.register, collection.about.edition)


def _table_sheets(collection: Collection, edition_of: EditionOf, found: Survey) -> list[TableSheet]:
    about, standings = collection.about, found.standings
    known = whereabouts(collection.register)
    shown = _shown(collection, edition_of, found).edition
    sheets = [register_sheet(about, collection.register)]
    if not about.published:
        sheets.append(findings_sheet(collection, known, found.findings))
    sheets.append(indicators_sheet(about, standings, known, shown, edition_of))
    groups = benchmark(standings, known)
    sheets.append(benchmark_sheet(about, standings, known, groups, edition_of))
    return [*sheets, *values_sheets(collection, edition_of, found.values)]


def _frame(
    collection: Collection, found: Survey, sheets: Sequence[TableSheet], shown: Shown
) -> Frame:
    about, register = collection.about, collection.register
    names = [charts_sheet.NAME, *(sheet.name for sheet in sheets)]
    frame = Frame(title_of(about.edition, SUBJECT), _subject(about), made_at(about.made))
    frame.add(
        about_sheet.NAME,
        lambda frame, sheet: about_sheet.write_about(frame, sheet, about, register, found, names),
    )
    frame.add(charts_sheet.NAME, lambda frame, sheet: write_charts(frame, sheet, about, shown))
    for sheet in sheets:
        frame.add_table_sheet(sheet)
    return frame


def _subject(about: About) -> str:
    return "For publication" if about.published else "Not for publication"


def _unwritten(target: Path, err: OSError) -> UsageError:
    return UsageError(
        "The workbook could not be written",
        file=str(target),
        found=err.strerror or str(err),
        remedy="Check the free space on the disk and that the folder may be written to.",
    )
