"""What the inputs of a return give: every derived item, or in words why there is no result."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from wres_excel.domain.expressions import (
    Binary,
    Compiled,
    Expression,
    Ref,
    Sum,
    compiled,
    evaluate,
    refs,
)
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import Number, tidy, to_percent, to_share
from wres_excel.domain.terms import GROUP_WORDS

TOO_LARGE = "the result is too large to be a number"


class Outcome(NamedTuple):
    """A computed number, or the reason in words why there is none; exactly one is given."""

    number: Number | None = None
    reason: str | None = None


class _NoResultError(Exception):
    """Raised inside a computation when a value it needs is not there."""


def compute(edition: Edition, inputs: Mapping[Place, Number]) -> dict[Place, Outcome]:
    """Return the outcome of every derived place of an edition.

    inputs: headcounts, and numbers of percent for percentages, by place; a place that is not in
    it is missing, which is never taken for 0. A division by 0, real for an organisation without
    disciplinary cases, gives a reason in words. Formulas: the edition's own declarations.
    """
    program = _program(edition)
    row = _row(edition, program, inputs)
    outcomes: dict[Place, Outcome] = {}
    for step in program.steps:
        place, at, _, number_of, in_percent = step
        try:
            number = number_of(row)
            outcomes[place] = Outcome(to_percent(number) if in_percent else tidy(number))
            row[at] = number
        except (TypeError, ZeroDivisionError):
            reason = _Reasons(edition, program, row, outcomes).of(step)
            outcomes[place] = Outcome(reason=reason)
        except (OverflowError, ValueError, InvalidOperation):
            outcomes[place] = Outcome(reason=TOO_LARGE)
    return {place: outcomes[place] for place in program.derived}


class _Step(NamedTuple):
    """How one derived place is computed, and where in the row its number goes."""

    place: Place
    at: int
    formula: Expression
    number_of: Compiled
    in_percent: bool


@dataclass(frozen=True, slots=True)
class _Program:
    """Everything that an edition derives.

    positions: where in the row the number of a place stands; derived: the places to compute, in
    the order of the edition; steps: in an order in which each needs only what comes before it.
    """

    positions: Mapping[Place, int]
    derived: tuple[Place, ...]
    steps: tuple[_Step, ...]


@lru_cache(maxsize=32)
def _program(edition: Edition) -> _Program:
    positions = {place: at for at, place in enumerate(edition.places)}
    derived = tuple(place for place in positions if edition.by_key[place.item].derived)
    steps: dict[Place, _Step] = {}
    for place in derived:
        _add_step(steps, edition, place, positions)
    return _Program(positions, derived, tuple(steps.values()))


def _add_step(
    steps: dict[Place, _Step], edition: Edition, place: Place, positions: dict[Place, int]
) -> None:
    """Add the step of a place after those of all that it needs."""
    at, item = positions.setdefault(place, len(positions)), edition.by_key[place.item]
    if item.formula is None or place in steps:
        return
    for ref in refs(item.formula):
        _add_step(steps, edition, _resolve(ref, place), positions)
    number_of = compiled(item.formula, lambda ref: positions[_resolve(ref, place)])
    steps[place] = _Step(place, at, item.formula, number_of, item.in_percent)


def _row(edition: Edition, program: _Program, inputs: Mapping[Place, Number]) -> list[float | None]:
    """Return the inputs as Excel computes with them, so percentages as shares of 1."""
    row: list[float | None] = [None] * len(program.positions)
    for place, number in inputs.items():
        at, item = program.positions.get(place), edition.by_key[place.item]
        if at is not None and item.formula is None:
            row[at] = float(to_share(number)) if item.in_percent else number
    return row


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Why a place has no result, once all that it needs has been tried."""

    edition: Edition
    program: _Program
    row: list[float | None]
    outcomes: Mapping[Place, Outcome]

    def of(self, step: _Step) -> str:
        """Return the first reason that the computation of a place meets."""
        try:
            self._number(step.formula, step.place)
        except _NoResultError as err:
            return str(err)
        except ZeroDivisionError:
            return self._zero(step.formula, step.place)
        raise AssertionError(step.place)

    def _number(self, expression: Expression, place: Place) -> float:
        def number(ref: Ref) -> float:
            at = _resolve(ref, place)
            found = self.row[self.program.positions[at]]
            if found is None:
                raise _NoResultError(self._missing(at))
            return found

        return evaluate(expression, number)

    def _missing(self, place: Place) -> str:
        known = self.outcomes.get(place)
        return known.reason if known and known.reason else f"{self._name(place)} is not given"

    def _zero(self, expression: Expression, place: Place) -> str:
        """Name the divisor that is 0, the first if there are several."""
        divisor = next(d for d in _divisors(expression) if self._number(d, place) == 0)
        match divisor:
            case Ref():
                what = self._name(_resolve(divisor, place))
            case Sum(parts):
                label = self.edition.name_of(self.edition.by_key[parts[0].item])
                what = f"{label!r} over all groups"
            case Binary():
                what = "the divisor"
        return f"{what} is 0, and nothing can be divided by 0"

    def _name(self, place: Place) -> str:
        """Return how a message names a value: 'Number of shortlisted applicants' (BME)."""
        name = self.edition.name_of(self.edition.by_key[place.item])
        return f"{name!r}" + (f" ({GROUP_WORDS[place.group]})" if place.group != "all" else "")


def _divisors(expression: Expression) -> list[Expression]:
    """Return what an expression divides by, innermost first."""
    if not isinstance(expression, Binary):
        return []
    own = [expression.right] if expression.operator == "/" else []
    return _divisors(expression.left) + _divisors(expression.right) + own


def _resolve(ref: Ref, place: Place) -> Place:
    return Place(ref.item, place.period, ref.group or place.group)
