"""The effect on the nine indicators: from what the inputs give, with its direction."""

from collections.abc import Mapping

import pytest

from wres_excel.comparison.records import Effect, Figure
from wres_excel.comparison.returns import compare_returns
from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Place
from wres_excel.editions import editions, load_edition

from .returns import full_return, make_return, number, with_value

E2024 = load_edition("2024")
Counts = Mapping[str, float | Answer]


def counted(section: str, base: str, event: str, *numbers: float) -> dict[Place, Answer]:
    """White and BME bases and events of a section: (base, events) of White, then of BME."""
    keys = [(f"{section}.{item}", g) for g in ("white", "bme") for item in (base, event)]
    return {
        Place(key, "current", group): number(n)  # type: ignore[arg-type]
        for (key, group), n in zip(keys, numbers, strict=True)
    }


def shortlisted(*numbers: float) -> dict[Place, Answer]:
    return counted("recruitment", "shortlisted", "appointed", *numbers)


def board(*numbers: float) -> dict[Place, Answer]:
    """The board and the workforce in one band each: White, BME."""
    groups = ("white", "bme")
    keys = [(item, g) for item in ("board.total", "clinical.band_5") for g in groups]
    return {Place(k, "current", g): number(n) for (k, g), n in zip(keys, numbers, strict=True)}  # type: ignore[arg-type]


def survey(white: float, bme: float) -> dict[Place, Answer]:
    key = "survey.discrimination"
    return {
        Place(key, "current", "white"): number(white),
        Place(key, "current", "bme"): number(bme),
    }


def workforce_zeros() -> dict[Place, Answer]:
    """0 for every band, so that totals have a result."""
    bands = (i for i in E2024.items if i.indicator == 1 and not i.derived and not i.in_words)
    return {Place(i.key, "current", group): number(0) for i in bands for group in i.groups}


def effect(indicator: int, old: dict[Place, Answer], new: dict[Place, Answer]) -> Effect:
    changes = compare_returns(make_return(E2024, old), make_return(E2024, new))
    return next(e for e in changes.comparisons[0].effects if e.indicator == indicator)


def test_a_ratio_has_its_likelihoods_beside_it_from_the_inputs() -> None:
    found = effect(2, shortlisted(300, 60, 100, 10), shortlisted(300, 60, 100, 8))
    assert found.old.white == Figure(0.2, "rate")
    assert found.old.bme == Figure(0.1, "rate")
    assert found.old.result == Figure(2, "ratio")
    assert (found.new.bme, found.new.result) == (Figure(0.08, "rate"), Figure(2.5, "ratio"))
    assert (found.new.basis, found.new.groups) == ("ratio", ("white", "bme"))


RATIOS = {
    "further from 1": ((300, 60, 100, 10), (300, 60, 100, 8), "further"),
    "closer to 1": ((300, 60, 100, 8), (300, 60, 100, 10), "closer"),
    "half as likely is as far as twice as likely": (
        (100, 20, 100, 10),
        (100, 10, 100, 20),
        "as far",
    ),
    "0 is as far as can be": ((100, 10, 100, 10), (100, 0, 100, 10), "further"),
    "back from 0": ((100, 0, 100, 10), (100, 1, 100, 10), "closer"),
    "the same counts": ((100, 20, 100, 10), (100, 20, 100, 10), "unchanged"),
    "the same ratio of other likelihoods": ((100, 20, 100, 10), (100, 40, 100, 20), "as far"),
    "divided by 0": ((100, 20, 100, 10), (100, 20, 100, 0), "no result"),
}


@pytest.mark.parametrize(("old", "new", "movement"), RATIOS.values(), ids=RATIOS)
def test_a_ratio_moves_by_its_distance_from_equal(
    old: tuple[int, ...], new: tuple[int, ...], movement: str
) -> None:
    assert effect(2, shortlisted(*old), shortlisted(*new)).movement == movement


GAPS = {
    (6.0, 12.0, 6.0, 13.0): "wider",
    (6.0, 12.0, 6.0, 11.0): "narrower",
    (6.0, 12.0, 7.0, 13.0): "as wide",
    (6.0, 12.0, 12.0, 6.0): "as wide",
    (6.0, 12.0, 6.0, 12.0): "unchanged",
}


@pytest.mark.parametrize(("percentages", "movement"), GAPS.items())
def test_survey_results_move_by_the_gap_between_the_groups(
    percentages: tuple[float, ...], movement: str
) -> None:
    found = effect(8, survey(*percentages[:2]), survey(*percentages[2:]))
    assert found.movement == movement
    assert found.old.result == Figure(6, "percentage points")
    assert found.new.basis == "gap"


