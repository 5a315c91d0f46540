"""Numbers between text, cell and model: no digit is lost, and what is no number is refused."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.domain.numbers import Number, digits, parse_digits, tidy, to_percent, to_share

FIFTEEN_DIGITS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 15),
)
NUMBERS: st.SearchStrategy[Number] = st.integers(-(10**15), 10**15) | st.floats(
    allow_nan=False, allow_infinity=False
)


@given(FIFTEEN_DIGITS)
def test_a_percentage_of_up_to_15_digits_survives_the_way_into_a_cell_and_back(
    typed: Decimal,
) -> None:
    percent = tidy(typed)
    stored = float(to_share(percent))
    assert to_percent(stored) == percent
    assert to_percent(to_share(percent)) == percent


@given(FIFTEEN_DIGITS)
def test_a_share_is_exactly_a_hundredth_of_the_digits_typed(typed: Decimal) -> None:
    assert to_share(tidy(typed)) * 100 == Decimal(repr(tidy(typed)))


@pytest.mark.parametrize(
    ("share", "percent"),
    [(0.123, 12.3), (0.07, 7), (0.55, 55), (1.1, 110), (0.0, 0), (-0.031, -3.1), (1e-07, 1e-05)],
)
def test_a_share_of_a_cell_is_the_percentage_somebody_typed(share: float, percent: Number) -> None:
    assert repr(to_percent(share)) == repr(percent)


@given(NUMBERS)
def test_what_is_written_as_digits_reads_back_the_same(number: Number) -> None:
    read = parse_digits(digits(number))
    assert read is not None
    assert float(read) == number


@pytest.mark.parametrize(
    ("number", "tidied"),
    [(3.0, 3), (3, 3), (-0.0, 0), (2.5, 2.5), (Decimal("102.00"), 102), (Decimal("0.5"), 0.5)],
)
def test_a_whole_number_is_an_int_and_any_other_a_float(number: float, tidied: Number) -> None:
    assert repr(tidy(number)) == repr(tidied)


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan, Decimal("1E400")])
def test_what_is_not_finite_is_no_number(number: float) -> None:
    with pytest.raises(ValueError, match="is not a finite number"):
        tidy(number)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("102", "102"),
        ("0.081", "0.081"),
        ("1.2E-05", "0.000012"),
        ("-7", "-7"),
        ("12345678901234567", "12345678901234567"),
    ],
)
def test_digits_are_read_exactly(raw: str, number: str) -> None:
    assert parse_digits(raw) == Decimal(number)


@pytest.mark.parametrize(
    "raw", ["", "12 staff", "1_000", "1,5", "NaN", "sNaN", "Infinity", "1E400", "٣", "0x10", "--1"]
)
def test_what_is_not_digits_is_none(raw: str) -> None:
    assert parse_digits(raw) is None
