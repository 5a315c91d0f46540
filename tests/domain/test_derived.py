"""What the figures of a return give, against arithmetic by hand and what trusts printed."""

import csv
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from support import full_answers

from wres_excel.domain.derived import Outcome, compute
from wres_excel.domain.expressions import Ref, evaluate, parse_expression
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import Group, Measure, Period
from wres_excel.editions import edition_names, load_edition

PUBLISHED = Path(__file__).parent.parent / "published" / "likelihoods.csv"
GROUPS: tuple[Group, ...] = ("white", "bme", "unknown")
BANDS = ["under_band_1", *(f"band_{band}" for band in (*range(1, 8), "8a", "8b", "8c", "8d", 9))]
BANDS += ["vsm"]
STAFF = [f"{kind}.{band}" for kind in ("non_clinical", "clinical") for band in BANDS]
DOCTORS = ["consultants", "non_consultant_career_grade", "trainee_grades", "other"]
STAFF += [f"medical.{grade}" for grade in DOCTORS]
EDITION = load_edition("2019")
SHORTLISTED, APPOINTED = "recruitment.shortlisted", "recruitment.appointed"


def at(item: str, group: Group = "all", period: Period = "current") -> Place:
    return Place(item, period, group)


def given(figures: Mapping[str, tuple[Number, ...]]) -> dict[Place, Number]:
    """Figures of the current period, White and BME and perhaps unknown, by place."""
    return {
        at(item, group): number
        for item, numbers in figures.items()
        for group, number in zip(GROUPS, numbers, strict=False)
    }


def workforce(white: int, bme: int) -> dict[Place, Number]:
    """All staff in one band and none in any other; a third of none are unknown."""
    none = given(dict.fromkeys([*STAFF, "medical.senior_medical_managers"], (0, 0, 0)))
    return none | given({"clinical.band_5": (white, bme, 0)})


def recruited(appointed: tuple[int, int], shortlisted: tuple[int, int]) -> dict[Place, Number]:
    return given({SHORTLISTED: shortlisted, APPOINTED: appointed})


def ratio(edition: Edition, indicator: int, inputs: Mapping[Place, Number]) -> Outcome:
    names = {2: "recruitment", 3: "disciplinary", 4: "training"}
    return compute(edition, inputs)[at(f"{names[indicator]}.relative_likelihood")]


def published() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_printed(row: Mapping[str, str]) -> float | None:
    """The relative likelihood that the counts of a published row give, or else its rates."""
    edition, indicator = load_edition(row["year"]), int(row["indicator"])
    counts = [row[f"{g}_{what}"] for what in ("events", "base") for g in ("white", "bme")]
    if not all(counts):
        return of_rates(edition, row)
    white, bme, all_white, all_bme = map(int, counts)
    if indicator == 2:
        return ratio(edition, 2, recruited((white, bme), (all_white, all_bme))).number
    entered = given({"disciplinary.entered": (white, bme)})
    return ratio(edition, 3, workforce(all_white, all_bme) | entered).number


def of_rates(edition: Edition, row: Mapping[str, str]) -> float:
    rates = {g: float(row[f"{g}_rate"].removesuffix("%")) / 100 for g in ("white", "bme")}
    formula = edition.by_key["recruitment.relative_likelihood"].formula
    assert formula is not None

    def rate(ref: Ref) -> float:
        assert ref.item == "recruitment.likelihood"
        return rates[str(ref.group)]

    return evaluate(formula, rate)


def test_published_likelihoods_come_out_as_printed() -> None:
    rows = published()
    assert len(rows) == 3
    for row in rows:
        number = of_printed(row)
        noted = re.search(r"\d\.(\d+) (unrounded|follows)", row["note"])
        assert number is not None
        assert noted is not None
        assert f"{number:.{len(noted[1])}f}" == noted[0].split()[0], row["publisher"]
        assert row["printed_ratio"] in ("", f"{number:.1f}"), row["publisher"]


