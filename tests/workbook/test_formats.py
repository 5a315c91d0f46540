"""Number formats: which show a share as percent, which show a date."""

import pytest

from wres_excel.workbook.formats import is_date_format, is_percent_format

PERCENT = ["0%", "0.0%", "0.00%;[Red]-0.00%", "#,##0.0 %", '0.0%" of staff"']
DATES = [
    "d mmmm yyyy",
    "dd/mm/yyyy",
    "yyyy-mm-dd",
    "[$-809]d mmmm yyyy;@",
    "mmm-yy",
    "MMMM YYYY",
    "d",
]
NEITHER = [
    "General",
    "GENERAL",
    "0",
    "#,##0",
    "0.0",
    "@",
    "[Red]0",
    '0" per day"',
    '0" years"',
    '0.0" %"',
    r"0\%",
    r"0\d",
    "0_%",
    "_-* #,##0_-;-* #,##0_-",
    "[$£-809]#,##0",
    "h:mm",
    "",
]


@pytest.mark.parametrize("code", PERCENT)
def test_a_percent_sign_outside_quotes_shows_percent(code: str) -> None:
    assert is_percent_format(code)
    assert not is_date_format(code)


@pytest.mark.parametrize("code", DATES)
def test_a_day_a_year_or_a_month_in_letters_shows_a_date(code: str) -> None:
    assert is_date_format(code)
    assert not is_percent_format(code)


@pytest.mark.parametrize("code", NEITHER)
def test_everything_else_shows_a_number(code: str) -> None:
    assert not is_percent_format(code)
    assert not is_date_format(code)
