"""Numbers between text, cell and model, without a digit lost on the way."""

import math
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

Number = int | float


def tidy(number: Decimal | float) -> Number:
    """Return a whole number as int and any other as float; raises ValueError if not finite."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is not a finite number")
    return int(number) if number == int(number) else value


def digits(number: Number) -> str:
    """Return a number as a cell stores it: plain or scientific digits that read back the same."""
    return repr(number)


def parse_digits(raw: str) -> Decimal | None:
    """Return the number that digits such as 102, 0.081 or 1.2E-05 mean, or None if they do not."""
    if not raw or not raw.isascii() or "_" in raw:
        return None
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return None
    return number if number.is_finite() and math.isfinite(float(number)) else None


def to_share(percent: Number) -> Decimal:
    """Return a number of percent as the share of 1 a percent-formatted cell holds, exactly."""
    return Decimal(repr(percent)).scaleb(-2)


def to_percent(share: Decimal | float) -> Number:
    """Return a share of 1 as a number of percent: 0.123 is 12.3, not 12.299999999999999."""
    exact = share if isinstance(share, Decimal) else Decimal(repr(share))
    return tidy(exact.scaleb(2))


def rounded(number: Number, places: int) -> Decimal:
    """Return a number as a cell of the workbook shows it: 12.25 with one place is 12.3."""
    shown = Decimal(digits(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(shown) if shown.is_zero() else shown
