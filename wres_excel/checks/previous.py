"""This return's previous-year figures against the return that was made last year."""

from collections.abc import Iterator

from wres_excel.checks.hits import FINE, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Return, Value
from wres_excel.domain.numbers import digits
from wres_excel.domain.periods import same_snapshot
from wres_excel.domain.wording import day_in_words

_NOISE = 1e-9


def previous_return_fits(check: Check) -> Looked:
    """Yield a hit if the earlier return is another organisation's or not of the year before."""
    last = check.subject.previous
    if last is None:
        return
    code, other = check.subject.result.organisation.code, last.organisation.code
    if code and other and code.casefold() != other.casefold():
        facts = {"problem": f"it is of the organisation {other}, not of {code}"}
        yield Hit(None, other, code, facts)
    elif not _is_year_before(check, last):
        yield _other_year(check, last)
    else:
        yield FINE


def previous_figures_differ(check: Check) -> Looked:
    """Yield a hit for each figure of the previous year that is not what last year's return says."""
    last = check.subject.previous
    if last is None or not _is_year_before(check, last):
        return
    reported = {value.place: value for value in last.values}
    for now in _previous_inputs(check):
        then = reported.get(now.place._replace(period="current"))
        if then is None or (then.value is None and now.value is None):
            continue
        yield FINE if _same(now, then) else _restated(now, then, last)


def _is_year_before(check: Check, last: Return) -> bool:
    before = check.edition.previous_snapshot
    return before is not None and same_snapshot(before, last.edition.snapshot)


def _other_year(check: Check, last: Return) -> Hit:
    found, before = day_in_words(last.edition.snapshot), check.edition.previous_snapshot
    expected = day_in_words(before) if before else "no earlier year, in this edition"
    return Hit(None, found, expected, {"problem": f"its figures are of {found}"})


def _previous_inputs(check: Check) -> Iterator[Value]:
    for value in check.subject.result.values:
        item = check.subject.item(value.place)
        if value.place.period == "previous" and not (item.derived or item.in_words):
            yield value


def _same(now: Value, then: Value) -> bool:
    if now.value is None or then.value is None:
        return False
    return abs(now.value - then.value) <= _NOISE * max(1.0, abs(then.value))


def _restated(now: Value, then: Value, last: Return) -> Hit:
    at = f"{then.sheet}!{then.cell}" if then.cell else "no cell"
    expected = f"{_shown(then)} in {last.source.file}, {at}"
    return Hit(now.place, _shown(now), expected, {"now": _shown(now), "then": _shown(then)})


def _shown(value: Value) -> str:
    return digits(value.value) if value.value is not None else value.raw or "blank"
