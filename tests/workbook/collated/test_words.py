"""Dates, places and groups as a sheet shows them."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from wres_excel.collation.records import RegisterStatus
from wres_excel.domain.terms import Measure
from wres_excel.workbook.collated.sheet import Marked
from wres_excel.workbook.collated.words import (
    STATUS_MEANINGS,
    STATUS_WORDS,
    UNITS,
    day_cell,
    group_words,
    made_at,
    moment_cell,
    title_of,
    where_words,
)


def test_every_status_and_measure_has_its_words() -> None:
    assert set(STATUS_WORDS) == set(STATUS_MEANINGS) == set(get_args(RegisterStatus))
    assert set(UNITS) == set(get_args(Measure))


def test_a_date_is_a_date_of_excel_and_anything_else_stays_as_it_stands() -> None:
    assert day_cell("2024-03-31") == 45382
    assert day_cell("Spring 2024") == Marked("Spring 2024", "text")
    assert day_cell(None) is None


def test_a_moment_keeps_its_time_of_day() -> None:
    assert moment_cell("2024-03-31T12:00:00Z") == 45382.5
    assert moment_cell("some day") == Marked("some day", "text")
    assert moment_cell(None) is None


def test_a_group_that_is_not_known_stays_as_it_stands() -> None:
    assert [group_words(g) for g in ("bme", "unknown", "other", None)] == [
        "BME",
        "Ethnicity unknown/null",
        "other",
        None,
    ]


def test_a_place_is_written_as_in_excel() -> None:
    assert where_words("Data", "I27") == "Data!I27"
    assert (where_words("Data", None), where_words(None, None)) == ("Data", None)


@pytest.mark.parametrize("text", ["2026-11-22T00:58:26+01:00", "2026-11-21T23:58:26"])
def test_the_document_is_dated_in_universal_time(text: str) -> None:
    assert made_at(text) == datetime(2026, 11, 21, 23, 58, 26, tzinfo=UTC)


def test_a_title_without_edition_has_none() -> None:
    assert title_of(None, "register") == "Workforce Race Equality Standard: register"
