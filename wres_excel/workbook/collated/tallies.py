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
CAME_IN: tuple[RegisterStatus, ...] = ("received", "late")
_KNOWN = frozenset({"missing", "not_required", "late", "unexpected"})
MIDDLE = 2
"""The range that the four-fifths rule treats as no adverse impact."""
CHANGES = ("Better", "No material change", "Worse", "Not compared")
_CHANGE = {"better": 0, "same": 1, "worse": 2}


class Arrived(NamedTuple):
    """Organisations by what came in from them; known: whether it is known who was expected.

    counts: of those that must report, or of all that did where nobody is known to be expected.
    """

    counts: tuple[tuple[RegisterStatus, int], ...]
    known: bool

    @property
    def expected(self) -> int:
        """How many organisations there are."""
        return sum(count for _, count in self.counts)

    @property
    def came_in(self) -> int:
        """How many of them have a return that counts."""
        return sum(count for status, count in self.counts if status in CAME_IN)


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


def arrived(register: Sequence[RegisterRow], edition: str | None) -> Arrived:
    """Return what came in for a round, an organisation once however many files it sent.

    Those that need not report, and those that nobody expected, are not among them.
    """
    known = any(row.status in _KNOWN or row.region or row.type or row.due for row in register)
    status_of: dict[str, RegisterStatus] = {}
    for row in register:
        of_round = row.in_scope != "no" and row.edition in (edition, None)
        if row.organisation and of_round and row.status in (*CAME_IN, "missing"):
            status_of.setdefault(row.organisation, row.status)
    counts = Counter(status_of.values())
    order: tuple[RegisterStatus, ...] = (*CAME_IN, "missing")
    return Arrived(tuple((each, counts[each]) for each in order if counts[each]), known)


def files(register: Iterable[RegisterRow]) -> list[tuple[RegisterStatus, int]]:
    """Return how many files have each status, a file of several organisations once."""
    return statuses({row.file: row for row in register if row.file}.values())


def likelihoods(standings: Iterable[Standing]) -> list[int]:
    """Return the indicators for which at least one return has a relative likelihood."""
    return sorted({r.indicator for _, r in _ratios(standings)})


def spread(standings: Iterable[Standing], indicator: int) -> list[int]:
    """Return how many relative likelihoods of an indicator lie in each of the ranges."""
    counts = Counter(_range(o.ratio) for o in _outliers(standings, indicator))
    return [counts[number] for number in range(len(RANGES))]


def changes(standings: Sequence[Standing]) -> list[Changes]:
    """Return what became of each indicator since last year; shares alone are left out.

    A change that is in doubt counts as not compared.
    """
    tallies: dict[int, Counter[int]] = {}
    for standing in standings:
        for result in standing.results:
            if result.basis != "share":
                tally = tallies.setdefault(result.indicator, Counter())
                none = len(CHANGES) - 1
                place = none if result.change_in_doubt else _CHANGE.get(result.movement, none)
                tally[place] += 1
    return [
        Changes(indicator, tuple(tally[n] for n in range(len(CHANGES))))
        for indicator, tally in sorted(tallies.items())
    ]


def in_doubt(standings: Iterable[Standing], indicator: int) -> int:
    """Return for how many organisations the figure of an indicator is in doubt."""
    return sum(r.in_doubt for s in standings for r in s.results if r.indicator == indicator)


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
        if result.basis == "ratio" and result.figure.value is not None and not result.in_doubt
    )


def _range(ratio: float) -> int:
    if within_four_fifths(ratio):
        return MIDDLE
    if ratio < 1:
        return 0 if ratio < 0.5 else 1
    return 3 if ratio <= 2 else 4
