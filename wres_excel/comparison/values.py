"""The answers of two returns, place by place."""

from collections.abc import Iterator
from decimal import Decimal
from math import isclose

from wres_excel.comparison.caveats import Caveats
from wres_excel.comparison.records import Cause, Change
from wres_excel.domain.answers import Answer
from wres_excel.domain.claims import agrees
from wres_excel.domain.model import Item, Place, Return, Value
from wres_excel.domain.numbers import Number, digits, tidy
from wres_excel.domain.terms import Period, Status

NOISE = 1e-9
_AS_TYPED: frozenset[Status] = frozenset({"unreadable", "error"})
"""What is no value is compared by what the cell holds."""
_MEASURED_IN_PERCENT = frozenset({"percentage", "percentage points"})


def pairs(
    old: Return, new: Return, old_period: Period, new_period: Period
) -> Iterator[tuple[Item, Value, Value]]:
    """Yield the values of each item and group that both returns have for their periods.

    The items are the new edition's, in its order; a place that a return says nothing of is blank.
    """
    before = {value.place: value for value in old.values}
    after = {value.place: value for value in new.values}
    items = old.edition.by_key
    for item in new.edition.items:
        was = items.get(item.key)
        if was is None or old_period not in was.periods or new_period not in item.periods:
            continue
        for group in (group for group in item.groups if group in was.groups):
            one, other = Place(item.key, old_period, group), Place(item.key, new_period, group)
            yield (
                item,
                before.get(one, Value(one, "blank")),
                after.get(other, Value(other, "blank")),
            )


def is_same(item: Item, old: Value, new: Value) -> bool:
    """Return whether two values say the same, however they are spelt.

    Results that follow from the same figures are the same if both are those, rounded, or if one
    of them was not calculated yet: that is a matter of how the file was saved.
    """
    if item.derived and "uncalculated" in (old.status, new.status):
        return close(old.computed, new.computed)
    if old.status != new.status:
        return False
    if old.status != "reported":
        return old.status not in _AS_TYPED or old.raw == new.raw
    if old.value is None or new.value is None:
        return old.value is new.value and _words(old) == _words(new)
    return close(old.value, new.value) or _both_rounded(item, old, new)


def change(item: Item, label: str, old: Value, new: Value, caveats: Caveats) -> Change:
    """Return the record of two values that are not the same."""
    caveat = caveats.of_item(item)
    difference = percent = None
    if caveat is None and old.value is not None and new.value is not None:
        difference = subtract(new.value, old.value)
        if old.value > 0 and item.measure not in _MEASURED_IN_PERCENT:
            percent = 100 * difference / old.value
    group = new.place.group
    return Change(item, label, group, old, new, _cause(item, old, new), difference, percent, caveat)


def subtract(number: Number, other: Number) -> Number:
    """Return one number less another, without the noise of binary fractions."""
    return tidy(Decimal(digits(number)) - Decimal(digits(other)))


def close(one: Number | None, other: Number | None) -> bool:
    """Return whether two numbers are one, but for the noise of calculation; None is only None."""
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=NOISE, abs_tol=NOISE / 1000)


def _both_rounded(item: Item, old: Value, new: Value) -> bool:
    if old.computed is None or new.computed is None or not close(old.computed, new.computed):
        return False
    return all(
        agrees(item, Answer(value.status, value.value, raw=value.raw), old.computed)
        for value in (old, new)
    )


def _words(value: Value) -> str:
    return " ".join((value.text or "").split())


def _cause(item: Item, old: Value, new: Value) -> Cause:
    if not item.derived:
        return "answer"
    return "result" if close(old.computed, new.computed) else "follows"
