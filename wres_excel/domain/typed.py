"""What people type as numbers, and how a workbook stores shares, without losing a digit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from wres_excel.domain.numbers import Number, parse_digits, to_percent, to_share

LONGEST = 64
LARGEST_SHARE = Decimal("1.79E306")
"""A hundred times more is hardly a number any longer, in Excel or here."""

_EXCEL_DIGITS = 17
_SURE_DIGITS = 15
_GAPS = " \u00a0\u2009\u202f"
_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(
    rf"[+-]?[1-9][0-9]{{0,2}}(?P<mark>[,{_GAPS}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*(?:\.[0-9]+)?"
)
_COMMA_DECIMAL = re.compile(
    rf"[+-]?(?:[0-9]+|[1-9][0-9]{{0,2}}(?P<mark>[.{_GAPS}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
    r",[0-9]+"
)
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as typed, and whether a percent sign stood behind it."""

    number: Decimal
    percent: bool = False


def parse_number(
    text: str, *, decimal_comma: bool = False, whole: bool = False
) -> TypedNumber | None:
    """Return the number that a whole text means, or None if it means none for certain.

    Thousands may be set apart in proper groups, by commas or by spaces. decimal_comma: the text
    is from a file that may write 12,5 for twelve and a half; whole: a whole number is wanted, so
    that 1,234 and 1.234 in such a file could each mean two numbers, and are refused.
    """
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= LONGEST:
        return TypedNumber(Decimal(plain))
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").rstrip().replace("\u2212", "-")
    if len(plain) > LONGEST:
        return None
    number = _decimal_comma(plain, whole) if decimal_comma else _decimal_point(plain)
    return None if number is None else TypedNumber(number, percent)


def _decimal_point(plain: str) -> Decimal | None:
    if _PLAIN.fullmatch(plain):
        return parse_digits(plain)
    match = _GROUPED.fullmatch(plain)
    return parse_digits(plain.replace(match["mark"], "")) if match else None


def _decimal_comma(plain: str, whole: bool) -> Decimal | None:
    if whole and _EITHER.fullmatch(plain):
        return None
    match = _COMMA_DECIMAL.fullmatch(plain)
    if match:
        return parse_digits(plain.replace(match["mark"] or " ", "").replace(",", "."))
    return _decimal_point(plain)


def number_of_cell(raw: str, *, share: bool = False) -> Decimal | None:
    """Return the number that the stored digits of a cell mean, or None.

    share: it is to be read as a share of 1, so that its number of percent must be a number too.
    """
    number = parse_digits(raw) if len(raw) <= LONGEST else None
    if share and number is not None and abs(number) > LARGEST_SHARE:
        return None
    return number


def percent_of_share(share: Decimal) -> Number:
    """Return the number of percent that a stored share of 1 means, with the digits meant.

    Excel stores 0.29 as 0.28999999999999998: of its 16 or 17 digits, the few that give the same
    number are the ones meant. Shares that share_digits wrote come back exactly.
    """
    if _SURE_DIGITS < len(share.as_tuple().digits) <= _EXCEL_DIGITS:
        meant = Decimal(repr(float(share)))
        if len(meant.as_tuple().digits) <= _SURE_DIGITS:
            return to_percent(meant)
    return to_percent(share)


def share_digits(percent: Number) -> str:
    """Return the digits of a share that a cell stores for a number of percent.

    Zeros behind, to 18 digits, mark the rare share that percent_of_share would shorten.
    """
    share = to_share(percent)
    if percent_of_share(share) == percent:
        return str(share)
    sign, figures, exponent = share.as_tuple()
    zeros = _EXCEL_DIGITS + 1 - len(figures)
    return str(Decimal((sign, (*figures, *[0] * zeros), int(exponent) - zeros)))
