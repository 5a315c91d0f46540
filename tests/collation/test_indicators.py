"""The nine indicators of one return: figures, change on last year, direction, four-fifths rule."""

import pytest
from checks.given import BLANK, NOT_COLLECTED, Changes, Typed, at, returned
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.collation.flatten import flatten
from wres_excel.collation.indicators import Figure, Flag, Result, Standing, standing_of
from wres_excel.collation.records import FindingRow, Taken
from wres_excel.editions import load_edition


def taken(changes: Changes | None = None, edition: str = "2024") -> Taken:
    """A return as a collation has it."""
    return flatten(returned(changes, edition=edition), "return.xlsx", 1, ("RXY",))


def standing(changes: Changes | None = None, edition: str = "2024") -> Standing:
    """The indicators of a return."""
    return standing_of(taken(changes, edition), load_edition(edition))


def result(number: int, changes: Changes | None = None, edition: str = "2024") -> Result:
    """One indicator of a return."""
    return next(r for r in standing(changes, edition).results if r.indicator == number)


def counts(item: str, base: str, white: int, bme: int, period: str = "current") -> Changes:
    """What makes one likelihood white / 1000 and the other bme / 1000."""
    return {
        at(f"recruitment.{base}", "white", period): 1000,
        at(f"recruitment.{base}", "bme", period): 1000,
        at(f"recruitment.{item}", "white", period): white,
        at(f"recruitment.{item}", "bme", period): bme,
    }


def appointed(white: int, bme: int, period: str = "current") -> Changes:
    """Appointments of a thousand shortlisted in each group."""
    return counts("appointed", "shortlisted", white, bme, period)


def test_a_return_has_nine_indicators_with_what_each_is_measured_by() -> None:
    found = standing()
    assert found.summary.organisation == "RXY"
    assert [(r.indicator, r.basis) for r in found.results] == [
        (1, "share"),
        (2, "ratio"),
        (3, "ratio"),
        (4, "ratio"),
        (5, "gap"),
        (6, "gap"),
        (7, "gap"),
        (8, "gap"),
        (9, "difference"),
    ]


def test_a_relative_likelihood_is_computed_and_compared_with_the_year_before() -> None:
    assert result(2, {**appointed(200, 100), **appointed(100, 100, "previous")}) == Result(
        2,
        "ratio",
        white=Figure(0.2),
        bme=Figure(0.1),
        figure=Figure(2),
        earlier=Figure(1),
        change=1,
        movement="worse",
        flag="BME less likely",
    )


def test_a_gap_is_bme_less_white_without_the_noise_of_fractions() -> None:
    survey = {
        at("survey.harassment_staff", "white"): 20.1,
        at("survey.harassment_staff", "bme"): 20.4,
        at("survey.harassment_staff", "white", "previous"): 21,
        at("survey.harassment_staff", "bme", "previous"): 20,
    }
    assert result(6, survey) == Result(
        6,
        "gap",
        white=Figure(20.1),
        bme=Figure(20.4),
        figure=Figure(0.3),
        earlier=Figure(-1),
        change=1.3,
        movement="better",
        flag="BME higher",
    )


@pytest.mark.parametrize(
    ("edition", "white", "bme", "flag"),
    [
        ("2024", 200, 100, "BME less likely"),
        ("2024", 100, 200, "BME more likely"),
        ("2024", 100, 80, "within 0.80 to 1.25"),
        ("2024", 100, 79, "BME less likely"),
        ("2015", 200, 100, "BME less likely"),
        ("2015", 100, 200, "BME more likely"),
        ("2015", 80, 100, "within 0.80 to 1.25"),
    ],
)
def test_the_flag_speaks_of_bme_staff_whichever_way_the_edition_divides(
    edition: str, white: int, bme: int, flag: Flag
) -> None:
    assert result(2, appointed(white, bme), edition).flag == flag


def test_more_bme_staff_in_the_disciplinary_process_are_more_likely_to_enter_it() -> None:
    entered = {at("disciplinary.entered", "white"): 10, at("disciplinary.entered", "bme"): 100}
    assert result(3, entered).flag == "BME more likely"


@given(st.integers(20, 900), st.integers(20, 900))
def test_swapping_the_groups_turns_the_flag_round(white: int, bme: int) -> None:
    turned = {"BME less likely": "BME more likely", "BME more likely": "BME less likely"}
    one, other = (result(2, appointed(*pair)).flag for pair in ((white, bme), (bme, white)))
    assert other == turned.get(one, one)