def by_hand(figures: Mapping[tuple[str, Group], float]) -> dict[tuple[str, Group], float]:
    """Every derived item of one period of 2019, in plain arithmetic, percentages as shares."""
    out = dict(figures)
    for group in GROUPS:
        staff = sum(figures[item, group] for item in STAFF)
        for item in ("disciplinary.workforce", "training.workforce", "board.workforce"):
            out[item, group] = staff
        board = figures["board.total", group]
        out["board.total_again", group] = board
        out["board.non_voting", group] = board - figures["board.voting", group]
        out["board.non_executive", group] = board - figures["board.executive", group]
        out["recruitment.likelihood", group] = (
            figures[APPOINTED, group] / figures[SHORTLISTED, group]
        )
        out["disciplinary.likelihood", group] = figures["disciplinary.entered", group] / staff
        out["training.likelihood", group] = figures["training.accessed", group] / staff
    seats = ["total", "voting", "non_voting", "executive", "non_executive", "workforce"]
    for seat, group in product(seats, GROUPS):
        everyone = sum(out[f"board.{seat}", g] for g in GROUPS)
        out[f"board.{seat}_share", group] = out[f"board.{seat}", group] / everyone
    for group in GROUPS:
        difference = out["board.total_share", group] - out["board.workforce_share", group]
        out["board.difference", group] = difference
    for name, over, under in (
        ("recruitment", "white", "bme"),
        ("disciplinary", "bme", "white"),
        ("training", "white", "bme"),
    ):
        rates = f"{name}.likelihood"
        out[f"{name}.relative_likelihood", "all"] = out[rates, over] / out[rates, under]
    return {key: number for key, number in out.items() if key not in figures}


@pytest.mark.parametrize("seed", range(3))
def test_a_full_return_of_2019_gives_what_arithmetic_by_hand_gives(seed: int) -> None:
    answers = full_answers(EDITION, seed)
    inputs = {place: a.value for place, a in answers.items() if a.value is not None}
    expected = {}
    for period in EDITION.periods:
        figures = {(p.item, p.group): number for p, number in inputs.items() if p.period == period}
        for (item, group), number in by_hand(figures).items():
            percent = 100 if EDITION.by_key[item].in_percent else 1
            expected[Place(item, period, group)] = pytest.approx(number * percent, rel=1e-12)
    outcomes = compute(EDITION, inputs)
    assert {place: outcome.number for place, outcome in outcomes.items()} == expected


def test_2015_compares_senior_staff_with_the_workforce_and_divides_bme_by_white() -> None:
    inputs = given(
        {
            "senior.headcount": (30, 8, 2),
            "workforce.headcount": (300, 150, 50),
            SHORTLISTED: (100, 50, 5),
            APPOINTED: (20, 5, 1),
            "disciplinary.entered": (1.5, 3, 0),
            "training.accessed": (60, 45, 0),
            "board.total": (6, 1, 1),
        }
    )
    outcomes = compute(load_edition("2015"), inputs)
    numbers = {place: outcome.number for place, outcome in outcomes.items()}
    assert numbers[at("senior.share", "bme")] == 20
    assert numbers[at("workforce.share", "bme")] == 30
    assert numbers[at("senior.difference", "bme")] == pytest.approx(-10)
    assert numbers[at("recruitment.relative_likelihood")] == 0.1 / 0.2
    assert numbers[at("disciplinary.relative_likelihood")] == pytest.approx(0.02 / 0.005)
    assert numbers[at("training.relative_likelihood")] == pytest.approx(0.3 / 0.2)
    assert numbers[at("board.total_share", "white")] == 75


@pytest.mark.parametrize("name", edition_names())
def test_indicators_2_and_4_divide_white_by_bme_except_in_2015(name: str) -> None:
    edition = load_edition(name)
    counts = given({"training.accessed": (10, 10), "disciplinary.entered": (1, 1)})
    staff = workforce(100, 50) | given({"workforce.headcount": (100, 50)})
    inputs = {p: n for p, n in (counts | staff).items() if p.item in edition.by_key}
    inputs |= recruited((10, 10), (100, 50))
    in_favour = 2 if name == "2015" else 0.5
    numbers = [ratio(edition, indicator, inputs).number for indicator in (2, 3, 4)]
    assert numbers == pytest.approx([in_favour, 2, in_favour])


