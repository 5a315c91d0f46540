"""What a commissioner reads about an indicator and about an answer."""

from datetime import date

import pytest

from wres_excel.comparison.returns import compare_returns
from wres_excel.comparison.words import (
    answers_in_words,
    change_in_words,
    day_in_words,
    effect_in_words,
    number_in_words,
    shares_in_words,
    value_in_words,
)
from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Place, Value
from wres_excel.domain.terms import Measure, Status
from wres_excel.editions import editions, load_edition

from .returns import full_return, make_return, number, with_value
from .test_indicators import between, board, effect, shortlisted, survey, workforce_zeros

E2024 = load_edition("2024")
FIFTHS = "0.80 to 1.25 (four-fifths rule)"


def test_a_ratio_that_leaves_the_four_fifths_says_so() -> None:
    found = effect(2, shortlisted(100, 12, 100, 10), shortlisted(100, 15, 100, 10))
    assert effect_in_words(found) == (
        f"Relative likelihood (White / BME) 1.20 -> 1.50: further from equal; now outside {FIFTHS}."
    )
    assert shares_in_words(found) == "White 12.00% -> 15.00%, BME 10.00% -> 10.00%"


def test_a_ratio_that_enters_the_four_fifths_says_so() -> None:
    found = effect(2, shortlisted(100, 15, 100, 10), shortlisted(100, 12, 100, 10))
    assert effect_in_words(found) == (
        f"Relative likelihood (White / BME) 1.50 -> 1.20: closer to equal; now within {FIFTHS}."
    )


def test_a_ratio_that_stays_on_its_side_says_so() -> None:
    inside = effect(2, shortlisted(100, 12, 100, 10), shortlisted(100, 11, 100, 10))
    assert effect_in_words(inside).endswith(f"closer to equal; within {FIFTHS} as before.")
    outside = effect(2, shortlisted(100, 15, 100, 10), shortlisted(100, 14, 100, 10))
    assert effect_in_words(outside).endswith(f"closer to equal; outside {FIFTHS} as before.")


def test_a_ratio_that_passes_1_is_the_other_way_round() -> None:
    found = effect(2, shortlisted(100, 12, 100, 10), shortlisted(100, 10, 100, 12))
    assert effect_in_words(found) == (
        "Relative likelihood (White / BME) 1.20 -> 0.83: as far from equal as before; "
        f"within {FIFTHS} as before; the other way round than before."
    )


def test_a_change_that_rounding_hides_is_said_to_be_hidden() -> None:
    found = effect(
        2, shortlisted(10_000, 1_500, 1_000, 100), shortlisted(10_001, 1_500, 1_000, 100)
    )
    assert effect_in_words(found) == (
        "Relative likelihood (White / BME) 1.50 -> 1.50: no change in the digits shown."
    )


def test_an_unchanged_ratio_is_unchanged() -> None:
    same = shortlisted(100, 15, 100, 10)
    assert effect_in_words(effect(2, same, same)) == (
        "Relative likelihood (White / BME) 1.50 -> 1.50: unchanged."
    )


def test_no_result_comes_with_its_reason() -> None:
    found = effect(2, shortlisted(100, 15, 100, 10), shortlisted(100, 15, 100, 0))
    assert effect_in_words(found) == (
        "Relative likelihood (White / BME) 1.50 -> no result: not compared. No result in the new "
        "return: 'Likelihood of appointment from shortlisting' (BME) is 0, and nothing can be "
        "divided by 0."
    )


def test_a_gap_is_in_points_and_may_turn() -> None:
    assert effect_in_words(effect(8, survey(6, 12), survey(6, 13.5))) == (
        "Gap, BME less White, +6.0 points -> +7.5 points: wider."
    )
    assert effect_in_words(effect(8, survey(6, 12), survey(12, 10))) == (
        "Gap, BME less White, +6.0 points -> -2.0 points: narrower; the other way round than "
        "before."
    )


def test_the_board_is_told_by_its_difference() -> None:
    rest = workforce_zeros() | {Place("board.total", "current", "unknown"): number(0)}
    found = effect(9, rest | board(9, 1, 70, 30), rest | board(8, 2, 70, 30))
    assert effect_in_words(found) == (
        "Difference from the workforce, BME -20.0 points -> -10.0 points: closer to equal."
    )


def test_the_first_indicator_is_told_by_its_share() -> None:
    zeros = workforce_zeros()
    found = effect(1, zeros | board(9, 1, 70, 30), zeros | board(9, 1, 60, 40))
    assert effect_in_words(found) == ("Overall workforce - % by Ethnicity, BME 30.0% -> 40.0%: up.")


def test_opposite_directions_stand_side_by_side_and_are_not_compared() -> None:
    assert effect_in_words(between("2015", "2016", 4)) == (
        "Not compared: relative likelihood (BME / White) 0.72 in the old return, relative "
        "likelihood (White / BME) 3.15 in the new. Edition 2015 divides BME by White, edition 2016 "
        "White by BME: the two relative likelihoods cannot be compared."
    )