def test_a_figure_that_cannot_be_computed_is_the_one_reported_and_says_so() -> None:
    ratio = at("recruitment.relative_likelihood")
    found = result(2, {at("recruitment.appointed", "bme"): NOT_COLLECTED, ratio: 1.57})
    assert found.figure == Figure(1.57, as_reported=True)
    assert found.flag == "BME less likely"


def test_a_computed_figure_goes_before_the_one_reported() -> None:
    ratio = at("recruitment.relative_likelihood")
    assert result(2, {**appointed(200, 100), ratio: 1.1}).figure == Figure(2)


def test_a_figure_of_the_survey_is_typed_in_and_not_marked_as_reported() -> None:
    assert result(5).white == Figure(22.5)


def test_a_likelihood_of_0_divides_nothing_and_that_is_said() -> None:
    why = "the likelihood of BME staff is 0, and nothing can be divided by 0"
    found = result(2, appointed(100, 0))
    assert found.figure == Figure(absence="not applicable", why=why)
    assert (found.movement, found.flag, found.change) == ("no figure", "no figure", None)


def test_a_likelihood_of_0_that_is_divided_is_a_ratio_of_0() -> None:
    found = result(2, {**appointed(0, 100), **appointed(50, 100, "previous")})
    assert (found.figure, found.movement) == (Figure(0), "worse")


@pytest.mark.parametrize(
    ("typed", "absence", "why"),
    [
        (BLANK, "not given", "not given"),
        (NOT_COLLECTED, "not given", "not collected"),
        (Typed(None, "not_applicable"), "not applicable", "not applicable"),
        (Typed(None, "suppressed"), "suppressed", "suppressed"),
        (Typed(None, "error", raw="#REF!"), "not given", "Data!I101 shows #REF!"),
        (Typed(None, "error"), "not given", "an error value"),
        (Typed(None, "uncalculated"), "not given", "saved without its result"),
        (Typed(None, "unreadable", raw="?"), "not given", "Data!I101 could not be read: '?'"),
        (Typed(None, "unreadable", raw="?", cell=False), "not given", "not a number"),
    ],
)
def test_what_is_no_number_says_why(typed: Typed, absence: str, why: str) -> None:
    found = result(8, {at("survey.discrimination", "bme"): typed})
    assert found.bme == Figure(absence=absence, why=why)  # type: ignore[arg-type]
    assert found.figure == Figure(absence=absence, why=f"BME: {why}")  # type: ignore[arg-type]


def test_a_gap_without_either_figure_names_both_reasons() -> None:
    survey = {
        at("survey.discrimination", "white"): BLANK,
        at("survey.discrimination", "bme"): Typed(None, "suppressed"),
    }
    why = "White: not given; BME: suppressed"
    assert result(8, survey).figure == Figure(absence="not given", why=why)


def test_rows_that_are_missing_altogether_are_not_given() -> None:
    empty = standing_of(taken()._replace(values=()), load_edition("2024"))
    assert {r.white for r in empty.results} == {Figure(absence="not given", why="not given")}
    assert {r.flag for r in empty.results} == {"no figure"}


@pytest.mark.parametrize(
    ("now", "before", "movement"),
    [
        ((200, 100), (200, 100), "same"),
        ((1000, 501), (1000, 500), "same"),
        ((150, 100), (200, 100), "better"),
        ((100, 200), (100, 100), "worse"),
        ((100, 200), (200, 100), "same"),
    ],
)
def test_better_is_closer_to_equal_as_far_as_the_digits_shown_tell(
    now: tuple[int, int], before: tuple[int, int], movement: str
) -> None:
    found = result(2, {**appointed(*now), **appointed(*before, "previous")})
    assert found.movement == movement


@pytest.mark.parametrize(
    ("now", "before", "movement"),
    [
        ((109, 100), (100, 100), "same"),
        ((125, 100), (100, 125), "same"),
        ((126, 100), (124, 100), "worse"),
        ((124, 100), (126, 100), "better"),
        ((160, 100), (150, 100), "worse"),
    ],
)
def test_no_change_is_material_while_both_ratios_are_within_the_four_fifths_rule(
    now: tuple[int, int], before: tuple[int, int], movement: str
) -> None:
    found = result(2, {**appointed(*now), **appointed(*before, "previous")})
    assert found.movement == movement