def test_a_subset_is_never_added_into_a_total() -> None:
    inputs = workforce(100, 10)
    managers = given({"medical.consultants": (7, 0), "medical.senior_medical_managers": (5, 0)})
    outcomes = compute(EDITION, inputs | managers)
    for item in ("disciplinary.workforce", "training.workforce", "board.workforce"):
        assert outcomes[at(item, "white")] == Outcome(107)
    del inputs[at("medical.senior_medical_managers", "white")]
    assert compute(EDITION, inputs)[at("board.workforce", "white")] == Outcome(100)


def test_unknown_takes_no_part_in_a_ratio_and_a_headcount_stays_whole() -> None:
    outcomes = compute(EDITION, recruited((20, 5), (100, 50)) | workforce(3, 4))
    assert outcomes[at("recruitment.relative_likelihood")] == Outcome(2)
    assert outcomes[at("recruitment.likelihood", "unknown")] == Outcome(
        reason="'Number appointed from shortlisting' (Ethnicity unknown/null) is not given"
    )
    assert repr(outcomes[at("board.workforce", "bme")].number) == "4"


NOT_SHORTLISTED = "'Number of shortlisted applicants' (BME) is 0, and nothing can be divided by 0"
NO_RATE = (
    "'Likelihood of appointment from shortlisting' (BME) is 0, and nothing can be divided by 0"
)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({}, "'Number appointed from shortlisting' (White) is not given"),
        (
            {APPOINTED: (1, 1), SHORTLISTED: (10,)},
            "'Number of shortlisted applicants' (BME) is not given",
        ),
        ({APPOINTED: (1, 0), SHORTLISTED: (10, 0)}, NOT_SHORTLISTED),
        ({APPOINTED: (1, 1), SHORTLISTED: (10, 0)}, NOT_SHORTLISTED),
        ({APPOINTED: (1, 0), SHORTLISTED: (10, 10)}, NO_RATE),
        ({APPOINTED: (0, 0), SHORTLISTED: (10, 10)}, NO_RATE),
    ],
    ids=["nothing", "no base", "0/0", "1/0", "x / 0 rate", "0 rate / 0 rate"],
)
def test_where_there_is_no_result_the_reason_is_given_in_words(
    figures: Mapping[str, tuple[Number, ...]], reason: str
) -> None:
    assert ratio(EDITION, 2, given(figures)) == Outcome(reason=reason)


def test_nobody_entered_the_process_two_years_running_is_a_reason_not_an_error() -> None:
    inputs = workforce(100, 50) | given({"disciplinary.entered": (0, 0)})
    assert ratio(EDITION, 3, inputs).reason == (
        "'Likelihood of staff entering the formal disciplinary process' (White) is 0, "
        "and nothing can be divided by 0"
    )


def test_a_reason_runs_through_a_chain_of_derived_items_to_its_root() -> None:
    inputs = workforce(100, 50) | given({"disciplinary.entered": (1, 2), "board.total": (1, 1, 1)})
    del inputs[at("clinical.band_7", "white")]
    outcomes = compute(EDITION, inputs)
    missing = "'1b Clinical workforce: of which non-medical: Band 7' (White) is not given"
    assert ratio(EDITION, 3, inputs) == Outcome(reason=missing)
    assert outcomes[at("board.difference", "bme")] == Outcome(reason=missing)
    assert outcomes[at("board.difference", "white")] == Outcome(reason=missing)
    assert outcomes[at("disciplinary.workforce", "bme")] == Outcome(50)


