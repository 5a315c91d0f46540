"""Figures in the Report's text: compared where they leave no doubt, and else left alone."""

from dataclasses import replace

import pytest

from wres_excel.domain.model import Place

from .given import Typed, at, checked, returned

RULE = "report-text-differs"
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
        "As at 31.3.2024",
    ],
)
def test_a_ratio_in_any_usual_form_is_accepted_and_doubt_is_left_alone(text: str) -> None:
    assert found(RATIO, text) == []


@pytest.mark.parametrize("text", ["1.82", "White 20.1%, BME 16.5%, ratio 1.28", "is 2.4 times"])
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


@pytest.mark.parametrize("text", ["White: 22.5%. BME: 27.5%.", "White 12 %, BME 10 %"])
def test_another_pair_of_percentages_is_told(text: str) -> None:
    assert found(SHARES, text) == [SHARES.item]


def test_a_text_that_a_formula_makes_follows_the_data_by_itself() -> None:
    result = returned({RATIO: Typed(text="1.82")})
    values = tuple(v._replace(formula="=1") if v.place == RATIO else v for v in result.values)
    assert checked(replace(result, values=values), RULE).findings == ()