@pytest.mark.parametrize(("bme", "movement"), [(2000, "up"), (20, "down")])
def test_of_a_share_alone_only_up_or_down_is_said(bme: int, movement: str) -> None:
    found = result(1, {at("clinical.band_5", "bme"): bme})
    assert (found.movement, found.flag) == (movement, "share only")


@pytest.mark.parametrize(
    ("white", "bme", "flag"),
    [
        (700, 700, "BME above workforce"),
        (703, 10, "BME below workforce"),
        (703, 263, "as the workforce"),
    ],
)
def test_the_board_is_compared_with_the_workforce(white: int, bme: int, flag: str) -> None:
    found = result(9, {at("board.total", "white"): white, at("board.total", "bme"): bme})
    assert found.flag == flag


def test_equal_survey_figures_have_no_side() -> None:
    survey = {at("survey.discrimination", g): 12.0 for g in ("white", "bme")}
    assert result(8, survey).flag == "equal"


def test_a_broken_series_is_not_compared_with_last_year() -> None:
    found = result(7, edition="2022")
    assert (found.movement, found.change) == ("not comparable", None)
    remark = "not compared with last year: the base of the staff survey question changed"
    assert found.remark == remark


def test_an_edition_without_an_earlier_year_compares_with_none() -> None:
    found = result(2, edition="2015")
    why = "the edition asks for no earlier year"
    assert found.earlier == Figure(absence="not applicable", why=why)
    assert found.movement == "no figure last year"


def erring(item: str, group: str | None, period: str | None, number: int = 2) -> Result:
    """An indicator of a return with an error about an item in Data!K41."""
    source = taken(appointed(200, 100))
    finding = FindingRow(
        "RXY", None, "2024", "part-exceeds-whole", "error", "Too many", "Check.", item, "Item",
        period, group, "Data", "K41", None, None, "return.xlsx", "0" * 64,
    )  # fmt: skip
    results = standing_of(source._replace(findings=(finding,)), load_edition("2024")).results
    return next(r for r in results if r.indicator == number)


@pytest.mark.parametrize(
    ("item", "group", "period", "figure", "change"),
    [
        ("recruitment.appointed", "bme", "2024-03-31", True, True),
        ("recruitment.appointed", None, None, True, True),
        ("recruitment.appointed", "bme", "2023-03-31", False, True),
        ("recruitment.appointed", "unknown", "2024-03-31", False, False),
        ("recruitment.relative_likelihood", "all", "2024-03-31", False, False),
        ("disciplinary.entered", "bme", "2024-03-31", False, False),
    ],
)
def test_an_error_puts_in_doubt_what_follows_from_it_and_nothing_else(
    item: str, group: str | None, period: str | None, figure: bool, change: bool
) -> None:
    """The ratio that a return states is no input of the one that its counts give."""
    found = erring(item, group, period)
    assert (found.in_doubt, found.change_in_doubt) == (figure, change)
    assert bool(found.quality.errors) is item.startswith("recruitment.")


def test_an_error_in_a_pay_band_touches_all_that_use_the_workforce() -> None:
    band = ("clinical.band_5", "bme", "2024-03-31")
    assert [n for n in range(1, 10) if erring(*band, number=n).in_doubt] == [1, 3, 4, 9]


def test_a_figure_as_reported_is_in_doubt_if_a_cell_behind_it_cannot_be_read() -> None:
    ratio = at("recruitment.relative_likelihood")
    unread = Typed(None, "unreadable", raw="12 (approx)")
    found = result(2, {at("recruitment.appointed", "bme"): unread, ratio: 1.57})
    assert (found.figure.value, found.figure.as_reported) == (1.57, True)
    assert len(found.figure.doubt) == 1


def test_no_figure_names_the_cells_behind_it_that_could_not_be_read() -> None:
    unread = Typed(None, "unreadable", raw="12 (approx)")
    why = result(2, {at("recruitment.appointed", "bme"): unread}).figure.why or ""
    assert why.startswith("Data!")
    assert why.endswith(" could not be read: '12 (approx)'")


def test_no_figure_names_the_cells_behind_it_that_hold_none() -> None:
    changes = {
        at("recruitment.appointed", "bme"): BLANK,
        at("recruitment.appointed", "white"): NOT_COLLECTED,
    }
    first, second = (result(2, changes).figure.why or "").split("; ")
    assert first.startswith("Data!")
    assert first.endswith(" says 'Not collected'")
    assert second.endswith(" is blank")
