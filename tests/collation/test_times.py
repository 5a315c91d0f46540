"""Which of several returns is the newest, and what tells."""

from datetime import date

import pytest

from collation.returns import sent
from wres_excel.collation.records import Summary
from wres_excel.collation.times import Newest, dated_in_words, day_of, newest, saved_at


def at(file: str, signed: str | None = None, saved: str | None = None) -> Summary:
    return sent(file, signed=signed, saved=saved)


def test_dates_of_sign_off_decide_if_every_return_has_one_even_against_times_of_saving() -> None:
    old = at("b", "2019-08-05", "2019-09-01T10:00:00Z")
    new = at("a", "2019-08-06", "2019-08-06T10:00:00Z")
    assert newest([old, new]) == Newest(new, ("sign-off",), (new,))


def test_times_of_saving_decide_between_equal_dates_of_sign_off() -> None:
    older, old = at("c", "2019-08-02"), at("b", "2019-08-05", "2019-08-05T10:00:00Z")
    new = at("a", "2019-08-05", "2019-08-05T12:00:00+01:00")
    assert newest([older, old, new]) == Newest(new, ("sign-off", "saved"), (new, old))


def test_a_sign_off_by_month_is_compared_by_months_only() -> None:
    month, day = at("a", "2019-08-01", "2019-08-09T10:00:00Z"), at("b", "2019-08-05")
    assert newest([month, day]) == Newest(day, ("sign-off",), (month, day), (month,))
    later = at("c", "2019-09-01")
    assert newest([month, day, later]) == Newest(later, ("sign-off",), (later,))


def test_times_of_saving_decide_if_one_return_has_no_date_of_sign_off() -> None:
    signed = at("b", "2019-08-20", "2019-08-20T10:00:00Z")
    unsigned = at("a", None, "2019-08-21T10:00:00Z")
    assert newest([signed, unsigned]) == Newest(unsigned, ("saved",))


def test_unlike_dates_decide_if_nothing_better_does_and_what_has_none_stays_a_rival() -> None:
    signed, saved, bare = at("c", "2019-08-20"), at("b", None, "2019-08-21T10:00:00"), at("d")
    assert newest([bare, signed, saved]) == Newest(saved, (), (), (bare,))


@pytest.mark.parametrize(
    ("signed", "saved", "by"),
    [
        (None, None, ()),
        ("2019-08-05", None, ("sign-off",)),
        (None, "2019-08-05T10:00:00Z", ("saved",)),
    ],
)
def test_without_a_difference_the_last_name_is_returned_and_the_others_are_rivals(
    signed: str | None, saved: str | None, by: tuple[str, ...]
) -> None:
    first, last = at("a", signed, saved), at("b", signed, saved)
    level = (first, last) if signed else ()
    assert newest([last, first]) == Newest(last, by, level, (first,))


def test_times_without_a_zone_are_taken_as_universal_time_and_nonsense_as_none() -> None:
    times = [at("a", saved=text) for text in ("2019-08-05T10:00:00", "2019-08-05T11:00:00+01:00")]
    assert {saved_at(each) for each in times} == {"2019-08-05T10:00:00.000000+00:00"}
    assert [saved_at(at("a", saved=text)) for text in (None, "", "soon")] == [None, None, None]


def test_the_day_is_of_sign_off_else_of_saving() -> None:
    returns = [at("a", "2019-08-05", "2019-08-09"), at("a", None, "2019-08-09T10:00:00Z"), at("a")]
    assert [day_of(each) for each in returns] == [date(2019, 8, 5), date(2019, 8, 9), None]


def test_dates_are_told_in_words() -> None:
    returns = [at("a", "2019-08-05"), at("a", "2019-08-01"), at("a", None, "2019-08-09T10:05:00Z")]
    assert [dated_in_words(each) for each in (*returns, at("a"))] == [
        "signed off on 5 August 2019",
        "signed off in August 2019",
        "saved on 9 August 2019 at 10:05 UTC",
        "without a date",
    ]
