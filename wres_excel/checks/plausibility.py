"""Can the figures be true: nothing here is wrong for certain, but all of it deserves a look."""

from collections.abc import Iterator, Sequence

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Item, Place, Section
from wres_excel.domain.numbers import Number, digits
from wres_excel.domain.terms import Group, Period
from wres_excel.domain.wording import number_in_words


def implausible_ratio(check: Check) -> Looked:
    """Yield a hit for each relative likelihood below the limit `low` or above `high`."""
    for place in check.edition.places:
        if check.subject.item(place).measure != "ratio":
            continue
        ratio = check.subject.given(place)
        ratio = check.subject.number(place) if ratio is None else ratio
        if ratio is None:
            continue
        low, high = check.limit("low"), check.limit("high")
        expected = f"from {low} to {high:g}"
        yield (
            FINE if low <= ratio <= high else Hit(place, number_in_words(ratio, "ratio"), expected)
        )


def full_time_equivalents(check: Check) -> Looked:
    """Yield a hit for each section in which several headcounts are no whole people."""
    for places in _headcounts(check):
        broken = [p for p in places if _is_broken(check, p)]
        if len(broken) < check.limit("cells"):
            yield FINE
        else:
            shown = ", ".join(digits(check.subject.given(p) or 0) for p in broken[:3])
            found = f"{shown} and so on in {check.subject.cells(broken)}"
            yield Hit(broken[0], found, "headcounts: whole people", covers=tuple(broken))


def headcount_moved(check: Check) -> Looked:
    """Yield a hit for each headcount that rose or fell by more than the limit `share` in a year.

    Fewer people than the limit `people` in both years move by such a share as a matter of course.
    """
    for item in check.edition.items:
        if item.measure != "headcount" or len(item.periods) < 2 or _repeats(check, item):
            continue
        for group in item.groups:
            before = check.subject.number(Place(item.key, "previous", group))
            now = check.subject.number(Place(item.key, "current", group))
            if not before or now is None or max(before, now) < check.limit("people"):
                continue
            yield _moved(check, item, group, before, now)


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
    """Yield a hit for each section whose two years hold the same figures throughout."""
    for _, period, places in _figures(check):
        if period != "current" or "previous" not in check.edition.periods:
            continue
        now = [check.subject.given(p) for p in places]
        before = [check.subject.given(p._replace(period="previous")) for p in places]
        if len(places) < check.limit("cells") or None in before or not any(now):
            continue
        if now != before:
            yield FINE
        else:
            found = f"the same {len(places)} figures in both years"
            yield Hit(places[0], found, covers=tuple(places))


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
                facts = {"percent": f"{percent:.0f} %"}
                expected = f"at most {check.limit('percent'):g} %"
                yield Hit(place, f"{percent:.1f} %", expected, facts)


def _moved(check: Check, item: Item, group: Group, before: Number, now: Number) -> Hit | Fine:
    share = (now - before) / before
    if abs(share) <= check.limit("share"):
        return FINE
    facts = {
        "before": number_in_words(before, "headcount"),
        "now": number_in_words(now, "headcount"),
        "change": f"{100 * share:+.0f} %",
    }
    found = f"{facts['before']} then {facts['now']}, {facts['change']}"
    expected = f"a change of at most {100 * check.limit('share'):.0f} %"
    return Hit(Place(item.key, "current", group), found, expected, facts)


def _repeats(check: Check, item: Item) -> bool:
    """Return whether a derived headcount only repeats another that was looked at already."""
    named = check.rule.items
    return item.derived and item.key not in named


def _headcounts(check: Check) -> Iterator[Sequence[Place]]:
    for _, _, places in check.subject.blocks():
        counts = [p for p in places if check.subject.item(p).step == 1]
        if counts:
            yield counts


def _figures(check: Check) -> Iterator[tuple[Section, Period, Sequence[Place]]]:
    """Yield the blocks in which every figure is given."""
    for section, period, places in check.subject.blocks():
        if all(check.subject.given(place) is not None for place in places):
            yield section, period, places


def _is_broken(check: Check, place: Place) -> bool:
    number = check.subject.given(place)
    return number is not None and number != int(number)
