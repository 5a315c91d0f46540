"""Which rows of a sheet are which items: by data item number, by label, by section."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from wres_excel.domain.model import Item
from wres_excel.workbook.addresses import LAST_COLUMN, format_address
from wres_excel.workbook.locate.contexts import Contexts
from wres_excel.workbook.locate.headings import NAMED_GROUPS
from wres_excel.workbook.locate.lexicon import Lexicon
from wres_excel.workbook.locate.numbers import number_columns
from wres_excel.workbook.locate.survey import Mark, Survey, heading_of, reason_of

BY_NUMBER_AND_LABEL = 2
BY_ONE = 1


class ItemRow(NamedTuple):
    """A row that is an item's.

    reason: what tells, in words; strength: whether number and label both do, or one of them;
    left, right: the columns the row's words reach over, the second exclusive.
    """

    item: Item
    row: int
    reason: str
    strength: int
    left: int = 1
    right: int = LAST_COLUMN + 1


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row whose number is one item's and whose label is another's."""

    row: int
    column: int
    numbered: Item
    label: Mark


class Segment(NamedTuple):
    """What one row says in a stretch of columns: a number, labels, or both."""

    row: int
    left: int
    right: int
    number: tuple[int, int] | None
    labels: tuple[Mark, ...]


class Known(NamedTuple):
    """A decided row; sure if its number or a label that no other item bears decided it."""

    row: int
    order: int
    section: str
    sure: bool


