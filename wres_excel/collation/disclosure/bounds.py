"""How closely sums pin down the numbers in them, as far as arithmetic goes."""

import math
from collections.abc import Sequence
from typing import NamedTuple


class Range(NamedTuple):
    """The least and the most that a number can be, either may be infinite."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the ends are."""
        return self.high - self.low


NOTHING = Range(math.inf, -math.inf)
_SAME = 1e-6

Relation = tuple[tuple[int, int], ...]
"""Numbers by position, each with how often it is added; together they make 0."""


def narrow(ranges: Sequence[Range], relations: Sequence[Relation]) -> list[Range]:
    """Return what is left of each range once every relation is brought to bear.

    Exact where no two numbers are tied in two ways (Component.looped is False): each end of a
    range is then reached by some choice of whole numbers, given factors of 1 and -1. If nothing
    fits all relations, every range comes out as NOTHING.
    """
    found = list(ranges)
    changed = True
    while changed:
        changed = False
        for relation in relations:
            changed |= _narrow_one(found, relation)
            # Going on from ends that are crossed would drive the others apart for ever.
            if any(found[at].width < -_SAME for at, _ in relation):
                return [NOTHING] * len(found)
    return found


def _narrow_one(found: list[Range], relation: Relation) -> bool:
    fixed = 0.0
    loose: list[tuple[int, int, Range]] = []
    for at, factor in relation:
        low, high = found[at]
        if low == high:
            fixed += low * factor
        else:
            span = (low * factor, high * factor) if factor > 0 else (high * factor, low * factor)
            loose.append((at, factor, Range(*span)))
    lowest = _Total(fixed, [span.low for _, _, span in loose])
    highest = _Total(fixed, [span.high for _, _, span in loose])
    changed = False
    for at, factor, span in loose:
        ends = -highest.without(span.high) / factor, -lowest.without(span.low) / factor
        changed |= _cut(found, at, min(ends), max(ends))
    return changed


def _cut(found: list[Range], at: int, low: float, high: float) -> bool:
    """Cut a range to what is allowed; return whether that changed it."""
    old = found[at]
    if low <= old.low + _SAME and high >= old.high - _SAME:
        return False
    found[at] = Range(max(old.low, low), min(old.high, high))
    return True


class _Total:
    """A sum from which one number can be left out, also where some are infinite."""

    def __init__(self, fixed: float, numbers: Sequence[float]) -> None:
        self._finite = fixed + sum(n for n in numbers if math.isfinite(n))
        self._infinite = [n for n in numbers if math.isinf(n)]

    def without(self, number: float) -> float:
        if not self._infinite:
            return self._finite - number
        if len(self._infinite) > 1 or math.isfinite(number):
            return self._infinite[0]
        return self._finite
