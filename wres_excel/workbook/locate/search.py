"""Everything that was seen in one workbook while an edition was looked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from wres_excel.domain.model import Item
from wres_excel.workbook.locate.choose import Choice
from wres_excel.workbook.locate.lexicon import Lexicon
from wres_excel.workbook.locate.organisation import Named
from wres_excel.workbook.locate.rows import Conflict
from wres_excel.workbook.locate.survey import Mark, Survey
from wres_excel.workbook.locate.tables import Table


@dataclass(frozen=True, slots=True)
class Search:
    """What was seen, and what was chosen of it; file: the workbook's name for messages.

    tables: one a sheet, without sheets that only repeat others by formula.
    """

    file: str
    lexicon: Lexicon
    surveys: tuple[Survey, ...]
    tables: tuple[Table, ...]
    organisation: tuple[Named, ...]
    choice: Choice

    def conflicts(self) -> Iterator[tuple[str, Conflict]]:
        """Yield the rows whose number and label name different items, with their sheets.

        A hidden sheet counts only if no visible one has the item.
        """
        for table in self.tables:
            for conflict in table.rows.conflicts:
                if not (table.hidden and conflict.numbered.key in self._shown):
                    yield table.survey.sheet.name, conflict

    def doubtful_items(self) -> Iterator[Item]:
        """Yield the items that a row is found for which may be another's."""
        for table in self.tables:
            for conflict in table.rows.conflicts:
                yield conflict.numbered
            for _, items in table.rows.undecided:
                yield from items

    def undecided(self, item: Item) -> tuple[str, Mark, tuple[Item, ...]] | None:
        """Return a label that may be this item's or another's, with its sheet, or None."""
        for table in self.tables:
            for mark, items in table.rows.undecided:
                if any(each.key == item.key for each in items):
                    return table.survey.sheet.name, mark, items
        return None

    @property
    def _shown(self) -> frozenset[str]:
        return frozenset[str]().union(*(t.items for t in self.tables if not t.hidden))
