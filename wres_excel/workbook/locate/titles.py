"""The period of a table whose columns name none: from a title, or from the sheet's name."""

from collections.abc import Sequence

from wres_excel.domain.model import Edition
from wres_excel.domain.periods import mentions, period_of_mention
from wres_excel.vocabulary import normalise, standard_named
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.locate.headings import Spoken, read_heading
from wres_excel.workbook.locate.survey import Mark, Survey, heading_of, reason_of

Told = tuple[Spoken, str]
"""A period, and the reason in words; the reason is empty where no other period exists."""


class Times:
    """What the titles and the name of one sheet say about time."""

    def __init__(self, survey: Survey, titles: Sequence[Mark], edition: Edition) -> None:
        self._titles = [mark for mark in titles if heading_of(mark).period]
        self._unread = survey.unread
        self._sheet = survey.sheet.name
        self._edition = edition

    def of(self, after: int, before: int) -> Told | None:
        """Return the period of a table that begins at the row `before`, or None if nothing tells.

        after: where the previous table's headings end. A line that is nothing but a date counts
        before a date among other words, and these only if they all mean one period.
        """
        here = [mark for mark in self._titles if after < mark.row < before]
        pure = [mark for mark in here if heading_of(mark).pure]
        found = _told(pure[-1:]) or _told(here) if here else None
        return (
            found
            or self._from_sheet_name()
            or self._from_year(after, before)
            or self._only_period()
        )

    def _from_year(self, after: int, before: int) -> Told | None:
        """Take a bare year only from a title that names the WRES, such as "WRES 2019 return"."""
        named = [
            (period_of_mention(mention, self._edition) or "other", cell)
            for cell in self._unread
            if after < cell.row < before and standard_named(normalise(cell.raw)) == "wres"
            for mention in mentions(cell.raw)
        ]
        if len({period for period, _ in named}) != 1:
            return None
        period, cell = named[0]
        return period, f"'{cell.raw.strip()}' in {format_address(cell.row, cell.column)}"

    def _from_sheet_name(self) -> Told | None:
        heading = read_heading(self._sheet, self._edition)
        period = heading.period if heading else None
        if period is None:
            years = {period_of_mention(m, self._edition) for m in mentions(self._sheet)}
            period = years.pop() if len(years) == 1 else None
        return (period, f"the sheet's name '{self._sheet}'") if period else None

    def _only_period(self) -> Told | None:
        return ("current", "") if self._edition.periods == ("current",) else None


def _told(marks: Sequence[Mark]) -> Told | None:
    periods = {heading_of(mark).period for mark in marks}
    if len(periods) != 1:
        return None
    mark = marks[-1]
    period = heading_of(mark).period
    return (period, reason_of(mark)) if period else None
