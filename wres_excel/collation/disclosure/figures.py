"""One version of the counts that belong together, as a stranger would set up its sums."""

import math
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wres_excel.collation.disclosure.bounds import Range, Relation, narrow
from wres_excel.collation.disclosure.cells import ABSENT, Cell, Cells
from wres_excel.collation.disclosure.equations import Component, Equation, Node
from wres_excel.collation.disclosure.joining import Joining
from wres_excel.domain.numbers import Number

ANY = Range(0, math.inf)
NOBODY = Range(0, 0)
_SAME = 1e-6

Key = Node | tuple[tuple[Node, int], ...]
"""A count, or by its terms a sum that stands for every count that says it."""


class Amount(NamedTuple):
    """One number of the system, and all the counts that say it.

    value: None where it is not known; span: what it can be then, if it is a sum of others; state:
    as of a cell; place: where its first count stands in the component.
    """

    nodes: tuple[Node, ...]
    value: Number | None
    state: str
    step: float
    place: int
    section: str
    span: Range | None


def may_be_small(amount: Amount, threshold: int) -> bool:
    """Return whether an amount is a count that is held back, or may be one as far as is known."""
    if amount.value is not None:
        return is_small(amount.value, threshold)
    if amount.state != "absent":
        return True
    return amount.span is not None and amount.span.low < threshold and amount.span.high > 0


def is_small(value: Number, threshold: int) -> bool:
    """Return whether a count is one that is held back: below the threshold, and not 0."""
    return 0 < abs(value) < threshold


@dataclass(frozen=True)
class Figures:
    """The amounts of one version of a component, and the relations that hold between them.

    astray: counts given for sums that they do not equal, each with the terms of the sum and by
    how much it is out; no relation rests on them.
    """

    amounts: tuple[Amount, ...]
    relations: tuple[Relation, ...]
    astray: tuple[tuple[Equation, float], ...]

    @cached_property
    def beside(self) -> tuple[tuple[int, ...], ...]:
        """For every amount the relations it stands in."""
        places: list[list[int]] = [[] for _ in self.amounts]
        for number, relation in enumerate(self.relations):
            for at, _ in relation:
                places[at].append(number)
        return tuple(tuple(numbers) for numbers in places)


def read_figures(component: Component, cells: Cells, threshold: int) -> Figures:
    """Return the system of one component for one version of its cells.

    A blank cell counts as 0, which leaves the stranger the least room.
    """
    return _Reading(component, cells, threshold).figures()


