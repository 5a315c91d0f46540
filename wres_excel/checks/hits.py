"""What a checking function yields: a hit for each fault, FINE for each thing that is in order."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from wres_excel.checks.subject import Check
from wres_excel.domain.model import Place


class Hit(NamedTuple):
    """A fault: where it is, what was found and expected, and the facts that its sentence names.

    place: None for a fault of the whole return; covers: all the places it speaks for, if several.
    """

    place: Place | None
    found: str | None = None
    expected: str | None = None
    facts: Mapping[str, str] = {}
    covers: tuple[Place, ...] = ()


def and_a_year_later(*places: Place) -> tuple[Place, ...]:
    """Return places and those of the reporting year, where what moved between the years is told."""
    return (*places, *(place._replace(period="current") for place in places))


Fine = Literal["fine"]
FINE: Fine = "fine"
Looked = Iterator[Hit | Fine]
Function = Callable[[Check], Looked]
"""A checking function; one that yields nothing had nothing to look at, and is shown as skipped."""
