"""Dates as people write them are read alike, and mean the period of the edition that they name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.domain.periods import (
    date_of_serial,
    mentions,
    period_of,
    same_snapshot,
)
from wres_excel.editions import load_edition


def find_date(text: str) -> date | None:
    """Return the first whole date that a text mentions."""
    return next((m.day for m in mentions(text) if m.precision == "day"), None)


def financial_year_end(text: str) -> date | None:
    """Return the last day of the first financial year that a text mentions."""
    return next((m.day for m in mentions(text) if m.precision == "financial year"), None)


SPELLINGS_OF_31_MARCH_2019 = (
    "31 March 2019",
    "31st March 2019",
    "31st of March, 2019",
    "31 MARCH 2019",
    "31 Mar 2019",
    "31-Mar-19",
    "31Mar2019",
    "March 31, 2019",
    "As at 31/03/2019",
    "31.03.19",
    "31-3-2019",
    "2019-03-31",
    "2019-03-31T00:00:00",
    "White\n31\u00a0March\u00a02019",
    "Data at 31st March 2019, by headcount",
    "31 March 2019.",
)


@pytest.mark.parametrize("text", SPELLINGS_OF_31_MARCH_2019)
def test_a_whole_date_is_found_however_it_is_written(text: str) -> None:
    assert find_date(text) == date(2019, 3, 31)


@pytest.mark.parametrize(
    "text",
    ["March 2019", "2019", "2018/19", "12.3", "1,234", "31/02/2019", "x2019", "1.2.3.4", "", "5/6"],
)
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2018/19", date(2019, 3, 31)),
        ("2018-19", date(2019, 3, 31)),
        ("2018\u201319", date(2019, 3, 31)),
        ("2018/2019", date(2019, 3, 31)),
        ("FY18/19", date(2019, 3, 31)),
        ("1999/2000", None),
        ("2018/20", None),
        ("2019", None),
        ("1 April 2018 to 31 March 2019", date(2019, 3, 31)),
        ("April 2018 - March 2019", date(2019, 3, 31)),
        ("1 April 2018 to 31 March 2020", None),
    ],
)
def test_a_financial_year_ends_on_31_march(text: str, end: date | None) -> None:
    assert financial_year_end(text) == end


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *((text, "current") for text in SPELLINGS_OF_31_MARCH_2019),
        ("31 March 2018", "previous"),
        ("1 April 2019", "current"),
        ("March 2019", "current"),
        ("Mar-18", "previous"),
        ("2018/19", "current"),
        ("2017/18", "previous"),
        ("1 April 2017 to 31 March 2018", "previous"),
        ("2018/19 (31 March 2019)", "current"),
        ("2019", "current"),
        (" 2018 ", "previous"),
        ("Year 2018", None),
        ("current", "current"),
        ("Current year", "current"),
        ("this year", "current"),
        ("the reporting year", "current"),
        ("PREVIOUS", "previous"),
        ("Previous reporting year", "previous"),
        ("last year", "previous"),
        ("31 March 2017", None),
        ("2 April 2019", None),
        ("31 March 2018 and 31 March 2019", None),
        ("next year", None),
        ("", None),
    ],
)
def test_a_text_means_the_period_whose_snapshot_it_names(text: str, period: str | None) -> None:
    assert period_of(text, load_edition("2019")) == period


@pytest.mark.parametrize(
    "text", ["31 March 2015", "1 April 2015", "March 2015", "April 2015", "2014/15", "2015"]
)
@pytest.mark.parametrize(("edition", "period"), [("2015", "current"), ("2016", "previous")])
def test_the_snapshot_of_1_april_2015_is_also_31_march(
    text: str, edition: str, period: str
) -> None:
    assert period_of(text, load_edition(edition)) == period


def test_an_edition_without_a_previous_period_has_no_previous_year() -> None:
    assert period_of("previous year", load_edition("2015")) is None


def test_mentions_say_where_they_stand() -> None:
    text = "White, 31 March 2018 and 2018/19"
    cut = [text[found.start : found.end] for found in mentions(text)]
    assert cut == ["31 March 2018", "2018/19"]
    assert [found.precision for found in mentions(text)] == ["day", "financial year"]


@pytest.mark.parametrize(
    ("number", "date1904", "day"),
    [
        (43555, False, date(2019, 3, 31)),
        (43555.75, False, date(2019, 3, 31)),
        (42093, True, date(2019, 3, 31)),
        (1, False, date(1900, 1, 1)),
        (61, False, date(1900, 3, 1)),
        (2_958_465, False, date(9999, 12, 31)),
        (0, False, None),
        (-1, False, None),
        (2_958_466, False, None),
        (2_958_465, True, None),
        (1e300, False, None),
        (float("inf"), True, None),
        (float("nan"), False, None),
    ],
)
def test_a_serial_number_counts_days_from_the_epoch(
    number: float, date1904: bool, day: date | None
) -> None:
    assert date_of_serial(number, date1904) == day


@given(st.dates(date(2000, 1, 1), date(2059, 12, 31)))
def test_every_date_is_found_again_in_every_form(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day:%y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
    ]
    assert [find_date(f"As at {text}, checked") for text in written] == [day] * len(written)


@given(st.text(alphabet="0123456789/.- aprilmch\n", max_size=40))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in mentions(text))


@pytest.mark.parametrize("year", [2015, 2019])
def test_either_side_of_a_year_s_end_is_one_snapshot(year: int) -> None:
    assert same_snapshot(date(year, 3, 31), date(year, 4, 1))
    assert same_snapshot(date(year, 4, 1), date(year, 3, 31))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_other_days_are_the_same_snapshot_only_if_they_are_the_same(day: date, apart: int) -> None:
    other = day + timedelta(apart)
    at_the_end = {(d.month, d.day) for d in (day, other)} == {(3, 31), (4, 1)}
    if not (at_the_end and abs(apart) == 1):
        assert same_snapshot(day, other) == (day == other)
