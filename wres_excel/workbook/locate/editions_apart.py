"""Sheets of another year's return that were kept beside this year's and repeat one of its years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wres_excel.domain.model import Edition
from wres_excel.domain.periods import mentions, same_snapshot
from wres_excel.workbook.locate.blocks import Block
from wres_excel.workbook.locate.headings import NAMED_GROUPS, Spoken
from wres_excel.workbook.locate.records import Location
from wres_excel.workbook.locate.survey import Mark, heading_of, reason_of
from wres_excel.workbook.locate.tables import Table


@dataclass(frozen=True, slots=True)
class Apart:
    """The sheets that are certain: own has both years of the edition and no other year.

    others: has one year of the edition, and besides the year that the edition before or after it
    compares it with.
    """

    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def prefer(self, rivals: Sequence[Location]) -> list[Location]:
        """Drop the rivals on sheets of another edition where one stands on the edition's own."""
        if not any(rival.sheet in self.own for rival in rivals):
            return list(rivals)
        return [rival for rival in rivals if rival.sheet not in self.others]


def editions_apart(tables: Sequence[Table], edition: Edition) -> Apart:
    """Return which sheets are the edition's own and which another edition's, where that is certain.

    An edition of one year has no sheets of its own in this sense, and a hidden sheet is none.
    """
    if len(tables) < 2 or edition.previous_snapshot is None:
        return Apart()
    years = {table.survey.sheet.name: _years(table) for table in tables}
    both = {table.survey.sheet.name for table in tables if not table.hidden}
    own = {name for name in both if years[name] == {"current", "previous"}}
    others = {
        table.survey.sheet.name
        for table in tables
        if _is_of_another(table, years[table.survey.sheet.name], edition)
    }
    return Apart(frozenset(own), frozenset(others)) if own and others else Apart()


def _is_of_another(table: Table, years: set[Spoken | None], edition: Edition) -> bool:
    """Return whether a table's other year is next to the one that it shares with an edition."""
    previous = edition.previous_snapshot
    if previous is None:
        return False
    if years == {"previous", "other"}:
        return _all_mean(table, _year_from(previous, -1))
    return years == {"current", "other"} and _all_mean(table, _year_from(edition.snapshot, 1))


def _year_from(day: date, years: int) -> date:
    """Return the same day another year; no snapshot falls on 29 February."""
    return day.replace(year=day.year + years)


def _all_mean(table: Table, day: date) -> bool:
    """Return whether every heading of another time that stands over figures means this day."""
    found = [_days(mark) for mark in _other_times(table)]
    return bool(found) and all(any(same_snapshot(d, day) for d in days) for days in found)


def _days(mark: Mark) -> list[date]:
    return [mention.day for mention in mentions(mark.shown)]


def _other_times(table: Table) -> Iterator[Mark]:
    reasons = {
        reason
        for block in _used(table)
        for column in block.columns
        if column.period == "other" and column.group in NAMED_GROUPS
        for reason in column.reasons
    }
    survey = table.survey
    for mark in (*survey.headings, *survey.years):
        if heading_of(mark).period == "other" and reason_of(mark) in reasons:
            yield mark


def _years(table: Table) -> set[Spoken | None]:
    """Return the years of the columns of figures."""
    return {
        column.period
        for block in _used(table)
        for column in block.columns
        if column.group in NAMED_GROUPS
    }


def _used(table: Table) -> list[Block]:
    """Return the blocks of headings that stand above some item."""
    found = (table.blocks.above(hit.row.row) for hit in table.hits)
    return list({block.top: block for block in found if block}.values())
