"""What locating a form gives: where each place stands, what is doubtful, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wres_excel.domain.model import Edition, Place
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import format_address

BY_HAND = ("placed by hand",)
"""The reasons of a location that a person gave."""

Spot = tuple[str, int, int]
"""Sheet name, row and column, both from 1."""


class Location(NamedTuple):
    """The one cell of a form in which a place stands.

    reasons: what of the row and what of the column speaks for it, in words; after: how many
    characters of the cell's text are its label, where the value follows in the same cell.
    """

    place: Place
    sheet: str
    row: int
    column: int
    reasons: tuple[str, ...]
    after: int = 0

    @property
    def inside_label(self) -> bool:
        """Whether the value follows its label in the same cell, so that it is read, not written."""
        return self.after > 0

    @property
    def why(self) -> str:
        """Why this cell, such as "data item 20 in C27; '31 March 2019' in I3; 'BME' in J4"."""
        return "; ".join(self.reasons)

    @property
    def cell(self) -> str:
        """The address of the cell, such as I27."""
        return format_address(self.row, self.column)


class Nearest(NamedTuple):
    """The cell that comes nearest to what was looked for, with the text it shows."""

    sheet: str
    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class OrganisationCells:
    """Where a form says whose return it is; repeats are the further cells that say it again.

    after: for "code" and "name", how many characters of the cell's text are its label, 0 where the
    label stands in another cell.
    """

    code: Spot | None = None
    name: Spot | None = None
    repeats: tuple[tuple[str, Spot], ...] = ()
    after: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Located:
    """Where the places of an edition stand in one workbook.

    Every place of the edition is in exactly one of locations, ambiguous and missing, save notes,
    for which a form need not have a column.
    """

    locations: Mapping[Place, Location]
    ambiguous: Mapping[Place, tuple[Location, ...]]
    missing: Mapping[Place, Nearest | None]
    findings: tuple[Finding, ...]
    organisation: OrganisationCells


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which edition a workbook is of, with the reason in words, or why that cannot be said.

    located: what locating that edition gave, so that nobody need locate it again.
    """

    edition: Edition | None
    reason: str
    located: Located | None
    findings: tuple[Finding, ...]
