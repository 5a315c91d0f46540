"""Where each organisation stands among others: quartiles by region and type, and its place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Literal, NamedTuple

from wres_excel.collation.indicators import Standing
from wres_excel.collation.records import RegisterRow
from wres_excel.domain.numbers import Number

SMALLEST = 4
"""Fewer organisations than this have no quartiles."""
Quarter = Literal["lowest quarter", "second quarter", "third quarter", "highest quarter"]
QUARTERS: tuple[Quarter, ...] = (
    "lowest quarter",
    "second quarter",
    "third quarter",
    "highest quarter",
)
Scope = Literal["all", "region", "type"]
SCOPES: tuple[Scope, ...] = ("all", "region", "type")


class Whereabouts(NamedTuple):
    """The region and the type of an organisation, None where the register does not say."""

    region: str | None = None
    type: str | None = None


class Quartiles(NamedTuple):
    """Lower quartile, median and upper quartile, as Excel's QUARTILE.INC gives them."""

    lower: float
    median: float
    upper: float


class Place(NamedTuple):
    """Where one figure stands among those of its group.

    organisations: how many have a figure; quartiles, quarter: None for fewer than four; place: 1
    is the lowest figure, and equal figures share a place.
    """

    organisations: int
    place: int
    quartiles: Quartiles | None = None
    quarter: Quarter | None = None


def whereabouts(register: Iterable[RegisterRow]) -> dict[str, Whereabouts]:
    """Return the region and type of each organisation code of a register that names any."""
    return {
        row.organisation: Whereabouts(row.region, row.type)
        for row in register
        if row.organisation and (row.region or row.type)
    }


def where(organisation: str | None, known: Mapping[str, Whereabouts]) -> Whereabouts:
    """Return the region and type of an organisation; of a joint return what all parts share."""
    code = organisation or ""
    if code in known:
        return known[code]
    parts = [known.get(part, Whereabouts()) for part in code.split("+")]
    regions, types = ({p.region for p in parts}, {p.type for p in parts})
    return Whereabouts(
        regions.pop() if len(regions) == 1 else None, types.pop() if len(types) == 1 else None
    )


Key = tuple[str, int, Scope, str]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The figures of every group of organisations, sorted, with their quartiles."""

    figures: Mapping[Key, Sequence[Number]]
    quartiles: Mapping[Key, Quartiles]

    def place(
        self, standing: Standing, indicator: int, scope: Scope, at: Whereabouts
    ) -> Place | None:
        """Return where a return stands on an indicator, None without a figure or a group.

        A figure in doubt has no place either.
        """
        result = next((r for r in standing.results if r.indicator == indicator), None)
        group = _group(scope, at)
        if result is None or result.figure.value is None or result.in_doubt or group is None:
            return None
        key = (standing.edition, indicator, scope, group)
        figures, value = self.figures[key], result.figure.value
        found = self.quartiles.get(key)
        quarter = _quarter(value, found) if found else None
        return Place(len(figures), bisect_left(figures, value) + 1, found, quarter)


def benchmark(standings: Iterable[Standing], known: Mapping[str, Whereabouts]) -> Benchmark:
    """Return the groups of a collation: all, each region, each type, for every edition apart.

    Organisations without a figure, or with one that is in doubt, take no part.
    """
    figures: defaultdict[Key, list[Number]] = defaultdict(list)
    for standing in standings:
        at = where(standing.summary.organisation, known)
        groups = [(scope, group) for scope in SCOPES if (group := _group(scope, at)) is not None]
        for result in standing.results:
            if result.figure.value is not None and not result.in_doubt:
                for scope, group in groups:
                    key = (standing.edition, result.indicator, scope, group)
                    figures[key].append(result.figure.value)
    ordered = {key: sorted(group) for key, group in figures.items()}
    return Benchmark(
        ordered,
        {key: _quartiles(group) for key, group in ordered.items() if len(group) >= SMALLEST},
    )


def _group(scope: Scope, at: Whereabouts) -> str | None:
    match scope:
        case "region":
            return at.region
        case "type":
            return at.type
    return ""


def _quartiles(figures: Sequence[Number]) -> Quartiles:
    return Quartiles(*quantiles(figures, n=4, method="inclusive"))


def _quarter(value: Number, found: Quartiles) -> Quarter:
    return QUARTERS[bisect_left(found, value)]
