"""What a change of figures means for each of the nine indicators."""

from collections.abc import Iterator

from wres_excel.comparison.caveats import Caveats
from wres_excel.comparison.records import Basis, Effect, Figure, Movement, Standing
from wres_excel.comparison.values import close, subtract
from wres_excel.domain.four_fifths import distance_from_equal
from wres_excel.domain.model import Edition, Indicator, Place, Return, Value
from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import WHY_NO_NUMBER, Group, Measure, Period


def effects(
    old: Return, new: Return, old_period: Period, new_period: Period, caveats: Caveats
) -> Iterator[Effect]:
    """Yield the effect on each indicator that both editions have."""
    before = {indicator.number: indicator for indicator in old.edition.indicators}
    sides = _Side(old, old_period), _Side(new, new_period)
    for after in new.edition.indicators:
        if after.number in before:
            yield _effect(before[after.number], after, *sides, caveats)


class _Side:
    """One return in one period."""

    def __init__(self, r: Return, period: Period) -> None:
        self.edition: Edition = r.edition
        self._values = {value.place: value for value in r.values}
        self._period = period

    def standing(self, indicator: Indicator) -> Standing:
        white, bme = self.figure(indicator.shows, "white"), self.figure(indicator.shows, "bme")
        basis = self._basis(indicator)
        groups = self.edition.directions.get(indicator.number) if basis == "ratio" else None
        shown = self.edition.name_of(self.edition.by_key[indicator.shows])
        return Standing(white, bme, self._result(indicator, white, bme), basis, shown, groups)

    def _basis(self, indicator: Indicator) -> Basis:
        items = self.edition.by_key
        if indicator.compares:
            return "ratio" if items[indicator.compares].measure == "ratio" else "difference"
        return "share" if items[indicator.shows].derived else "gap"

    def figure(self, key: str, group: Group) -> Figure:
        """Return what the inputs give for a place, else what the workbook shows there."""
        item, place = self.edition.by_key[key], Place(key, self._period, group)
        value = self._values.get(place, Value(place, "blank"))
        if value.computed is not None:
            return Figure(value.computed, item.measure)
        if value.value is not None:
            return Figure(value.value, item.measure, reported=item.derived)
        return Figure(None, item.measure, reason=value.reason or WHY_NO_NUMBER[value.status])

    def _result(self, indicator: Indicator, white: Figure, bme: Figure) -> Figure:
        if indicator.compares:
            group: Group = "all" if self._basis(indicator) == "ratio" else "bme"
            return self.figure(indicator.compares, group)
        return bme if self._basis(indicator) == "share" else _gap(white, bme)


def _gap(white: Figure, bme: Figure) -> Figure:
    measure: Measure = "percentage points"
    if white.number is None or bme.number is None:
        reasons = {"White": white.reason, "BME": bme.reason}
        why = "; ".join(f"{group}: {reason}" for group, reason in reasons.items() if reason)
        return Figure(None, measure, reason=why)
    return Figure(subtract(bme.number, white.number), measure)


def _effect(
    before: Indicator, after: Indicator, old: _Side, new: _Side, caveats: Caveats
) -> Effect:
    number = after.number
    one, other = old.standing(before), new.standing(after)
    broken, turned = caveats.breaks.get(number), caveats.turned(number)
    same_result = before.compares == after.compares and not turned
    same_shares = before.shows == after.shows and not broken
    comparable = same_result and same_shares
    said = [text for text in (broken, turned) if text]
    return Effect(
        number,
        after.title,
        one,
        other,
        _movement(other.basis, one, other) if comparable else "not comparable",
        same_shares,
        (*said, *caveats.of_indicator(before, after)),
    )


def _movement(basis: Basis, old: Standing, new: Standing) -> Movement:
    before, after = old.result.number, new.result.number
    if _same(old.white, new.white) and _same(old.bme, new.bme) and _same(old.result, new.result):
        return "unchanged"
    if before is None or after is None:
        return "no result"
    if basis == "share":
        return _compared(before, after, ("down", "unchanged", "up"))
    if basis == "gap":
        return _compared(abs(before), abs(after), ("narrower", "as wide", "wider"))
    distance = distance_from_equal if basis == "ratio" else abs
    return _compared(distance(before), distance(after), ("closer", "as far", "further"))


def _same(one: Figure, other: Figure) -> bool:
    return close(one.number, other.number) and one.reported == other.reported


def _compared(
    before: Number, after: Number, words: tuple[Movement, Movement, Movement]
) -> Movement:
    """Return the word for less, the same or more."""
    if close(before, after):
        return words[1]
    return words[2] if after > before else words[0]
