"""Every rule at work on one return: what was found, what passed, what could not be looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from wres_excel.checks.functions import FUNCTIONS
from wres_excel.checks.hits import Hit
from wres_excel.checks.read_findings import in_words
from wres_excel.checks.result import CheckResult, Skipped
from wres_excel.checks.subject import Check, Subject
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.rule import Rule
from wres_excel.domain.wording import place_of_finding
from wres_excel.findings import Finding

BLANK = "blank-form"
_About = tuple[str, str | None, str | None, str | None]
"""A rule, and the item, period and group that a finding of it is about."""


def run_checks(subject: Subject, rules: Sequence[Rule]) -> CheckResult:
    """Return what the rules find, those that passed and those that had nothing to look at.

    Findings that came up while the workbook was read count for their rules. One that says less
    about a value than another rule's finding gives way to it, as that rule's `instead_of` asks. Of
    a blank form nothing is said but that it is blank.
    """
    apply = _hold_back if _is_blank(subject) else _apply
    results = _without_lesser([apply(rule, subject) for rule in rules])
    return CheckResult(
        subject.result,
        tuple(finding for result in results for finding in result.findings),
        tuple(result.rule for result in results if not result.findings and not result.skipped),
        tuple(Skipped(result.rule, result.skipped) for result in results if result.skipped),
    )


class _Result(NamedTuple):
    """What one rule says; skipped: why it could not be checked; replaces: lesser findings."""

    rule: str
    findings: Sequence[Finding] = ()
    skipped: str = ""
    replaces: frozenset[_About] = frozenset()


def _without_lesser(results: Sequence[_Result]) -> list[_Result]:
    """Return the results without findings that others replace; a rule left with none says so."""
    told = {about: result.rule for result in results for about in result.replaces}
    return [_without(result, told) for result in results]


def _without(result: _Result, told: Mapping[_About, str]) -> _Result:
    findings = [finding for finding in result.findings if _about(finding) not in told]
    if findings or not result.findings:
        return result._replace(findings=findings)
    better = told[_about(result.findings[0])]
    return result._replace(findings=(), skipped=f"what it found is told as {better}")


def _apply(rule: Rule, subject: Subject) -> _Result:
    edition = subject.edition.name
    if not rule.holds_for(edition):
        return _Result(rule.id, skipped=f"it does not belong to edition {edition}")
    if rule.found_by == "reading":
        return _read(rule, subject)
    looked = list(FUNCTIONS[rule.id](Check(rule, subject)))
    if not looked:
        return _Result(rule.id, skipped=f"it needs {rule.needs}")
    hits = [each for each in looked if isinstance(each, Hit)]
    findings = [_weighed(_finding(rule, subject, hit), rule, edition) for hit in hits]
    return _Result(rule.id, findings, replaces=frozenset(_replaced(rule, subject, hits)))


def _read(rule: Rule, subject: Subject) -> _Result:
    """Return what came up about a rule while the workbook was read."""
    found = [f for f in subject.result.findings if f.rule == rule.id and _counts(rule, subject, f)]
    legacy = any(finding.rule == "legacy-format" for finding in subject.result.findings)
    if rule.needs and legacy and not found:
        return _Result(rule.id, skipped=f"it needs {rule.needs}")
    told = [in_words(subject, finding) for finding in found]
    return _Result(rule.id, [_weighed(each, rule, subject.edition.name) for each in told])


def _counts(rule: Rule, subject: Subject, finding: Finding) -> bool:
    """Return whether a finding is no mere consequence of figures that have findings themselves."""
    place = place_of_finding(subject.edition, finding) if rule.typed_only else None
    value = subject.value(place) if place else None
    return value is None or value.formula is None or not subject.item(value.place).derived


def _is_blank(subject: Subject) -> bool:
    return any(finding.rule == BLANK for finding in subject.result.findings)


def _hold_back(rule: Rule, subject: Subject) -> _Result:
    """Return what a rule says of a blank form: that it is blank, or nothing."""
    if rule.id != BLANK:
        return _Result(rule.id, skipped="the form is blank")
    found = [f for f in subject.result.findings if f.rule == BLANK]
    return _Result(rule.id, [replace(finding, severity=rule.severity) for finding in found])


def _replaced(rule: Rule, subject: Subject, hits: Sequence[Hit]) -> Iterator[_About]:
    for less in rule.instead_of:
        for hit in hits:
            for place in {*filter(None, [hit.place]), *hit.covers, *hit.explains}:
                yield less, place.item, _date(subject.edition, place), place.group


def _finding(rule: Rule, subject: Subject, hit: Hit) -> Finding:
    place, value = hit.place, subject.value(hit.place) if hit.place else None
    return Finding(
        rule.id,
        hit.severity or rule.severity,
        rule.message.format_map(hit.facts),
        rule.remedy.format_map(hit.facts),
        item=place.item if place else None,
        period=_date(subject.edition, place) if place else None,
        group=place.group if place else None,
        file=subject.result.source.file,
        sheet=value.sheet if value else None,
        cell=value.cell if value else None,
        found=hit.found,
        expected=hit.expected,
        cells=tuple(_other_cells(subject, hit)),
    )


def _other_cells(subject: Subject, hit: Hit) -> Iterator[str]:
    """Yield the cells that a hit speaks for besides its own."""
    for place in hit.covers:
        value = subject.value(place)
        if place != hit.place and value and value.cell:
            yield f"{value.sheet}!{value.cell}"


def _date(edition: Edition, place: Place) -> str:
    return edition.snapshot_of(place.period).isoformat()


def _weighed(finding: Finding, rule: Rule, edition: str) -> Finding:
    return replace(finding, severity=rule.severity_in(edition, finding.severity))


def _about(finding: Finding) -> _About:
    return finding.rule, finding.item, finding.period, finding.group
