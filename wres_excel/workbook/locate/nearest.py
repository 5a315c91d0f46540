"""The text on a form that comes nearest to one that was looked for and not found."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from wres_excel.domain.model import Edition
from wres_excel.domain.periods import mentions, period_of_mention
from wres_excel.domain.terms import Group, Period
from wres_excel.vocabulary import normalise
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.locate.blocks import Block
from wres_excel.workbook.locate.records import Nearest
from wres_excel.workbook.locate.survey import Survey, heading_of, reason_of
from wres_excel.workbook.locate.tables import Table

CUTOFF = 0.6
MOST = 200
MOST_TEXTS = 2000
Seen = tuple[int, int, str]


class Neighbourhood:
    """The short texts of a workbook that mean nothing to the edition."""

    def __init__(self, surveys: Iterable[Survey]) -> None:
        self._texts: dict[str, tuple[Survey, Cell]] = {}
        for survey, cell in islice(((s, cell) for s in surveys for cell in s.unread), MOST_TEXTS):
            self._texts.setdefault(normalise(cell.raw), (survey, cell))

    def nearest(self, text: str) -> Nearest | None:
        """Return the cell whose text is most like this one, if any is like it at all."""
        wanted = normalise(text)
        close = get_close_matches(wanted, list(self._akin(wanted))[:MOST], n=1, cutoff=CUTOFF)
        if not close:
            return None
        survey, cell = self._texts[close[0]]
        return Nearest(survey.sheet.name, cell.row, cell.column, " ".join(cell.raw.split()))

    def _akin(self, wanted: str) -> Iterator[str]:
        """Yield the texts that share a word or are as short: quicker than comparing all."""
        words = set(wanted.split())
        for text in self._texts:
            if abs(len(text) - len(wanted)) <= len(wanted) // 2 and (
                len(wanted) < 16 or words & set(text.split())
            ):
                yield text


def unclear_heading(tables: Iterable[Table], period: Period) -> Nearest | None:
    """Return the heading of a period that names people who are no group for certain, if any."""
    for table in tables:
        reasons = {
            reason
            for block in table.blocks.blocks
            for column in block.columns
            if column.group == "unclear" and column.period == period
            for reason in column.reasons
        }
        for mark in table.survey.headings:
            if heading_of(mark).group == "unclear" and reason_of(mark) in reasons:
                return _nearest(table, (mark.row, mark.column, mark.shown))
    return None


def nearest_heading(
    tables: Iterable[Table], edition: Edition, period: Period, group: Group | None
) -> Nearest | None:
    """Return the heading nearest to one that was looked for.

    It is a heading of that group, or of any without one, that names another time; else, of a
    group, a text among the headings of the period's columns that is no heading the edition knows,
    such as 'Whyte'.
    """
    tables = tuple(tables)
    for table in tables:
        if found := _other_times(table, group):
            return _nearest(table, found[0])
    for table in tables if group else ():
        if found := _strangers(table, edition, period):
            return _nearest(table, found[0])
    return None


def _nearest(table: Table, seen: Seen) -> Nearest:
    row, column, text = seen
    return Nearest(table.survey.sheet.name, row, column, " ".join(text.split()))


def _other_times(table: Table, group: Group | None) -> list[Seen]:
    """Return the headings that name a time which is none of the edition's."""
    others = (mark for mark in table.survey.headings if heading_of(mark).period == "other")
    return [(m.row, m.column, m.shown) for m in others if group in (None, heading_of(m).group)]


def _strangers(table: Table, edition: Edition, period: Period) -> list[Seen]:
    """Return the unknown texts that stand where a column of the table could be headed.

    Those that stand over a column of the period or name it come first, and none that names
    another time.
    """
    blocks = table.blocks.blocks
    among = [cell for cell in table.survey.unread if any(_is_among(cell, b) for b in blocks)]
    dated = {c.column for block in blocks for c in block.columns if c.period == period}
    named = [(cell, {period_of_mention(m, edition) for m in mentions(cell.raw)}) for cell in among]
    fitting = [(cell, period in times) for cell, times in named if not times or period in times]
    fitting.sort(key=lambda pair: not (pair[1] or pair[0].column in dated))
    return [(cell.row, cell.column, cell.raw) for cell, _ in fitting]


def _is_among(cell: Cell, block: Block) -> bool:
    first = min(column.column for column in block.columns)
    return block.top <= cell.row <= block.bottom and cell.column >= first - 1