@dataclass
class Rows:
    """The rows of one sheet; undecided: labels that several items bear and nothing tells which."""

    found: list[ItemRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    undecided: list[tuple[Mark, tuple[Item, ...]]] = field(default_factory=list)
    occupied: tuple[int, ...] = ()


def find_rows(survey: Survey, lexicon: Lexicon) -> Rows:
    """Return which rows of a sheet are which items of the edition."""
    labels: dict[int, list[Mark]] = {}
    for mark in survey.labels:
        labels.setdefault(mark.row, []).append(mark)
    segments = list(_segments(survey, labels, lexicon))
    rows = Rows(occupied=tuple(sorted({segment.row for segment in segments})))
    open_rows = [s for s in segments if not _place_by_number(rows, s, lexicon)]
    if open_rows:
        _Deciding(rows, survey, lexicon).decide(open_rows)
    return rows


def _segments(
    survey: Survey, labels: Mapping[int, Sequence[Mark]], lexicon: Lexicon
) -> Iterator[Segment]:
    known = lexicon.edition.by_number
    figures = frozenset(
        mark.column for mark in survey.headings if heading_of(mark).group in NAMED_GROUPS
    )
    columns = number_columns(survey, labels)
    numbers: dict[int, list[tuple[int, int]]] = {}
    for row, column, number in survey.numbers:
        if column in columns and number in known:
            numbers.setdefault(row, []).append((column, number))
    for row in sorted(labels.keys() | numbers.keys()):
        yield from _parts(row, sorted(numbers.get(row, ())), labels.get(row, ()), figures)


def _parts(
    row: int,
    numbers: Sequence[tuple[int, int]],
    labels: Sequence[Mark],
    figures: frozenset[int],
) -> Iterator[Segment]:
    """Part a row where tables stand side by side; almost every row is one part."""
    if len(labels) < 2 and len(numbers) < 2:
        number = numbers[0] if numbers else None
        yield Segment(row, 1, LAST_COLUMN + 1, number, tuple(labels))
        return
    starts = [column for column, _ in numbers[1:]] if numbers else _label_starts(labels, figures)
    edges = [1, *starts, LAST_COLUMN + 1]
    for left, right in pairwise(edges):
        first = next((pair for pair in numbers if left <= pair[0] < right), None)
        here = tuple(mark for mark in labels if left <= mark.column < right)
        yield Segment(row, left, right, first, here)


def _label_starts(labels: Sequence[Mark], figures: frozenset[int]) -> list[int]:
    """Return where a second table's label stands; one item may well be named twice in its row.

    figures: the columns that are headed by a group; two labels with such a column between them
    belong to two tables.
    """
    ordered = sorted(labels, key=lambda mark: mark.column)
    return [
        after.column
        for before, after in pairwise(ordered)
        if not _common((before, after)) or figures & {*range(before.column, after.column)}
    ]


def _common(labels: Sequence[Mark]) -> tuple[Item, ...]:
    """Return the items that all labels of a segment can mean."""
    if len(labels) == 1:
        return labels[0].reading.items
    keys = [{item.key for item in mark.reading.items} for mark in labels]
    shared = set.intersection(*keys) if keys else set()
    return tuple(item for item in labels[0].reading.items if item.key in shared) if labels else ()


def _place_by_number(rows: Rows, segment: Segment, lexicon: Lexicon) -> bool:
    """Take a segment by its number; return False if it has none."""
    if segment.number is None:
        return False
    column, number = segment.number
    item = lexicon.edition.by_number[number]
    agrees = any(number in mark.reading.numbers for mark in segment.labels)
    if segment.labels and not agrees:
        rows.conflicts.append(Conflict(segment.row, column, item, segment.labels[0]))
        return True
    strength = BY_NUMBER_AND_LABEL if agrees else BY_ONE
    reason = f"data item {number} in {format_address(segment.row, column)}"
    rows.found.append(ItemRow(item, segment.row, reason, strength, segment.left, segment.right))
    return True


class _Deciding:
    """Labels without numbers, while it is decided which items they mean."""

    def __init__(self, rows: Rows, survey: Survey, lexicon: Lexicon) -> None:
        self._rows = rows
        self._order = lexicon.order
        self._known = [self._as_known(row.item, row.row, sure=True) for row in rows.found]
        self._contexts = Contexts(survey, lexicon)
        self._open: list[tuple[Segment, tuple[Item, ...]]] = []

    def decide(self, segments: Iterable[Segment]) -> None:
        """Decide by section first, then by the neighbours that are decided."""
        for segment in segments:
            self._by_section(segment)
        waiting, self._open = self._open, []
        known = sorted(self._known, key=lambda known: known.row)
        for segment, items in waiting:
            self._by_neighbours(segment, items, known)
        self._twins()

    def _by_section(self, segment: Segment) -> None:
        items = _common(segment.labels)
        sections = frozenset(item.section for item in items)
        columns = range(segment.left, segment.right)
        told = self._contexts.narrow(segment.row, columns, sections)
        if len(items) == 1 and not _is_common_word(segment.labels[0]):
            self._settle(segment, items[0])
            self._known.append(self._as_known(items[0], segment.row, sure=True))
        elif told is None:
            self._open.append((segment, items))
        else:
            here = tuple(item for item in items if item.section in told)
            self._settle_or_wait(segment, here or items, decided=bool(here))

    def _settle_or_wait(self, segment: Segment, items: tuple[Item, ...], decided: bool) -> None:
        if decided and len(items) == 1:
            self._settle(segment, items[0])
            self._known.append(self._as_known(items[0], segment.row, sure=False))
        elif decided:
            self._open.append((segment, items))
        else:
            self._rows.undecided.append((segment.labels[0], items))

    def _by_neighbours(
        self, segment: Segment, items: tuple[Item, ...], known: Sequence[Known]
    ) -> None:
        """Take the one item that stands between the decided items above and below in the form.

        Or the one of the same section as an item in the very next row, if that is sure itself.
        """
        at = bisect_left(known, segment.row, key=lambda known: known.row)
        around = (*known[max(0, at - 1) : at], *known[at : at + 1])
        sure = {one.section for one in around if one.sure and abs(one.row - segment.row) == 1}
        chosen = [item for item in items if item.section in sure]
        if len(around) == 2 and not _is_common_word(segment.labels[0]):
            low, high = around[0].order, around[1].order
            between = [item for item in items if low < self._order[item.key] < high]
            chosen = between if len(between) == 1 else chosen
        if len(chosen) == 1:
            self._settle(segment, chosen[0])
        else:
            self._open.append((segment, items))

    def _twins(self) -> None:
        """Items that share label and section stand in the order of the form."""
        groups: dict[tuple[str, ...], list[Segment]] = {}
        for segment, items in self._open:
            keys = tuple(item.key for item in items)
            if len({item.section for item in items}) == 1 and len(items) > 1:
                groups.setdefault(keys, []).append(segment)
            else:
                self._rows.undecided.append((segment.labels[0], items))
        by_keys = {tuple(item.key for item in items): items for _, items in self._open}
        for keys, segments in groups.items():
            self._pair(by_keys[keys], segments)

    def _pair(self, items: tuple[Item, ...], segments: Sequence[Segment]) -> None:
        taken = {row.item.key for row in self._rows.found}
        free = tuple(item for item in items if item.key not in taken) or items
        if len(segments) <= len(free):
            for item, segment in zip(free, segments, strict=False):
                self._settle(segment, item)
        else:
            for segment in segments:
                for item in items:
                    self._settle(segment, item)

    def _as_known(self, item: Item, row: int, sure: bool) -> Known:
        return Known(row, self._order[item.key], item.section, sure)

    def _settle(self, segment: Segment, item: Item) -> None:
        """Take a row by its label; what stands left of a label is not its figures."""
        mark = segment.labels[0]
        left = max(segment.left, mark.column + 1)
        self._rows.found.append(
            ItemRow(item, segment.row, reason_of(mark), BY_ONE, left, segment.right)
        )


def _is_common_word(mark: Mark) -> bool:
    """A label such as "Other" is too common to be known without its section."""
    return not mark.reading.specific