class _Reading:
    """One version of a component while its system is set up."""

    def __init__(self, component: Component, cells: Cells, threshold: int) -> None:
        self._component = component
        self._cells = cells
        self._threshold = threshold
        self._places = {node: place for place, node in enumerate(component.nodes)}
        self._sums = {e.target: e for e in component.equations if e.target}
        self._spans: dict[Node, Range | None] = {}
        self._same = Joining[Key]()
        self._forms: dict[Key, Equation] = {}
        self._astray: list[tuple[Equation, float]] = []

    def figures(self) -> Figures:
        for equation in self._component.equations:
            self._take(equation)
        groups = self._same.apart([*self._component.nodes, *self._forms])
        at = {self._same.root(group[0]): i for i, group in enumerate(groups)}
        amounts = tuple(self._amount(group) for group in groups)
        return Figures(amounts, tuple(self._relations(at)), tuple(self._astray))

    def _take(self, equation: Equation) -> None:
        """Take in a sum, and what the return gives for it if that is what it comes to.

        What is given wrongly stands alone, and the sum is protected as a remainder is.
        """
        span = self._sum(equation)
        if span is None:
            return
        off = self._off(equation, span)
        if equation.target and off > _SAME:
            self._astray.append((equation, off))
        if equation.copies is None and span.high >= 0:
            self._forms[equation.terms] = equation
        elif equation.copies is None:
            return
        if equation.target and off <= _SAME:
            self._same.join(equation.copies or equation.terms, equation.target)

    def _off(self, equation: Equation, span: Range) -> float:
        """Return by how much the number given for a sum misses all that it can come to."""
        given = equation.target and self._cells.get(equation.target, ABSENT)
        if not given or given.state != "known" or given.value is None:
            return 0
        return max(span.low - given.value, given.value - span.high, 0)

    def _relations(self, at: dict[Key, int]) -> list[Relation]:
        relations: dict[Relation, None] = {}
        for form, equation in self._forms.items():
            factors = {at[self._same.root(form)]: -1}
            for node, times in equation.terms:
                where = at[self._same.root(node)]
                factors[where] = factors.get(where, 0) + times
            relations[tuple((where, n) for where, n in factors.items() if n)] = None
        return list(relations)

    def _amount(self, group: list[Key]) -> Amount:
        nodes = tuple(key for key in group if isinstance(key, Node))
        forms = [self._forms[key] for key in group if key in self._forms]
        cells = [self._cells.get(node, ABSENT) for node in nodes]
        known = next((c.value for c in cells if c.state == "known"), None)
        span = next((span for form in forms if (span := self._sum(form))), None)
        value = span.low if known is None and span and span.low == span.high else known
        places = [self._places[node] for node in nodes]
        first = min(places, default=len(self._component.nodes))
        section = self._component.sections[first] if places else ""
        step = min((self._component.steps[place] for place in places), default=1)
        return Amount(nodes, value, _state(cells), step, first, section, span)

    def _sum(self, equation: Equation) -> Range | None:
        """Return what the terms add up to, None if none is there, or one of a difference not."""
        spans = [(self._span(node), times) for node, times in equation.terms]
        here = [(span, times) for span, times in spans if span]
        differs = any(times < 0 for _, times in spans)
        if not here or (differs and len(here) < len(spans)):
            return None
        low = sum(n * (s.low if n > 0 else s.high) for s, n in here)
        high = sum(n * (s.high if n > 0 else s.low) for s, n in here)
        return Range(low, high)

    def _span(self, node: Node) -> Range | None:
        if node not in self._spans:
            found = self._cells.get(node, ABSENT)
            if found.state == "absent" and node in self._sums:
                self._spans[node] = self._sum(self._sums[node])
            else:
                self._spans[node] = _span_of(found, self._threshold)
        return self._spans[node]


def _span_of(cell: Cell, threshold: int) -> Range | None:
    match cell.state:
        case "known" if cell.value is not None:
            return Range(cell.value, cell.value)
        case "held back":
            return Range(1, threshold - 1)
        case "not understood":
            return ANY
    return None


def _state(cells: list[Cell]) -> str:
    """Return the state of what several cells say: known if one of them is."""
    states = [cell.state for cell in cells]
    order = ("known", "held back", "not understood")
    return next((state for state in order if state in states), "absent")


def ranges(figures: Figures, hidden: Set[Node], threshold: int, *, told: bool) -> list[Range]:
    """Return what a stranger can work out of every amount.

    hidden: the counts held back; told: whether the stranger is told which of them are small.
    Telling keeps the result from resting on how the other counts were chosen, which is no secret.
    """
    start = [_start(amount, hidden, threshold if told else None) for amount in figures.amounts]
    return narrow(start, figures.relations)


def is_shown(amount: Amount, hidden: Set[Node]) -> bool:
    """Return whether an amount can be read off what is published."""
    return amount.state == "known" and amount.nodes[0] not in hidden


def _start(amount: Amount, hidden: Set[Node], threshold: int | None) -> Range:
    """Return what is known of an amount before any sum; threshold: None for one not told."""
    value = amount.value
    if amount.state == "known" and value is not None:
        return Range(value, value) if is_shown(amount, hidden) else _held(amount, value, threshold)
    if amount.state == "held back":
        return Range(1, math.inf if threshold is None else threshold - 1)
    return NOBODY if amount.state == "absent" and amount.span is None else ANY


def _held(amount: Amount, value: Number, threshold: int | None) -> Range:
    if not value:
        return ANY
    if threshold is None:
        return Range(min(amount.step, value), math.inf)
    if is_small(value, threshold):
        return Range(min(amount.step, value), threshold - amount.step)
    return Range(threshold, math.inf)