def test_a_gap_without_one_of_its_groups_says_which() -> None:
    gone = {Place("survey.discrimination", "current", "white"): Answer("not_collected", raw="n/c")}
    found = effect(8, survey(6, 12), survey(6, 12) | gone)
    assert found.movement == "no result"
    assert found.new.result == Figure(None, "percentage points", reason="White: not collected")


def test_the_board_moves_by_its_difference_from_the_workforce() -> None:
    nobody = {Place("board.total", "current", "unknown"): number(0)}
    rest = workforce_zeros() | nobody
    found = effect(9, rest | board(9, 1, 70, 30), rest | board(8, 2, 70, 30))
    assert found.new.basis == "difference"
    assert found.old.result.number == pytest.approx(-20)
    assert found.new.result.number == pytest.approx(-10)
    assert found.movement == "closer"


def test_the_first_indicator_goes_by_the_bme_share_of_the_workforce() -> None:
    found = effect(
        1, workforce_zeros() | board(9, 1, 70, 30), workforce_zeros() | board(9, 1, 60, 40)
    )
    assert (found.new.basis, found.movement) == ("share", "up")
    assert (found.old.result.number, found.new.result.number) == (30, 40)
    assert found.new.shown == "Overall workforce - % by Ethnicity"


def test_what_cannot_be_computed_is_taken_as_reported_and_said_to_be() -> None:
    place = Place("recruitment.relative_likelihood", "current", "all")
    old = make_return(E2024, {})
    new = with_value(old, place, status="reported", value=1.4, raw="1.4")
    found = next(e for e in compare_returns(old, new).comparisons[0].effects if e.indicator == 2)
    assert found.new.result == Figure(1.4, "ratio", reported=True)
    assert found.old.result.number is None
    assert found.old.result.reason is not None
    assert "is not given" in found.old.result.reason
    assert found.movement == "no result"


def test_the_inputs_have_the_last_word_over_what_the_workbook_shows() -> None:
    place = Place("recruitment.relative_likelihood", "current", "all")
    old = make_return(E2024, shortlisted(300, 60, 100, 10))
    new = with_value(old, place, value=9.9, raw="9.9")
    found = next(e for e in compare_returns(old, new).comparisons[0].effects if e.indicator == 2)
    assert found.new.result == Figure(2, "ratio")
    assert found.movement == "unchanged"


def between(old: str, new: str, indicator: int) -> Effect:
    changes = compare_returns(
        full_return(load_edition(old)), full_return(load_edition(new), 2), editions()
    )
    return next(e for e in changes.comparisons[-1].effects if e.indicator == indicator)


@pytest.mark.parametrize("indicator", [2, 4])
def test_ratios_of_opposite_directions_are_not_compared(indicator: int) -> None:
    found = between("2015", "2016", indicator)
    assert (found.movement, found.shares_compared) == ("not comparable", True)
    assert (found.old.groups, found.new.groups) == (("bme", "white"), ("white", "bme"))
    assert found.caveats == (
        "Edition 2015 divides BME by White, edition 2016 White by BME: the two relative "
        "likelihoods cannot be compared.",
    )


def test_indicators_that_show_different_things_are_not_compared() -> None:
    first, ninth = between("2015", "2016", 1), between("2015", "2016", 9)
    assert (first.movement, first.shares_compared) == ("not comparable", False)
    assert (ninth.movement, ninth.shares_compared) == ("not comparable", True)
    assert (first.old.basis, first.new.basis) == ("difference", "share")


@pytest.mark.parametrize("pair", [("2021", "2022"), ("2019", "2024"), ("2022", "2021")])
def test_indicator_7_is_not_compared_across_the_change_of_its_base(pair: tuple[str, str]) -> None:
    found = between(*pair, 7)
    assert (found.movement, found.shares_compared) == ("not comparable", False)
    first, last = sorted(pair)
    assert found.caveats == (
        f"Indicator 7 cannot be compared between editions {first} and {last}: "
        "the base of the staff survey question changed.",
    )


@pytest.mark.parametrize("pair", [("2020", "2021"), ("2022", "2024"), ("2023", "2024")])
def test_indicator_7_is_compared_on_either_side_of_it(pair: tuple[str, str]) -> None:
    found = between(*pair, 7)
    assert found.movement in ("wider", "narrower")
    assert found.caveats == ()


def test_a_mean_of_two_years_is_compared_with_care() -> None:
    found = between("2020", "2021", 3)
    assert found.movement in ("closer", "further")
    assert found.caveats == (
        "Edition 2020 takes the mean of two years, the other edition one year: compare with care.",
    )