def test_a_broken_series_stands_side_by_side_and_is_not_compared() -> None:
    found = between("2021", "2022", 7)
    words = effect_in_words(found)
    assert words.startswith("Not compared: gap, BME less White, ")
    assert words.endswith(
        " points in the new. Indicator 7 cannot be compared between editions 2021 and 2022: "
        "the base of the staff survey question changed."
    )
    assert "->" not in words + shares_in_words(found)
    assert " in the old return; White " in shares_in_words(found)


def test_a_result_taken_as_reported_is_said_to_be() -> None:
    nothing = make_return(E2024, {})
    place = Place("recruitment.relative_likelihood", "current", "all")
    pair = [with_value(nothing, place, status="reported", value=n, raw=str(n)) for n in (1.4, 1.6)]
    found = compare_returns(*pair).comparisons[0].effects[1]
    told = "As reported in the {} return: the figures that it follows from are not all given."
    assert effect_in_words(found) == (
        f"Relative likelihood (White / BME) 1.40 -> 1.60: further from equal; outside {FIFTHS} as "
        f"before. {told.format('old')} {told.format('new')}"
    )


NUMBERS: list[tuple[float, Measure, str]] = [
    (2210, "headcount", "2,210"),
    (7.5, "headcount", "7.5"),
    (0.19615, "rate", "19.62%"),
    (1.455, "ratio", "1.46"),
    (12.25, "percentage", "12.3%"),
    (-3.14, "percentage points", "-3.1 points"),
    (-0.04, "percentage points", "+0.0 points"),
]


@pytest.mark.parametrize(("value", "measure", "words"), NUMBERS)
def test_numbers_are_rounded_as_the_workbook_shows_them(
    value: float, measure: Measure, words: str
) -> None:
    assert number_in_words(value, measure) == words


WORDS: list[tuple[Status, str, str]] = [
    ("blank", "", "blank"),
    ("not_applicable", "n/a", "N/A"),
    ("not_collected", "nc", "not collected"),
    ("suppressed", "<5", "suppressed"),
    ("uncalculated", "", "not calculated"),
    ("error", "#DIV/0!", "'#DIV/0!'"),
    ("unreadable", "about  ten", "'about ten'"),
]


@pytest.mark.parametrize(("status", "raw", "words"), WORDS)
def test_what_is_no_figure_is_told_in_words(status: Status, raw: str, words: str) -> None:
    place = Place("clinical.band_5", "current", "bme")
    value = Value(place, status, sheet="Data", cell="A1", raw=raw)
    assert value_in_words(E2024.by_key[place.item], value) == words


def test_a_cell_that_is_not_there_is_no_blank_cell_but_a_note_is() -> None:
    for item, words in (("clinical.band_5", "no cell"), ("note.clinical.band_5", "blank")):
        value = Value(Place(item, "current", "all"), "blank")
        assert value_in_words(E2024.by_key[item], value) == words


PAIRS = {
    "a headcount": ("clinical.band_5", 384, 394, "384", "394", "+10 (+2.6%)"),
    "fewer": ("clinical.band_5", 4000, 3000, "4,000", "3,000", "-1,000 (-25.0%)"),
    "a percentage": ("survey.discrimination", 28, 26.45, "28.00%", "26.45%", "-1.6 points"),
    "a ratio": ("recruitment.relative_likelihood", 1.46, 1.62, "1.46", "1.62", "+0.16 (+11.0%)"),
    "a ratio alike when rounded": (
        "recruitment.relative_likelihood",
        1.461,
        1.4634,
        "1.4610",
        "1.4634",
        "+0.00 (+0.2%)",
    ),
    "a rate": ("recruitment.likelihood", 0.1, 0.2, "10.00%", "20.00%", "+10.00 points (+100.0%)"),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_a_change_shows_as_many_digits_as_it_needs(
    pair: tuple[str, float, float, str, str, str],
) -> None:
    key, before, after, *words = pair
    group = "all" if key.endswith("relative_likelihood") else "white"
    place = Place(key, "current", group)  # type: ignore[arg-type]
    nothing = make_return(E2024, {})
    old, new = (
        with_value(nothing, place, status="reported", value=n, raw=str(n)) for n in (before, after)
    )
    (change,) = compare_returns(old, new).comparisons[0].changes
    assert answers_in_words(change.item, change.old, change.new) == tuple(words[:2])
    assert change_in_words(change) == words[2]


def test_what_cannot_be_compared_has_no_difference_in_words() -> None:
    changes = compare_returns(
        full_return(load_edition("2021")), full_return(load_edition("2022"), 2), editions()
    )
    broken = [c for c in changes.comparisons[1].changes if c.item.indicator == 7 and c.caveat]
    assert [change_in_words(change) for change in broken] == ["", ""]


def test_a_text_stands_in_quotes_on_one_line() -> None:
    place = Place("action_plan", "current", "all")
    old = make_return(E2024, {place: Answer("reported", text="Our\nplan", raw="Our\nplan")})
    value = next(v for v in old.values if v.place == place)
    assert value_in_words(E2024.by_key[place.item], value) == "'Our plan'"


def test_a_day_is_written_out() -> None:
    assert day_in_words(date(2024, 3, 31)) == "31 March 2024"
