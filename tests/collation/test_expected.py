"""Who is expected to report: several registers as one, who must, and who was not open."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from wres_excel.collation.expected import (
    Expected,
    in_operation,
    left_out,
    operation_in_words,
    scope,
    together,
)
from wres_excel.editions import load_edition
from wres_excel.findings import Finding

DAY = date(2019, 3, 31)
RXY = Expected("RXY", "Kent and Medway", file="etr.csv", line=4)


def test_a_code_on_two_registers_counts_where_it_stands_first_and_a_difference_is_an_error() -> (
    None
):
    other = Expected("RXY", "Surrey", file="ect.csv", line=9)
    assert together([[RXY], [other]]) == (
        (RXY,),
        (
            Finding(
                "register-code-twice",
                "error",
                "The code stands twice; line 4 of etr.csv counts",
                "Take the wrong one of the two rows out.",
                file="ect.csv",
                line=9,
                found="RXY",
                expected="each code once",
            ),
        ),
    )


def test_equal_rows_are_but_a_note() -> None:
    (finding,) = together([[RXY, replace(RXY, line=7)]])[1]
    assert (finding.severity, finding.message, finding.remedy) == (
        "note", "The code stands twice; line 4 counts", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("opened", "closed", "is_open"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (None, date(2019, 3, 30), False),
        (date(2019, 4, 1), None, False),
    ],
)
def test_an_organisation_is_open_from_its_first_day_to_its_last(
    opened: date | None, closed: date | None, is_open: bool
) -> None:
    assert in_operation(replace(RXY, opened=opened, closed=closed), DAY) is is_open


def test_why_an_organisation_is_not_open_is_told_in_words() -> None:
    closed = replace(RXY, opened=date(2001, 4, 1), closed=date(2019, 3, 1))
    later = replace(RXY, opened=date(2019, 4, 1))
    assert [operation_in_words(each, DAY) for each in (closed, later, RXY)] == [
        "closed on 1 March 2019", "opened on 1 April 2019", "open",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edition", "pounds", "in_scope"),
    [
        ("2015", "200000", "no"),
        ("2015", "200000.01", "yes"),
        ("2015", None, "not known"),
        ("2016", "1", "yes"),
        ("2016", None, "yes"),
        (None, "250000", "not known"),
    ],
)
def test_in_2015_a_provider_must_report_above_200_000_pounds_and_later_everybody(
    edition: str | None, pounds: str | None, in_scope: str
) -> None:
    expected = replace(RXY, contract_value=Decimal(pounds) if pounds else None)
    assert scope(expected, load_edition(edition) if edition else None) == in_scope


def test_who_is_on_no_register_is_of_unknown_scope_and_who_was_closed_need_not_report() -> None:
    edition = load_edition("2019")
    assert scope(None, edition) == "not known"
    assert scope(replace(RXY, closed=date(2018, 1, 1)), edition) == "no"


def test_organisations_that_were_not_open_are_left_out_with_one_note_a_register() -> None:
    many = [
        Expected(f"R0{n}", closed=date(2018, 4, 30), file="etr.csv", line=n) for n in range(1, 8)
    ]
    care = Expected("TAK", opened=date(2020, 4, 1), file="ect.csv", line=1)
    words = "Organisations that were not open on 31 March 2019 are not expected"
    shown = "; ".join(f"R0{n} closed on 30 April 2018" for n in range(1, 6))
    assert left_out([RXY, *many, care], DAY) == (
        Finding(
            "register-not-open", "note", words, file="etr.csv", found=f"7: {shown}; and 2 more"
        ),
        Finding(
            "register-not-open",
            "note",
            words,
            file="ect.csv",
            found="1: TAK opened on 1 April 2020",
        ),
    )
