"""Dates and years as people write them, and which of an edition's two periods they mean.

31 March and the 1 April after it are the same snapshot: the edition of 2015 counts staff on 1 April
2015, and forms of 2016 print 31 March 2015 for it as often as not. No other two dates are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from wres_excel.domain.model import Edition
from wres_excel.domain.terms import Period

Precision = Literal["day", "month", "financial year", "year"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that a text names; start and end cut it out of the text.

    day: the day itself, the last day of a month, the 31 March on which a financial year ends, or
    31 March of a bare year.
    """

    day: date
    precision: Precision
    start: int
    end: int


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIMES = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<iso_y>\d{4})-(?P<iso_m>\d{1,2})-(?P<iso_d>\d{1,2})(?:T[\d:.]+)?"
    r"|(?P<num_d>\d{1,2})(?P<sep>[/.-])(?P<num_m>\d{1,2})(?P=sep)(?P<num_y>\d{4}|\d{2})"
    r"|(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?[\s-]*"
    + _MONTH.format("word")
    + r"[\s,-]*(?P<year>\d{4}|\d{2})"
    r"|"
    + _MONTH.format("first")
    + r"[\s-]+(?P<us_d>\d{1,2})(?:\s?(?:st|nd|rd|th))?,?\s+(?P<us_y>\d{4})"
    r"|" + _MONTH.format("month") + r"[\s,'’-]*(?P<month_y>\d{4}|\d{2})"
    r"|(?:FY\s?)?(?P<fin_a>20\d{2})\s?[/\u2010-\u2015-]\s?(?P<fin_b>20\d{2}|\d{2})"
    r"|FY\s?(?P<fy_a>\d{2})\s?[/\u2010-\u2015-]\s?(?P<fy_b>\d{2})"
    r"|(?P<bare>20\d{2})"
    r")(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?:the\s+)?(?:(?P<current>current|reporting|this)|(?P<previous>previous|prior|last))"
    r"(?:\s+(?:reporting|financial))?(?:\s+(?:year|period))?",
    re.IGNORECASE,
)
_EPOCH = date(1899, 12, 30)
_DAYS_TO_1904 = 1462
_LAST_SERIAL = 2_958_465


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return every time that a text names, in order; days are written before months, as in the UK.

    A date that no calendar has, such as 31/02/2019, is no mention. A year from its first day to
    its last ("1 April 2018 to 31 March 2019") is one mention: the financial year.
    """
    if not any(map(str.isdigit, text)):
        return ()
    return tuple(_join_years(list(_mentions(text))))


def period_of(text: str, edition: Edition) -> Period | None:
    """Return which period of an edition a text means, or None if it means neither or both.

    text: words ("current", "previous year", "reporting year"), or a text that names a date
    ("As at 31/03/2019"), a month ("March 2019") or a financial year ("2018/19"), or a year that
    stands alone ("2019"). 31 March 2015 also means the snapshot of 1 April 2015, and the other way
    round: see same_snapshot.
    """
    words = _WORDS.fullmatch(text.strip())
    if words:
        return _worded(words, edition)
    found = [m for m in mentions(text) if m.precision != "year"]
    if not found:
        found = [m for m in mentions(text.strip()) if m.end - m.start == len(text.strip())]
    periods = {period_of_mention(mention, edition) for mention in found}
    return periods.pop() if len(periods) == 1 else None


def period_of_mention(mention: Mention, edition: Edition) -> Period | None:
    """Return which period of an edition a mention means, or None if it means neither."""
    for period in edition.periods:
        if _same(mention, edition.snapshot_of(period)):
            return period
    return None


def same_snapshot(one: date, other: date) -> bool:
    """Return whether two dates mean one snapshot: the same day, or either side of a year's end."""
    ends = {(3, 31), (4, 1)}
    near = abs(one - other) <= timedelta(days=1)
    return one == other or (near and {(d.month, d.day) for d in (one, other)} == ends)


def date_of_serial(number: float, date1904: bool = False) -> date | None:
    """Return the date of a spreadsheet's serial number, or None if it is out of range.

    number: days since the epoch of the workbook; date1904: whether that epoch is 1904.
    """
    if not 0 < number <= _LAST_SERIAL:
        return None
    days = int(number) + (_DAYS_TO_1904 if date1904 else 0)
    if days > _LAST_SERIAL:
        return None
    # Serial 60 is a 29 February 1900 that never was; earlier serials lag by a day.
    return _EPOCH + timedelta(days=days + (days < 60))


def _worded(words: re.Match[str], edition: Edition) -> Period | None:
    if words["current"]:
        return "current"
    return "previous" if edition.previous_snapshot else None


def _same(mention: Mention, snapshot: date) -> bool:
    if mention.precision == "year":
        return mention.day.year == snapshot.year
    if mention.precision == "month" and (mention.day.year, mention.day.month) == (
        snapshot.year,
        snapshot.month,
    ):
        return True
    return same_snapshot(mention.day, snapshot)


def _mentions(text: str) -> Iterator[Mention]:
    for match in _TIMES.finditer(text):
        try:
            found = _read(match)
        except ValueError:
            continue
        if found:
            yield Mention(*found, match.start(), match.end())


def _join_years(found: list[Mention]) -> Iterator[Mention]:
    at = 0
    while at < len(found):
        first, following = found[at], found[at + 1 : at + 2]
        if following and _is_year(first, following[0]):
            last = following[0]
            yield Mention(last.day, "financial year", first.start, last.end)
            at += 1
        else:
            yield first
        at += 1


def _is_year(first: Mention, last: Mention) -> bool:
    """Return whether two mentions are the first and the last day, or month, of one year."""
    if "year" in (first.precision, last.precision) or first.precision != last.precision:
        return False
    return timedelta(days=364) <= last.day - first.day.replace(day=1) <= timedelta(days=365)


def _read(match: re.Match[str]) -> tuple[date, Precision] | None:
    """Return the day and precision of a match; raises ValueError for what no calendar has."""
    part = match.groupdict()
    if part["bare"]:
        return date(int(part["bare"]), 3, 31), "year"
    if part["month_y"]:
        return _month_end(_year(part["month_y"]), _month(part["month"])), "month"
    for start, end in (("fin_a", "fin_b"), ("fy_a", "fy_b")):
        if part[start]:
            return _financial_year(_year(part[start]), _year(part[end]))
    return _day(part), "day"


def _day(part: dict[str, str]) -> date:
    if part["iso_y"]:
        return date(int(part["iso_y"]), int(part["iso_m"]), int(part["iso_d"]))
    if part["num_y"]:
        return date(_year(part["num_y"]), int(part["num_m"]), int(part["num_d"]))
    if part["us_y"]:
        return date(int(part["us_y"]), _month(part["first"]), int(part["us_d"]))
    return date(_year(part["year"]), _month(part["word"]), int(part["day"]))


def _financial_year(start: int, end: int) -> tuple[date, Precision] | None:
    return (date(end, 3, 31), "financial year") if end == start + 1 else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
