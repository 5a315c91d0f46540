"""The text on a form that comes nearest to one that was looked for and not found."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from wres_excel.domain.terms import Group
from wres_excel.vocabulary import normalise
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.locate.blocks import Block
from wres_excel.workbook.locate.records import Nearest
from wres_excel.workbook.locate.survey import Survey, heading_of
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


def nearest_heading(tables: Iterable[Table], group: Group | None) -> Nearest | None:
    """Return the heading nearest to one that was looked for.

    Without a group it is a heading that names another time; with one it is a text among the
    headings of the columns that is no heading the edition knows, such as 'Non-BAME'.
    """
    for table in tables:
        found = _other_times(table) if group is None else _strangers(table)
        if found:
            row, column, text = found[0]
            return Nearest(table.survey.sheet.name, row, column, " ".join(text.split()))
    return None


def _other_times(table: Table) -> list[Seen]:
    marks = table.survey.headings
    return [(m.row, m.column, m.shown) for m in marks if heading_of(m).period == "other"]


def _strangers(table: Table) -> list[Seen]:
    """Return the unknown texts that stand where a column of the table could be headed."""
    blocks = table.blocks.blocks
    return [
        (cell.row, cell.column, cell.raw)
        for cell in table.survey.unread
        if any(_is_among(cell, block) for block in blocks)
    ]


def _is_among(cell: Cell, block: Block) -> bool:
    first = min(column.column for column in block.columns)
    return block.top <= cell.row <= block.bottom and cell.column >= first - 1
