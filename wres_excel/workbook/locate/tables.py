"""Rows and columns brought together: the cells of a sheet in which an item's figures stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wres_excel.domain.model import Item, Place
from wres_excel.domain.terms import Group, Period
from wres_excel.workbook.locate.blocks import Block, Blocks, Column, find_blocks
from wres_excel.workbook.locate.headings import SpokenGroup
from wres_excel.workbook.locate.lexicon import Lexicon
from wres_excel.workbook.locate.records import Location
from wres_excel.workbook.locate.rows import ItemRow, Rows, find_rows
from wres_excel.workbook.locate.survey import Survey, role_columns

Slot = tuple[Period, Group, Column]
Signature = tuple[tuple[Group, ...], tuple[Period, ...], str]


@dataclass(frozen=True, slots=True)
class Hit:
    """An item's row with the cells that its places have there; a place may have several."""

    row: ItemRow
    cells: tuple[Location, ...]


@dataclass
class Table:
    """What one sheet holds of the data: its rows, its heading blocks, and the cells of both."""

    survey: Survey
    rows: Rows
    blocks: Blocks
    hits: list[Hit]

    @property
    def hidden(self) -> bool:
        """Whether nobody sees the sheet."""
        return self.survey.sheet.state != "visible"

    @cached_property
    def items(self) -> frozenset[str]:
        """The keys of the items that the sheet holds cells for."""
        return frozenset(hit.row.item.key for hit in self.hits if hit.cells)

    @cached_property
    def repeats_by_formula(self) -> bool:
        """Whether every cell for an input holds a formula, as on a sheet that sums up another."""
        cells = self.survey.sheet.cells
        found = [
            cells.get((cell.row, cell.column))
            for hit in self.hits
            if not hit.row.item.derived
            for cell in hit.cells
        ]
        return bool(found) and all(cell is not None and cell.formula for cell in found)


def find_table(survey: Survey, lexicon: Lexicon) -> Table:
    """Return where the data items of the edition stand on one sheet."""
    rows = find_rows(survey, lexicon)
    if not rows.found and not rows.conflicts:
        return Table(survey, rows, Blocks(()), [])
    blocks = find_blocks(survey, rows.occupied, lexicon.edition)
    placing = _Placing(survey, lexicon)
    hits = [Hit(row, tuple(placing.cells(row, blocks.above(row.row)))) for row in rows.found]
    return Table(survey, rows, blocks, hits)


class _Placing:
    """Finds the cells of one row after the other; items alike in shape share their columns."""

    def __init__(self, survey: Survey, lexicon: Lexicon) -> None:
        self._survey = survey
        self._sheet = survey.sheet.name
        self._places = lexicon.places
        self._notes = lexicon.notes
        self._note_columns = [m.column for m in role_columns(survey.headings, "notes")]
        self._slots: dict[tuple[int, Signature], tuple[Slot, ...]] = {}

    def cells(self, row: ItemRow, block: Block | None) -> Iterator[Location]:
        """Yield the cell of each place that the row's item has beneath a block."""
        if block is None:
            return
        item, places, sheet, number = row.item, self._places[row.item.key], self._sheet, row.row
        for period, group, column in self._slots_of(item, block):
            if row.left <= column.column < row.right:
                at = column.column
                if group == "all" and column.group != "all":
                    at = self._merged_from(number, at)
                reasons = (row.reason, *column.reasons)
                yield Location(places[period, group], sheet, number, at, reasons)
        yield from self._note(row)

    def _slots_of(self, item: Item, block: Block) -> tuple[Slot, ...]:
        kind = "percent" if item.in_percent else "count"
        key = (block.top, (item.groups, item.periods, kind))
        slots = self._slots.get(key)
        if slots is None:
            slots = self._slots[key] = tuple(_slots(item, block))
        return slots

    def _merged_from(self, row: int, column: int) -> int:
        """Return where the merged cell begins that a value of all groups stands in."""
        return self._survey.merges.anchor(row, column)[1]

    def _note(self, row: ItemRow) -> Iterator[Location]:
        note = self._notes.get(row.item.key)
        if note is None:
            return
        for column in dict.fromkeys(self._note_columns):
            if row.left <= column < row.right:
                place = Place(note.key, "current", "all")
                reasons = (row.reason, "the notes beside it")
                yield Location(place, self._sheet, row.row, column, reasons)


def _slots(item: Item, block: Block) -> Iterator[Slot]:
    for period in item.periods:
        for group in item.groups:
            for column in _columns(item, block, period, group):
                yield period, group, column


def _columns(item: Item, block: Block, period: Period, group: Group) -> tuple[Column, ...]:
    """Return the columns of a period and group; a value of all groups stands with the groups.

    A column with a year and no group serves where there are no groups at all: a year above one may
    be the sheet's title.
    """
    columns = block.columns_for(item, period, group)
    if columns or group != "all":
        return columns
    return _first_of(item, block, period) or block.columns_for(item, period, None)


def _first_of(item: Item, block: Block, period: Period) -> tuple[Column, ...]:
    """Return the leftmost column of a period's groups, where a value of all of them is put.

    While White or BME is not among them, a column of the period without a group may be theirs.
    """
    groups: tuple[SpokenGroup, ...] = ("white", "bme", "unknown", "unclear")
    columns = [c for group in groups for c in block.columns_for(item, period, group)]
    if columns and not {"white", "bme"} <= {column.group for column in columns}:
        columns += block.columns_for(item, period, None)
    return (min(columns, key=lambda column: column.column),) if columns else ()
