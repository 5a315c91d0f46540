"""This return's previous-year figures against the return that was made last year."""

from collections.abc import Iterator, Sequence

from wres_excel.checks.hits import FINE, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Organisation, Place, Return, Value
from wres_excel.domain.periods import same_snapshot
from wres_excel.domain.terms import Measure
from wres_excel.domain.wording import day_in_words, number_in_words

_NOISE = 1e-9


def previous_return_fits(check: Check) -> Looked:
    """Yield a hit if the earlier return is another organisation's, or not of the year before."""
    last = check.subject.previous
    if last is None:
        return
    differences = [*_other_organisation(check, last), *_other_year(check, last)]
    if not differences:
        yield FINE
        return
    problems, found, expected = zip(*differences, strict=True)
    facts = {"problem": " and ".join(problems)}
    yield Hit(None, ", ".join(found), ", ".join(expected), facts)


def previous_figures_differ(check: Check) -> Looked:
    """Yield a hit for each figure of the previous year that is not what last year's return says."""
    last = check.subject.previous
    if last is None or _is_another(check, last) or not _is_year_before(check, last):
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
        yield _restated(check.subject.item(now.place).measure, now, then, last)
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


def _is_another(check: Check, last: Return) -> bool:
    """Return whether a return bears another code, and not the same name with it.

    An organisation that keeps its name may be given a new code.
    """
    here, there = check.subject.result.organisation, last.organisation
    if not here.code or not there.code or here.code.casefold() == there.code.casefold():
        return False
    return not here.name or (here.name.casefold() != (there.name or "").casefold())


def _other_organisation(check: Check, last: Return) -> Iterator[tuple[str, str, str]]:
    """Yield the difference, what was found and what was expected, if it is another's return."""
    if _is_another(check, last):
        there, here = last.organisation, check.subject.result.organisation
        yield "it is another organisation's", _who(there), _who(here)


def _other_year(check: Check, last: Return) -> Iterator[tuple[str, str, str]]:
    """Yield the difference, what was found and what was expected, if it is of another year."""
    if _is_year_before(check, last):
        return
    before, found = check.edition.previous_snapshot, last.edition.snapshot
    same = same_snapshot(found, check.edition.snapshot)
    expected = day_in_words(before) if before else "no earlier year, in this edition"
    year = "the same year" if same else "another year"
    yield f"its figures are of {year}", day_in_words(found), expected


def _who(organisation: Organisation) -> str:
    name, code = organisation.name, organisation.code
    return f"{name} ({code})" if name else code or ""


def _previous_inputs(check: Check) -> Iterator[Value]:
    for value in check.subject.result.values:
        item = check.subject.item(value.place)
        if value.place.period == "previous" and not (item.derived or item.in_words):
            yield value


def _same(now: Value, then: Value) -> bool:
    if now.value is None or then.value is None:
        return False
    return abs(now.value - then.value) <= _NOISE * max(1.0, abs(then.value))


def _restated(measure: Measure, now: Value, then: Value, last: Return) -> Hit:
    at = f"{then.sheet}!{then.cell}" if then.cell else "no cell"
    facts = {"these_are": "This figure of the previous year is"}
    expected = f"{_shown(then, measure)}, as in {last.source.file}, {at}"
    return Hit(now.place, _shown(now, measure), expected, facts)


def _all_restated(check: Check, places: Sequence[Place], of: int, last: Return) -> Hit:
    facts = {"these_are": f"{len(places)} of {of} figures of the previous year in this section are"}
    found = check.subject.cells(places)
    return Hit(places[0], found, f"as in {last.source.file}", facts, tuple(places))


def _shown(value: Value, measure: Measure) -> str:
    if value.value is None:
        return f"'{value.raw}'" if value.raw else "nothing"
    return number_in_words(value.value, measure)
