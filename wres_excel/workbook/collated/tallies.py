"""What the charts show, counted from the register and the indicators."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wres_excel.collation.indicators import Result, Standing
from wres_excel.collation.records import RegisterRow, RegisterStatus
from wres_excel.domain.four_fifths import distance_from_equal, within_four_fifths
from wres_excel.workbook.collated.words import STATUS_WORDS

MOST_SHOWN = 20
RANGES = (
    "below 0.50",
    "0.50 to below 0.80",
    "0.80 to 1.25",
    "above 1.25 to 2.00",
    "above 2.00",
)
MIDDLE = 2
"""The range that the four-fifths rule treats as no adverse impact."""
CHANGES = ("Better", "Same", "Worse", "Not compared")
_CHANGE = {"better": 0, "same": 1, "worse": 2}


class Outlier(NamedTuple):
    """One organisation in the chart of those furthest from equal."""

    standing: Standing
    result: Result
    ratio: float


class Changes(NamedTuple):
    """How many organisations an indicator got better for, stayed the same, worse, the rest."""

    indicator: int
    counts: tuple[int, ...]


def statuses(register: Iterable[RegisterRow]) -> list[tuple[RegisterStatus, int]]:
    """Return how many rows of a register have each status, in the order of the words."""
    counts = Counter(row.status for row in register)
    return [(status, counts[status]) for status in STATUS_WORDS if counts[status]]


def likelihoods(standings: Iterable[Standing]) -> list[int]:
    """Return the indicators for which at least one return has a relative likelihood."""
    return sorted({r.indicator for _, r in _ratios(standings)})


def spread(standings: Iterable[Standing], indicator: int) -> list[int]:
    """Return how many relative likelihoods of an indicator lie in each of the ranges."""
    counts = Counter(_range(o.ratio) for o in _outliers(standings, indicator))
    return [counts[number] for number in range(len(RANGES))]


def changes(standings: Sequence[Standing]) -> list[Changes]:
    """Return what became of each indicator since last year; shares alone are left out."""
    tallies: dict[int, Counter[int]] = {}
    for standing in standings:
        for result in standing.results:
            if result.basis != "share":
                tally = tallies.setdefault(result.indicator, Counter())
                tally[_CHANGE.get(result.movement, len(CHANGES) - 1)] += 1
    return [
        Changes(indicator, tuple(tally[n] for n in range(len(CHANGES))))
        for indicator, tally in sorted(tallies.items())
    ]


def furthest(standings: Iterable[Standing], indicator: int) -> list[Outlier]:
    """Return the organisations furthest from equal on an indicator, the highest ratio first."""
    found = sorted(_outliers(standings, indicator), key=lambda o: -distance_from_equal(o.ratio))
    return sorted(found[:MOST_SHOWN], key=lambda o: -o.ratio)


def _outliers(standings: Iterable[Standing], indicator: int) -> list[Outlier]:
    return [
        Outlier(s, r, r.figure.value)
        for s, r in _ratios(standings)
        if r.indicator == indicator and r.figure.value is not None
    ]


def _ratios(standings: Iterable[Standing]) -> Iterable[tuple[Standing, Result]]:
    return (
        (standing, result)
        for standing in standings
        for result in standing.results
        if result.basis == "ratio" and result.figure.value is not None
    )


def _range(ratio: float) -> int:
    if within_four_fifths(ratio):
        return MIDDLE
    if ratio < 1:
        return 0 if ratio < 0.5 else 1
    return 3 if ratio <= 2 else 4
