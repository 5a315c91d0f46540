from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wres_excel.collation.disclosure.bounds import NOTHING, Range, narrow

INFINITE = float("inf")


def test_a_sum_bounds_its_parts_and_its_parts_bound_the_sum():
    free = Range(1, INFINITE)
    total, one, other, known = narrow(
        [Range(43, 43), free, free, Range(10, 10)], [((0, -1), (1, 1), (2, 1), (3, 1))]
    )
    assert (total, one, other, known) == (Range(43, 43), Range(1, 32), Range(1, 32), Range(10, 10))


def test_a_sum_with_two_endless_parts_bounds_neither_from_above():
    parts = [Range(0, INFINITE), Range(2, INFINITE), Range(3, INFINITE)]
    assert narrow(parts, [((0, -1), (1, 1), (2, 1))]) == [Range(5, INFINITE), *parts[1:]]


def test_where_nothing_fits_nothing_is_left():
    assert narrow([Range(5, 5), Range(6, 9)], [((0, -1), (1, 1))]) == [NOTHING, NOTHING]


def test_ends_that_would_chase_each_other_come_to_an_end():
    """The first relation leaves the third number nothing, which would lift the others for ever."""
    ranges = [Range(0, INFINITE), Range(0, INFINITE), Range(0, 3), Range(5, 5)]
    relations = [((2, 1), (3, -1)), ((0, 1), (1, -1), (2, -1))]
    assert narrow(ranges, relations) == [NOTHING] * 4


def test_the_noise_of_fractions_is_no_contradiction():
    ranges = [Range(0.3, 0.3), Range(0.1, 0.1), Range(0, 1)]
    relations = [((0, -1), (1, 1), (2, 1))]
    assert narrow(ranges, relations)[2] == pytest.approx((0.2, 0.2))


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=6, max_size=6),
    st.lists(st.sampled_from([1, -1]), min_size=5, max_size=5),
)
def test_ends_are_those_of_every_solution_tried_out(spans, signs):
    """Where relations share one number only, as 0 and 1 do here, both ends are exact."""
    ranges = [Range(min(s), max(s)) for s in spans]
    relations = [
        ((0, signs[0]), (1, signs[1]), (2, 1)),
        ((2, signs[2]), (3, signs[3]), (4, signs[4]), (5, 1)),
    ]
    solutions = [
        numbers
        for numbers in product(*(range(int(r.low), int(r.high) + 1) for r in ranges))
        if all(sum(numbers[at] * f for at, f in relation) == 0 for relation in relations)
    ]
    assume(solutions)
    ends = zip(*solutions, strict=True)
    assert narrow(ranges, relations) == [Range(min(values), max(values)) for values in ends]
