"""A stranger with a solver, who knows the published rows, the form, and how figures are held back.

Nothing here is shared with what it attacks: the equations are read off the edition anew, and the
bounds are found by an integer programme.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from wres_excel.collation.records import ValueRow
from wres_excel.domain.expressions import Binary, Expression, Ref, Sum
from wres_excel.domain.model import Edition

EDITION_DECIMALS = {"percentage": 1, "percentage points": 1, "rate": 4, "ratio": 2}
GROUPS = ("white", "bme", "unknown")


class Unknown(NamedTuple):
    """One count that somebody has; a remainder is named after the part that leaves it."""

    organisation: str
    date: str
    item: str
    group: str


Line = tuple[dict[Unknown, float], float, float]
"""Factors of counts, and the least and most that they add up to."""


class Attack:
    """Everything published, as one set of lines."""

    def __init__(
        self,
        rows: Sequence[ValueRow],
        editions: Mapping[str, Edition],
        merged: Mapping[str, tuple[str, ...]] | None = None,
        small: frozenset[Unknown] = frozenset(),
        threshold: int = 10,
    ) -> None:
        self._editions = editions
        self.shown: dict[Unknown, float] = {}
        self.held: set[Unknown] = set()
        self.lines: list[Line] = []
        self.halves: set[Unknown] = set()
        self._small, self.threshold = small, threshold
        # Of a part of a merger everything is held back, zeros too.
        self._parts = {code for codes in (merged or {}).values() for code in codes}
        self._rates = [row for row in rows if row.status == "reported" and row.value is not None]
        for row in rows:
            self._read(row)
        for name, dates in self._seen(rows).items():
            self._declare(name, dates)
        for row in self._rates:
            self._rate(row)
        self._merge(merged or {})

    def _item(self, row: ValueRow):
        return self._editions[row.edition].by_key[row.item]

    def _unknown(self, row: ValueRow) -> Unknown:
        return Unknown(row.organisation or "", date_of(row.period), row.item, row.group)

    def _read(self, row: ValueRow) -> None:
        item = self._item(row)
        if item.measure != "headcount":
            return
        if item.averaged:
            self.halves.add(self._unknown(row))
        if row.value is not None:
            self.shown[self._unknown(row)] = row.value
        elif row.computed is not None:
            self.shown[self._unknown(row)] = row.computed
        elif row.status == "suppressed":
            self.held.add(self._unknown(row))

    def _seen(self, rows: Iterable[ValueRow]) -> dict[str, set[tuple[str, str]]]:
        seen = defaultdict(set)
        for row in rows:
            seen[row.edition].add((row.organisation or "", date_of(row.period)))
        return seen

    def _declare(self, name: str, places: set[tuple[str, str]]) -> None:
        for (organisation, date), item in product(sorted(places), self._editions[name].items):
            if item.measure != "headcount":
                continue
            for group in item.groups:
                here = Unknown(organisation, date, item.key, group)
                if item.formula is not None:
                    factors = self._linear(item.formula, organisation, date, group)
                    self._add({**factors, here: factors.get(here, 0) - 1}, 0, 0)
                if item.subset_of:
                    whole = here._replace(item=item.subset_of)
                    rest = here._replace(item=f"rest of {item.key}")
                    self._add({whole: 1, here: -1, rest: -1}, 0, 0)
        for organisation, date in places:
            total = Unknown(organisation, date, "staff.employed", "all")
            if total in self.shown or total in self.held:
                parts = [Unknown(organisation, date, "disciplinary.workforce", g) for g in GROUPS]
                self._add({total: -1, **dict.fromkeys(parts, 1)}, 0, 0)

    def _linear(self, expression: Expression, organisation: str, date: str, group: str):
        """Return a sum as factors; raises ValueError for anything else."""
        if isinstance(expression, Ref):
            return {Unknown(organisation, date, expression.item, expression.group or group): 1}
        sides = (
            [(part, 1) for part in expression.parts]
            if isinstance(expression, Sum)
            else [(expression.left, 1), (expression.right, 1 if expression.operator == "+" else -1)]
        )
        if isinstance(expression, Binary) and expression.operator not in "+-":
            raise ValueError(expression)
        factors: dict[Unknown, float] = defaultdict(float)
        for side, sign in sides:
            for unknown, factor in self._linear(side, organisation, date, group).items():
                factors[unknown] += sign * factor
        return dict(factors)

    def _rate(self, row: ValueRow) -> None:
        """Use a published rate, share or ratio, known as closely as its digits say."""
        item = self._item(row)
        if item.key in ("staff.bme_proportion", "self_reporting.proportion"):
            self._proportion(row)
        if item.formula is None or item.measure not in EDITION_DECIMALS:
            return
        formula = item.formula
        if not isinstance(formula, Binary) or formula.operator != "/":
            return
        scale = 100 if item.in_percent else 1
        half = 0.5 * 10.0 ** -EDITION_DECIMALS[item.measure] / scale
        low, high = row.value / scale - half, row.value / scale + half
        here = row.organisation or "", date_of(row.period), row.group
        if item.measure == "ratio":
            self._ratio(row, low, high)
            return
        above = self._linear(formula.left, *here)
        below = self._linear(formula.right, *here)
        self._share(above, below, low, high)

    def _proportion(self, row: ValueRow) -> None:
        groups = ("bme",) if row.item == "staff.bme_proportion" else ("white", "bme")
        place = self._unknown(row)._replace(item="disciplinary.workforce")
        above = {place._replace(group=group): 1.0 for group in groups}
        below = {place._replace(group=group): 1.0 for group in GROUPS}
        self._share(above, below, row.value / 100 - 0.0005, row.value / 100 + 0.0005)

    def _share(self, above, below, low: float, high: float) -> None:
        def less(times: float) -> dict[Unknown, float]:
            keys = {*above, *below}
            return {key: above.get(key, 0) - times * below.get(key, 0) for key in keys}

        self._add(less(low), 0, np.inf)
        self._add(less(high), -np.inf, 0)

    def _ratio(self, row: ValueRow, low: float, high: float) -> None:
        """Use a ratio of two rates of which only one count is not known."""
        edition = self._editions[row.edition]
        formula = edition.by_key[row.item].formula
        rate = edition.by_key[formula.left.item].formula
        place = self._unknown(row)
        event_1, base_1, event_2, base_2 = (
            place._replace(item=part.item, group=ref.group)
            for ref in (formula.left, formula.right)
            for part in (rate.left, rate.right)
        )
        known = [self.shown.get(u) for u in (event_1, base_1, event_2, base_2)]
        if known.count(None) != 1:
            return
        e1, b1, e2, b2 = known
        if e1 is None and b1 and e2 and b2:
            self._add({event_1: b2 / (b1 * e2)}, low, high)
        elif e2 is None and e1 and b1 and b2 and low > 0:
            self._add({event_2: 1.0}, e1 * b2 / (b1 * high), e1 * b2 / (b1 * low))
        elif b1 is None and e1 and e2 and b2 and low > 0:
            self._add({base_1: 1.0}, e1 * b2 / (e2 * high), e1 * b2 / (e2 * low))
        elif b2 is None and e1 and b1 and e2:
            self._add({base_2: e1 / (b1 * e2)}, low, high)

    def _merge(self, merged: Mapping[str, tuple[str, ...]]) -> None:
        """Set the whole against its parts wherever all are spoken of."""
        everything = {*self.shown, *self.held}
        for whole in sorted(u for u in everything if u.organisation in merged):
            parts = [whole._replace(organisation=code) for code in merged[whole.organisation]]
            self._add({whole: -1, **dict.fromkeys(parts, 1)}, 0, 0)

    def _add(self, factors: Mapping[Unknown, float], low: float, high: float) -> None:
        """Take a line in, what is known moved to the other side."""
        known = sum(f * self.shown[u] for u, f in factors.items() if u in self.shown)
        rest = {u: f for u, f in factors.items() if u not in self.shown and f}
        if rest:
            self.lines.append((rest, low - known, high - known))

    def ranges(self, wanted: Iterable[Unknown]) -> dict[Unknown, tuple[float, float]]:
        """Return for the counts wanted the least and the most that each can be."""
        asked = set(wanted)
        found = {u: self._ends(u) for u in asked}
        for unknowns, lines in self._blocks():
            found |= self._solve(unknowns, lines, asked)
        return found | {u: (self.shown[u],) * 2 for u in asked if u in self.shown}

    def _blocks(self) -> list[tuple[list[Unknown], list[Line]]]:
        """Return the lines in sets that share no count."""
        parents: dict[Unknown, Unknown] = {}

        def root(u: Unknown) -> Unknown:
            while parents.setdefault(u, u) != u:
                u = parents[u]
            return u

        for factors, _, _ in self.lines:
            first, *others = factors
            root(first)
            for other in others:
                parents[root(other)] = root(first)
        blocks: dict[Unknown, tuple[list[Unknown], list[Line]]] = {}
        for u in parents:
            blocks.setdefault(root(u), ([], []))[0].append(u)
        for line in self.lines:
            blocks[root(next(iter(line[0])))][1].append(line)
        return list(blocks.values())

    def _ends(self, u: Unknown) -> tuple[float, float]:
        step = 0.5 if u in self.halves else 1
        if u not in self.held or u.organisation in self._parts:
            return 0, np.inf
        if not self._small:
            return step, np.inf
        return (step, self.threshold - step) if u in self._small else (self.threshold, np.inf)

    def _solve(self, unknowns: list[Unknown], lines: list[Line], asked: set[Unknown]):
        at = {u: i for i, u in enumerate(unknowns)}
        halved = [u in self.halves or u.item.startswith("rest of dis") for u in unknowns]
        scale = np.array([0.5 if half else 1.0 for half in halved])
        matrix = np.zeros((len(lines), len(unknowns)))
        for row, (factors, _, _) in enumerate(lines):
            for u, factor in factors.items():
                matrix[row, at[u]] += factor * scale[at[u]]
        ends = np.array([self._ends(u) for u in unknowns]) / scale[:, None]
        limits = LinearConstraint(matrix, [x[1] for x in lines], [x[2] for x in lines])
        bounds = Bounds(ends[:, 0], ends[:, 1])

        def end(i: int, sign: int) -> float:
            aim = np.zeros(len(unknowns))
            aim[i] = sign
            solved = milp(aim, constraints=limits, bounds=bounds, integrality=np.ones(len(aim)))
            if solved.status == 0:
                return float(round(solved.x[i]) * scale[i])
            assert solved.status in (3, 4), f"the attacker's sums do not fit: {solved.message}"
            return -sign * np.inf

        return {u: (end(i, 1), end(i, -1)) for u, i in at.items() if u in asked}


def date_of(period: str) -> str:
    """Return the snapshot of a date, that of 2015 being written in two ways."""
    return f"{period[:4]}-03-31" if period.endswith("-04-01") else period
