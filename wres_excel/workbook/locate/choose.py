"""Of all the cells that may hold a place, the one that does, or all of them if nothing decides."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wres_excel.domain.model import Item, Place
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.locate.editions_apart import Apart
from wres_excel.workbook.locate.records import Location
from wres_excel.workbook.locate.rows import BY_ONE
from wres_excel.workbook.locate.tables import Table

MUCH_LARGER = 2
Test = Callable[[Location], bool]


@dataclass
class Choice:
    """What was chosen, and what could not be.

    left: by sheet of another edition, the cells that gave way to the edition's own.
    """

    locations: dict[Place, Location] = field(default_factory=dict)
    ambiguous: dict[Place, tuple[Location, ...]] = field(default_factory=dict)
    left: dict[str, list[Location]] = field(default_factory=dict)


def choose(
    found: Iterable[Location],
    items: Mapping[str, Item],
    cells: Mapping[str, Mapping[tuple[int, int], Cell]],
    sizes: Mapping[str, int],
    strengths: Mapping[tuple[str, int, str], int],
    apart: Apart,
) -> Choice:
    """Return the one cell of each place, or the rivals.

    cells: of each sheet; sizes: how many items each sheet holds; strengths: how well the row of
    an item is known, by sheet, row and item key; apart: which sheets are another edition's.
    """
    choice = Choice()
    rivals: dict[Place, list[Location]] = {}
    for location in found:
        first = choice.locations.setdefault(location.place, location)
        if first is not location and first[1:4] != location[1:4]:
            rivals.setdefault(location.place, [first]).append(location)
    contest = _Contest(items, cells, sizes, strengths)
    for place, candidates in rivals.items():
        own = apart.prefer(candidates)
        for location in candidates:
            if location not in own:
                choice.left.setdefault(location.sheet, []).append(location)
        left = contest.narrow(place, own)
        if len(left) == 1:
            choice.locations[place] = left[0]
        else:
            del choice.locations[place]
            choice.ambiguous[place] = tuple(left)
    return choice


@dataclass(frozen=True, slots=True)
class _Contest:
    """The evidence by which rivals are compared."""

    items: Mapping[str, Item]
    cells: Mapping[str, Mapping[tuple[int, int], Cell]]
    sizes: Mapping[str, int]
    strengths: Mapping[tuple[str, int, str], int]

    def narrow(self, place: Place, rivals: Sequence[Location]) -> list[Location]:
        """Drop rivals for which less speaks, one kind of evidence after the other."""
        unique = {(rival.sheet, rival.row, rival.column): rival for rival in rivals}
        left = list(unique.values())
        largest = max(self.sizes.get(rival.sheet, 0) for rival in left)
        strongest = max(self._strength(rival) for rival in left)
        tests: tuple[Test, ...] = (
            lambda rival: self.items[place.item].derived or not self._is_formula(rival),
            lambda rival: self._strength(rival) == strongest,
            lambda rival: self.sizes.get(rival.sheet, 0) * MUCH_LARGER > largest,
            lambda rival: self._cell(rival) is not None,
        )
        for test in tests:
            left = [rival for rival in left if test(rival)] or left
        return left

    def _cell(self, rival: Location) -> Cell | None:
        return self.cells[rival.sheet].get((rival.row, rival.column))

    def _is_formula(self, rival: Location) -> bool:
        cell = self._cell(rival)
        return cell is not None and cell.formula is not None

    def _strength(self, rival: Location) -> int:
        return self.strengths.get((rival.sheet, rival.row, rival.place.item), BY_ONE)


def leading_tables(tables: Sequence[Table]) -> list[Table]:
    """Return the tables to look in, without sheets that only repeat others by formula."""
    plain = [table for table in tables if not table.repeats_by_formula]
    held = frozenset[str]().union(*(table.items for table in plain))
    return [
        table
        for table in tables
        if not table.repeats_by_formula or len(table.items & held) * MUCH_LARGER < len(table.items)
    ]
