"""Answers that only keep the place of one: short ones with such a word, and signs alone."""

import pytest

from .given import NOT_COLLECTED, at, checked, returned

PLACE = at("report.board_lead")


@pytest.mark.parametrize(
    "text",
    ["TBC", "tbc.", "Name TBC", "To be confirmed by HR", "to follow", "-", "?", "...", "xxx"],
)
def test_a_place_holder_is_told(text: str) -> None:
    (finding,) = checked(returned({PLACE: text}), "placeholder-answer").findings
    assert (finding.item, finding.found) == (PLACE.item, f"'{text}'")


@pytest.mark.parametrize(
    "text",
    [
        "X Y Smith, Director of People",
        "5",
        "No",
        "Tbconsulting",
        "The plan was agreed in May; a second part on talent is to follow next year.",
    ],
)
def test_an_answer_is_an_answer(text: str) -> None:
    assert checked(returned({PLACE: text}), "placeholder-answer").passed


def test_an_answer_that_need_not_be_given_and_one_of_no_figures_are_left_alone() -> None:
    changes = {at("other_factors"): "TBC", PLACE: NOT_COLLECTED}
    assert checked(returned(changes), "placeholder-answer").passed
