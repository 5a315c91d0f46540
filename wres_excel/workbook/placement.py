"""What follows from where a form has its places alone: worked out once for all its returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from wres_excel.domain.model import Edition, Item, Place, Value
from wres_excel.workbook.locate import Located, Location

MOST_FORMS = 64


class Placed(NamedTuple):
    """A place of an edition with the cell in which a form has it.

    spot: row and column of the cell, address the same as people write it; counted: whether a
    number of people stands there and nothing else; empty: the value where the cell is not stored.
    """

    place: Place
    item: Item
    location: Location
    spot: tuple[int, int]
    address: str
    counted: bool
    empty: Value


@dataclass(frozen=True, eq=False)
class Placement:
    """Where a form has the places of an edition; equal to itself alone, so quick to look up."""

    edition: Edition
    locations: Mapping[Place, Location]
    ambiguous: Mapping[Place, tuple[Location, ...]]

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every place that has a cell, in the order in which they were located."""
        items = self.edition.by_key
        return tuple(_placed(items[place.item], at) for place, at in self.locations.items())

    @cached_property
    def by_place(self) -> Mapping[Place, Placed]:
        """What has a cell, by its place."""
        return {placed.place: placed for placed in self.placed}

    @cached_property
    def order(self) -> tuple[tuple[Place, Item, int | None], ...]:
        """Every place of the edition in its order, with its item and its number in placed."""
        numbers = {placed.place: number for number, placed in enumerate(self.placed)}
        items = self.edition.by_key
        return tuple(
            (place, items[place.item], numbers.get(place)) for place in self.edition.places
        )


def placement_of(edition: Edition, located: Located) -> Placement:
    """Return where a form has its places; returns that were located as one share it."""
    return _placement(_Same(edition, located.locations, located.ambiguous))


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """What a placement is made of, by identity: its mappings cannot be hashed."""

    edition: Edition
    locations: Mapping[Place, Location]
    ambiguous: Mapping[Place, tuple[Location, ...]]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and other.edition is self.edition
            and other.locations is self.locations
            and other.ambiguous is self.ambiguous
        )

    def __hash__(self) -> int:
        return hash((id(self.edition), id(self.locations), id(self.ambiguous)))


@lru_cache(maxsize=MOST_FORMS)
def _placement(same: _Same) -> Placement:
    return Placement(same.edition, same.locations, same.ambiguous)


def _placed(item: Item, at: Location) -> Placed:
    return Placed(
        at.place,
        item,
        at,
        (at.row, at.column),
        at.cell,
        item.measure == "headcount" and not at.after,
        Value(at.place, "blank", sheet=at.sheet, cell=at.cell),
    )
