"""Headcounts that moved further in a year than they usually do."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.expressions import Sum
from wres_excel.domain.model import Item, Place
from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import Period
from wres_excel.domain.wording import number_in_words


class _Pair(NamedTuple):
    """A headcount of both years."""

    place: Place
    before: Number
    now: Number

    @property
    def share(self) -> float:
        """By what share of the earlier headcount it moved."""
        return (self.now - self.before) / self.before

    @property
    def in_words(self) -> str:
        """Both headcounts: "700 then 400"."""
        return " then ".join(number_in_words(n, "headcount") for n in (self.before, self.now))


def headcount_moved(check: Check) -> Looked:
    """Yield a hit for each headcount that moved by more than the limit `share` in a year.

    It must have moved by `people` at least, since few people move by such a share by chance. As
    many as `cells` in one section, as after a merger, are told together. The workforce as a whole
    is looked at where no single headcount moved, by `staff` at least.
    """
    moved = False
    for section in check.edition.sections:
        pairs = list(_pairs(check, check.edition.section_items(section.key)))
        hits = [pair for pair in pairs if _far(check, pair, check.limit("people"))]
        moved = moved or bool(hits)
        yield from _told(check, hits) if hits else [FINE] * bool(pairs)
    for pair in () if moved else _workforce(check):
        yield _alone(pair, "The workforce") if _far(check, pair, check.limit("staff")) else FINE


def _far(check: Check, pair: _Pair, least: float) -> bool:
    far = abs(pair.share) > check.limit("share")
    return far and abs(pair.now - pair.before) >= least


def _told(check: Check, hits: Sequence[_Pair]) -> list[Hit | Fine]:
    if len(hits) < check.limit("cells"):
        return [_alone(pair, "This headcount") for pair in hits]
    return [_together(check, hits)]


def _alone(pair: _Pair, what: str) -> Hit:
    way = "rose" if pair.share > 0 else "fell"
    facts = {"moved": f"{what} {way} by {100 * abs(pair.share):,.0f} %"}
    return Hit(pair.place, pair.in_words, facts=facts)


def _together(check: Check, hits: Sequence[_Pair]) -> Hit:
    places = tuple(pair.place for pair in hits)
    shown = ", ".join(pair.in_words for pair in hits[:3])
    others = check.subject.these(places)["these"].removeprefix("this figure and ")
    facts = {"moved": f"This headcount and {others} moved by more than a third"}
    return Hit(places[0], f"{shown} and so on: {check.subject.cells(places)}", None, facts, places)


def _pairs(check: Check, items: Sequence[Item]) -> Iterator[_Pair]:
    """Yield the headcounts that are typed in and are sound in both years."""
    for item in items:
        if item.measure != "headcount" or item.derived or len(item.periods) < 2:
            continue
        for group in item.groups:
            place = Place(item.key, "current", group)
            before = check.subject.given(place._replace(period="previous"))
            now = check.subject.given(place)
            if before and now is not None and _is_sound(item, now) and _is_sound(item, before):
                yield _Pair(place, before, now)


def _is_sound(item: Item, number: Number) -> bool:
    """Return whether a number can be a headcount; what cannot be one has rules of its own."""
    return number >= 0 and number % (item.step or 1) == 0


def _workforce(check: Check) -> Iterator[_Pair]:
    """Yield the workforce of both years, unless a section is 0 in one, which has its own rule."""
    for item in check.items:
        totals = [
            sum(check.subject.over_groups(item.key, period).values()) for period in item.periods
        ]
        if len(totals) == 2 and all(totals) and not _is_emptied(check, item):
            before, now = totals
            yield _Pair(Place(item.key, "current", item.groups[0]), before, now)


def _is_emptied(check: Check, item: Item) -> bool:
    """Return whether a section that the item adds up is 0 in one year only."""
    parts = item.formula.parts if isinstance(item.formula, Sum) else ()
    any_of: dict[str, dict[Period, bool]] = {}
    for part in parts:
        years = any_of.setdefault(check.edition.by_key[part.item].section, {})
        for period in item.periods:
            people = any(check.subject.over_groups(part.item, period).values())
            years[period] = years.get(period, False) or people
    return any(len(set(years.values())) > 1 for years in any_of.values())
