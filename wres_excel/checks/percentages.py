"""Percentages that moved further in a year than they do, or by a slipped decimal."""

from collections.abc import Iterator

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Place
from wres_excel.domain.numbers import Number
from wres_excel.domain.wording import number_in_words


def percentage_moved(check: Check) -> Looked:
    """Yield a hit for each percentage that is typed in and moved far in a year.

    Far is by about a hundred times, from the limit `least_times` to `most_times`, as where a share
    was taken for a percentage, or by more than the limit `points`, but not where the edition says
    that its indicator cannot be compared with the year before. What is in doubt for another
    reason is left to the rule that says so.
    """
    for place, before, now in _pairs(check):
        yield _looked(check, place, before, now)


def _looked(check: Check, place: Place, before: Number, now: Number) -> Hit | Fine:
    indicator = check.subject.item(place).indicator
    how = ""
    if _is_hundredfold(check, before, now):
        how = f"is about a hundred times {'smaller' if now < before else 'greater'} than"
    elif abs(now - before) > check.limit("points") and indicator not in check.edition.breaks:
        how = f"is {number_in_words(abs(now - before), 'percentage points')} away from that of"
    if not how:
        return FINE
    shown = [number_in_words(each, "percentage") for each in (before, now)]
    cell = check.subject.cells([place._replace(period="previous")])
    expected, texts = f"near {shown[0]}, as in {cell}", _texts_of(check, place, before, now)
    return Hit(place, shown[1], expected, {"how": how}, explains=texts)


def _texts_of(check: Check, place: Place, before: Number, now: Number) -> tuple[Place, ...]:
    """Return the text that has the right figure if this one slipped by two decimals."""
    if not _is_hundredfold(check, before, now):
        return ()
    text = f"indicator_{check.subject.item(place).indicator}.reporting_year"
    return (Place(text, "current", "all"),)


def _is_hundredfold(check: Check, before: Number, now: Number) -> bool:
    less, more = sorted((before, now))
    return less > 0 and check.limit("least_times") <= more / less <= check.limit("most_times")


def _pairs(check: Check) -> Iterator[tuple[Place, Number, Number]]:
    """Yield the percentages that are given in both years and are in no doubt."""
    for place in check.edition.places:
        item, last = check.subject.item(place), place._replace(period="previous")
        if item.measure != "percentage" or item.derived or place.period != "current":
            continue
        before, now = check.subject.given(last), check.subject.given(place)
        if before is None or now is None or {last, place} & check.subject.wrong:
            continue
        yield place, before, now
