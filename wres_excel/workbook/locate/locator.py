"""Where each item, period and group of an edition stands in a workbook never seen before."""

from collections.abc import Iterator, Sequence

from wres_excel.domain.model import Edition
from wres_excel.workbook.locate.answers import Answers
from wres_excel.workbook.locate.choose import Choice, choose, leading_tables
from wres_excel.workbook.locate.fields import find_fields, find_grid
from wres_excel.workbook.locate.lexicon import Lexicon, lexicon_of
from wres_excel.workbook.locate.organisation import (
    Named,
    find_organisation,
    organisation_cells,
    organisation_locations,
)
from wres_excel.workbook.locate.records import Located, Location
from wres_excel.workbook.locate.report import report
from wres_excel.workbook.locate.search import Search
from wres_excel.workbook.locate.survey import Survey, survey_sheet
from wres_excel.workbook.locate.tables import Table, find_table
from wres_excel.workbook.records import Workbook


def locate(workbook: Workbook, edition: Edition) -> Located:
    """Return where each place of an edition stands in a workbook.

    Items are found by data item number, by label and section, and by heading, never by address.
    Nothing is guessed: a place with two candidates is ambiguous, and what is not found is missing,
    each with a finding.
    """
    found = search(workbook, edition)
    missing, findings = report(found)
    return Located(
        found.choice.locations,
        found.choice.ambiguous,
        missing,
        findings,
        organisation_cells(found.organisation),
    )


def search(workbook: Workbook, edition: Edition) -> Search:
    """Return everything that speaks for the places of an edition in a workbook."""
    lexicon = lexicon_of(edition)
    surveys = tuple(survey_sheet(sheet, workbook, lexicon) for sheet in workbook.sheets)
    tables = leading_tables([find_table(survey, lexicon) for survey in surveys])
    answers = [(survey, Answers(survey)) for survey in surveys]
    organisation = tuple(find_organisation(answers))
    choice = _choose(lexicon, tables, answers, organisation)
    return Search(workbook.file, lexicon, surveys, tuple(tables), organisation, choice)


def _choose(
    lexicon: Lexicon,
    tables: Sequence[Table],
    answers: Sequence[tuple[Survey, Answers]],
    organisation: Sequence[Named],
) -> Choice:
    fields = _fields(lexicon, answers)
    sizes = {table.survey.sheet.name: len(table.items) for table in tables}
    for location in fields:
        sizes[location.sheet] = sizes.get(location.sheet, 0) + 1
    return choose(
        [*_visible_first(tables), *fields, *organisation_locations(organisation, lexicon)],
        lexicon.edition.by_key,
        {survey.sheet.name: survey.sheet.cells for survey, _ in answers},
        sizes,
        _strengths(tables),
    )


def _visible_first(tables: Sequence[Table]) -> Iterator[Location]:
    """Yield the cells of items; a hidden sheet counts only for items that no visible one has."""
    seen = frozenset[str]().union(*(table.items for table in tables if not table.hidden))
    for table in tables:
        for hit in table.hits:
            if not (table.hidden and hit.row.item.key in seen):
                yield from hit.cells


def _fields(lexicon: Lexicon, answers: Sequence[tuple[Survey, Answers]]) -> list[Location]:
    """Return the cells of the Reporting Template, hidden sheets only if no visible one has any."""
    own = lexicon.organisation_keys
    by_state: dict[bool, list[Location]] = {True: [], False: []}
    for survey, found in answers:
        locations = by_state[survey.sheet.state == "visible"]
        locations += [cell for cell in find_fields(survey, found) if cell.place.item not in own]
        locations += find_grid(survey, lexicon)
    shown = {location.place for location in by_state[True]}
    return by_state[True] + [cell for cell in by_state[False] if cell.place not in shown]


def _strengths(tables: Sequence[Table]) -> dict[tuple[str, int, str], int]:
    return {
        (table.survey.sheet.name, hit.row.row, hit.row.item.key): hit.row.strength
        for table in tables
        for hit in table.hits
    }
