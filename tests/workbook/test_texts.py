"""Texts that programs read or write differently are told from those they agree on."""

import pytest

from wres_excel.workbook.texts import may_mean_a_number, shows_all_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            (text, True)
            for text in ("31 March 2019", "£5", "1/2", "12:30", "Mar 19", " TRUE", "(5)")
        ),
        *(
            (text, False)
            for text in ("12", "-3.5", "12%", " 7 ", "n/a", "Band 5", "March", "", "-")
        ),
    ],
)
def test_texts_that_programs_read_as_different_numbers(text: str, expected: bool) -> None:
    assert may_mean_a_number(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a0.333333333333333", True),
        ("a0.3333333333333333", True),
        ("1000000000000000", True),
        ("0.00001", True),
        ("1e-10", True),
        ("33.3 %", False),
        ("12345 of 67890", False),
    ],
)
def test_numbers_in_texts_that_excel_would_write_otherwise(text: str, expected: bool) -> None:
    assert shows_all_digits(text) is expected
