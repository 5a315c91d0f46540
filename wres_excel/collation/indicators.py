"""The nine indicators of one return of a collation: figures, change on last year, direction."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from wres_excel.collation.evidence import (
    Found,
    Quality,
    Rows,
    doubts,
    items_behind,
    sources,
    why_none,
)
from wres_excel.collation.records import Summary, Taken
from wres_excel.domain.four_fifths import distance_from_equal, within_four_fifths
from wres_excel.domain.model import Edition, Indicator
from wres_excel.domain.numbers import Number, tidy
from wres_excel.domain.terms import GROUP_WORDS, Group

Basis = Literal["ratio", "difference", "gap", "share"]
"""What stands for an indicator: a relative likelihood, a difference from the workforce, the gap
between BME and White staff, or the BME share alone."""
Movement = Literal[
    "better",
    "worse",
    "same",
    "up",
    "down",
    "no figure",
    "no figure last year",
    "not comparable",
]
"""What became of an indicator: better is closer to equal; of a share only up or down is said.

same: no change that matters, which between two ratios within the four-fifths rule none does."""
Flag = Literal[
    "within 0.80 to 1.25",
    "BME less likely",
    "BME more likely",
    "BME higher",
    "BME lower",
    "equal",
    "BME below workforce",
    "BME above workforce",
    "as the workforce",
    "share only",
    "no figure",
]
"""Which way a figure points; always said of BME staff, whichever way an edition divides."""
Absence = Literal["suppressed", "not applicable", "not given"]

DECIMALS: Mapping[Basis, int] = {"ratio": 2, "difference": 1, "gap": 1, "share": 1}
"""Digits after the point that are shown; a change that they do not show is none."""


class Figure(NamedTuple):
    """A number that stands for an indicator, or why there is none.

    value: a rate, a ratio, or a number of percent; as_reported: taken as the return shows it, the
    figures that it follows from not being all given; absence, why: for what is None; doubt: the
    cells of errors in what it follows from, which must be settled before it is used.
    """

    value: Number | None = None
    as_reported: bool = False
    absence: Absence | None = None
    why: str | None = None
    doubt: tuple[str, ...] = ()


class Result(NamedTuple):
    """One indicator of one return.

    figure: the relative likelihood, the difference or gap in percentage points, or the BME share
    in percent; earlier: the same of the previous year, as the same return has it; change: figure
    less earlier, None where the two are not compared; remark: why they are not; quality: where
    the return has errors and warnings about the indicator.
    """

    indicator: int
    basis: Basis
    white: Figure
    bme: Figure
    figure: Figure
    earlier: Figure
    change: Number | None
    movement: Movement
    flag: Flag
    remark: str | None = None
    quality: Quality = Quality()

    @property
    def in_doubt(self) -> bool:
        """Whether the figure must not be used before an error is settled."""
        return bool(self.figure.doubt)

    @property
    def change_in_doubt(self) -> bool:
        """Whether the change on last year must not be used before an error is settled."""
        compared = self.figure.value is not None and self.earlier.value is not None
        return self.in_doubt or (compared and bool(self.earlier.doubt))


class Standing(NamedTuple):
    """All indicators of one return that counts."""

    summary: Summary
    edition: str
    results: tuple[Result, ...]


def standing_of(taken: Taken, edition: Edition) -> Standing:
    """Return the indicators of a return.

    A figure is the computed one, else the one reported, which is then marked. The four-fifths rule
    and the direction of each relative likelihood are those of the edition.
    """
    wanted = _items(edition)
    rows = {(row.item, row.period, row.group): row for row in taken.values if row.item in wanted}
    return_ = _Return(edition, rows, Found(taken.findings))
    results = tuple(_result(indicator, return_) for indicator in edition.indicators)
    return Standing(taken.summary, edition.name, results)


def basis_of(indicator: Indicator, edition: Edition) -> Basis:
    """Return what stands for an indicator in an edition."""
    if indicator.compares:
        return "ratio" if edition.by_key[indicator.compares].measure == "ratio" else "difference"
    return "share" if edition.by_key[indicator.shows].derived else "gap"


class _Return(NamedTuple):
    """What is looked at of one return."""

    edition: Edition
    rows: Rows
    found: Found


@lru_cache(maxsize=32)
def _items(edition: Edition) -> frozenset[str]:
    return frozenset(key for each in edition.indicators for key in items_behind(edition, each))


def _result(indicator: Indicator, of: _Return) -> Result:
    edition, basis = of.edition, basis_of(indicator, of.edition)
    now = edition.snapshot.isoformat()
    white, bme = (_figure(of, indicator.shows, now, g) for g in ("white", "bme"))
    figure = _compared(indicator, of, now)
    earlier = _earlier(indicator, of)
    broken = edition.breaks.get(indicator.number)
    change = None if broken else _subtract(figure, earlier)
    return Result(
        indicator.number,
        basis,
        white,
        bme,
        figure,
        earlier,
        change,
        _movement(basis, figure, earlier, broken),
        _flag(basis, figure.value, edition.directions.get(indicator.number)),
        f"not compared with last year: {broken}" if broken else None,
        of.found.quality(items_behind(edition, indicator)),
    )


def _earlier(indicator: Indicator, of: _Return) -> Figure:
    if of.edition.previous_snapshot is None:
        return Figure(absence="not applicable", why="the edition asks for no earlier year")
    return _compared(indicator, of, of.edition.previous_snapshot.isoformat())


def _figure(of: _Return, item: str, period: str, group: str) -> Figure:
    row = of.rows.get((item, period, group))
    spots = sources(of.edition, item, group)
    if row is not None and (row.computed is not None or row.value is not None):
        doubt = doubts(of.edition, of.rows, of.found, spots, period)
        if row.computed is not None:
            return Figure(row.computed, doubt=doubt)
        return Figure(row.value, of.edition.by_key[item].derived, doubt=doubt)
    why = why_none(of.edition, of.rows, item, group, period)
    return Figure(absence=_absence(row.status if row else "blank"), why=why)


def _absence(status: str) -> Absence:
    if status == "suppressed":
        return "suppressed"
    return "not applicable" if status == "not_applicable" else "not given"


def _compared(indicator: Indicator, of: _Return, period: str) -> Figure:
    """Return what sets BME against White staff, or BME staff against the workforce."""
    edition = of.edition
    basis = basis_of(indicator, edition)
    white, bme = (_figure(of, indicator.shows, period, g) for g in ("white", "bme"))
    if indicator.compares is None:
        return bme if basis == "share" else _gap(white, bme)
    group = "all" if basis == "ratio" else "bme"
    figure = _figure(of, indicator.compares, period, group)
    if basis == "ratio" and figure.value is None:
        divisor = edition.directions[indicator.number][1]
        return _no_ratio(figure, divisor, white, bme)
    return figure


def _no_ratio(figure: Figure, divisor: Group, white: Figure, bme: Figure) -> Figure:
    """Say that a likelihood of 0 divides nothing: a real result, not a gap."""
    rate = white if divisor == "white" else bme
    if None in (white.value, bme.value) or rate.value != 0 or figure.absence == "suppressed":
        return figure
    why = f"the likelihood of {GROUP_WORDS[divisor]} staff is 0, and nothing can be divided by 0"
    return Figure(absence="not applicable", why=why)


def _gap(white: Figure, bme: Figure) -> Figure:
    if white.value is not None and bme.value is not None:
        doubt = tuple(dict.fromkeys((*white.doubt, *bme.doubt)))
        return Figure(_less(bme.value, white.value), doubt=doubt)
    missing = [(n, f) for n, f in (("White", white), ("BME", bme)) if f.value is None]
    absences = {figure.absence for _, figure in missing}
    absence: Absence | None = absences.pop() if len(absences) == 1 else "not given"
    return Figure(absence=absence, why="; ".join(f"{name}: {f.why}" for name, f in missing))


def _subtract(figure: Figure, earlier: Figure) -> Number | None:
    if figure.value is None or earlier.value is None:
        return None
    return _less(figure.value, earlier.value)


def _less(number: Number, other: Number) -> Number:
    """Return a difference without the noise of binary fractions."""
    return tidy(round(number - other, 12))


def _movement(basis: Basis, figure: Figure, earlier: Figure, broken: str | None) -> Movement:
    if figure.value is None:
        return "no figure"
    if broken:
        return "not comparable"
    if earlier.value is None:
        return "no figure last year"
    values = (figure.value, earlier.value)
    now, before = (round(value, DECIMALS[basis]) for value in values)
    if now == before or (basis == "ratio" and all(map(within_four_fifths, values))):
        return "same"
    if basis == "share":
        return "up" if now > before else "down"
    distance = distance_from_equal if basis == "ratio" else abs
    one, other = distance(now), distance(before)
    if one == other:
        return "same"
    return "worse" if one > other else "better"


def _flag(basis: Basis, value: Number | None, direction: tuple[Group, Group] | None) -> Flag:
    if value is None:
        return "no figure"
    match basis:
        case "share":
            return "share only"
        case "ratio":
            return _likelihood_flag(value, direction)
        case "gap":
            return _side(value, "BME lower", "equal", "BME higher")
    return _side(value, "BME below workforce", "as the workforce", "BME above workforce")


def _likelihood_flag(ratio: Number, direction: tuple[Group, Group] | None) -> Flag:
    if within_four_fifths(ratio):
        return "within 0.80 to 1.25"
    bme_divided = direction is not None and direction[0] == "bme"
    return "BME more likely" if (ratio > 1) == bme_divided else "BME less likely"


def _side(value: Number, below: Flag, even: Flag, above: Flag) -> Flag:
    shown = round(value, DECIMALS["gap"])
    if shown == 0:
        return even
    return above if shown > 0 else below
