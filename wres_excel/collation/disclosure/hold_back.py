"""Which counts are held back: small ones, and as many others as keep sums from giving them away.

The measure of safety: take somebody who knows every published count, every sum of the form and
that zeros are shown, and another who is told besides which of the counts held back are small. To
both, every value from 1 to the threshold less 1 must remain possible for each small count, save
what they would rule out if no count but zeros were published (two small counts make a sum of 2 or
more); and as many values must remain possible for every other count held back.
"""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from wres_excel.collation.disclosure.bounds import Range
from wres_excel.collation.disclosure.cells import Cells
from wres_excel.collation.disclosure.equations import Component, Node
from wres_excel.collation.disclosure.figures import (
    Amount,
    Figures,
    is_shown,
    is_small,
    may_be_small,
    ranges,
    read_figures,
)


def hold_back(
    components: Sequence[Component], versions: Sequence[Cells], threshold: int
) -> frozenset[Node]:
    """Return the counts of one organisation and date that may not be published.

    components: of all the editions that report the date; versions: the counts as each of them
    has it; threshold: the smallest count that may be shown, 2 or more. A count held back in one
    version is held back in all.
    """
    hidden = {node for cells in versions for node in _small(cells, threshold)}
    systems = [
        _System(component, read_figures(component, cells, threshold), threshold)
        for component in components
        if component.equations
        for cells in versions
    ]
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for system in systems:
            hidden |= system.settle(hidden)
    return frozenset(hidden)


def _small(cells: Cells, threshold: int) -> Iterator[Node]:
    for node, cell in cells.items():
        if cell.state == "absent":
            continue
        if cell.value is None or is_small(cell.value, threshold):
            yield node


class _System:
    """One version of one component, and what must be held back for it."""

    def __init__(self, component: Component, figures: Figures, threshold: int) -> None:
        self._component = component
        self._figures = figures
        self._threshold = threshold

    @cached_property
    def _least(self) -> tuple[list[Range], list[Range]]:
        """Return what the strangers know when only zeros are published."""
        return self._known(self._all_but_zeros())

    def _known(self, hidden: Set[Node]) -> tuple[list[Range], list[Range]]:
        """Return what a stranger works out of every amount, and what one does who is told more."""
        figures, threshold = self._figures, self._threshold
        return (
            ranges(figures, hidden, threshold, told=False),
            ranges(figures, hidden, threshold, told=True),
        )

    def settle(self, hidden: Set[Node]) -> frozenset[Node]:
        """Return hidden with what this system needs beside it."""
        found = frozenset(hidden)
        if not self._is_touched(found):
            return found
        found |= self._astray(found) | self._repeated(found)
        if self._component.looped:
            return found | self._all_but_zeros()
        while (failing := self._failing(found)) is not None:
            partner = self._partner(failing, found)
            if partner is None:
                break
            found |= set(self._figures.amounts[partner].nodes)
            found |= self._astray(found)
        return found

    def _is_touched(self, hidden: frozenset[Node]) -> bool:
        if not hidden.isdisjoint(self._component.nodes) or self._figures.astray:
            return True
        return any(self._is_small(amount) for amount in self._figures.amounts)

    def _astray(self, hidden: frozenset[Node]) -> set[Node]:
        """Return counts that differ from their sums in a way that could tell of a small number."""
        return {
            equation.target
            for equation, off in self._figures.astray
            if equation.target
            and (is_small(off, self._threshold) or any(n in hidden for n, _ in equation.terms))
        }

    def _repeated(self, hidden: frozenset[Node]) -> set[Node]:
        """Return every other count that says again what is held back."""
        amounts = (a for a in self._figures.amounts if not hidden.isdisjoint(a.nodes))
        return {node for amount in amounts for node in amount.nodes}

    def _all_but_zeros(self) -> set[Node]:
        return {node for amount in self._figures.amounts if amount.value for node in amount.nodes}

    def _failing(self, hidden: frozenset[Node]) -> int | None:
        """Return the first amount that a stranger can work out too closely."""
        known = self._known(hidden)
        places = range(len(self._figures.amounts))
        return next((at for at in places if not self._is_safe(at, known, hidden)), None)

    def _is_safe(
        self, at: int, known: tuple[list[Range], list[Range]], hidden: frozenset[Node]
    ) -> bool:
        amount, most = self._figures.amounts[at], self._threshold - 1
        ends = [(found[at], least[at]) for found, least in zip(known, self._least, strict=True)]
        if self._is_small(amount):
            return all(
                span.low <= max(1, least.low) and span.high >= min(most, least.high)
                for span, least in ends
            )
        if amount.value and amount.state == "known" and not is_shown(amount, hidden):
            return all(span.width >= min(most - 1, least.width) for span, least in ends)
        return True

    def _is_small(self, amount: Amount) -> bool:
        return may_be_small(amount, self._threshold)

    def _partner(self, failing: int, hidden: frozenset[Node]) -> int | None:
        """Return the amount to hold back for the sake of one that is not safe yet.

        The nearest one that is enough by itself, else the nearest; None if only zeros are left.
        Nearness goes by where the counts stand in the form and never by their size, so that the
        choice tells nothing of it.
        """
        choices = [at for at in self._nearest(failing) if self._may_go(at, hidden)]
        for at in choices:
            tried = hidden | set(self._figures.amounts[at].nodes)
            if self._is_safe(failing, self._known(tried), tried):
                return at
        return next(iter(choices), None)

    def _may_go(self, at: int, hidden: frozenset[Node]) -> bool:
        amount = self._figures.amounts[at]
        return is_shown(amount, hidden) and bool(amount.value)

    def _nearest(self, failing: int) -> list[int]:
        """Return the amounts tied to one, what is added beside it before what they add up to."""
        own = self._figures.amounts[failing]
        sides: dict[int, bool] = {}
        for relation in (self._figures.relations[n] for n in self._figures.beside[failing]):
            factors = dict(relation)
            for at, factor in relation:
                sides.setdefault(at, factor != factors[failing])

        def distance(at: int) -> tuple[bool, bool, int, int]:
            other = self._figures.amounts[at]
            apart = abs(other.place - own.place)
            return sides.get(at, True), other.section != own.section, apart, other.place

        tied = sorted(set(sides) - {failing}, key=distance)
        others = sorted(set(range(len(self._figures.amounts))) - {failing, *tied}, key=distance)
        return tied + others
