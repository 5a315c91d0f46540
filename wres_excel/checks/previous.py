"""This return's previous-year figures against the return that was made last year."""

from collections.abc import Iterator, Sequence

from wres_excel.checks.hits import FINE, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Place, Return, Value
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
        facts = {"problem": "it is another organisation's"}
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
    sections: dict[str, list[tuple[Value, Value]]] = {}
    for now, then in _pairs(check, last):
        sections.setdefault(check.subject.item(now.place).section, []).append((now, then))
    for pairs in sections.values():
        yield from _compared(check, pairs, last)


def _compared(check: Check, pairs: Sequence[tuple[Value, Value]], last: Return) -> Looked:
    """Yield a hit for each figure that differs, or one for all if as many do as the limit says."""
    differing = [(now, then) for now, then in pairs if not _same(now, then)]
    if len(differing) >= check.limit("cells"):
        yield _all_restated(check, [now.place for now, _ in differing], len(pairs), last)
        return
    for now, then in differing:
        yield _restated(now, then, last)
    if not differing:
        yield FINE


def _pairs(check: Check, last: Return) -> Iterator[tuple[Value, Value]]:
    """Yield each figure of the previous year beside that of last year's return, given in either."""
    reported = {value.place: value for value in last.values}
    for now in _previous_inputs(check):
        then = reported.get(now.place._replace(period="current"))
        if then is not None and not (then.value is None and now.value is None):
            yield now, then


def _is_year_before(check: Check, last: Return) -> bool:
    before = check.edition.previous_snapshot
    return before is not None and same_snapshot(before, last.edition.snapshot)


def _other_year(check: Check, last: Return) -> Hit:
    found, before = day_in_words(last.edition.snapshot), check.edition.previous_snapshot
    expected = day_in_words(before) if before else "no earlier year, in this edition"
    return Hit(None, found, expected, {"problem": "its figures are of another year"})


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
    facts = {"these_are": "This figure of the previous year is"}
    return Hit(now.place, _shown(now), f"{_shown(then)}, as in {last.source.file}, {at}", facts)


def _all_restated(check: Check, places: Sequence[Place], of: int, last: Return) -> Hit:
    facts = {"these_are": f"{len(places)} of {of} figures of the previous year in this section are"}
    found = check.subject.cells(places)
    return Hit(places[0], found, f"as in {last.source.file}", facts, tuple(places))


def _shown(value: Value) -> str:
    return digits(value.value) if value.value is not None else value.raw or "nothing"
