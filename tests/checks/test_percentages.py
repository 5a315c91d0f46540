"""Percentages that moved: by a hundred times, or by many points, unless the question changed."""

import pytest

from wres_excel.findings import Finding

from .given import at, checked, returned

RULE = "percentage-moved"
PLACE = at("survey.harassment_public", "white")
"""21.5 % in the year before."""


@pytest.mark.parametrize(
    ("now", "told"),
    [(0.22, 1), (0.2, 1), (0.36, 1), (0.1, 1), (41.5, 0), (41.6, 1), (1.5, 0), (1.4, 1), (0, 1)],
)
def test_a_percentage_is_told_by_a_hundred_times_or_by_more_than_20_points(
    now: float, told: int
) -> None:
    findings = checked(returned({PLACE: now}), RULE).findings
    assert [f.item for f in findings] == [PLACE.item] * told


def test_a_year_before_that_is_a_hundred_times_too_small_is_told_as_well() -> None:
    last = PLACE._replace(period="previous")
    (finding,) = checked(returned({last: 0.215}), RULE).findings
    assert finding.message == (
        "The percentage is about a hundred times greater than the previous year"
    )


def test_where_the_question_changed_only_the_hundredfold_is_told() -> None:
    place = at("survey.equal_opportunities", "white")
    for now, told in ((80, 0), (0.22, 1)):
        assert len(checked(returned({place: now}, edition="2022"), RULE).findings) == told
    assert len(checked(returned({place: 80}, edition="2023"), RULE).findings) == 1


@pytest.mark.parametrize(
    ("rule", "severity"), [("share-or-percent", "warning"), ("out-of-range", "error")]
)
def test_what_is_in_doubt_for_another_reason_is_not_told_again(rule: str, severity: str) -> None:
    doubt = Finding(
        rule,
        severity,  # type: ignore[arg-type]
        "",
        item=PLACE.item,
        period="2024-03-31",
        group="white",
    )
    assert checked(returned({PLACE: 0.22}, findings=(doubt,)), RULE).findings == ()


def test_a_text_with_the_right_figure_is_not_told_of_a_slipped_decimal() -> None:
    text = at("indicator_5.reporting_year")
    changes = {PLACE: 0.225, text: "White: 22.5%. BME: 24.5%."}
    found = {f.rule for f in checked(returned(changes), RULE, "report-text-differs").findings}
    assert found == {RULE}
