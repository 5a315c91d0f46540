"""What is known of a collation before its workbook is begun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.editions import load_edition
from wres_excel.workbook.collated.survey import Split, survey

from .given import collation, one


def test_a_survey_counts_findings_and_values_and_keeps_the_indicators_of_each_return() -> None:
    held = collation(12)
    found = survey(held, load_edition, 1_000_000)
    assert [s.summary for s in found.standings] == [taken.summary for taken in held.taken]
    assert found.findings == sum(len(taken.findings) for taken in held.taken)
    assert found.values == (sum(len(taken.values) for taken in held.taken),)


@given(st.lists(st.integers(0, 40), max_size=20), st.integers(1, 50))
def test_no_sheet_is_fuller_than_it_may_be_and_no_row_is_lost(sizes: list[int], most: int) -> None:
    rows = one(0).values
    split = Split(most)
    for size in sizes:
        split.add(rows[:size])
    assert sum(split.counts()) == sum(sizes)
    assert all(count == most for count in split.counts()[:-1])
    assert split.counts()[-1] <= most


def test_a_sheet_is_full_when_its_texts_are_too_long_too() -> None:
    row = one(0).values[0]._replace(text="x" * 1000, raw="x" * 1000)
    split = Split(1_000_000, most_bytes=50_000)
    split.add([row] * 10)
    assert split.counts() == (3, 3, 3, 1)


@pytest.mark.parametrize(("named", "shown"), [("2019", "2019"), ("2020", "2024"), (None, "2024")])
def test_charts_are_of_the_round_else_of_the_edition_of_most_returns(
    named: str | None, shown: str
) -> None:
    held = collation(3)
    taken = (one(0, "2019"), *held.taken)
    mixed = type(held)(held.about, held.register, taken)
    assert survey(mixed, load_edition, 10_000).round(named) == shown
