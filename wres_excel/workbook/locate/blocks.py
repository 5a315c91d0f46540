"""The headings of a sheet as blocks: which period, group and kind of figure each column takes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal

from wres_excel.domain.model import Edition, Item
from wres_excel.domain.terms import Period
from wres_excel.workbook.locate.headings import NAMED_GROUPS, Spoken, SpokenGroup
from wres_excel.workbook.locate.survey import Mark, Survey, heading_of, reason_of
from wres_excel.workbook.locate.titles import Times

Aspect = Literal["period", "group", "basis"]

ASPECTS: tuple[Aspect, ...] = ("period", "group", "basis")
BASES = frozenset({"prepopulated", "verified", "headcount", "share"})
WIDEST_GAP = 2
TALLEST = 8
MOST_ALIKE = 16
MOST_BLOCKS = 2000
_PREFERRED: Mapping[str, tuple[frozenset[str | None], ...]] = {
    "headcount": (
        frozenset({"verified"}),
        frozenset({None, "headcount", "share"}),
        frozenset({"headcount"}),
        frozenset({None, "verified"}),
    ),
    "share": (
        frozenset({"verified"}),
        frozenset({None, "headcount", "share"}),
        frozenset({"share"}),
        frozenset({None, "verified"}),
    ),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block: what its headings say, and where they say it."""

    column: int
    period: Spoken | None = None
    group: SpokenGroup | None = None
    basis: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A run of heading rows and the columns beneath it, from left to right."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    @cached_property
    def by_place(self) -> Mapping[tuple[Spoken | None, SpokenGroup | None], tuple[Column, ...]]:
        """The columns by their period and group; of very many alike, the first."""
        table: dict[tuple[Spoken | None, SpokenGroup | None], list[Column]] = {}
        for column in self.columns:
            alike = table.setdefault((column.period, column.group), [])
            if len(alike) < MOST_ALIKE:
                alike.append(column)
        return {key: tuple(columns) for key, columns in table.items()}

    def columns_for(
        self, item: Item, period: Period, group: SpokenGroup | None
    ) -> tuple[Column, ...]:
        """Return the columns that take an item's figures for a period and a group."""
        return _fitting(self.by_place.get((period, group), ()), item)


@dataclass(frozen=True)
class Blocks:
    """The blocks of one sheet, from the top down."""

    blocks: tuple[Block, ...]

    @cached_property
    def _bottoms(self) -> tuple[int, ...]:
        return tuple(block.bottom for block in self.blocks)

    def above(self, row: int) -> Block | None:
        """Return the last block that ends above a row."""
        at = bisect_left(self._bottoms, row)
        return self.blocks[at - 1] if at else None


def find_blocks(survey: Survey, item_rows: Sequence[int], edition: Edition) -> Blocks:
    """Return the heading blocks of a sheet.

    item_rows: the rows of items, in order, which head nothing.
    """
    marks = list(_heading_marks(survey, frozenset(item_rows)))
    drawn: list[Block] = []
    used: set[tuple[int, int]] = set()
    for cluster in islice(_clusters(marks, item_rows), MOST_BLOCKS):
        if _heads_a_table(cluster) and not _may_be_figures(cluster, survey, item_rows):
            drawn.append(_Layout(survey, cluster).block())
            used.update((mark.row, mark.column) for mark in cluster)
    titles = [mark for mark in survey.headings if (mark.row, mark.column) not in used]
    times = Times(survey, titles, edition)
    return Blocks(tuple(_with_inherited(drawn, times)))


def _fitting(columns: tuple[Column, ...], item: Item) -> tuple[Column, ...]:
    """Prefer verified to prepopulated figures, and the column of the item's own kind of figure."""
    if len(columns) < 2:
        return columns
    for bases in _PREFERRED["share" if item.in_percent else "headcount"]:
        columns = tuple(column for column in columns if column.basis in bases) or columns
    return columns


def _heading_marks(survey: Survey, item_rows: frozenset[int]) -> Iterator[Mark]:
    for mark in survey.headings:
        heading = heading_of(mark)
        tells = heading.period or heading.group or heading.role in BASES
        if tells and heading.pure and mark.row not in item_rows:
            yield mark
    figures = _rows_with_figures(survey)
    for mark in survey.years:
        if mark.row not in item_rows and mark.row not in figures:
            yield mark


def _rows_with_figures(survey: Survey) -> set[int]:
    """Return the rows that hold numbers which are no years: there a 2019 may be a count."""
    if not survey.years:
        return set()
    known = {(mark.row, mark.column) for mark in (*survey.years, *survey.headings)}
    return {
        spot[0]
        for spot, cell in survey.sheet.cells.items()
        if cell.kind == "number" and spot not in known
    }


def _clusters(marks: Iterable[Mark], item_rows: Sequence[int]) -> Iterator[list[Mark]]:
    """Yield the marks of neighbouring rows together, top row first."""
    cluster: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.row, mark.column)):
        if cluster and not _neighbours(cluster, mark.row, item_rows):
            yield cluster
            cluster = []
        cluster.append(mark)
    if cluster:
        yield cluster


def _neighbours(cluster: Sequence[Mark], following: int, item_rows: Sequence[int]) -> bool:
    row = cluster[-1].row
    if following - row > WIDEST_GAP or following - cluster[0].row >= TALLEST:
        return False
    return bisect_right(item_rows, row) == bisect_left(item_rows, following)


