"""Results that somebody typed: over a formula of the form, or as no likelihood can be."""

from collections.abc import Iterator

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Place, Value
from wres_excel.domain.rounding import close
from wres_excel.domain.wording import number_in_words, place_of_finding

OVERWRITTEN = "formula-overwritten"
"""The rule by which reading tells of values typed over a formula, one finding for each row."""


def overwritten_differs(check: Check) -> Looked:
    """Yield a hit for each row in which a value typed over a formula is not what that gives."""
    overwritten = [
        place_of_finding(check.edition, finding)
        for finding in check.subject.result.findings
        if finding.rule == OVERWRITTEN
    ]
    for told in filter(None, overwritten):
        typed = [v for v in _row(check, told) if v.formula is None]
        wrong = [value for value in typed if not _agrees(check, value)]
        yield _differs(check, wrong, told) if wrong else FINE
    if not overwritten and any(_computed(check)):
        yield FINE


def likelihood_above_1(check: Check) -> Looked:
    """Yield a hit for each likelihood that was typed and is greater than 1."""
    for value in check.subject.result.values:
        if check.subject.item(value.place).measure == "rate" and value.value is not None:
            yield _likelihood(value, value.value)


def _likelihood(value: Value, shown: float) -> Hit | Fine:
    if shown <= 1 or value.formula is not None:
        return FINE
    return Hit(value.place, number_in_words(shown, "rate"), "from 0 to 1")


def _row(check: Check, told: Place) -> Iterator[Value]:
    """Yield what stands in a row for one year."""
    for group in check.subject.item(told).groups:
        value = check.subject.value(told._replace(group=group))
        if value is not None:
            yield value


def _agrees(check: Check, value: Value) -> bool:
    """Return whether a value is what the figures give, or there is nothing to compare."""
    if value.value is None or value.computed is None:
        return True
    return close(check.subject.item(value.place).measure, value.value, value.computed)


def _differs(check: Check, wrong: list[Value], told: Place) -> Hit:
    first, measure = wrong[0], check.subject.item(told).measure
    numbers = [number_in_words(n or 0, measure) for n in (first.value, first.computed)]
    others = f"; likewise {check.subject.cells([v.place for v in wrong[1:]])}" if wrong[1:] else ""
    places = tuple(value.place for value in wrong)
    found = numbers[0] + others
    return Hit(first.place, found, numbers[1], covers=places, explains=(told,))


def _computed(check: Check) -> Iterator[bool]:
    for value in check.subject.result.values:
        yield value.computed is not None and check.subject.asked(value.place)
