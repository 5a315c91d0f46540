"""Every rule of the catalogue: it passes, it fails with the whole finding, it is skipped."""

from dataclasses import replace

import pytest

from wres_excel.checks.functions import FUNCTIONS
from wres_excel.checks.result import Skipped
from wres_excel.domain.model import Return
from wres_excel.domain.rule import Rule
from wres_excel.findings import Finding
from wres_excel.rules import rules
from wres_excel.workbook.legacy import LEGACY_NOTE

from .cases import CASES, Case
from .given import FILE, at, cells, checked, returned, source

KNOWN = {rule.id: rule for rule in rules()}
CHECKING = [rule for rule in rules() if rule.found_by == "checking"]
READING = [rule for rule in rules() if rule.found_by == "reading"]
WANTING = [c for c in CASES if c.previous is not None or c.needs is not returned]
"""The cases that say how a return lacks what their rule needs."""
NOT_IN_ALL = {
    *("previous-return-fits", "previous-figures-differ"),
    *("report-text-outdated", "report-text-other-way-round"),
}
"""What the return without fault has nothing for: tests of their own say that they pass."""
SOMETHING = Finding("", "error", "Something is wrong", item="clinical.band_5", file=FILE)


def ids(case: Case) -> str:
    return case.rule


def test_every_rule_that_is_checked_has_a_function_and_a_case() -> None:
    assert set(FUNCTIONS) == {rule.id for rule in CHECKING} == {case.rule for case in CASES}


def test_every_rule_has_an_id_of_its_own() -> None:
    assert len(KNOWN) == len(rules())


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_planted_fault_is_found_where_it_is(case: Case) -> None:
    result = checked(planted(case), case.rule, previous=case.previous)
    assert result.findings == (finding_of(case),)
    assert (result.passed, result.skipped) == ((), ())


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_planted_fault_sets_no_other_rule_off(case: Case) -> None:
    """One fault is one finding, unless it really is two."""
    result = checked(planted(case), previous=case.previous)
    found = {f.rule for f in result.findings if f.severity != "note"}
    assert found - {case.rule} <= case.others


@pytest.mark.parametrize("rule", [r.id for r in CHECKING if r.id not in NOT_IN_ALL])
def test_a_return_without_fault_passes(rule: str) -> None:
    result = checked(returned(), rule)
    assert (result.findings, result.passed, result.skipped) == ((), (rule,), ())


def test_every_rule_that_is_checked_has_a_case_without_what_it_needs() -> None:
    assert {case.rule for case in WANTING} == {case.rule for case in CASES}


@pytest.mark.parametrize("case", WANTING, ids=ids)
def test_a_rule_without_what_it_needs_is_skipped_and_says_so(case: Case) -> None:
    result = checked(case.needs(), case.rule)
    reason = f"it needs {KNOWN[case.rule].needs}"
    assert (result.findings, result.passed) == ((), ())
    assert result.skipped == (Skipped(case.rule, reason),)


@pytest.mark.parametrize("rule", [r.id for r in READING])
def test_what_came_up_while_reading_counts_for_its_rule(rule: str) -> None:
    found = replace(SOMETHING, rule=rule)
    assert checked(returned(findings=(found,)), rule).findings == (found,)
    assert checked(returned(), rule).passed == (rule,)


@pytest.mark.parametrize("rule", [r.id for r in READING if r.needs])
def test_what_a_kind_of_file_keeps_back_is_skipped_and_not_passed(rule: str) -> None:
    result = checked(returned(findings=(LEGACY_NOTE,)), rule)
    assert result.skipped == (Skipped(rule, f"it needs {KNOWN[rule].needs}"),)


def test_a_rule_all_of_whose_findings_another_tells_better_is_not_shown_as_passed() -> None:
    case = next(case for case in CASES if case.rule == "part-exceeds-whole")
    moved = {at("recruitment.appointed", "bme"): 290}
    result = checked(returned(moved), case.rule, "headcount-moved")
    assert [f.rule for f in result.findings] == [case.rule]
    assert result.passed == ()
    assert result.skipped == (
        Skipped("headcount-moved", "what it found is told as part-exceeds-whole"),
    )


def test_a_rule_of_other_editions_is_skipped() -> None:
    from wres_excel.checks.run import run_checks
    from wres_excel.checks.subject import Subject

    rule = replace(KNOWN["figures-blank"], editions=("2015",))
    result = run_checks(Subject(returned()), [rule])
    assert result.skipped == (Skipped("figures-blank", "it does not belong to edition 2024"),)


def test_in_its_first_year_a_rule_may_only_warn() -> None:
    from wres_excel.checks.run import run_checks
    from wres_excel.checks.subject import Subject

    case = CASES[0]
    rule = replace(KNOWN[case.rule], warn_only=("2024",))
    result = run_checks(Subject(returned(case.changes)), [rule])
    assert result.findings == (replace(finding_of(case), severity="warning"),)


def test_a_more_telling_finding_takes_the_place_of_a_lesser_one() -> None:
    """A reciprocal is told as such, and not once more as a result that differs."""
    ratio = at("recruitment.relative_likelihood")
    lesser = replace(
        SOMETHING, rule="derived-differs", item=ratio.item, period="2024-03-31", group="all"
    )
    elsewhere = replace(lesser, item="training.relative_likelihood")
    case = next(case for case in CASES if case.rule == "ratio-other-way-round")
    result = checked(returned(case.changes, findings=(lesser, elsewhere)))
    assert [f.rule for f in result.findings if f.severity != "note"] == [
        "derived-differs",
        "ratio-other-way-round",
    ]
    assert elsewhere in result.findings


def planted(case: Case) -> Return:
    """Return the return of a case, with what reading it tells of the same fault."""
    rule, place = case.read or ("", None)
    lesser = place and replace(
        SOMETHING,
        rule=rule,
        severity="warning",
        item=place.item,
        period=returned(edition=case.edition).edition.snapshot_of(place.period).isoformat(),
        group=place.group,
    )
    found = (lesser,) if lesser else ()
    return returned(case.changes, edition=case.edition, findings=found)


def finding_of(case: Case) -> Finding:
    rule: Rule = KNOWN[case.rule]
    place, edition = case.place, returned(edition=case.edition).edition
    return Finding(
        case.rule,
        case.severity,  # type: ignore[arg-type]
        case.message,
        rule.remedy.format_map(case.facts),
        item=place.item if place else None,
        period=edition.snapshot_of(place.period).isoformat() if place else None,
        group=place.group if place else None,
        file=source().file,
        sheet="Data" if place else None,
        cell=cells(edition.name)[place] if place else None,
        found=case.found,
        expected=case.expected,
        cells=tuple(f"Data!{cells(edition.name)[each]}" for each in case.also),
    )
