"""Which formulas depend on which cells: directly, through others, or on nobody knows what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wres_excel.workbook.formula_cells import FormulaCell
from wres_excel.workbook.outline import Spot
from wres_excel.workbook.patch import Target
from wres_excel.workbook.references import Area

MAX_STEPS = 2_000_000
"""Cells looked at while links are drawn; formulas beyond them count as reading everything."""

_NOBODY: frozenset[Target] = frozenset()


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Who reads whom.

    readers: the formulas that read a cell directly; roamers: the formulas that may read any cell;
    order: the formulas, each after those that it reads, without those that wait for their own
    result, or for one that does.
    """

    readers: Mapping[Target, frozenset[Target]]
    roamers: frozenset[Target]
    order: tuple[Target, ...]

    def affected(self, changed: Collection[Target]) -> set[Target]:
        """Return the formulas whose results may differ once the contents of cells changed."""
        return self.downstream({*changed, *self.roamers}) | self.roamers if changed else set()

    def downstream(
        self, cells: Iterable[Target], stop: AbstractSet[Target] = _NOBODY
    ) -> set[Target]:
        """Return the formulas that cells lead to, not looking beyond those in stop."""
        reached, frontier = set[Target](), set(cells)
        while frontier:
            found = set[Target]().union(*(self.readers.get(cell, _NOBODY) for cell in frontier))
            frontier = found - reached
            reached |= frontier
            frontier -= stop
        return reached


def find_dependencies(formulas: Collection[FormulaCell], targets: Iterable[Target]) -> Dependencies:
    """Return the dependencies of formulas on each other and on the cells that may be written."""
    owners = {cell: formula.target for formula in formulas for cell in formula.spilled}
    board = _Board({*targets, *owners, *(formula.target for formula in formulas)})
    links: dict[Target, set[Target]] = defaultdict(set)
    roamers = set()
    for formula in formulas:
        if formula.roams or not board.affords(formula):
            roamers.add(formula.target)
            continue
        for area in formula.areas.values():
            for cell in board.cells_in(area):
                links[cell].add(formula.target)
                links[owners.get(cell, cell)].add(formula.target)
    readers = {cell: frozenset(found) for cell, found in links.items()}
    return Dependencies(readers, frozenset(roamers), tuple(_in_order(formulas, readers)))


class _Board:
    """The cells that matter, sheet by sheet, and how much longer they may be looked through."""

    def __init__(self, cells: Iterable[Target]) -> None:
        self._spots: dict[str, set[Spot]] = defaultdict(set)
        for sheet, row, column in cells:
            self._spots[sheet].add((row, column))
        self._steps = MAX_STEPS

    def affords(self, formula: FormulaCell) -> bool:
        """Return whether the areas of a formula can still be looked through, and account for it."""
        self._steps -= sum(self._cost(area) for area in formula.areas.values())
        return self._steps >= 0

    def _cost(self, area: Area) -> int:
        return min(area.size, len(self._spots.get(area.sheet, ())))

    def cells_in(self, area: Area) -> Iterator[Target]:
        spots = self._spots.get(area.sheet, set())
        return ((area.sheet, row, column) for row, column in area.spots_among(spots))


def _in_order(
    formulas: Iterable[FormulaCell], readers: Mapping[Target, frozenset[Target]]
) -> Iterator[Target]:
    """Yield the formulas that wait for nothing, again and again, until none or a knot is left."""
    waiting = {formula.target: 0 for formula in formulas}
    for cell in waiting:
        for reader in readers.get(cell, ()):
            waiting[reader] += 1
    ready = [cell for cell, count in waiting.items() if not count]
    while ready:
        cell = ready.pop()
        yield cell
        for reader in readers.get(cell, ()):
            waiting[reader] -= 1
            if not waiting[reader]:
                ready.append(reader)
