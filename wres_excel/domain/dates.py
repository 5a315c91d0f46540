"""Months and dates as answers: as people type them, in one normal form, and as a cell's serial."""

import re
from datetime import date

from wres_excel.domain.periods import mentions

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})|(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})")
_TIME = re.compile(r"[T ][0-9]{2}:[0-9:.]+Z?$")
_FIRST_1900 = date(1899, 12, 30)
_FIRST_1904 = date(1904, 1, 1)
_AFTER_LEAP_1900 = date(1900, 3, 1)


def month_of_text(text: str) -> str | None:
    """Return the normal form of a month or date, "2020-10" or "2020-10-05", or None.

    The first of a month is the month. 05/10/2020 is 5 October, and Oct-20, which Excel makes of
    2020-10 when it saves a CSV, is October 2020. A text with more in it than a date is none.
    """
    plain = _TIME.sub("", " ".join(text.split()))
    if not plain.isascii():
        return None
    month = _MONTH.fullmatch(plain)
    if month:
        return _month_form(int(month["year"] or month["y"]), int(month["month"] or month["m"]))
    whole = [m for m in mentions(plain) if m.end - m.start == len(plain)]
    if not whole or whole[0].precision not in ("day", "month"):
        return None
    return date_form(whole[0].day) if whole[0].precision == "day" else whole[0].day.isoformat()[:7]


def date_form(day: date) -> str:
    """Return the normal form of a date: the month if it is the first, else the day too."""
    return day.isoformat()[:7] if day.day == 1 else day.isoformat()


def form_in_words(form: str) -> str:
    """Return the normal form of a month or date in words: "October 2020", "5 October 2020"."""
    year, month, *day = form.split("-")
    words = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day[0])} {words}" if day else words


def serial_of_form(form: str, *, date1904: bool = False) -> int | None:
    """Return the serial number of days of a normal form, or None if the workbook has none for it.

    date1904: whether the workbook counts from 1904. The other count is unsafe before March 1900,
    since Excel believes in a 29 February 1900.
    """
    year, month, *day = (int(part) for part in form.split("-"))
    when = date(year, month, *day or [1])
    if date1904:
        return (when - _FIRST_1904).days if when > _FIRST_1904 else None
    return (when - _FIRST_1900).days if when >= _AFTER_LEAP_1900 else None


def _month_form(year: int, month: int) -> str | None:
    try:
        return date_form(date(year, month, 1))
    except ValueError:
        return None
