"""The places of items whose rows were found, and whose columns were not."""

from collections.abc import Iterator, MutableMapping

from wres_excel.domain.model import Place
from wres_excel.domain.terms import GROUPS, Group, Period
from wres_excel.findings import Finding
from wres_excel.workbook.locate import messages
from wres_excel.workbook.locate.nearest import nearest_heading, unclear_heading
from wres_excel.workbook.locate.records import Nearest
from wres_excel.workbook.locate.search import Search

Column = tuple[Period, Group | None]


def missing_columns(
    found: Search, missing: MutableMapping[Place, Nearest | None]
) -> Iterator[Finding]:
    """Yield a finding for each column that no item has, and for each item that lacks others.

    missing: takes every place that is reported here.
    """
    lacking = _lacking(found, missing)
    if not lacking:
        return
    columns = list(_absent_columns(found))
    for column in columns:
        finding, nearest = _absent(found, *column)
        missing.update(dict.fromkeys((p for p in lacking if _is_of(p, *column)), nearest))
        yield finding
    for item, places in _by_item(lacking, columns).items():
        yield messages.cells_not_found(found.file, found.lexicon.edition, item, places)


def _absent(found: Search, period: Period, group: Group | None) -> tuple[Finding, Nearest | None]:
    """Return the finding about a column that is not there, and the heading nearest to it."""
    edition = found.lexicon.edition
    unclear = unclear_heading(found.tables, period) if group else None
    if group and unclear:
        finding = messages.column_unclear(found.file, edition, period, group, unclear)
        return finding, unclear
    nearest = nearest_heading(found.tables, edition, period, group)
    return messages.column_not_found(found.file, edition, period, group, nearest), nearest


def _lacking(found: Search, missing: MutableMapping[Place, Nearest | None]) -> list[Place]:
    """Return the places that are neither located nor ambiguous nor reported, and note them."""
    choice = found.choice
    lacking = [
        place
        for place in found.lexicon.edition.places
        if place not in choice.locations
        and place not in choice.ambiguous
        and place not in missing
        and not found.lexicon.edition.by_key[place.item].note_of
    ]
    missing.update(dict.fromkeys(lacking))
    return lacking


def _absent_columns(found: Search) -> Iterator[Column]:
    """Yield each period that no column has, and else each group that it has no column for."""
    seen = {
        (place.period, place.group)
        for place in (*found.choice.locations, *found.choice.ambiguous)
        if place.item in found.lexicon.data_keys
    }
    wanted = {
        (place.period, place.group)
        for place in found.lexicon.edition.places
        if place.item in found.lexicon.data_keys
    }
    for period in found.lexicon.edition.periods:
        groups = [group for group in GROUPS if group != "all" and (period, group) in wanted]
        absent = [g for g in groups if (period, g) not in seen]
        if groups and absent == groups:
            yield period, None
        else:
            yield from ((period, group) for group in absent)


def _is_of(place: Place, period: Period, group: Group | None) -> bool:
    return place.period == period and group in (None, place.group)


def _by_item(lacking: list[Place], columns: list[Column]) -> dict[str, list[Place]]:
    """Return the places that lack a cell though other items have one in such a column."""
    table: dict[str, list[Place]] = {}
    for place in lacking:
        if not any(_is_of(place, period, group) for period, group in columns):
            table.setdefault(place.item, []).append(place)
    return table
