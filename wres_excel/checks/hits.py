"""What a checking function yields: a hit for each fault, FINE for each thing that is in order."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from wres_excel.checks.subject import Check
from wres_excel.domain.model import Place
from wres_excel.findings import Severity


class Hit(NamedTuple):
    """A fault: where it is, what was found and expected, and the facts that its sentence names.

    place: None for a fault of the whole return; covers: all the places it speaks for, if several;
    explains: further places that are not at fault, but whose lesser findings it accounts for;
    severity: where the hit matters less than its rule.
    """

    place: Place | None
    found: str | None = None
    expected: str | None = None
    facts: Mapping[str, str] = {}
    covers: tuple[Place, ...] = ()
    explains: tuple[Place, ...] = ()
    severity: Severity | None = None


def a_year_later(*places: Place) -> tuple[Place, ...]:
    """Return the same places in the reporting year, where what moved between the years is told."""
    return tuple(place._replace(period="current") for place in places)


Fine = Literal["fine"]
FINE: Fine = "fine"
Looked = Iterator[Hit | Fine]
Function = Callable[[Check], Looked]
"""A checking function; one that yields nothing had nothing to look at, and is shown as skipped."""
