"""What the inputs of a return give: every derived item, or in words why there is no result."""

from collections.abc import Mapping
from typing import NamedTuple

from wres_excel.domain.expressions import Binary, Expression, Ref, Sum, evaluate
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import Number, tidy, to_percent, to_share
from wres_excel.domain.terms import GROUP_WORDS


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
    computation = _Computation(edition, inputs)
    return {
        place: computation.outcome(place)
        for place in edition.places
        if edition.by_key[place.item].derived
    }


class _Computation:
    """One pass over a return's inputs that computes each derived place once."""

    def __init__(self, edition: Edition, inputs: Mapping[Place, Number]) -> None:
        self._edition = edition
        self._items = edition.by_key
        self._inputs = inputs
        self._outcomes: dict[Place, Outcome] = {}
        self._numbers: dict[Place, float] = {}

    def outcome(self, place: Place) -> Outcome:
        if place not in self._outcomes:
            self._outcomes[place] = self._compute(place)
        return self._outcomes[place]

    def _compute(self, place: Place) -> Outcome:
        item = self._items[place.item]
        assert item.formula is not None  # noqa: S101 - asked of derived items only
        try:
            number = self._evaluate(item.formula, place)
        except _NoResultError as err:
            return Outcome(reason=str(err))
        except ZeroDivisionError:
            return Outcome(reason=self._zero_reason(item.formula, place))
        self._numbers[place] = number
        return Outcome(to_percent(number) if item.in_percent else tidy(number))

    def _evaluate(self, expression: Expression, place: Place) -> float:
        _, period, group = place
        known = self._numbers

        def number(ref: Ref) -> float:
            at = Place(ref.item, period, ref.group or group)
            return known[at] if at in known else self._find(at)

        return evaluate(expression, number)

    def _find(self, place: Place) -> float:
        """Return a value as Excel computes with it, so percentages as shares of 1."""
        item = self._items[place.item]
        if item.derived:
            outcome = self.outcome(place)
            if outcome.number is None:
                raise _NoResultError(outcome.reason)
        elif place not in self._inputs:
            raise _NoResultError(f"{self._name(place)} is not given")
        else:
            number = self._inputs[place]
            self._numbers[place] = float(to_share(number)) if item.in_percent else number
        return self._numbers[place]

    def _zero_reason(self, expression: Expression, place: Place) -> str:
        """Name the divisor that is 0, the first if there are several."""
        divisor = next(d for d in _divisors(expression) if self._is_zero(d, place))
        match divisor:
            case Ref():
                at = _resolve(divisor, place)
                what = self._name(at)
            case Sum(parts):
                what = f"{self._edition.name_of(self._items[parts[0].item])!r} over all groups"
            case Binary():
                what = "the divisor"
        return f"{what} is 0, and nothing can be divided by 0"

    def _name(self, place: Place) -> str:
        """Return how a message names a value: 'Number of shortlisted applicants' (BME)."""
        name = self._edition.name_of(self._items[place.item])
        return f"{name!r}" + (f" ({GROUP_WORDS[place.group]})" if place.group != "all" else "")

    def _is_zero(self, expression: Expression, place: Place) -> bool:
        return self._evaluate(expression, place) == 0


def _divisors(expression: Expression) -> list[Expression]:
    """Return what an expression divides by, innermost first."""
    if not isinstance(expression, Binary):
        return []
    own = [expression.right] if expression.operator == "/" else []
    return _divisors(expression.left) + _divisors(expression.right) + own


def _resolve(ref: Ref, place: Place) -> Place:
    return Place(ref.item, place.period, ref.group or place.group)
