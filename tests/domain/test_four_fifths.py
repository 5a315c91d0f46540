"""The four-fifths rule and the distance from equal."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.domain.four_fifths import distance_from_equal, within_four_fifths


@pytest.mark.parametrize(
    ("ratio", "within"),
    [(0.79, False), (0.8, True), (4 / 5, True), (1, True), (1 / 0.8, True), (1.26, False)],
)
def test_the_ends_of_the_range_are_within_it(ratio: float, within: bool) -> None:
    assert within_four_fifths(ratio) is within


@given(st.floats(0.01, 100))
def test_half_as_likely_is_as_far_from_equal_as_twice_as_likely(ratio: float) -> None:
    assert distance_from_equal(ratio) == pytest.approx(distance_from_equal(1 / ratio))


def test_nobody_at_all_is_further_from_equal_than_any_other_ratio() -> None:
    assert distance_from_equal(0) == inf
