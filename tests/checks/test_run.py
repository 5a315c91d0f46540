"""A blank form, findings that are consequences of others, and numbers as their cells show them."""

from dataclasses import replace

import pytest

from wres_excel.checks.result import Skipped
from wres_excel.domain.model import Place, Return
from wres_excel.findings import Finding
from wres_excel.rules import rules

from .given import FILE, Typed, at, checked, returned

BLANK_FORM = Finding("blank-form", "note", "The form is blank", "Check it.", file=FILE)
BAND, TOTAL = at("clinical.band_5", "white"), at("disciplinary.workforce", "white")
PERCENT = at("survey.harassment_public", "white")


def about(place: Place, rule: str, found: str) -> Finding:
    """Return what reading a value of the reporting year may say of it."""
    facts = {"item": place.item, "period": "2024-03-31", "group": place.group, "found": found}
    return Finding(rule, "error", "Something is wrong", file=FILE, **facts)  # type: ignore[arg-type]


def test_of_a_blank_form_nothing_is_said_but_that_it_is_blank() -> None:
    other = about(BAND, "negative", "-1")
    result = checked(returned({BAND: None}, findings=(BLANK_FORM, other)))
    assert result.findings == (replace(BLANK_FORM, severity="error"),)
    assert result.passed == ()
    others = [rule.id for rule in rules() if rule.id != "blank-form"]
    assert result.skipped == tuple(Skipped(rule, "the form is blank") for rule in others)


@pytest.mark.parametrize("rule", ["fraction-of-a-person", "negative", "out-of-range"])
def test_what_a_formula_works_out_from_a_wrong_figure_is_told_once_at_the_figure(rule: str) -> None:
    typed, worked_out = about(BAND, rule, "-5.5"), about(TOTAL, rule, "7700.5")
    result = checked(returned({BAND: -5.5}, findings=(typed, worked_out)), rule)
    assert result.findings == (typed,)


def test_a_total_that_was_typed_is_told_for_itself() -> None:
    typed = about(TOTAL, "fraction-of-a-person", "7700.5")
    result = checked(returned({TOTAL: Typed(7700.5)}, findings=(typed,)), "fraction-of-a-person")
    assert result.findings == (typed,)


@pytest.mark.parametrize(
    ("number", "code", "found"),
    [
        (2460, "0.0%", "2,460 % (24.6 in a cell formatted as a percentage)"),
        (246, "General", "24.6"),
        (246, None, "24.6"),
    ],
)
def test_a_percentage_is_told_as_its_cell_shows_it(
    number: int, code: str | None, found: str
) -> None:
    finding = about(PERCENT, "out-of-range", "24.6")
    result = shown_as(returned({PERCENT: Typed(number, raw="24.6")}, findings=(finding,)), code)
    assert checked(result, "out-of-range").findings == (replace(finding, found=found),)


def test_a_return_of_the_same_name_under_a_new_code_is_compared() -> None:
    here = returned()
    last = returned(edition="2023")
    renamed = replace(last, organisation=replace(last.organisation, code="G6V2S"))
    result = checked(here, "previous-return-fits", "previous-figures-differ", previous=renamed)
    assert result.passed == ("previous-return-fits",)
    assert {finding.rule for finding in result.findings} == {"previous-figures-differ"}


def test_no_figure_is_compared_with_another_organisation_s() -> None:
    last = returned(edition="2023")
    other = replace(last, organisation=replace(last.organisation, code="RAB", name="Another"))
    result = checked(returned(), "previous-figures-differ", previous=other)
    assert [each.rule for each in result.skipped] == ["previous-figures-differ"]


def shown_as(result: Return, code: str | None) -> Return:
    values = tuple(v._replace(format=code) if v.place == PERCENT else v for v in result.values)
    return replace(result, values=values)
