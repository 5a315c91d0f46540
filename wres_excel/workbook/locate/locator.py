"""Where each item, period and group of an edition stands in a workbook never seen before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from wres_excel.domain.model import Edition
from wres_excel.workbook.locate.answers import Answers
from wres_excel.workbook.locate.choose import Choice, choose, leading_tables
from wres_excel.workbook.locate.editions_apart import editions_apart
from wres_excel.workbook.locate.fields import find_fields, find_grid
from wres_excel.workbook.locate.lexicon import Lexicon, lexicon_of
from wres_excel.workbook.locate.limits import FEW_CELLS, refuse_too_much_text
from wres_excel.workbook.locate.organisation import (
    Named,
    find_organisation,
    organisation_cells,
    organisation_locations,
)
from wres_excel.workbook.locate.records import Located, Location
from wres_excel.workbook.locate.report import organisations, report
from wres_excel.workbook.locate.search import Search
from wres_excel.workbook.locate.skeleton import Skeleton, skeleton_of, workbook_of
from wres_excel.workbook.locate.survey import Survey, survey_sheet
from wres_excel.workbook.locate.tables import Table, find_table
from wres_excel.workbook.records import Workbook

MOST_PLANS = 64


def locate(workbook: Workbook, edition: Edition) -> Located:
    """Return where each place of an edition stands in a workbook.

    Items are found by data item number, by label and section, and by heading, never by address.
    Nothing is guessed: a place with two candidates is ambiguous, and what is not found is missing,
    each with a finding. Raises UnreadableFile if the workbook holds too much text to look through.
    """
    lexicon = lexicon_of(edition)
    if sum(len(sheet.cells) for sheet in workbook.sheets) <= FEW_CELLS:
        plan = _plan(lexicon, skeleton_of(workbook, lexicon))
        if not plan.compared:
            return _as_planned(plan, workbook)
    return locate_anew(workbook, edition)


def locate_anew(workbook: Workbook, edition: Edition) -> Located:
    """Return what locate returns, without what is known of other workbooks."""
    return _as_planned(_plan_of(search(workbook, edition)), workbook)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a skeleton tells; compared: whether more than a skeleton would have to be looked at."""

    located: Located
    organisation: tuple[Named, ...]
    compared: bool


@lru_cache(maxsize=MOST_PLANS)
def _plan(lexicon: Lexicon, skeleton: Skeleton) -> _Plan:
    """Return where a form has its places; returns of one form share it."""
    return _plan_of(_search(workbook_of(skeleton), lexicon))


def _plan_of(found: Search) -> _Plan:
    told = report(found)
    choice = found.choice
    located = Located(
        choice.locations,
        choice.ambiguous,
        told.missing,
        told.findings,
        organisation_cells(found.organisation),
    )
    return _Plan(located, found.organisation, told.compared)


def _as_planned(plan: _Plan, workbook: Workbook) -> Located:
    """Return where the places of a workbook stand, by the plan of its skeleton."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    findings = [replace(finding, file=workbook.file) for finding in plan.located.findings]
    named = [
        replace(each, survey=Survey(sheets[each.survey.sheet.name])) for each in plan.organisation
    ]
    findings += organisations(workbook.file, named)
    return replace(plan.located, findings=tuple(findings))


def search(workbook: Workbook, edition: Edition) -> Search:
    """Return everything that speaks for the places of an edition in a workbook.

    Raises UnreadableFile if the workbook holds too much text to look through.
    """
    refuse_too_much_text(workbook)
    return _search(workbook, lexicon_of(edition))


def _search(workbook: Workbook, lexicon: Lexicon) -> Search:
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
        editions_apart(tables, lexicon.edition),
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
