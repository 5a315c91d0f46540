"""When a number that is shown is another one, rounded or cut off."""

import pytest

from wres_excel.domain.rounding import close


@pytest.mark.parametrize(
    ("measure", "shown", "exact", "expected"),
    [
        ("ratio", 1.8, 1.829, True),
        ("ratio", 1.8, 1.76, True),
        ("ratio", 1.8, 1.899, True),  # cut off
        ("ratio", 1.8, 1.9, False),
        ("ratio", 2, 1.96, True),
        ("ratio", 2, 1.6, False),
        ("rate", 0, 0.2, False),
        ("rate", 0.21, 0.2145, True),
        ("percentage", 87, 86.7, True),
        ("percentage", 86, 86.7, False),
        ("percentage points", -3.1, -3.14, True),
        ("percentage points", 3.1, -3.1, False),
        ("headcount", 100, 101, False),
        ("headcount", 100, 100, True),
    ],
)
def test_numbers_agree_to_the_digits_they_have(
    measure: str, shown: float, exact: float, expected: bool
) -> None:
    assert close(measure, shown, exact) is expected  # type: ignore[arg-type]
