"""Can the figures be true: nothing here is wrong for certain, but all of it deserves a look."""

from collections.abc import Iterator, Sequence

from wres_excel.checks.hits import FINE, Hit, Looked, a_year_later
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Item, Place, Section
from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import Period
from wres_excel.domain.wording import number_in_words


def implausible_ratio(check: Check) -> Looked:
    """Yield a hit for each relative likelihood below the limit `low` or above `high`."""
    low, high = check.limit("low"), check.limit("high")
    for place in check.edition.places:
        if check.subject.item(place).measure != "ratio":
            continue
        given = check.subject.given(place)
        ratio = check.subject.number(place) if given is None else given
        if ratio is not None:
            hit = Hit(place, f"{ratio:.2f}", f"from {low} to {high:g}")
            yield FINE if low <= ratio <= high else hit


def full_time_equivalents(check: Check) -> Looked:
    """Yield a hit for each section in which several headcounts are no whole people."""
    for places in _headcounts(check):
        broken = [p for p in places if _is_broken(check, p)]
        if len(broken) < check.limit("cells"):
            yield FINE
        else:
            shown = ", ".join(
                number_in_words(check.subject.given(p) or 0, "headcount") for p in broken[:3]
            )
            found = f"{shown} and so on: {check.subject.cells(broken)}"
            facts = check.subject.these(broken)
            yield Hit(broken[0], found, "whole people", facts, covers=tuple(broken))


def nothing_but_zero(check: Check) -> Looked:
    """Yield a hit for each section whose figures of one year are all 0.

    A section that is 0 in both years, such as medical staff where there are none, is left alone.
    """
    blocks = [(s, p, places) for s, p, places in _figures(check) if len(places) > 3]
    empty = {(s.key, p) for s, p, places in blocks if not any(map(check.subject.given, places))}
    for section, period, places in blocks:
        both = all((section.key, each) in empty for each in check.edition.periods)
        if (section.key, period) not in empty or (both and len(check.edition.periods) > 1):
            yield FINE
        else:
            found = f"0 in all of {check.subject.cells(places)}"
            yield Hit(places[0], found, covers=tuple(places))


def years_identical(check: Check) -> Looked:
    """Yield a hit for each section whose two years hold the same figures throughout.

    That can be so by chance where there are few figures, or few people, as on a Board: there must
    be as many figures above 0 as the limit `cells` says, or `large_cells` of `people` and more.
    """
    for _, period, places in _figures(check):
        if period != "current" or "previous" not in check.edition.periods:
            continue
        now = [check.subject.given(p) for p in places]
        before = [check.subject.given(p._replace(period="previous")) for p in places]
        if None in before or not _tell_enough(check, [number or 0 for number in now]):
            continue
        if now != before:
            yield FINE
        else:
            found = f"the same {len(places)} figures in both years"
            yield Hit(places[0], found, covers=tuple(places))


def no_events(check: Check) -> Looked:
    """Yield a hit for each year in which nobody of a large group was appointed or trained."""
    for item in check.items:
        for period in item.periods:
            counts = check.subject.over_groups(item.key, period)
            people = sum(check.subject.over_groups(item.subset_of or "", period).values())
            if not counts or people < check.limit("people"):
                continue
            yield FINE if any(counts.values()) else _nobody(check, item, period, people)


def _nobody(check: Check, item: Item, period: Period, people: Number) -> Hit:
    whole = check.edition.by_key[item.subset_of or ""]
    places = tuple(Place(item.key, period, group) for group in item.groups)
    found = f"0 in {check.subject.cells(places)}"
    amount = number_in_words(people, "headcount")
    facts = {"people": f"{amount} in '{check.edition.name_of(whole)}'"}
    expected, later = "at least one person", a_year_later(*places)
    return Hit(places[0], found, expected, facts, covers=places, explains=later)


def _tell_enough(check: Check, numbers: Sequence[Number]) -> bool:
    large = [number for number in numbers if number >= check.limit("people")]
    some = [number for number in numbers if number]
    return len(large) >= check.limit("large_cells") or len(some) >= check.limit("cells")


def many_unknown(check: Check) -> Looked:
    """Yield a hit for each headcount of which more than the limit `percent` is unknown."""
    for item in check.items:
        for period in item.periods:
            groups = check.subject.over_groups(item.key, period)
            total = sum(groups.values())
            if not total:
                continue
            percent = 100 * groups.get("unknown", 0) / total
            if percent <= check.limit("percent"):
                yield FINE
            else:
                place = Place(item.key, period, "unknown")
                expected = f"at most {check.limit('percent'):g} %"
                found = f"{percent:.1f} % unknown"
                yield Hit(place, found, expected, explains=a_year_later(place))


def _headcounts(check: Check) -> Iterator[Sequence[Place]]:
    for _, _, places in check.subject.blocks:
        counts = [p for p in places if check.subject.item(p).step == 1]
        if counts:
            yield counts


def _figures(check: Check) -> Iterator[tuple[Section, Period, Sequence[Place]]]:
    """Yield the blocks in which every figure is given."""
    for section, period, places in check.subject.blocks:
        if all(check.subject.given(place) is not None for place in places):
            yield section, period, places


def _is_broken(check: Check, place: Place) -> bool:
    number = check.subject.given(place)
    return number is not None and number != int(number)
