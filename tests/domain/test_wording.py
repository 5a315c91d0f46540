"""Numbers as messages show them: one style for each measure."""

import pytest

from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import Measure
from wres_excel.domain.wording import number_in_words


@pytest.mark.parametrize(
    ("number", "measure", "words"),
    [
        (1204, "headcount", "1,204"),
        (1204.5, "headcount", "1,204.5"),
        (-12, "headcount", "-12"),
        (12.3, "percentage", "12.3 %"),
        (2460, "percentage", "2,460 %"),
        (71.08191, "percentage", "71.0819 %"),
        (-3.1, "percentage points", "-3.1 percentage points"),
        (0.147123, "rate", "0.1471"),
        (-0.5, "rate", "-0.5"),
        (1.5, "ratio", "1.50"),
        (1.4567, "ratio", "1.46"),
        (1e22, "headcount", "10,000,000,000,000,000,000,000"),
    ],
)
def test_a_number_is_shown_as_its_measure_is(number: Number, measure: Measure, words: str) -> None:
    assert number_in_words(number, measure) == words
