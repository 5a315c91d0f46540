"""Whether a number shown is another one, rounded or cut off as programs and people do it."""

from collections.abc import Mapping
from decimal import Decimal

from wres_excel.domain.numbers import Number, digits
from wres_excel.domain.terms import Measure

NOISE = 1e-9
_LEAST_DECIMALS: Mapping[Measure, int] = {"rate": 2, "ratio": 1}
"""A bare 0 is no rounded rate of 0.2; but 1 may well be a ratio of 1.04 that was shown as 1.0."""


def close(measure: Measure, shown: Number, exact: float) -> bool:
    """Return whether a number is another one rounded to the digits it has.

    One with decimals may as well be cut off as rounded: many programs print it so.
    """
    gap = abs(shown - exact)
    if gap <= NOISE * max(abs(exact), abs(shown)):
        return True
    decimals = decimals_of(shown) or _LEAST_DECIMALS.get(measure, 0)
    step = 10.0**-decimals
    noise = NOISE * max(abs(exact), step)
    cut_off = decimals > 0 and shown != 0 and abs(shown) < abs(exact)
    return gap <= step / 2 + noise or (cut_off and gap < step - noise)


def decimals_of(number: Number) -> int:
    """Return how many decimals a number is written with."""
    exponent = Decimal(digits(number)).as_tuple().exponent
    return max(0, -int(exponent))
