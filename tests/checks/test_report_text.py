"""Figures in the Report's text: compared where they leave no doubt, and else left alone."""

from dataclasses import replace

import pytest

from wres_excel.domain.model import Place
from wres_excel.findings import Finding

from .given import Typed, at, checked, returned

RULE, OTHER_WAY = "report-text-differs", "report-text-other-way-round"
RATIO, SHARES = at("indicator_2.reporting_year"), at("indicator_5.reporting_year")
"""In the return without fault the ratio is 1.218; 22.5 % of White and 24.5 % of BME staff."""


def found(place: Place, text: str | Typed) -> list[str]:
    """Return the cells in which a text is told to differ, with the clean text of indicator 6."""
    result = checked(returned({place: text}), RULE)
    assert RULE in (*result.passed, *(f.rule for f in result.findings))
    return [f.item or "" for f in result.findings]


@pytest.mark.parametrize(
    "text",
    [
        "White applicants are 1.22 times as likely to be appointed.",
        "1.2",
        "BME applicants are 0.82 times as likely.",
        "White applicants are 0.22 times more likely.",
        "Likelihood for White staff: 0.20",
        "White 20.1%, BME 16.5%, ratio 1.218",
        "1.82 or 1.92, see the annex",
        "Unchanged since 2023",
        "The relative likelihood fell from 1.8 to 1.5",
        "Likelihoods 0.20 and 0.16; relative likelihood of appointment 1.22",
        "As at 31.3.2024",
    ],
)
def test_a_ratio_in_any_usual_form_is_accepted_and_doubt_is_left_alone(text: str) -> None:
    assert found(RATIO, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1.82",
        "White 20.1%, BME 16.5%, ratio 1.28",
        "is 2.4 times",
        "Relative likelihood, White to BME: 0.19.",
        "Likelihoods 0.20 and 0.16; relative likelihood of appointment 1.4",
    ],
)
def test_another_ratio_is_told(text: str) -> None:
    assert found(RATIO, text) == [RATIO.item]


@pytest.mark.parametrize(
    "text",
    [
        "White: 22.5%. BME: 24.5%.",
        "24.5 per cent of BME and 22.5 per cent of White staff",
        "White 23%, BME 24%",
        "22.5%, up from 20% and 19% before",
        "No survey was taken",
    ],
)
def test_percentages_that_agree_or_are_no_pair_are_accepted(text: str) -> None:
    assert found(SHARES, text) == []


def test_a_likelihood_that_is_called_a_relative_likelihood_is_no_likelihood() -> None:
    """0.19 is the White likelihood of the data cut off, and still no relative likelihood."""
    assert found(RATIO, "Likelihood for White staff: 0.19") == []
    assert found(RATIO, "Relative likelihood: 0.19") == [RATIO.item]


def test_a_percentage_that_cannot_be_right_is_not_told_again_by_the_text() -> None:
    place = at("survey.harassment_public", "bme")
    wrong = Finding("out-of-range", "error", "", item=place.item, period="2024-03-31", group="bme")
    changes = {place: 2450, SHARES: "White: 22.5%. BME: 24.5%."}
    assert [f.item for f in checked(returned(changes), RULE).findings] == [SHARES.item]
    assert checked(returned(changes, findings=(wrong,)), RULE).findings == ()


def test_a_ratio_of_a_headcount_that_cannot_be_right_is_not_told_again_by_the_text() -> None:
    place = at("recruitment.appointed", "bme")
    wrong = Finding("negative", "error", "", item=place.item, period="2024-03-31", group="bme")
    changes = {place: -43, RATIO: "Relative likelihood: 1.22"}
    assert [f.item for f in checked(returned(changes), RULE).findings] == [RATIO.item]
    assert checked(returned(changes, findings=(wrong,)), RULE).findings == ()


@pytest.mark.parametrize(
    ("text", "findings", "passed"),
    [
        ("BME applicants are 0.82 times as likely.", 1, ()),
        ("White applicants are 1.22 times as likely.", 0, (OTHER_WAY,)),
        ("White applicants are 1.9 times as likely.", 0, (OTHER_WAY,)),
        ("Nothing to compare", 0, ()),
    ],
)
def test_a_ratio_the_other_way_round_is_noted_for_its_words_to_be_checked(
    text: str, findings: int, passed: tuple[str, ...]
) -> None:
    result = checked(returned({RATIO: text}), OTHER_WAY)
    assert (len(result.findings), result.passed) == (findings, passed)


def test_a_ratio_near_to_1_is_the_same_both_ways() -> None:
    near = {at("recruitment.appointed", "bme"): 52, RATIO: "They are 1.01 times as likely."}
    assert [s.rule for s in checked(returned(near), OTHER_WAY).skipped] == [OTHER_WAY]


@pytest.mark.parametrize("text", ["White: 22.5%. BME: 27.5%.", "White 12 %, BME 10 %"])
def test_another_pair_of_percentages_is_told(text: str) -> None:
    assert found(SHARES, text) == [SHARES.item]


def test_a_text_that_a_formula_makes_follows_the_data_by_itself() -> None:
    result = returned({RATIO: Typed(text="1.82")})
    values = tuple(v._replace(formula="=1") if v.place == RATIO else v for v in result.values)
    assert checked(replace(result, values=values), RULE).findings == ()