def _heads_a_table(cluster: Sequence[Mark]) -> bool:
    """A lone "Total" or a lone date heads nothing; a group does, and so do two times in a row."""
    headings = [(mark.row, heading_of(mark)) for mark in cluster]
    if any(heading.group in NAMED_GROUPS for _, heading in headings):
        return True
    dated = [row for row, heading in headings if heading.period]
    return len(dated) > len(set(dated))


def _may_be_figures(cluster: Sequence[Mark], survey: Survey, item_rows: Sequence[int]) -> bool:
    """Numbers like 2019 beneath the first item, without a group, may be a row of totals."""
    if not item_rows or cluster[0].row < item_rows[0]:
        return False
    named = any(heading_of(mark).group in NAMED_GROUPS for mark in cluster)
    return not named and any((mark.row, mark.column) in survey.year_spots for mark in cluster)


def aspect_of(mark: Mark, aspect: Aspect) -> str | None:
    """Return what a heading says of one aspect, or None."""
    heading = heading_of(mark)
    if aspect == "period":
        return heading.period
    if aspect == "group":
        return heading.group
    return heading.role if heading.role in BASES else None


class _Layout:
    """The marks of one block, and how far each of them reaches."""

    def __init__(self, survey: Survey, cluster: Sequence[Mark]) -> None:
        self._survey = survey
        self._cluster = cluster
        self._direct = {aspect: self._covered(aspect) for aspect in ASPECTS}
        self._rows = {aspect: self._by_row(aspect) for aspect in ASPECTS}

    def block(self) -> Block:
        numbers = sorted({column for table in self._direct.values() for column in table})
        columns = [self._column(number) for number in numbers]
        bottom = max(self._survey.merges.extent(m.row, m.column)[2] for m in self._cluster)
        told = tuple(column for column in columns if column.period or column.group)
        return Block(self._cluster[0].row, bottom, told)

    def _covered(self, aspect: Aspect) -> dict[int, Mark]:
        """Return the mark over each column, the lowest where several are."""
        table: dict[int, Mark] = {}
        for mark in self._cluster:
            if aspect_of(mark, aspect):
                _, left, _, right = self._survey.merges.extent(mark.row, mark.column)
                table.update(dict.fromkeys(range(left, right + 1), mark))
        return table

    def _column(self, number: int) -> Column:
        said: dict[Aspect, str] = {}
        marks: list[Mark] = []
        for aspect in ASPECTS:
            mark = self._direct[aspect].get(number) or self._spanning(aspect, number)
            value = aspect_of(mark, aspect) if mark else None
            if mark and value:
                said[aspect] = value
                marks.append(mark)
        return replace(Column(number, reasons=reasons_of(marks)), **said)  # type: ignore[arg-type]

    def _by_row(self, aspect: Aspect) -> dict[int, list[Mark]]:
        """Return the marks of each row, the lowest row first, from left to right."""
        rows: dict[int, list[Mark]] = {}
        for mark in self._cluster:
            if aspect_of(mark, aspect):
                rows.setdefault(mark.row, []).append(mark)
        return dict(sorted(rows.items(), reverse=True))

    def _spanning(self, aspect: Aspect, column: int) -> Mark | None:
        """Return the mark to the left that spans a column without being merged over it."""
        for row, marks in self._rows[aspect].items():
            at = bisect_left(marks, column, key=lambda mark: mark.column)
            if at and self._is_clear(row, marks[at - 1], column):
                return marks[at - 1]
        return None

    def _is_clear(self, row: int, mark: Mark, column: int) -> bool:
        right = self._survey.merges.extent(mark.row, mark.column)[3]
        return self._survey.is_clear(row, right, column)


def reasons_of(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Return where each heading stands, in words, a cell that says two things once."""
    return tuple(dict.fromkeys(reason_of(mark) for mark in marks))


def _with_inherited(drawn: Sequence[Block], times: Times) -> Iterator[Block]:
    """Complete blocks that say less than those above them: a year above the first one, a title."""
    previous: Block | None = None
    for block in drawn:
        full = _inherit(block, previous)
        if not any(column.period for column in full.columns):
            told = times.of(previous.bottom if previous else 0, block.top)
            full = _dated(full, told)
        yield full
        previous = full


def _inherit(block: Block, previous: Block | None) -> Block:
    """Fill what a whole block leaves out with what the block above says of the same columns."""
    above = {column.column: column for column in previous.columns} if previous else {}
    for aspect in ("period", "group"):
        if not any(getattr(column, aspect) for column in block.columns):
            columns = tuple(_inherit_one(c, above.get(c.column), aspect) for c in block.columns)
            block = Block(block.top, block.bottom, columns)
    return block


def _inherit_one(column: Column, above: Column | None, aspect: str) -> Column:
    value = getattr(above, aspect) if above else None
    if above is None or value is None:
        return column
    return replace(column, reasons=(*above.reasons, *column.reasons), **{aspect: value})


def _dated(block: Block, told: tuple[Spoken, str] | None) -> Block:
    if told is None:
        return block
    period, reason = told
    reasons = (reason,) if reason else ()
    columns = tuple(replace(c, period=period, reasons=reasons + c.reasons) for c in block.columns)
    return Block(block.top, block.bottom, columns)