def test_a_total_of_0_over_all_groups_is_named_as_such() -> None:
    inputs = given({"board.total": (0, 0, 0), "board.voting": (0, 0, 0)})
    assert compute(EDITION, inputs)[at("board.voting_share", "bme")] == Outcome(
        reason="'of which: Voting Board members' over all groups is 0, "
        "and nothing can be divided by 0"
    )


def test_a_period_is_computed_from_its_own_figures_only() -> None:
    inputs = recruited((20, 5), (100, 50))
    outcomes = compute(EDITION, inputs)
    assert outcomes[at("recruitment.relative_likelihood")].number == 2
    assert outcomes[at("recruitment.relative_likelihood", "all", "previous")].number is None


@pytest.mark.parametrize("name", edition_names())
def test_every_derived_place_has_a_number_or_a_reason_and_no_other_place_has_either(
    name: str,
) -> None:
    edition = load_edition(name)
    outcomes = compute(edition, {})
    assert set(outcomes) == {p for p in edition.places if edition.by_key[p.item].derived}
    assert all(o.number is None and o.reason for o in outcomes.values())


def with_formula(item: str, text: str, *, measure: Measure = "rate") -> Edition:
    """The edition of 2019 with the formula and measure of one item replaced."""
    formula = parse_expression(text, frozenset(EDITION.by_key), {})
    items = (
        replace(i, formula=formula, measure=measure) if i.key == item else i for i in EDITION.items
    )
    return replace(EDITION, items=tuple(items))


def test_of_several_divisors_the_first_that_is_0_is_named() -> None:
    nested = "training.accessed / recruitment.shortlisted / recruitment.appointed"
    edition = with_formula("training.likelihood", nested)
    inputs = recruited((0, 0), (0, 3)) | given({"training.accessed": (5, 5)})
    outcomes = compute(edition, inputs)
    reasons = [outcomes[at("training.likelihood", group)].reason for group in ("white", "bme")]
    assert reasons == [
        "'Number of shortlisted applicants' (White) is 0, and nothing can be divided by 0",
        "'Number appointed from shortlisting' (BME) is 0, and nothing can be divided by 0",
    ]


def test_percentages_are_computed_with_as_shares_and_come_out_as_percentages() -> None:
    survey = {"survey.harassment_staff": (25.5, 19.9), "survey.discrimination": (12, 5.6)}
    quotient = "survey.harassment_staff / survey.discrimination"
    outcomes = compute(with_formula("training.likelihood", quotient), given(survey))
    assert outcomes[at("training.likelihood", "white")].number == pytest.approx(25.5 / 12)
    difference = "survey.harassment_staff - survey.discrimination"
    edition = with_formula("training.likelihood", difference, measure="percentage points")
    assert compute(edition, given(survey))[at("training.likelihood", "white")] == Outcome(13.5)


def test_a_share_that_is_a_whole_percentage_is_exactly_that() -> None:
    board = given({"board.total": (7, 93, 0)})
    assert repr(compute(EDITION, board)[at("board.total_share", "white")].number) == "7"


def test_equal_shares_differ_by_exactly_nothing() -> None:
    board = given({"board.total": (3, 1, 0)})
    outcomes = compute(EDITION, workforce(300, 100) | board)
    assert outcomes[at("board.difference", "bme")] == Outcome(0)


@pytest.mark.parametrize("huge", [9.99e307, 10**308])
def test_figures_too_large_to_reckon_with_have_a_reason(huge: float) -> None:
    """Nobody has so many staff, and a workbook may still say so."""
    edition = load_edition("2024")
    places = [p for p in edition.places if not edition.by_key[p.item].derived]
    counts = {p: huge for p in places if edition.by_key[p.item].measure == "headcount"}
    outcomes = compute(edition, counts)
    total = outcomes[Place("disciplinary.workforce", "current", "white")]
    assert total == Outcome(reason="the result is too large to be a number")
    assert outcomes[Place("recruitment.likelihood", "current", "white")] == Outcome(1)
    assert all((o.number is None) != (o.reason is None) for o in outcomes.values())
