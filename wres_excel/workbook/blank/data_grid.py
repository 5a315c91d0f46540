"""Where every figure of the Data sheet stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from wres_excel.domain.model import Edition, Item
from wres_excel.domain.terms import GROUPS, Group, Period
from wres_excel.workbook.formulas import Block, Spot

NAME = "Data"
HEADING_ROW = 6
LABEL_HEADINGS = ("Indicator", "Data item", "Section", "Item", "Measure")
FIRST_FIGURE = len(LABEL_HEADINGS) + 1


@dataclass(frozen=True)
class Grid:
    """Where every figure of the Data sheet stands: a row an item, a column a period and group."""

    edition: Edition
    rows: Mapping[str, int]
    columns: Mapping[tuple[Period, Group], int]

    def spot(self, key: str, period: Period, group: Group) -> Spot:
        """Return the cell of an item for a period and group."""
        return Spot(NAME, self.rows[key], self.columns[period, group])

    def spots(self, item: Item) -> list[Spot]:
        """Return the cells of an item's figures, period by period."""
        return [
            self.spot(item.key, period, group)
            for period in self.edition.periods
            for group in item.groups
        ]

    @property
    def check_column(self) -> int:
        """The column of live checks, right of the figures."""
        return FIRST_FIGURE + len(self.columns)

    def checks(self, section: str) -> Block:
        """Return the checks of one section's rows."""
        rows = [self.rows[item.key] for item in self.edition.section_items(section)]
        column = self.check_column
        return Block(Spot(NAME, rows[0], column), Spot(NAME, rows[-1], column))


def plan_grid(edition: Edition) -> Grid:
    """Return where each item of an edition stands on its Data sheet."""
    items = [i for i in edition.items if i.sheet == NAME and i.note_of is None]
    rows = {item.key: HEADING_ROW + 1 + n for n, item in enumerate(items)}
    heads = [(period, group) for period in edition.periods for group in GROUPS]
    return Grid(edition, rows, {head: FIRST_FIGURE + n for n, head in enumerate(heads)})
